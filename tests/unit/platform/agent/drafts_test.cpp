// Drafts: safe here at once, and on the other terminals soon after.
#include <catch2/catch.hpp>

#include "platform/store/vault.h"
#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;
using test::Terminal;

namespace {

struct TwoTerminals {
    TwoTerminals() : resident(a.hub.add_resident("A100", "4711", 5'000)) {
        a.hub.lively = true;
        a.hub.set_up_messaging();
        a.hub.put_credits(resident, 5);
        maria = a.hub.put_contact(resident, "Maria");
        key = "message/" + to_hex(as_bytes(maria));
        a.start();
        b.start();
        at_a = a.connect_synced();
        at_b = b.connect_synced();
    }
    void sign_in(Terminal& terminal) { REQUIRE(terminal.sign_in("A100", "4711").has_signed_in()); }
    int drafts_sent() {
        const std::lock_guard lock(a.hub.mutex());
        return static_cast<int>(std::count_if(a.hub.commands.begin(), a.hub.commands.end(),
                                              [](const auto& command) { return command.has_save_draft(); }));
    }
    /// The hub has it, and so has every terminal whose feed has caught up.
    void wait_for_drafts(int count) {
        const SystemClock real;
        const auto deadline = real.steady() + Seconds(10);
        while (drafts_sent() < count && real.steady() < deadline) std::this_thread::yield();
        REQUIRE(drafts_sent() == count);
    }
    void draft_is(Terminal& terminal, const std::string& content) {
        local::ToAgent query;
        query.mutable_get_draft()->set_key(key);
        terminal.until(query, [&](const local::ToTerminal& answer) { return answer.draft().content() == content; });
    }
    bool thread_has_draft(Terminal& terminal) {
        local::ToAgent query;
        query.mutable_get_threads();
        const auto threads = terminal.ask(query).threads();
        return threads.threads_size() == 1 && threads.threads(0).draft();
    }

    Rig a;
    Rig b{a};
    FakeHub::Resident& resident;
    std::string maria;
    std::string key;
    std::unique_ptr<Terminal> at_a, at_b;
};

}  // namespace

TEST_CASE_METHOD(TwoTerminals, "a draft begun at one terminal is finished at another") {
    sign_in(*at_a);
    REQUIRE(at_a->save_draft(key, "Dear mother, I").has_done());
    CHECK(thread_has_draft(*at_a));
    CHECK(drafts_sent() == 0);  // somebody is typing: it is safe here, and goes in a moment
    REQUIRE(at_a->sign_out().has_done());
    wait_for_drafts(1);

    sign_in(*at_b);
    draft_is(*at_b, "Dear mother, I");
    CHECK(thread_has_draft(*at_b));
    REQUIRE(at_b->save_draft(key, "Dear mother, I am well").has_done());
    REQUIRE(at_b->sign_out().has_done());
    wait_for_drafts(2);

    sign_in(*at_a);
    draft_is(*at_a, "Dear mother, I am well");
    REQUIRE(at_a->write(maria, "Dear mother, I am well.", 1, std::string(16, 'n')).has_submitted());
    CHECK(at_a->draft(key).empty());
    REQUIRE(at_a->sign_out().has_done());
    sign_in(*at_b);
    draft_is(*at_b, "");
    at_b->until(test::messages_query(maria),
                [](const local::ToTerminal& answer) { return answer.messages().total() == 1; });
    CHECK(drafts_sent() == 2);  // the message itself told that its draft is over
    const std::lock_guard lock(a.hub.mutex());
    for (const auto& command : a.hub.commands)
        if (command.has_save_draft()) CHECK(command.SerializeAsString().find("I am") == std::string::npos);
}

TEST_CASE_METHOD(TwoTerminals,
                 "while somebody writes the hub hears every ten seconds, and at once when they leave the screen") {
    sign_in(*at_a);
    REQUIRE(at_a->save_draft(key, "one").has_done());
    a.clock.advance(Seconds(5));
    REQUIRE(at_a->save_draft(key, "one two").has_done());
    CHECK(drafts_sent() == 0);
    a.clock.advance(Seconds(6));
    REQUIRE(at_a->home().has_home());  // the tick is due
    wait_for_drafts(1);
    REQUIRE(at_a->save_draft(key, "one two three", true).has_done());
    wait_for_drafts(2);
    REQUIRE(at_a->save_draft(key, "one two three", true).has_done());
    REQUIRE(at_a->save_draft(key, "", true).has_done());
    wait_for_drafts(3);
    const std::lock_guard lock(a.hub.mutex());
    CHECK(a.hub.commands.back().save_draft().remove());
}

TEST_CASE_METHOD(TwoTerminals, "without the hub one command of a draft waits, the newest") {
    sign_in(*at_a);
    a.go_offline(*at_a);
    for (const char* content : {"one", "one two", "one two three"}) {
        REQUIRE(at_a->save_draft(key, content, true).has_done());
        a.clock.advance(Seconds(3));
    }
    at_a.reset();
    REQUIRE(a.stop().ok());
    // Those of which sending was tried may have arrived: they are kept in their order, the hub takes the newest.
    CHECK(a.open_store()->outbox().depth().value() <= 2);
    a.hub.reachable = true;
    a.start();
    sign_in(*at_b);
    draft_is(*at_b, "one two three");
}

TEST_CASE_METHOD(TwoTerminals, "what was written here without the hub is not lost to an older draft from elsewhere") {
    sign_in(*at_a);
    REQUIRE(at_a->save_draft(key, "at home", true).has_done());
    wait_for_drafts(1);
    sign_in(*at_b);
    draft_is(*at_b, "at home");
    a.go_offline(*at_a);
    a.clock.advance(Seconds(1));
    REQUIRE(at_b->save_draft(key, "older words", true).has_done());
    a.clock.advance(Seconds(1));
    REQUIRE(at_a->save_draft(key, "newest words").has_done());
    a.hub.reachable = true;
    a.hub.put_credits(resident, 6);
    wait_for_drafts(2);
    CHECK(at_a->draft(key) == "newest words");
    REQUIRE(at_a->sign_out().has_done());
    wait_for_drafts(3);
    draft_is(*at_b, "newest words");
}

TEST_CASE_METHOD(TwoTerminals, "a draft survives the end of the agent, and goes out when its writer is back") {
    sign_in(*at_a);
    a.go_offline(*at_a);
    REQUIRE(at_a->save_draft(key, "half a sent").has_done());
    at_a.reset();
    REQUIRE(a.stop().ok());
    a.hub.reachable = true;
    a.start();  // the command waits in the outbox: nobody has to sign in for it
    wait_for_drafts(1);
    sign_in(*at_b);
    draft_is(*at_b, "half a sent");
}

TEST_CASE_METHOD(TwoTerminals,
                 "a draft that was saved and never queued goes at the next sign-in: the program was killed") {
    at_a.reset();
    REQUIRE(a.stop().ok());
    {
        const store::VaultPlace place{a.options.data_dir / "vaults", a.hub.facility(), a.hub.device(), resident.id};
        auto vault = store::Vault::open(place, resident.vault_key).take();
        REQUIRE(vault->save_draft(key, "before the power went", a.clock.now()).ok());
    }
    a.start();
    at_a = a.connect_synced();
    sign_in(*at_a);
    wait_for_drafts(1);
    sign_in(*at_b);
    draft_is(*at_b, "before the power went");
}

}  // namespace dayroom::agent
