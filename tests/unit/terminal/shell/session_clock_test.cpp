#include "terminal/shell/session_clock.h"

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"

using namespace dayroom;
using namespace dayroom::shell;

namespace {

constexpr SessionPolicy kPolicy{Seconds(90), Seconds(120), Seconds(1800)};

}  // namespace

TEST_CASE("a session warns, then ends, when nobody is there") {
    FakeClock clock;
    SessionClock session;
    session.start(clock.steady());
    clock.advance(Milliseconds(89'999));
    CHECK(session.state(clock.steady(), kPolicy) == SessionState::kActive);
    clock.advance(Milliseconds(1));
    CHECK(session.state(clock.steady(), kPolicy) == SessionState::kWarning);
    CHECK(session.idle_left(clock.steady(), kPolicy) == Seconds(30));
    clock.advance(Milliseconds(29'500));
    CHECK(session.idle_left(clock.steady(), kPolicy) == Seconds(1));
    clock.advance(Milliseconds(500));
    CHECK(session.state(clock.steady(), kPolicy) == SessionState::kIdleOver);
}

TEST_CASE("a touch puts the warning off, once it stands only an answer does") {
    FakeClock clock;
    SessionClock session;
    session.start(clock.steady());
    clock.advance(Seconds(80));
    session.touched(clock.steady(), kPolicy);
    clock.advance(Seconds(80));
    CHECK(session.state(clock.steady(), kPolicy) == SessionState::kActive);
    clock.advance(Seconds(15));
    session.touched(clock.steady(), kPolicy);
    CHECK(session.state(clock.steady(), kPolicy) == SessionState::kWarning);
    session.stay(clock.steady());
    CHECK(session.state(clock.steady(), kPolicy) == SessionState::kActive);
}

TEST_CASE("the limit ends a busy session too, and its minutes are counted") {
    FakeClock clock;
    SessionClock session;
    session.start(clock.steady());
    CHECK(session.minutes_left(clock.steady(), kPolicy) == 30);
    for (int minute = 0; minute < 29; ++minute) {
        clock.advance(Seconds(60));
        session.touched(clock.steady(), kPolicy);
    }
    CHECK(session.minutes_left(clock.steady(), kPolicy) == 1);
    clock.advance(Seconds(60));
    CHECK(session.state(clock.steady(), kPolicy) == SessionState::kTimeUp);
    CHECK_FALSE(session.minutes_left(clock.steady(), {Seconds(90), Seconds(120), Seconds(0)}).has_value());
}

TEST_CASE("the loop is woken in time for every change") {
    FakeClock clock;
    SessionClock session;
    session.start(clock.steady());
    const SessionPolicy no_limit{Seconds(90), Seconds(120), Seconds(0)};
    CHECK(session.next_change(clock.steady(), no_limit) == Milliseconds(90'000));
    CHECK(session.next_change(clock.steady(), kPolicy) <= Milliseconds(60'001));
    clock.advance(Milliseconds(90'250));
    CHECK(session.next_change(clock.steady(), no_limit) == Milliseconds(750));
}
