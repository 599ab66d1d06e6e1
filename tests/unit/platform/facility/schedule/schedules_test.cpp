#include "platform/facility/schedule/schedules.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

wire::Schedule week(int from_minute) {
    wire::Schedule schedule;
    auto& entry = *schedule.add_entries();
    entry.set_weekdays(0x7F);
    entry.set_from_minute(from_minute);
    entry.set_to_minute(from_minute + 30);
    entry.set_kind("meal");
    return schedule;
}

}  // namespace

TEST_CASE("a unit's schedule is replaced as a whole by who knows the one before, and reaches its terminals") {
    HubFixture hub;
    Schedules schedules;
    const auto put = [&](const UnitId& unit, int replaces, const wire::Schedule& schedule) {
        return hub.run([&](Work& work) { return schedules.put(work, unit, replaces, schedule); });
    };
    must(put(hub.unit, 0, week(330)));
    CHECK_FALSE(put(hub.unit, 0, week(360)).ok());
    must(put(hub.unit, 1, week(360)));
    CHECK(must(schedules.find(*hub.reader, hub.unit)).revision == 2);
    CHECK(must(schedules.find(*hub.reader, hub.other_unit)).revision == 0);
    CHECK_FALSE(put(hub.id<UnitId>(), 0, week(330)).ok());
    FeedClient client(hub);
    client.sync();
    int seen = 0;
    for (const auto& [name, record] : client.held(Scope::unit(hub.unit))) {
        if (!record.has_schedule()) continue;
        ++seen;
        CHECK(record.schedule().entries(0).from_minute() == 360);
    }
    CHECK(seen == 1);
}

TEST_CASE("a schedule with an entry of no hours or no weekday, or a date twice, is refused") {
    HubFixture hub;
    Schedules schedules;
    wire::Schedule schedule = week(330);
    SECTION("ends before it begins") { schedule.mutable_entries(0)->set_to_minute(330); }
    SECTION("after midnight") { schedule.mutable_entries(0)->set_to_minute(1441); }
    SECTION("no weekday") { schedule.mutable_entries(0)->set_weekdays(0); }
    SECTION("a date twice") {
        for (int day = 0; day < 2; ++day) schedule.add_days()->set_date(20'000);
    }
    CHECK_FALSE(hub.run([&](Work& work) { return schedules.put(work, hub.unit, 0, schedule); }).ok());
}

TEST_CASE("an appointment stands, is cancelled, and leaves the terminals a week after it is over") {
    HubFixture hub;
    Schedules schedules;
    const Person person = hub.add_resident();
    const Timestamp from = hub.clock.now() + std::chrono::hours(24);
    wire::Appointment court;
    court.set_kind("court");
    court.set_from_ms(from.ms());
    court.set_place("Courtroom 2");
    const AppointmentId id = hub.id<AppointmentId>();
    const auto add = [&](const ResidentId& resident, const wire::Appointment& appointment) {
        return hub.run([&](Work& work) { return schedules.add(work, hub.id<AppointmentId>(), resident, appointment); });
    };
    must(hub.run([&](Work& work) { return schedules.add(work, id, person.id, court); }));
    CHECK_FALSE(add(hub.id<ResidentId>(), court).ok());
    wire::Appointment wrong = court;
    wrong.set_to_ms(wrong.from_ms());
    CHECK_FALSE(add(person.id, wrong).ok());
    wrong = court;
    wrong.set_from_ms(hub.clock.now().ms() - 1);
    CHECK_FALSE(add(person.id, wrong).ok());
    const auto listed = [&](std::optional<UnitId> unit) {
        return must(schedules.appointments(
            *hub.reader, {.unit = unit, .from = hub.clock.now(), .to = from + std::chrono::hours(1)}));
    };
    REQUIRE(listed(hub.unit).size() == 1);
    CHECK(listed(hub.unit)[0].resident_number == person.number);
    CHECK(listed(hub.other_unit).empty());
    must(hub.run([&](Work& work) { return schedules.cancel(work, id); }));
    CHECK(listed({})[0].appointment.cancelled());
    CHECK_FALSE(hub.run([&](Work& work) { return schedules.cancel(work, id); }).ok());
    const auto tick = [&] {
        return must(hub.writer->make(Actor::system(), [&](Work& work) { return schedules.tick(work, 100); }));
    };
    hub.clock.advance(std::chrono::hours(24));
    CHECK(tick() == 0);
    hub.clock.advance(kAppointmentKept);
    CHECK(tick() == 1);
    CHECK(tick() == 0);
}
