// A terminal whose clock is wrong: while the hub's time is known nothing stops; while it is not, the screen says so.
#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using test::Rig;

namespace {

constexpr Milliseconds kThreeDays = std::chrono::hours(72);

void set_reachable(Rig& rig, bool reachable) {
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.reachable = reachable;
    }
    rig.hub.wake();
}

bool is_active(const local::ToTerminal& message) { return message.status().device() == local::Status::ACTIVE; }
bool is_fault(const local::ToTerminal& message) { return message.status().device() == local::Status::FAULT; }

std::vector<std::string> jumps_on_record(Rig& rig) {
    const auto store = rig.open_store();
    const auto events = store->audit().read(0, 100);
    REQUIRE(events.ok());
    std::vector<std::string> codes;
    for (const auto& each : *events) {
        if (each.entry.event == record::Event::kClockJumped) codes.push_back(each.entry.code);
    }
    return codes;
}

/// Once online with a right clock, then off; the next start is without the hub.
struct SetBack : Rig {
    SetBack() {
        hub.add_resident("A100", "4711", 5000);
        start();
        REQUIRE(connect_synced()->sign_in("A100", "4711").has_signed_in());
        REQUIRE(stop().ok());
        const std::lock_guard lock(hub.mutex());
        hub.reachable = false;
    }
    const Timestamp right = clock.now();
};

}  // namespace

TEST_CASE_METHOD(SetBack,
                 "a clock that was set back is said on the screen, nobody signs in, and the hub's word ends it") {
    clock.set_now(right - kThreeDays);
    start();
    auto terminal = connect();
    const auto told = terminal.push(is_fault);
    CHECK(told.status().fault() == "clock");
    CHECK(told.status().now_ms() == right.ms());
    CHECK(terminal.sign_in("A100", "4711").problem().code() == "denied");
    {
        const std::lock_guard lock(hub.mutex());
        hub.clock_ahead = kThreeDays;
    }
    set_reachable(*this, true);
    const auto after = terminal.push(is_active);
    CHECK(after.status().fault().empty());
    CHECK(after.status().now_ms() == right.ms());
    CHECK(terminal.sign_in("A100", "4711").has_signed_in());
    REQUIRE(stop().ok());
    // First that the time was lost, then by how many minutes the machine is ahead of the hub; the newest is read first.
    CHECK(jumps_on_record(*this) == std::vector<std::string>{"-4320", "lost"});
}

TEST_CASE_METHOD(SetBack, "a clock that is set right again ends the fault without the hub") {
    clock.set_now(right - kThreeDays);
    start();
    auto terminal = connect();
    terminal.push(is_fault);
    clock.set_now(right + Milliseconds(60'000));
    clock.advance(Seconds(5));  // a tick
    terminal.push(is_active);
    CHECK(terminal.sign_in("A100", "4711").has_signed_in());
}

TEST_CASE_METHOD(SetBack, "a clock that is set back while somebody is signed in without the hub ends the session") {
    start();
    auto terminal = connect();
    terminal.push(is_active);
    REQUIRE(terminal.sign_in("A100", "4711").has_signed_in());
    clock.set_now(right - kThreeDays);
    clock.advance(Seconds(5));
    CHECK(terminal.push(test::session_ended).session_ended().reason() == "fault");
    local::ToAgent query;
    query.mutable_get_status();
    CHECK(terminal.ask(query).status().fault() == "clock");
}

TEST_CASE("a machine's clock that is off stops nothing while the hub's time is known, and the facility hears of it") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    const SystemClock real;
    const auto deadline = real.steady() + Seconds(10);
    const auto healths = [&] {
        const std::lock_guard lock(rig.hub.mutex());
        return rig.hub.healths;
    };
    while (healths() < 1 && real.steady() < deadline) std::this_thread::yield();
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.clock_ahead = kThreeDays;
        rig.hub.put_balance(resident, 4000);
    }
    rig.hub.wake();
    while (healths() < 2 && real.steady() < deadline) std::this_thread::yield();
    CHECK(healths() == 2);
    REQUIRE(terminal->submit(rig.hub.form_id("general"), 0, test::nonce_of('a')).has_submitted());
    local::ToAgent query;
    query.mutable_get_status();
    const auto status = terminal->ask(query).status();
    CHECK(status.device() == local::Status::ACTIVE);
    CHECK(status.now_ms() == (rig.clock.now() + kThreeDays).ms());
    REQUIRE(rig.stop().ok());
    CHECK(jumps_on_record(rig) == std::vector<std::string>{"-4320"});
}

}  // namespace dayroom::agent
