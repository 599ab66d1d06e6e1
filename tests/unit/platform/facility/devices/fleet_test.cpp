#include "platform/facility/devices/fleet.h"

#include <functional>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "platform/base/fake_clock.h"

using namespace dayroom;
using namespace dayroom::facility;

namespace {

constexpr Milliseconds kMinute{60'000};
constexpr Milliseconds kDay{24LL * 3'600'000};

class FleetRig {
public:
    FakeClock clock;
    SystemRandom random;
    Timestamp now = clock.now();

    ListedDevice sound(const std::string& name = "Kiosk 1") {
        ListedDevice device;
        device.id = DeviceId::make(clock, random);
        device.name = name;
        device.unit_name = "B-East";
        device.kind = "kiosk";
        device.enrolled = now - 30 * kDay;
        device.certificate_not_after = now + 300 * kDay;
        device.health.seen = now - 4 * kMinute;
        device.health.version = "1.0";
        return device;
    }
    std::vector<DeviceAlarm> alarms(const ListedDevice& device) {
        return look_at_fleet({device, sound("a"), sound("b")}, now).alarms[0];
    }
};

bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("each trouble of a terminal is its own alarm, from its limit on") {
    FleetRig rig;
    CHECK(rig.alarms(rig.sound()).empty());
    struct Case {
        const char* what;
        std::function<void(ListedDevice&)> good;
        std::function<void(ListedDevice&)> bad;
        DeviceAlarm alarm;
    };
    const Timestamp now = rig.now;
    const Case cases[] = {
        {"silent", [&](auto& d) { d.health.seen = now - kSilentAfter; },
         [&](auto& d) { d.health.seen = now - kSilentAfter - Milliseconds(1); }, DeviceAlarm::kSilent},
        {"image", [&](auto& d) { d.health.image_state = "ready"; },
         [&](auto& d) { d.health.image_state = "failed_start"; }, DeviceAlarm::kImage},
        {"clock ahead", [&](auto& d) { d.health.clock_ahead = kClockOff; },
         [&](auto& d) { d.health.clock_ahead = kClockOff + Milliseconds(1); }, DeviceAlarm::kClock},
        {"clock behind", [&](auto& d) { d.health.clock_ahead = -kClockOff; },
         [&](auto& d) { d.health.clock_ahead = -kClockOff - Milliseconds(1); }, DeviceAlarm::kClock},
        {"outbox", [&](auto& d) { d.health.outbox_depth = kOutboxFull - 1; },
         [&](auto& d) { d.health.outbox_depth = kOutboxFull; }, DeviceAlarm::kOutbox},
        {"faults", [&](auto& d) { d.health.faults = 0; }, [&](auto& d) { d.health.faults = 1; }, DeviceAlarm::kFaults},
        {"soon", [&](auto& d) { d.certificate_not_after = now + kCertificateWarning; },
         [&](auto& d) { d.certificate_not_after = now + kCertificateWarning - Milliseconds(1); },
         DeviceAlarm::kCertificateSoon},
        {"over", [&](auto& d) { d.certificate_not_after = now + 300 * kDay; },
         [&](auto& d) { d.certificate_not_after = now; }, DeviceAlarm::kCertificateOver},
        {"version", [&](auto& d) { d.health.version = "1.0"; }, [&](auto& d) { d.health.version = "0.9"; },
         DeviceAlarm::kOtherVersion},
        {"never",
         [&](auto& d) {
             d.health = {};
             d.enrolled = now - kSilentAfter;
         },
         [&](auto& d) {
             d.health = {};
             d.enrolled = now - kSilentAfter - Milliseconds(1);
         },
         DeviceAlarm::kNeverSeen},
    };
    for (const Case& each : cases) {
        CAPTURE(each.what);
        ListedDevice device = rig.sound();
        each.good(device);
        CHECK(rig.alarms(device).empty());
        each.bad(device);
        CHECK(rig.alarms(device) == std::vector{each.alarm});
    }
}

TEST_CASE("a revoked terminal alarms nobody, and the fleet is counted without it") {
    FleetRig rig;
    ListedDevice revoked = rig.sound("gone");
    revoked.revoked = true;
    revoked.health.faults = 9;
    revoked.health.outbox_depth = 99;
    ListedDevice bad = rig.sound("bad");
    bad.health.faults = 2;
    bad.health.seen = rig.now - kDay;
    bad.health.outbox_depth = 3;
    const Fleet fleet = look_at_fleet({revoked, bad, rig.sound("good")}, rig.now);
    CHECK((fleet.active == 2 && fleet.revoked == 1 && fleet.troubled == 1 && fleet.waiting == 3));
    CHECK(fleet.alarms[0].empty());
    CHECK(fleet.alarms[1] == std::vector{DeviceAlarm::kSilent, DeviceAlarm::kFaults});
    CHECK(fleet.counts.at(DeviceAlarm::kFaults) == 1);
    CHECK(fleet.version == "1.0");
    CHECK(look_at_fleet({}, rig.now).version.empty());
}

TEST_CASE("the version of most is what others are held against, of two halves the newer") {
    FleetRig rig;
    std::vector<ListedDevice> all = {rig.sound("a"), rig.sound("b"), rig.sound("c"), rig.sound("d")};
    all[0].health.version = all[1].health.version = "1.1";
    CHECK(look_at_fleet(all, rig.now).version == "1.1");
    all[1].health.version = "1.0";
    CHECK(look_at_fleet(all, rig.now).version == "1.0");
}

TEST_CASE("metrics say totals, alarms and each active terminal, and a name can break nothing") {
    FleetRig rig;
    ListedDevice device = rig.sound("Kiosk \"1\"\\\nx 9");
    device.health.outbox_depth = 7;
    device.health.clock_ahead = Milliseconds(-1'500);
    ListedDevice revoked = rig.sound("gone");
    revoked.revoked = true;
    ListedDevice fresh = rig.sound("fresh");
    fresh.health = {};
    const std::string text = fleet_metrics({device, revoked, fresh}, rig.now);
    CHECK(has_line(text, "dayroom_terminals{state=\"active\"} 2"));
    CHECK(has_line(text, "dayroom_terminals{state=\"revoked\"} 1"));
    CHECK(has_line(text, "dayroom_terminals_troubled 1"));
    CHECK(has_line(text, "dayroom_terminal_alarms{alarm=\"never_seen\"} 1"));
    CHECK(has_line(text, "dayroom_terminal_alarms{alarm=\"silent\"} 0"));
    const std::string labels =
        "{id=\"" + device.id.to_string() + R"(",name="Kiosk \"1\"\\\nx 9",unit="B-East",kind="kiosk"})";
    CHECK(has_line(text, "dayroom_terminal_outbox_depth" + labels + " 7"));
    CHECK(has_line(text, "dayroom_terminal_clock_ahead_seconds" + labels + " -1.5"));
    CHECK(text.find("gone") == std::string::npos);
    CHECK(text.find("dayroom_terminal_outbox_depth{id=\"" + fresh.id.to_string()) == std::string::npos);
    CHECK(text.find("dayroom_terminal_info{id=\"" + fresh.id.to_string()) != std::string::npos);
    CHECK(text.back() == '\n');
}
