#include "platform/rules/session_turns.h"

#include <vector>

#include <catch2/catch.hpp>

#include "platform/rules/calendar.h"

using namespace dayroom;
using namespace dayroom::rules;

namespace {

const std::string kZone = "America/Chicago";

Timestamp at(const char* day, int hour, int minute = 0) {
    return local_moment(day_named(day).value(), std::chrono::minutes(hour * 60 + minute), kZone);
}

TurnPolicy policy() {
    TurnPolicy made;
    made.sessions_per_day = 3;
    made.wait = Seconds(1'800);
    made.session_limit = Seconds(1'800);
    made.busy_session_limit = Seconds(900);
    made.quick_look = Seconds(20);
    made.quick_looks_per_day = 2;
    return made;
}

Turn turn(const std::vector<SessionTurn>& before, Timestamp now, bool quick = false, bool others = false) {
    return session_turn(policy(), before, quick, others, now, kZone);
}

}  // namespace

TEST_CASE("so many sessions a day, and so long between two") {
    struct Row {
        const char* what;
        std::vector<SessionTurn> before;
        Timestamp now;
        TurnVerdict verdict;
        Timestamp until;
    };
    const char* day = "2026-11-20";
    const auto session = [&](int hour, int minutes) {
        return SessionTurn{at(day, hour), at(day, hour) + std::chrono::minutes(minutes)};
    };
    const Timestamp tomorrow = at("2026-11-21", 0);
    const std::vector<Row> rows = {
        {"the first", {}, at(day, 9), TurnVerdict::kMay, {}},
        {"at once again", {session(9, 10)}, at(day, 9, 10), TurnVerdict::kMustWait, at(day, 9, 40)},
        {"a moment too early", {session(9, 10)}, at(day, 9, 39), TurnVerdict::kMustWait, at(day, 9, 40)},
        {"then", {session(9, 10)}, at(day, 9, 40), TurnVerdict::kMay, {}},
        {"the end is not known: as long as it may be",
         {{at(day, 9), {}}},
         at(day, 9, 50),
         TurnVerdict::kMustWait,
         at(day, 10)},
        {"the third", {session(9, 10), session(11, 10)}, at(day, 13), TurnVerdict::kMay, {}},
        {"no fourth", {session(9, 10), session(13, 10), session(11, 10)}, at(day, 20), TurnVerdict::kUsed, tomorrow},
        {"the next day", {session(9, 10), session(11, 10), session(13, 10)}, tomorrow, TurnVerdict::kMay, {}},
        {"over midnight it still waits",
         {{at(day, 23, 40), at(day, 23, 50)}},
         at("2026-11-21", 0, 5),
         TurnVerdict::kMustWait,
         at("2026-11-21", 0, 20)},
    };
    for (const Row& row : rows) {
        INFO(row.what);
        const Turn found = turn(row.before, row.now);
        CHECK(found.verdict == row.verdict);
        CHECK(found.until == row.until);
    }
    CHECK(turn({session(9, 10)}, at(day, 12)).sessions_left == 1);
    CHECK(turn({session(9, 10)}, at(day, 12)).sessions_today == 2);
}

TEST_CASE("the days on which the clocks change have one midnight, as the wall clock says") {
    // 25 hours, then 23.
    for (const auto& [day, next, hours] :
         {std::tuple("2026-11-01", "2026-11-02", 25), std::tuple("2026-03-08", "2026-03-09", 23)}) {
        INFO(day);
        std::vector<SessionTurn> three;
        for (const int hour : {8, 12, 16}) three.push_back({at(day, hour), at(day, hour, 10)});
        CHECK(at(next, 0) - at(day, 0) == std::chrono::hours(hours));
        CHECK(turn(three, at(day, 23, 59)).verdict == TurnVerdict::kUsed);
        CHECK(turn(three, at(day, 23, 59)).until == at(next, 0));
        CHECK(turn(three, at(next, 0)).verdict == TurnVerdict::kMay);
        // A wait is so many seconds, whatever the clocks do meanwhile.
        const SessionTurn late{at(day, 1, 30), at(day, 1, 40)};
        CHECK(turn({late}, late.ended + Seconds(1'799)).verdict == TurnVerdict::kMustWait);
        CHECK(turn({late}, late.ended + Seconds(1'800)).verdict == TurnVerdict::kMay);
    }
}

TEST_CASE("quick looks count as no session, and sessions as no quick look") {
    const char* day = "2026-11-20";
    std::vector<SessionTurn> looks = {{at(day, 9), at(day, 9, 1), true}};
    CHECK(turn(looks, at(day, 9, 1)).verdict == TurnVerdict::kMay);
    CHECK(turn(looks, at(day, 9, 1)).sessions_today == 1);
    CHECK(turn(looks, at(day, 9, 1), true).verdict == TurnVerdict::kMay);
    CHECK(turn(looks, at(day, 9, 1), true).limit == Seconds(20));
    looks.push_back({at(day, 10), at(day, 10, 1), true});
    CHECK(turn(looks, at(day, 11), true).verdict == TurnVerdict::kUsed);
    CHECK(turn(looks, at(day, 11), true).until == at("2026-11-21", 0));
    std::vector<SessionTurn> used(3, SessionTurn{at(day, 8), at(day, 8, 10)});
    CHECK(turn(used, at(day, 9), true).verdict == TurnVerdict::kMay);
    CHECK(session_turn(TurnPolicy{}, {}, true, false, at(day, 9), kZone).verdict == TurnVerdict::kNotOffered);
}

TEST_CASE("while others wait a session is shorter, never longer") {
    CHECK(session_length(policy(), false, false) == Seconds(1'800));
    CHECK(session_length(policy(), false, true) == Seconds(900));
    CHECK(session_length(policy(), true, true) == Seconds(20));
    TurnPolicy made = policy();
    made.busy_session_limit = Seconds(7'200);
    CHECK(session_length(made, false, true) == Seconds(1'800));
    made.session_limit = Seconds(0);
    CHECK(session_length(made, false, true) == Seconds(7'200));
    made.busy_session_limit = Seconds(0);
    CHECK(session_length(made, false, true) == Seconds(0));
}

TEST_CASE("a clock that was ahead makes nobody wait for longer than the rule, and gives no session away") {
    const char* day = "2026-11-20";
    const SessionTurn ahead{at("2026-11-25", 9), at("2026-11-25", 10)};
    const Turn found = turn({ahead}, at(day, 9));
    CHECK(found.verdict == TurnVerdict::kMay);
    CHECK(found.sessions_today == 2);
    const SessionTurn long_end{at(day, 7), at("2026-11-25", 10)};
    CHECK(turn({long_end}, at(day, 7, 40)).until == at(day, 8));
    CHECK(turn({long_end}, at(day, 8)).verdict == TurnVerdict::kMay);
    CHECK(session_turn(TurnPolicy{}, std::vector<SessionTurn>(50, ahead), false, false, at(day, 9), kZone).verdict ==
          TurnVerdict::kMay);
}
