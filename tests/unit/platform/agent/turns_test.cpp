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

namespace {

/// A terminal whose facility offers a line, and three residents of its unit.
struct LineRig {
    LineRig() {
        rig.hub.lively = true;
        for (const char* number : {"A100", "A200", "A300"}) rig.hub.add_resident(number, "4711", 5'000);
        rig.hub.change_policy([](wire::Policy& policy) {
            policy.set_session_limit_s(1'800);
            policy.set_busy_session_limit_s(600);
            policy.set_line_call_s(90);
            policy.set_terminal_line(true);
        });
        rig.start();
        terminal = rig.connect_synced();
    }
    void start_again() {
        rig.start();
        terminal = rig.connect_synced();
    }
    local::ToTerminal place(const std::string& number) {
        local::ToAgent query;
        query.mutable_sign_in()->set_resident_number(number);
        query.mutable_sign_in()->set_wish(local::SignIn::PLACE_IN_LINE);
        return terminal->ask(query);
    }
    local::Status status() {
        local::ToAgent query;
        query.mutable_get_status();
        return terminal->ask(query).status();
    }
    local::Status status_when(const std::function<bool(const local::Status&)>& fits) {
        local::ToAgent query;
        query.mutable_get_status();
        return terminal->until(query, [&](const local::ToTerminal& answer) { return fits(answer.status()); }).status();
    }

    Rig rig;
    std::unique_ptr<Terminal> terminal;
};

}  // namespace

TEST_CASE_METHOD(LineRig, "a place is taken with the number alone, and only the one who is called signs in") {
    CHECK(status().line_offered());
    CHECK(status().next_session_limit_s() == 1'800);
    const auto first = place("a100").signed_in();
    CHECK(first.result() == local::SignedIn::IN_LINE);
    CHECK(first.place() == 1);
    CHECK(first.before() == 0);
    CHECK(place("A200").signed_in().before() == 1);
    CHECK(place("A200").signed_in().place() == 2);
    CHECK(place("Z999").problem().code() == "not_here");
    CHECK(terminal->home().has_problem());  // nobody is signed in by a place

    const auto shown = status();
    CHECK(shown.line_waiting() == 2);
    CHECK(shown.line_called() == 1);
    CHECK(shown.line_called_until_ms() == rig.clock.now().ms() + 90'000);
    CHECK(shown.next_session_limit_s() == 600);
    const auto refused = terminal->sign_in("A300", "4711").problem();
    CHECK(refused.code() == "others_first");
    CHECK(refused.before() == 2);
    CHECK(refused.wait_until_ms() == shown.line_called_until_ms());
    CHECK(terminal->sign_in("A200", "4711").problem().before() == 1);

    const auto session = terminal->sign_in("A100", "4711").signed_in();
    REQUIRE(session.result() == local::SignedIn::OK);
    CHECK(session.session_limit_s() == 600);  // somebody waits
    CHECK(status().line_waiting() == 1);
    CHECK(status().line_called() == 0);
    CHECK(terminal->sign_out().has_done());
    CHECK(status().line_called() == 2);
}

TEST_CASE_METHOD(LineRig, "who does not come loses the place, and an empty line keeps nobody out") {
    place("A100");
    place("A200");
    rig.clock.advance(Seconds(90));
    CHECK(status_when([](const local::Status& each) { return each.line_called() == 2; }).line_waiting() == 1);
    rig.clock.advance(Seconds(90));
    status_when([](const local::Status& each) { return each.line_waiting() == 0; });
    const auto session = terminal->sign_in("A300", "4711").signed_in();
    CHECK(session.result() == local::SignedIn::OK);
    CHECK(session.session_limit_s() == 0);  // as this hub says: nobody waits
}

TEST_CASE_METHOD(LineRig, "the line outlasts a restart of the terminal, and who was called has the whole time again") {
    place("A100");
    place("A200");
    place("A300");
    rig.clock.advance(Seconds(60));
    start_again();
    const auto shown = status_when([](const local::Status& each) { return each.line_called() == 1; });
    CHECK(shown.line_waiting() == 3);
    CHECK(shown.line_called_until_ms() == rig.clock.now().ms() + 90'000);
    CHECK(terminal->sign_in("A300", "4711").problem().before() == 2);
    CHECK(place("A200").signed_in().place() == 2);
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    start_again();
    CHECK(status_when([](const local::Status& each) { return each.line_called() == 2; }).line_waiting() == 2);
    REQUIRE(terminal->sign_in("A200", "4711").has_signed_in());
    CHECK(terminal->sign_out().has_done());
    REQUIRE(terminal->sign_in("A300", "4711").has_signed_in());
    start_again();
    CHECK(status().line_waiting() == 0);
}

TEST_CASE_METHOD(LineRig, "without the hub the line is the same") {
    rig.go_offline(*terminal);
    CHECK(place("A100").signed_in().place() == 1);
    CHECK(terminal->sign_in("A200", "4711").problem().code() == "others_first");
}

TEST_CASE_METHOD(LineRig, "a line that the facility offers no more keeps nobody out") {
    place("A100");
    CHECK(terminal->sign_in("A200", "4711").problem().code() == "others_first");
    rig.hub.change_policy([](wire::Policy& policy) { policy.set_terminal_line(false); });
    status_when([](const local::Status& each) { return !each.line_offered() && each.line_waiting() == 0; });
    CHECK(place("A100").problem().code() == "unsupported");
    CHECK(terminal->sign_in("A200", "4711").has_signed_in());
}

}  // namespace dayroom::agent
