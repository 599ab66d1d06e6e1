// The signed policy beside the serving hub: in, tried out, in force, halted.
#include <algorithm>
#include <cstdio>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/base/utf8.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/integration/policy_view.h"
#include "platform/facility/policy/policies.h"
#include "platform/facility/schema/hub_database.h"
#include "platform/wire/limits.h"

namespace dayroom::hub {
namespace {

using facility::ListedDevice;
using facility::PolicyState;
using facility::StoredPolicy;
using facility::Work;

constexpr int kMostWatchHours = 14 * 24;

struct PolicyOptions {
    std::string data;
    std::string file;
    std::vector<std::string> canaries;
    int watch_hours = 24;
    bool anyway = false;
    bool json = false;
    std::int64_t version = 0;
};

Result<std::unique_ptr<database::Connection>> policy_reader(facility::Services& services) {
    return facility::open_reader(services.files.database(), TRY(services.files.database_key()));
}

Result<int> policy_import(Environment& environment, const PolicyOptions& options) {
    const auto bundle = TRY(wire::read_policy_file(TRY(facility::read_file(options.file, wire::kMaxPolicyFileBytes))));
    const auto services = TRY(open_services(environment, options.data));
    const auto root = TRY(services->files.installed(services->context.facility, environment.clock.now())).root;
    const auto reader = TRY(policy_reader(*services));
    const auto devices = TRY(services->devices.list(*reader));
    facility::Policies::Wish wish;
    wish.canaries = TRY(facility::find_canaries(devices, options.canaries));
    wish.watch = std::chrono::hours(options.watch_hours);
    const auto version = TRY(services->writer->make(
        environment.administrator, [&](Work& work) { return services->policies.stage(work, bundle, root, wish); }));
    std::printf(
        "policy %lld is here; %zu terminals try it out, and new alarms of theirs halt it for %d hours\nNext: "
        "dayroom-hub policy status, and then policy promote\n",
        static_cast<long long>(version), wish.canaries.size(), options.watch_hours);
    return kExitDone;
}

std::string seen_words(const StoredPolicy& policy, const std::vector<ListedDevice>& devices) {
    std::string words;
    for (const ListedDevice& device : devices) {
        const auto& canaries = policy.canaries;
        if (std::find(canaries.begin(), canaries.end(), device.id) == canaries.end()) continue;
        words += fmt::format("  tried out by {} / {}: runs {}\n", utf8::sanitize(device.unit_name, 60),
                             utf8::sanitize(device.name, 60), device.health.policy_version);
    }
    return words;
}

/// How many active terminals run which version.
std::map<std::int64_t, int> counts_of(const std::vector<ListedDevice>& devices) {
    std::map<std::int64_t, int> counts;
    for (const ListedDevice& device : devices)
        if (!device.revoked) ++counts[device.health.policy_version];
    return counts;
}

Result<int> policy_status(Environment& environment, const PolicyOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const auto reader = TRY(policy_reader(*services));
    const auto devices = TRY(services->devices.list(*reader));
    const auto all = TRY(services->policies.list(*reader));
    if (options.json) {
        std::printf("%s\n", facility::signed_policy_view(all, devices).dump(2).c_str());
        return kExitDone;
    }
    if (all.empty()) std::printf("no signed policy was ever imported\n");
    for (const StoredPolicy& policy : all) {
        std::printf("policy %lld: %s%s%s  %s\n", static_cast<long long>(policy.version),
                    std::string(name_of(policy.state)).c_str(), policy.halted_why.empty() ? "" : " by ",
                    policy.halted_why.c_str(), utf8::sanitize(policy.note, 200).c_str());
        if (policy.state == PolicyState::kStaged) std::printf("%s", seen_words(policy, devices).c_str());
    }
    for (const auto& [version, count] : counts_of(devices))
        std::printf("%d terminals run %s\n", count,
                    version == 0 ? "no signed policy" : fmt::format("policy {}", version).c_str());
    return kExitDone;
}

Result<int> policy_promote(Environment& environment, const PolicyOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(environment.administrator,
                              [&](Work& work) { return services->policies.promote(work, options.anyway); }));
    std::printf("in force; terminals take it when they next hear from this hub\n");
    return kExitDone;
}

Result<int> policy_halt(Environment& environment, const PolicyOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(environment.administrator,
                              [&](Work& work) { return services->policies.halt(work, "staff"); }));
    std::printf("halted; the terminals that tried it out go back to the policy in force\n");
    return kExitDone;
}

Result<int> policy_export(Environment& environment, const PolicyOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const auto reader = TRY(policy_reader(*services));
    std::int64_t version = options.version;
    if (version == 0) {
        const auto live = TRY(services->policies.find(*reader, PolicyState::kLive));
        if (!live) return Error(ErrorCode::kNotFound, "no signed policy is in force");
        version = live->version;
    }
    const std::string text = wire::policy_file_text(TRY(services->policies.bundle(*reader, version)));
    TRY(facility::write_private_file(options.file, as_bytes(text), true));
    std::printf("policy %lld: %s\n", static_cast<long long>(version), options.file.c_str());
    return kExitDone;
}

}  // namespace

namespace {

struct ImageOptions {
    std::string data;
    std::string folder;
};

Result<int> image_add(Environment& environment, const ImageOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->images.add(options.folder));
    std::printf("the image is here; terminals fetch it once a policy in force names it\n");
    return kExitDone;
}

}  // namespace

void add_image(CLI::App& app, Chosen& chosen) {
    CLI::App* image = app.add_subcommand("image", "Images that terminals are updated to");
    image->require_subcommand(1);
    CLI::App* add = image->add_subcommand("add", "Takes in what dayroom-provision image build made");
    const auto options = run_on_data(*add, chosen, &image_add);
    add->add_option("FOLDER", options->folder, "The folder of the built image")->required();
}

void add_policy(CLI::App& app, Chosen& chosen) {
    CLI::App* policy = app.add_subcommand("policy", "The signed policy of the facility");
    policy->require_subcommand(1);

    CLI::App* import = policy->add_subcommand("import", "Takes a signed policy in, to be tried out first");
    const auto taken = run_on_data(*import, chosen, &policy_import);
    import->add_option("FILE", taken->file, "What dayroom-provision policy sign wrote")->required();
    import->add_option("--canary", taken->canaries,
                       "A housing unit or a terminal, by name, that tries it out; may come several times");
    import->add_option("--watch-hours", taken->watch_hours, "So long new alarms of these terminals halt it")
        ->check(CLI::Range(0, kMostWatchHours));

    CLI::App* status = policy->add_subcommand("status", "Which policy is tried out and in force, and who runs which");
    const auto shown = run_on_data(*status, chosen, &policy_status);
    status->add_flag("--json", shown->json, "As JSON");

    CLI::App* promote = policy->add_subcommand("promote", "Puts what is tried out into force everywhere");
    const auto promoted = run_on_data(*promote, chosen, &policy_promote);
    promote->add_flag("--anyway", promoted->anyway, "Although a terminal that tries it out does not report it yet");

    run_on_data(*policy->add_subcommand("halt", "Takes back what is tried out"), chosen, &policy_halt);

    CLI::App* out = policy->add_subcommand("export", "Writes a policy as it was signed, to compare or for a stick");
    const auto written = run_on_data(*out, chosen, &policy_export);
    out->add_option("--to", written->file, "The file to write")->required();
    out->add_option("--version-number", written->version, "Which; without it the one in force");
}

}  // namespace dayroom::hub
