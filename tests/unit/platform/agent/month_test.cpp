#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;

TEST_CASE("the month on the money screen begins at midnight of the facility") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    const auto put = [&](std::int64_t cents, Timestamp at) {
        wire::Record record;
        auto& line = *record.mutable_transaction();
        line.set_kind(wire::Transaction::DEPOSIT);
        line.set_state(wire::Transaction::POSTED);
        line.set_change_cents(cents);
        line.set_at_ms(at.ms());
        line.set_reason_code("deposit");
        rig.hub.put(FakeHub::scope_of(resident), record);
    };
    const auto midnight = Timestamp::from_ms(1'777'611'600'000);  // May 1 2026, 0:00 in Chicago, 5:00 UTC
    put(100, midnight - Milliseconds(1));                         // the last of April there, May in Greenwich
    put(2000, midnight);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(terminal->money().money().month_in_cents() == 2000);
}

}  // namespace dayroom::agent
