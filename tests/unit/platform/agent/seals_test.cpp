// What somebody with the hub's disk can do to a message: the terminal shows nothing that does not carry its own seal.
#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::messages_query;
using test::Rig;
using test::Terminal;

namespace {

struct Forged {
    Forged() : own(rig.hub.add_resident("A100", "4711", 0)), other(rig.hub.add_resident("B200", "1234", 0)) {
        maria = rig.hub.put_contact(own, "Maria");
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    }
    /// The next record goes out as `twist` leaves it.
    void twist(const std::function<void(wire::Item&)>& change) {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.twist_item = change;
    }
    /// The seal's item of the next record, which goes out as it is.
    void keep(wire::Item& kept) {
        twist([&kept](wire::Item& item) { kept = item; });
    }
    /// What is shown once everything that came before has been looked at.
    std::vector<std::string> shown() {
        twist({});
        const std::string last = "last of all " + std::to_string(++lasts);
        rig.hub.put_message(own, maria, last);
        const auto answer = terminal->until(messages_query(maria), [&](const local::ToTerminal& messages) {
            for (const auto& each : messages.messages().messages())
                if (each.text() == last) return true;
            return false;
        });
        std::vector<std::string> texts;
        for (const auto& each : answer.messages().messages())
            if (!each.text().starts_with("last of all")) texts.push_back(each.state() + ": " + each.text());
        return texts;
    }
    bool found(const std::string& word) {
        local::ToAgent search;
        search.mutable_search_messages()->set_text(word);
        return terminal->ask(search).messages().total() > 0;
    }

    Rig rig;
    FakeHub::Resident& own;
    FakeHub::Resident& other;
    std::string maria;
    std::unique_ptr<Terminal> terminal;
    int lasts = 0;
};

const std::vector<std::string> kOnlyTheReal = {"delivered: as it was written"};

}  // namespace

TEST_CASE_METHOD(Forged, "a text that was changed under its seal is not shown") {
    rig.hub.put_message(own, maria, "as it was written");
    twist([](wire::Item& item) {
        auto& payload = *item.mutable_sealed()->mutable_payload();
        payload.replace(payload.find("honest"), 6, "forged");
    });
    rig.hub.put_message(own, maria, "an honest word");
    CHECK(shown() == kOnlyTheReal);
    CHECK_FALSE(found("forged"));
    CHECK_FALSE(found("honest"));
}

TEST_CASE_METHOD(Forged, "a message without a seal, or under the seal of another one, is not shown") {
    wire::Item real;
    keep(real);
    rig.hub.put_message(own, maria, "as it was written");
    twist([&](wire::Item& item) { item.mutable_sealed()->set_signature(real.sealed().signature()); });
    rig.hub.put_message(own, maria, "swapped");
    twist([](wire::Item& item) { item.mutable_sealed()->clear_signature(); });
    rig.hub.put_message(own, maria, "bare");
    twist([](wire::Item& item) {
        const std::string payload = item.sealed().payload();
        item.set_record(payload);
    });
    rig.hub.put_message(own, maria, "plain");
    twist([](wire::Item& item) { item.mutable_sealed()->set_key_id(std::string(8, 'k')); });
    rig.hub.put_message(own, maria, "under another key");
    CHECK(shown() == kOnlyTheReal);
}

TEST_CASE_METHOD(Forged, "a real message of another resident, or under another id, is not shown") {
    rig.hub.put_message(own, maria, "as it was written");
    wire::Item theirs;
    keep(theirs);
    rig.hub.put_message(other, maria, "for their eyes only");
    twist([&](wire::Item& item) { item = theirs; });
    rig.hub.put_message(own, maria, "in its place");
    wire::Item real;
    keep(real);
    const auto id = rig.hub.put_message(own, maria, "moved");
    rig.hub.remove(FakeHub::scope_of(own), id);
    twist([&](wire::Item& item) { item = real; });
    rig.hub.put_message(own, maria, "in its place, too");
    CHECK(shown() == kOnlyTheReal);
    CHECK_FALSE(found("eyes"));
    CHECK_FALSE(found("moved"));
}

TEST_CASE_METHOD(Forged, "a real seal of yesterday does not bring back what was taken away today") {
    rig.hub.put_message(own, maria, "as it was written");
    wire::Item before;
    keep(before);
    const auto id = rig.hub.put_message(own, maria, "let through by mistake");
    const auto reject = [](wire::Message& message) {
        message.set_state(wire::Message::REJECTED);
        message.clear_text();
        message.set_rule("4.2");
    };
    const std::vector<std::string> all = {"rejected: ", kOnlyTheReal[0]};
    twist({});
    SECTION("opened at once") {
        rig.hub.change_message(id, reject);
        CHECK(shown() == all);
        twist([&](wire::Item& item) { item = before; });
        rig.hub.change_message(id, reject);
        CHECK(shown() == all);
    }
    SECTION("both wait, closed, until the next sign-in") {
        terminal->sign_out();
        const auto friend_of_other = rig.hub.put_contact(other, "Ines");
        REQUIRE(terminal->sign_in("B200", "1234").has_signed_in());
        // One after the other: the hub itself sends only the newest of what is asked for at once.
        const auto taken = [&](const std::string& mark) {
            twist({});
            rig.hub.put_message(other, friend_of_other, mark);
            terminal->until(messages_query(friend_of_other), [&](const local::ToTerminal& answer) {
                return answer.messages().messages_size() > 0 && answer.messages().messages(0).text() == mark;
            });
        };
        rig.hub.change_message(id, reject);
        taken("the newer one was sent");
        twist([&](wire::Item& item) { item = before; });
        rig.hub.change_message(id, reject);
        taken("the older one, too");
        terminal.reset();
        REQUIRE(rig.stop().ok());
        CHECK(rig.open_store()->envelope_count(own.id).take() >= 2);
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
        CHECK(shown() == all);
    }
    CHECK_FALSE(found("mistake"));
}

TEST_CASE_METHOD(Forged, "what is refused is counted on record, without a word of it") {
    twist([](wire::Item& item) { item.mutable_sealed()->clear_signature(); });
    rig.hub.put_message(own, maria, "forged");
    CHECK(shown().empty());
    terminal.reset();
    REQUIRE(rig.stop().ok());
    auto store = rig.open_store();
    bool counted = false;
    const auto entries = store->audit().read(1'000'000, 100).take();
    for (const auto& entry : entries) {
        counted = counted || entry.entry.event == record::Event::kEnvelopeRefused;
        CHECK(entry.entry.code.find("forged") == std::string::npos);
    }
    CHECK(counted);
}

}  // namespace dayroom::agent
