// The terminals as IT sees them on the hub's own machine: a table, or JSON for a script.
#include "platform/facility/devices/fleet.h"

#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/base/utf8.h"
#include "platform/crypto/labels.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/integration/device_view.h"
#include "platform/facility/schema/hub_database.h"
#include "platform/wire/root_signed.h"
#include "platform/wire/terminal_list.h"

namespace dayroom::hub {
namespace {

using facility::DeviceAlarm;
using facility::Fleet;
using facility::ListedDevice;

struct FleetOptions {
    std::string data;
    std::string signed_file;
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

/// "3 d 24/1 by 0123456789abcdef": when, how many passed and failed, who.
std::string diagnostics_of(const facility::DeviceHealth& health, Timestamp now) {
    if (!health.serviced.is_set()) return "never";
    const std::string by = utf8::sanitize(health.serviced_by, 16);
    if (!health.tested.is_set()) return fmt::format("{} no tests by {}", ago(health.serviced, now), by);
    return fmt::format("{} {}/{} by {}", ago(health.tested, now), health.tests_passed, health.tests_failed, by);
}

void print_table(const std::vector<ListedDevice>& devices, const Fleet& fleet, Timestamp now) {
    std::printf("%-20s %-28s %-7s %8s %6s %-10s %6s %-6s %-26s %s\n", "UNIT", "TERMINAL", "KIND", "SEEN", "UNSENT",
                "VERSION", "POLICY", "TPM", "DIAGNOSTICS", "STATE");
    for (std::size_t at = 0; at < devices.size(); ++at) {
        const ListedDevice& device = devices[at];
        const auto shown = [](const std::string& text) { return utf8::sanitize(text, 60); };
        const std::string state = device.revoked ? "revoked" : words_of(fleet.alarms[at]);
        std::printf("%-20s %-28s %-7s %8s %6lld %-10s %6lld %-6s %-26s %s\n", shown(device.unit_name).c_str(),
                    shown(device.name).c_str(), device.kind.c_str(), ago(device.health.seen, now).c_str(),
                    static_cast<long long>(device.health.outbox_depth), shown(device.health.version).c_str(),
                    static_cast<long long>(device.health.policy_version),
                    device.attested.empty() ? "-" : device.attested.c_str(), diagnostics_of(device.health, now).c_str(),
                    state.c_str());
    }
    std::printf("%lld in use, %lld need somebody, %lld revoked, %lld commands not sent\n",
                static_cast<long long>(fleet.active), static_cast<long long>(fleet.troubled),
                static_cast<long long>(fleet.revoked), static_cast<long long>(fleet.waiting));
}

/// For facility IT, to be carried: who each terminal is, signed by this hub.
Status write_signed(facility::Services& services, database::Connection& reader,
                    const std::vector<ListedDevice>& devices, const std::string& file, Timestamp now) {
    TRY(services.registry.load(reader));
    const auto hub_key = TRY(services.files.installed(services.context.facility, now)).hub_key;
    const std::string list = facility::terminal_list(devices, services.registry, services.context.facility, now);
    const auto envelope = wire::sign_for_root(crypto::kDomainTerminals, list, services.signing, hub_key);
    return facility::write_private_file(file, as_bytes(wire::carried_text(wire::kTerminalListFormat, envelope)), true);
}

/// Exit code 3 when an active terminal needs somebody, so that a script need not read.
Result<int> terminals(Environment& environment, const FleetOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const auto reader = TRY(facility::open_reader(services->files.database(), TRY(services->files.database_key())));
    const auto devices = TRY(services->devices.list(*reader));
    const Timestamp now = environment.clock.now();
    const Fleet fleet = facility::look_at_fleet(devices, now);
    if (options.json)
        std::printf("%s\n", facility::fleet_view(devices, fleet).dump(2).c_str());
    else
        print_table(devices, fleet, now);
    if (!options.signed_file.empty()) TRY(write_signed(*services, *reader, devices, options.signed_file, now));
    return fleet.troubled > 0 ? kExitDifferences : kExitDone;
}

}  // namespace

void add_fleet(CLI::App& app, Chosen& chosen) {
    CLI::App* command = app.add_subcommand("terminals", "Shows the terminals and what about them needs somebody");
    const auto options = run_on_data(*command, chosen, &terminals);
    command->add_flag("--json", options->json, "As JSON, with everything that a terminal reported");
    command->add_option("--signed", options->signed_file,
                        "Also writes the list that dayroom-provision report check believes to this file");
}

}  // namespace dayroom::hub
