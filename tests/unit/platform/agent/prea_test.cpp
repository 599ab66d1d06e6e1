// PREA at the terminal: signed in or not, offline, with nothing left behind.
#include "platform/wire/prea.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using test::Rig;
using test::Terminal;

namespace {

constexpr const char* kStory = "canary-7391 what happened in the laundry";

struct PreaRig {
    PreaRig() { rig.hub.add_resident("A100", "4711", 5'000); }
    void install(std::int64_t serial = 1, int delay = 0, std::int64_t good_for_ms = 1'000'000'000) {
        wire::PreaStatement statement;
        statement.set_facility_id(rig.hub.facility().raw());
        statement.set_serial(serial);
        statement.set_name("Ombuds");
        statement.set_box_key(body.public_key().raw());
        statement.set_not_after_ms(rig.clock.now().ms() + good_for_ms);
        statement.set_delay_minutes(delay);
        put(rig.hub.sign_prea(statement));
    }
    void put(const wire::PreaBody& said) {
        wire::Record record;
        *record.mutable_prea_body() = said;
        rig.hub.put(rig.hub.scope_of_facility(), record, std::string(16, 'p'));
    }
    local::ToTerminal ask_prea(Terminal& terminal) {
        local::ToAgent query;
        query.mutable_get_prea();
        return terminal.ask(query);
    }
    local::ToTerminal send(Terminal& terminal, const std::string& text, const std::string& code = {}) {
        local::ToAgent query;
        query.mutable_send_prea_report()->set_text(text);
        query.mutable_send_prea_report()->set_language("en");
        query.mutable_send_prea_report()->set_code(code);
        return terminal.ask(query);
    }
    local::ToTerminal read(Terminal& terminal, const std::string& code) {
        local::ToAgent query;
        query.mutable_read_prea_answers()->set_code(code);
        return terminal.ask(query);
    }
    std::size_t at_hub() {
        const std::lock_guard lock(rig.hub.mutex());
        return rig.hub.prea_reports.size();
    }
    void wait_for(std::size_t count) {
        const SystemClock real;
        const auto deadline = real.steady() + Seconds(10);
        while (at_hub() < count && real.steady() < deadline) std::this_thread::yield();
        REQUIRE(at_hub() == count);
    }

    SystemRandom system;
    crypto::BoxKey body = crypto::BoxKey::make(system);
    Rig rig;
};

}  // namespace

TEST_CASE_METHOD(PreaRig,
                 "signed out a report is written, reaches the hub closed, and its answer is read with the code") {
    install();
    rig.start();
    const auto terminal = rig.connect_synced();
    const auto prea = ask_prea(*terminal).prea();
    CHECK(prea.may_write());
    CHECK(prea.fingerprint() == wire::prea_fingerprint(body.public_key()));
    const auto sealed = send(*terminal, kStory);
    REQUIRE(sealed.prea_sealed().code().size() == wire::kPreaCodeCharacters);
    wait_for(1);
    const wire::PreaBox box = rig.hub.prea_reports.front();
    const auto report = wire::open_prea_report(as_bytes(box.box()), body);
    REQUIRE(report.ok());
    CHECK(report->text() == kStory);
    CHECK(rig.hub.commands.empty());

    CHECK(read(*terminal, sealed.prea_sealed().code()).prea_answers().answers().empty());
    wire::PreaAnswerText words;
    words.set_text("We come on Monday.");
    wire::Record answer;
    answer.mutable_prea_answer()->set_tag(report->answer_tag());
    answer.mutable_prea_answer()->set_box(
        to_string(wire::close_prea_answer(words, crypto::BoxPublic::from_bytes(report->answer_key()).take()).take()));
    rig.hub.put(rig.hub.scope_of_facility(), answer);
    // Nobody is signed in: no push says that something has come.
    local::ToTerminal found;
    const SystemClock real;
    const auto deadline = real.steady() + Seconds(10);
    while (found.prea_answers().answers().empty() && real.steady() < deadline)
        found = read(*terminal, sealed.prea_sealed().code());
    REQUIRE(found.prea_answers().answers_size() == 1);
    CHECK(found.prea_answers().answers(0).text() == "We come on Monday.");
    CHECK(read(*terminal, "0000000000000001").has_problem());

    // A second report under the same code goes to the same address.
    REQUIRE(send(*terminal, "more", sealed.prea_sealed().code()).has_prea_sealed());
    wait_for(2);
    CHECK(wire::open_prea_report(as_bytes(rig.hub.prea_reports.back().box()), body)->answer_tag() ==
          report->answer_tag());
}

TEST_CASE_METHOD(PreaRig, "offline a report waits closed, survives a restart, and leaves no plain text in any file") {
    install();
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    rig.go_offline(*terminal);
    REQUIRE(send(*terminal, kStory).has_prea_sealed());
    terminal.reset();
    REQUIRE(rig.stop().ok());
    {
        const auto store = rig.open_store();
        CHECK(store->prea().due(rig.clock.now(), 10).value().size() == 1);
        // Nobody's outbox, and no line in the log but those of starting, stopping and signing in.
        CHECK(store->outbox().depth().value() == 0);
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(rig.folder)) {
        if (!entry.is_regular_file()) continue;
        std::ostringstream content;
        content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        INFO(entry.path());
        CHECK(content.str().find("canary-7391") == std::string::npos);
    }
    rig.hub.reachable = true;
    rig.start();
    wait_for(1);
    CHECK(wire::open_prea_report(as_bytes(rig.hub.prea_reports.front().box()), body)->text() == kStory);
}

TEST_CASE_METHOD(PreaRig, "a key that the root did not sign is never written to") {
    SECTION("there is none") {}
    SECTION("somebody else signed it") {
        wire::PreaStatement statement;
        statement.set_facility_id(rig.hub.facility().raw());
        statement.set_serial(9);
        statement.set_name("Not the Ombuds");
        statement.set_box_key(body.public_key().raw());
        statement.set_not_after_ms(rig.clock.now().ms() + 1'000'000);
        put(wire::sign_prea_statement(statement, crypto::SigningKey::make(system)));
    }
    SECTION("its time is over") { install(1, 0, -1); }
    rig.start();
    const auto terminal = rig.connect_synced();
    CHECK_FALSE(ask_prea(*terminal).prea().may_write());
    CHECK(send(*terminal, kStory).problem().code() == "prea_no_key");
    CHECK(at_hub() == 0);
}

TEST_CASE_METHOD(PreaRig, "an older statement does not come back, and what is no report is refused") {
    install(7);
    rig.start();
    auto terminal = rig.connect_synced();
    CHECK(ask_prea(*terminal).prea().may_write());
    const auto first = wire::prea_fingerprint(body.public_key());
    body = crypto::BoxKey::make(system);
    const auto seen = rig.hub.changes();
    install(6);
    CHECK(rig.hub.changes() > seen);
    CHECK(ask_prea(*terminal).prea().fingerprint() == first);
    CHECK(send(*terminal, "").problem().code() == "prea_empty");
    CHECK(send(*terminal, std::string(17'000, 'x')).problem().code() == "prea_too_long");
    CHECK(send(*terminal, "text", "not a code").problem().code() == "prea_code_wrong");
    CHECK(send(*terminal, "\xff\xfe").problem().code() == "invalid");
}

TEST_CASE_METHOD(PreaRig, "a report waits on its terminal for a random time of the body's choice") {
    install(1, 600);
    rig.start();
    auto terminal = rig.connect_synced();
    for (int report = 0; report < 5; ++report) REQUIRE(send(*terminal, kStory).has_prea_sealed());
    terminal.reset();
    REQUIRE(rig.stop().ok());
    const auto store = rig.open_store();
    CHECK(store->prea().due(rig.clock.now() + std::chrono::minutes(600), 10).value().size() == 5);
    CHECK(store->prea().due(rig.clock.now(), 10).value().size() < 5);
}

}  // namespace dayroom::agent
