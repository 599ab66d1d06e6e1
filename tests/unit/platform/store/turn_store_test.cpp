// Sessions at a terminal, as it remembers them without the hub.
#include "platform/store/turn_store.h"

#include "platform/store/turn_settling.h"
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

constexpr Seconds kLongest{1'800};
constexpr std::chrono::hours kKept{8 * 24};

struct TurnWorld : World {
    TurnStore& turns() { return device->turns(); }
    void settle() { REQUIRE(settle_turns(device->connection(), clock.now(), kLongest, clock.now() - kKept).ok()); }
    std::vector<rules::SessionTurn> sessions() { return turns().sessions(resident).take(); }
    std::vector<rules::SessionTurn> untold() { return turns().untold(resident, 50).take(); }
    void sit(Seconds length, bool told = false) {
        REQUIRE(turns().begin(resident, clock.now(), false, told).ok());
        clock.advance(length);
        REQUIRE(turns().end(resident, clock.now()).ok());
    }
};

}  // namespace

TEST_CASE_METHOD(TurnWorld, "who waits for the terminal survives a restart, whole and in order") {
    CHECK(turns().line().take() == rules::TerminalLine::Kept());
    rules::TerminalLine::Kept line;
    line.places = {{"B2", 4, clock.now()}, {"A1", 7, clock.now() + Seconds(5)}};
    line.last_number = 9;
    REQUIRE(turns().keep_line(line).ok());
    open_device();
    CHECK(turns().line().take() == line);
    line.places.erase(line.places.begin());
    REQUIRE(turns().keep_line(line).ok());
    open_device();
    CHECK(turns().line().take() == line);
    REQUIRE(turns().keep_line({}).ok());
    open_device();
    CHECK(turns().line().take() == rules::TerminalLine::Kept());
}

TEST_CASE_METHOD(TurnWorld, "sessions survive a restart, and the hub hears of each once") {
    sit(Seconds(600));
    REQUIRE(turns().begin(resident, clock.now(), true, false).ok());
    REQUIRE(turns().end(resident, clock.now()).ok());
    open_device();
    settle();
    CHECK(sessions().size() == 2);
    REQUIRE(untold().size() == 1);  // of quick looks it does not hear
    CHECK(untold()[0].ended - untold()[0].began == Seconds(600));
    REQUIRE(turns().mark_told(resident).ok());
    CHECK(untold().empty());
    CHECK(turns().sessions(make<ResidentId>()).value().empty());
}

TEST_CASE_METHOD(TurnWorld, "a session that a pulled plug has cut off counts as long as one may be, and is told") {
    REQUIRE(turns().begin(resident, clock.now(), false, false).ok());
    const Timestamp began = clock.now();
    SECTION("soon after") {
        clock.advance(Seconds(60));
        settle();
        REQUIRE(untold().size() == 1);
        CHECK(untold()[0].ended == clock.now());
    }
    SECTION("long after") {
        clock.advance(Seconds(7'200));
        settle();
        REQUIRE(untold().size() == 1);
        CHECK(untold()[0].ended == began + kLongest);
    }
}

TEST_CASE_METHOD(TurnWorld, "a clock that is set back keeps every session, as one that ended just now") {
    for (int session = 0; session < 3; ++session) {
        sit(Seconds(600));
        clock.advance(Seconds(1'800));
    }
    clock.advance(std::chrono::hours(-48));
    const Timestamp back = clock.now();
    settle();
    REQUIRE(sessions().size() == 3);
    for (const auto& session : sessions()) {
        CHECK(session.began < back);
        CHECK(session.ended == back);
    }
    // Once: afterwards time goes on for them as for others.
    clock.advance(Seconds(60));
    settle();
    for (const auto& session : sessions()) CHECK(session.ended == back);
}

TEST_CASE_METHOD(TurnWorld, "what is old is forgotten") {
    sit(Seconds(600));
    settle();
    CHECK(sessions().size() == 1);
    clock.advance(kKept);
    settle();
    CHECK(sessions().empty());
}
