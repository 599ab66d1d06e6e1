// Turns at the terminal: quick looks that only read, refusals, and sessions while the hub is away.
#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using test::Rig;
using test::Terminal;

namespace {

struct TurnsRig {
    TurnsRig() {
        rig.hub.add_resident("A100", "4711", 5'000);
        rig.hub.change_policy([](wire::Policy& policy) {
            policy.set_session_limit_s(1'800);
            policy.set_sessions_per_day(2);
            policy.set_session_wait_s(600);
            policy.set_quick_look_s(20);
            policy.set_quick_looks_per_day(1);
        });
        rig.start();
        terminal = rig.connect_synced();
    }
    local::ToTerminal quick_look() {
        local::ToAgent query;
        query.mutable_sign_in()->set_resident_number("A100");
        query.mutable_sign_in()->set_pin("4711");
        query.mutable_sign_in()->set_wish(local::SignIn::QUICK_LOOK);
        return terminal->ask(query);
    }
    local::ToTerminal sign_in() { return terminal->sign_in("A100", "4711"); }
    /// Sessions that the hub has not heard of; the agent does not run afterwards.
    std::size_t untold() {
        terminal.reset();
        REQUIRE(rig.stop().ok());
        const auto store = rig.open_store();
        const auto resident = store->sign_in().resident_of("A100").take();
        return store->turns().untold(*resident, 10).value().size();
    }
    void start_again() {
        rig.start();
        terminal = rig.connect_synced();
    }

    Rig rig;
    std::unique_ptr<Terminal> terminal;
};

}  // namespace

TEST_CASE_METHOD(TurnsRig, "a quick look reads, and whatever would change something is refused") {
    const auto look = quick_look();
    REQUIRE(look.signed_in().result() == local::SignedIn::OK);
    CHECK(look.signed_in().quick_look());
    CHECK(terminal->home().has_home());
    CHECK(terminal->money().has_money());
    CHECK(terminal->save_draft("request:general", "text").problem().code() == "quick_look");
    CHECK(terminal->submit(std::string(16, 'f'), 0, std::string(16, 'n')).problem().code() == "quick_look");
    CHECK(terminal->sign_out().has_done());
    const auto session = sign_in();
    CHECK_FALSE(session.signed_in().quick_look());
    CHECK(terminal->save_draft("request:general", "text").has_done());
}

TEST_CASE_METHOD(TurnsRig, "without the hub the terminal keeps the same rules, and tells the hub afterwards") {
    REQUIRE(sign_in().has_signed_in());
    terminal->sign_out();
    rig.go_offline(*terminal);
    CHECK(sign_in().problem().code() == "must_wait");
    rig.clock.advance(Seconds(600));
    const auto second = sign_in();
    REQUIRE(second.signed_in().offline());
    CHECK(second.signed_in().sessions_left() == 0);
    CHECK(second.signed_in().session_limit_s() == 1'800);
    terminal->sign_out();
    rig.clock.advance(Seconds(600));
    CHECK(sign_in().problem().code() == "sessions_used");
    const auto look = quick_look();
    CHECK(look.signed_in().quick_look());
    CHECK(look.signed_in().session_limit_s() == 20);
    terminal->sign_out();
    CHECK(quick_look().problem().code() == "looks_used");
    CHECK(untold() == 1);
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.reachable = true;
    }
    start_again();
    REQUIRE(sign_in().has_signed_in());
    terminal->sign_out();
    CHECK(untold() == 0);
}

}  // namespace dayroom::agent
