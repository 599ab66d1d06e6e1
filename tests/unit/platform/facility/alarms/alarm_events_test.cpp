#include "platform/facility/alarms/alarm_events.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;

namespace {

class AlarmRig : public HubFixture {
public:
    AlarmRig() {
        must(run([&](Work& work) {
            return work.db().run("UPDATE device SET enrolled_ms = $1, certificate_not_after_ms = $2", work.now(),
                                 work.now() + std::chrono::hours(24 * 300));
        }));
        report();
    }
    void report(int fault_count = 0) {
        wire::HealthReport health;
        health.set_version("1.0");
        health.set_clock_ms(clock.now().ms());
        health.set_faults(fault_count);
        must(run([&](Work& work) -> Status {
            TRY(devices.report(work, device, health));
            return {};
        }));
    }
    AlarmLook look(const std::vector<std::string>& hub = {}, bool silence_known = true) {
        return look_at_alarms(must(devices.list(*reader)), clock.now(), hub, facility, silence_known);
    }
    int note(const AlarmLook& found) {
        return must(writer->make(Actor::system(), [&](Work& work) { return note_alarms(work, found); }));
    }
    /// "began silent", "over silent"; after number `after`.
    std::vector<std::string> told(std::int64_t after = 0) {
        std::vector<std::string> all;
        for (const AlarmEvent& event : must(alarm_events(*reader, after, 100)))
            all.push_back((event.began ? "began " : "over ") + event.alarm);
        return all;
    }
    Devices devices;
};

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(AlarmRig, "an alarm is told once when it begins and once when it is over") {
    CHECK(note(look()) == 0);
    CHECK_FALSE(must(alarms_moved(*reader, look())));
    report(2);
    CHECK(must(alarms_moved(*reader, look())));
    CHECK(note(look()) == 1);
    CHECK_FALSE(must(alarms_moved(*reader, look())));
    CHECK(note(look()) == 0);
    CHECK(told() == Told{"began faults"});
    clock.advance(kSilentAfter + Milliseconds(1));
    CHECK(note(look()) == 1);
    report();
    CHECK(note(look()) == 2);
    CHECK(told() == Told{"began faults", "began silent", "over faults", "over silent"});
    CHECK(told(3) == Told{"over silent"});
}

TEST_CASE_METHOD(AlarmRig, "what is wrong with the hub itself is told as the facility's") {
    CHECK(note(look({"books_differ", "review_late"})) == 2);
    CHECK(note(look({"review_late"})) == 1);
    const auto page = must(alarm_page(*reader, 0, 2));
    CHECK(page["topic"] == "alarms");
    CHECK(page["next_after"] == 2);
    REQUIRE(page["events"].size() == 2);
    CHECK(page["events"][0]["of"] == "hub");
    CHECK(page["events"][0]["id"] == facility.to_string());
    CHECK(page["events"][0]["kind"] == "alarm_began");
    const auto rest = must(alarm_page(*reader, 2, 10));
    CHECK(rest["events"][0]["kind"] == "alarm_over");
    CHECK(rest["events"][0]["alarm"] == "books_differ");
    CHECK(must(alarm_page(*reader, 3, 10))["next_after"] == 3);
}

TEST_CASE_METHOD(AlarmRig, "a hub that was just started does not know who is silent") {
    clock.advance(kSilentAfter + Milliseconds(1));
    CHECK(note(look({}, false)) == 0);
    CHECK(note(look()) == 1);
    SECTION("what was silent stays so") {
        CHECK_FALSE(must(alarms_moved(*reader, look({}, false))));
        CHECK(told() == Told{"began silent"});
    }
    SECTION("until it is known") {
        report();
        CHECK(note(look({}, false)) == 0);
        CHECK(note(look()) == 1);
        CHECK(told() == Told{"began silent", "over silent"});
    }
    SECTION("everything else is known at once") {
        report(1);
        CHECK(note(look({}, false)) == 1);
        CHECK(told() == Told{"began silent", "began faults"});
    }
}

TEST_CASE_METHOD(AlarmRig, "a terminal that is cut off has no alarm any more") {
    report(1);
    CHECK(note(look()) == 1);
    must(run([&](Work& work) { return devices.revoke(work, device, "broken"); }));
    CHECK(note(look()) == 1);
    CHECK(told() == Told{"began faults", "over faults"});
    CHECK(must(alarm_page(*reader, 0, 10))["events"][0]["of"] == "terminal");
}
