// The terminals as IT sees them on the hub's own machine: a table, or JSON for a script.
#include "platform/facility/devices/fleet.h"

#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/base/utf8.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/integration/views.h"

namespace dayroom::hub {
namespace {

using facility::DeviceAlarm;
using facility::Fleet;
using facility::ListedDevice;

struct FleetOptions {
    std::string data;
    bool json = false;
};

std::string words_of(const std::vector<DeviceAlarm>& alarms) {
    std::string words;
    for (const DeviceAlarm alarm : alarms) words += (words.empty() ? "" : " ") + std::string(facility::name_of(alarm));
    return words.empty() ? "ok" : words;
}

std::string ago(Timestamp seen, Timestamp now) {
    if (!seen.is_set()) return "never";
    const auto minutes = std::max<std::int64_t>(0, (now - seen) / Milliseconds(60'000));
    if (minutes < 60) return fmt::format("{} min", minutes);
    if (minutes < 48 * 60) return fmt::format("{} h", minutes / 60);
    return fmt::format("{} d", minutes / (24 * 60));
}

void print_table(const std::vector<ListedDevice>& devices, const Fleet& fleet, Timestamp now) {
    std::printf("%-20s %-28s %-7s %8s %6s %-10s %6s %s\n", "UNIT", "TERMINAL", "KIND", "SEEN", "UNSENT", "VERSION",
                "POLICY", "STATE");
    for (std::size_t at = 0; at < devices.size(); ++at) {
        const ListedDevice& device = devices[at];
        const auto shown = [](const std::string& text) { return utf8::sanitize(text, 60); };
        const std::string state = device.revoked ? "revoked" : words_of(fleet.alarms[at]);
        std::printf("%-20s %-28s %-7s %8s %6lld %-10s %6lld %s\n", shown(device.unit_name).c_str(),
                    shown(device.name).c_str(), device.kind.c_str(), ago(device.health.seen, now).c_str(),
                    static_cast<long long>(device.health.outbox_depth), shown(device.health.version).c_str(),
                    static_cast<long long>(device.health.policy_version), state.c_str());
    }
    std::printf("%lld in use, %lld need somebody, %lld revoked, %lld commands not sent\n",
                static_cast<long long>(fleet.active), static_cast<long long>(fleet.troubled),
                static_cast<long long>(fleet.revoked), static_cast<long long>(fleet.waiting));
}

void print_json(const std::vector<ListedDevice>& devices, const Fleet& fleet) {
    nlohmann::json all = nlohmann::json::array();
    for (std::size_t at = 0; at < devices.size(); ++at) {
        all.push_back(facility::view(devices[at]));
        all.back()["alarms"] = nlohmann::json::array();
        for (const DeviceAlarm alarm : fleet.alarms[at]) all.back()["alarms"].push_back(facility::name_of(alarm));
    }
    std::printf("%s\n", nlohmann::json{{"devices", all}}.dump(2).c_str());
}

/// Exit code 3 when an active terminal needs somebody, so that a script need not read.
Result<int> terminals(Environment& environment, const FleetOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const auto reader = TRY(facility::open_reader(services->files.database(), TRY(services->files.database_key())));
    const auto devices = TRY(services->devices.list(*reader));
    const Timestamp now = environment.clock.now();
    const Fleet fleet = facility::look_at_fleet(devices, now);
    if (options.json)
        print_json(devices, fleet);
    else
        print_table(devices, fleet, now);
    return fleet.troubled > 0 ? kExitDifferences : kExitDone;
}

}  // namespace

void add_fleet(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand("terminals", "Shows the terminals and what about them needs somebody");
    const auto options = run_on_data(*command, chosen, &terminals);
    command->add_flag("--json", options->json, "As JSON, with everything that a terminal reported");
}

}  // namespace dayroom::hub
