#include "platform/facility/devices/fleet.h"

#include <algorithm>

#include <fmt/format.h>

namespace dayroom::facility {
namespace {

/// Of the versions that most run, the greatest text: two halves of a fleet still have one.
std::string usual_version(const std::vector<ListedDevice>& devices) {
    std::map<std::string, int> runs;
    for (const ListedDevice& device : devices)
        if (!device.revoked && !device.health.version.empty()) ++runs[device.health.version];
    std::string usual;
    int most = 0;
    for (const auto& [version, count] : runs) {
        if (count < most) continue;
        usual = version;
        most = count;
    }
    return usual;
}

std::vector<DeviceAlarm> alarms_of(const ListedDevice& device, const std::string& version, Timestamp now) {
    std::vector<DeviceAlarm> alarms;
    const auto when = [&](bool is, DeviceAlarm alarm) {
        if (is) alarms.push_back(alarm);
    };
    const DeviceHealth& health = device.health;
    const bool seen = health.seen.is_set();
    const Milliseconds left = device.certificate_not_after - now;
    const auto off = std::max(health.clock_ahead, -health.clock_ahead);
    when(left.count() <= 0, DeviceAlarm::kCertificateOver);
    when(seen && now - health.seen > kSilentAfter, DeviceAlarm::kSilent);
    when(!seen && now - device.enrolled > kSilentAfter, DeviceAlarm::kNeverSeen);
    when(seen && off > kClockOff, DeviceAlarm::kClock);
    when(health.outbox_depth >= kOutboxFull, DeviceAlarm::kOutbox);
    when(health.faults > 0, DeviceAlarm::kFaults);
    when(health.image_state.starts_with("failed_"), DeviceAlarm::kImage);
    when(left.count() > 0 && left < kCertificateWarning, DeviceAlarm::kCertificateSoon);
    when(seen && health.version != version, DeviceAlarm::kOtherVersion);
    return alarms;
}

std::string label(std::string_view name, std::string_view value) {
    std::string out = fmt::format("{}=\"", name);
    for (const char c : value) {
        if (c == '\\' || c == '"') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out + '"';
}

class MetricsText {
public:
    void begin(std::string_view name, std::string_view kind, std::string_view help) {
        name_ = name;
        text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, kind);
    }
    template <typename Number>
    void value(const std::string& labels, Number number) {
        text_ += labels.empty() ? fmt::format("{} {}\n", name_, number)
                                : fmt::format("{}{{{}}} {}\n", name_, labels, number);
    }
    std::string take() { return std::move(text_); }

private:
    std::string name_;
    std::string text_;
};

double seconds(Milliseconds span) { return static_cast<double>(span.count()) / 1'000; }
double seconds(Timestamp at) { return static_cast<double>(at.ms()) / 1'000; }

void add_totals(MetricsText& text, const Fleet& fleet) {
    text.begin("dayroom_terminals", "gauge", "Terminals by state.");
    text.value(label("state", "active"), fleet.active);
    text.value(label("state", "revoked"), fleet.revoked);
    text.begin("dayroom_terminals_troubled", "gauge", "Active terminals with at least one alarm.");
    text.value("", fleet.troubled);
    text.begin("dayroom_terminal_alarms", "gauge", "Active terminals by what about them needs somebody.");
    for (const DeviceAlarm alarm : kDeviceAlarms) {
        const auto found = fleet.counts.find(alarm);
        text.value(label("alarm", name_of(alarm)), found == fleet.counts.end() ? 0 : found->second);
    }
}

/// One metric of every active terminal; `read` gives nothing for one that has nothing to say.
template <typename Read>
void add_each(const std::vector<ListedDevice>& devices, bool only_seen, Read&& read) {
    for (const ListedDevice& device : devices) {
        if (device.revoked || (only_seen && !device.health.seen.is_set())) continue;
        const std::string labels = label("id", device.id.to_string()) + "," + label("name", device.name) + "," +
                                   label("unit", device.unit_name) + "," + label("kind", device.kind);
        read(labels, device);
    }
}

/// What technicians found last, of those that were ever tested.
void add_diagnostics(MetricsText& text, const std::vector<ListedDevice>& devices) {
    const auto add = [&](const char* name, const char* help, auto read) {
        text.begin(name, "gauge", help);
        add_each(devices, true, [&](const std::string& labels, const ListedDevice& device) {
            if (device.health.tested.is_set()) text.value(labels, read(device.health));
        });
    };
    add("dayroom_terminal_tested_timestamp_seconds", "When a technician last tested it.",
        [](const DeviceHealth& health) { return seconds(health.tested); });
    add("dayroom_terminal_tests_passed", "Tests that passed then.",
        [](const DeviceHealth& health) { return health.tests_passed; });
    add("dayroom_terminal_tests_failed", "Tests that failed then.",
        [](const DeviceHealth& health) { return health.tests_failed; });
}

}  // namespace

std::string_view name_of(DeviceAlarm alarm) {
    switch (alarm) {
        case DeviceAlarm::kCertificateOver:
            return "certificate_over";
        case DeviceAlarm::kSilent:
            return "silent";
        case DeviceAlarm::kNeverSeen:
            return "never_seen";
        case DeviceAlarm::kClock:
            return "clock";
        case DeviceAlarm::kOutbox:
            return "outbox";
        case DeviceAlarm::kFaults:
            return "faults";
        case DeviceAlarm::kImage:
            return "image";
        case DeviceAlarm::kCertificateSoon:
            return "certificate_soon";
        case DeviceAlarm::kOtherVersion:
            return "other_version";
    }
    return "";
}

Fleet look_at_fleet(const std::vector<ListedDevice>& devices, Timestamp now) {
    Fleet fleet;
    fleet.version = usual_version(devices);
    fleet.alarms.reserve(devices.size());
    for (const ListedDevice& device : devices) {
        ++(device.revoked ? fleet.revoked : fleet.active);
        auto alarms = device.revoked ? std::vector<DeviceAlarm>() : alarms_of(device, fleet.version, now);
        if (!device.revoked) fleet.waiting += device.health.outbox_depth;
        if (!alarms.empty()) ++fleet.troubled;
        for (const DeviceAlarm alarm : alarms) ++fleet.counts[alarm];
        fleet.alarms.push_back(std::move(alarms));
    }
    return fleet;
}

std::string fleet_metrics(const std::vector<ListedDevice>& devices, Timestamp now) {
    MetricsText text;
    add_totals(text, look_at_fleet(devices, now));
    text.begin("dayroom_terminal_info", "gauge", "What a terminal is and runs.");
    add_each(devices, false, [&](const std::string& labels, const ListedDevice& device) {
        text.value(labels + "," + label("serial", device.serial) + "," + label("version", device.health.version) + "," +
                       label("assurance", device.health.assurance) + "," + label("attested", device.attested),
                   1);
    });
    text.begin("dayroom_terminal_certificate_end_timestamp_seconds", "gauge", "Until when its certificate is good.");
    add_each(devices, false, [&](const std::string& labels, const ListedDevice& device) {
        text.value(labels, seconds(device.certificate_not_after));
    });
    text.begin("dayroom_terminal_seen_timestamp_seconds", "gauge", "When it last reported.");
    add_each(devices, true, [&](const std::string& labels, const ListedDevice& device) {
        text.value(labels, seconds(device.health.seen));
    });
    text.begin("dayroom_terminal_uptime_seconds", "gauge", "How long its agent had run when it last reported.");
    add_each(devices, true, [&](const std::string& labels, const ListedDevice& device) {
        text.value(labels, device.health.uptime_s);
    });
    text.begin("dayroom_terminal_outbox_depth", "gauge", "Commands that waited in it.");
    add_each(devices, true, [&](const std::string& labels, const ListedDevice& device) {
        text.value(labels, device.health.outbox_depth);
    });
    text.begin("dayroom_terminal_clock_ahead_seconds", "gauge", "Its clock against the hub's.");
    add_each(devices, true, [&](const std::string& labels, const ListedDevice& device) {
        text.value(labels, seconds(device.health.clock_ahead));
    });
    text.begin("dayroom_terminal_policy_version", "gauge", "Of the signed policy that it runs; 0: none.");
    add_each(devices, true, [&](const std::string& labels, const ListedDevice& device) {
        text.value(labels, device.health.policy_version);
    });
    text.begin("dayroom_terminal_faults", "gauge", "Faults since its agent was started.");
    add_each(devices, true,
             [&](const std::string& labels, const ListedDevice& device) { text.value(labels, device.health.faults); });
    add_diagnostics(text, devices);
    return text.take();
}

}  // namespace dayroom::facility
