// The facility's signed policy: written as a file, checked, compared, signed, carried.
#include <cstdio>
#include <memory>

#include "platform/base/time.h"
#include "platform/wire/limits.h"
#include "platform/wire/policy.h"
#include "provisioning/cli/commands.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/root_key.h"
#include "provisioning/policy/policy_diff.h"
#include "provisioning/policy/policy_file.h"

namespace dayroom::provisioning {
namespace {

struct PolicyOptions {
    std::string file;
    std::string request;
    std::string live;
    std::string root;
    std::string passphrase_file = "-";
    std::string out;
    std::string data;
};

/// Everything that is wrong is printed, then the command fails.
Result<wire::PolicyBundle> read_good(const PolicyOptions& options, const HubRequest& hub) {
    const SystemClock clock;
    const std::string text = TRY(read_small_file(options.file, wire::kMaxPolicyFileBytes));
    PolicyReading reading = read_policy_text(text, hub, clock.now());
    if (reading.problems.empty()) return std::move(reading.bundle);
    for (const JsonProblem& problem : reading.problems)
        std::fprintf(stderr, "%s: %s\n", options.file.c_str(), problem_line(problem).c_str());
    return Error(ErrorCode::kInvalid, std::to_string(reading.problems.size()) + " things are wrong in " + options.file +
                                          ": nothing was signed");
}

Result<wire::PolicyBundle> read_signed(const std::string& file) {
    const auto envelope = TRY(wire::read_policy_file(TRY(read_small_file(file, wire::kMaxPolicyFileBytes))));
    auto bundle = wire::parse_policy(as_bytes(envelope.payload()));
    if (!bundle.ok()) return Error(ErrorCode::kInvalid, file + " is damaged: copy it again");
    return bundle;
}

Status check_file(const PolicyOptions& options) {
    const auto bundle = TRY(read_good(options, TRY(HubRequest::read(options.request))));
    std::printf("good: policy %lld says %d limits, %d units, %d prices, %d forms\n",
                static_cast<long long>(bundle.version()), bundle.limits_size(), bundle.units_size(),
                bundle.prices_size(), bundle.forms_size());
    return {};
}

Status diff(const PolicyOptions& options) {
    const HubRequest hub = TRY(HubRequest::read(options.request));
    const auto next = TRY(read_good(options, hub));
    const auto live = TRY(read_signed(options.live));
    if (live.facility_id() != next.facility_id())
        return Error(ErrorCode::kInvalid, options.live + " is of another facility");
    std::printf("version %lld becomes %lld\n", static_cast<long long>(live.version()),
                static_cast<long long>(next.version()));
    const auto lines = policy_changes(live, next, hub);
    for (const std::string& line : lines) std::printf("%s\n", line.c_str());
    if (lines.empty()) std::printf("nothing else changes\n");
    if (next.version() <= live.version())
        return Error(ErrorCode::kInvalid, "the version must be above " + std::to_string(live.version()) +
                                              ": no hub and no terminal takes it");
    return {};
}

Status sign(const PolicyOptions& options) {
    const auto bundle = TRY(read_good(options, TRY(HubRequest::read(options.request))));
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the facility root key: "));
    const RootKey root = TRY(RootKey::load(options.root, passphrase));
    const auto envelope = TRY(root.sign_policy(bundle));
    TRY(write_whole_file(options.out, wire::policy_file_text(envelope), FileAudience::kEverybody));
    std::printf("signed policy %lld: %s\nNext, on the hub: dayroom-hub policy import --data DIR %s --canary UNIT\n",
                static_cast<long long>(bundle.version()), options.out.c_str(), options.out.c_str());
    return {};
}

/// The terminal itself looks at the signature: only it knows the root that it was enrolled by.
Status apply(const PolicyOptions& options) {
    const auto bundle = TRY(read_signed(options.file));
    const std::filesystem::path data(options.data);
    std::error_code ignored;
    if (!std::filesystem::is_directory(data, ignored))
        return Error(ErrorCode::kNotFound, options.data + " is not the data folder of a terminal");
    std::filesystem::remove(data / wire::kBroughtPolicyResult, ignored);
    const std::string text = TRY(read_small_file(options.file, wire::kMaxPolicyFileBytes));
    TRY(write_whole_file(data / wire::kBroughtPolicy, text, FileAudience::kEverybody, true));
    std::printf(
        "policy %lld is laid before the terminal, which checks it within a minute, or when it is started\n"
        "Then %s says whether it was taken\n",
        static_cast<long long>(bundle.version()), (data / wire::kBroughtPolicyResult).c_str());
    return {};
}

}  // namespace

void add_policy_commands(CLI::App& app, Run& run) {
    CLI::App* policy = app.add_subcommand("policy", "The facility's signed policy")->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, const char* file, Status (*runner)(const PolicyOptions&)) {
        auto options = std::make_shared<PolicyOptions>();
        CLI::App* command = policy->add_subcommand(name, help);
        command->add_option("FILE", options->file, file)->required();
        command->callback([options, runner, &run] { run = [options, runner] { return runner(*options); }; });
        return std::pair(command, options);
    };
    const auto add_request = [](const auto& made) {
        made.first->add_option("--request", made.second->request, "The hub's newest hub-key.request")->required();
    };
    const char* written = "The policy as it is written, dayroom-policy-1";
    add_request(add("check", "Finds everything that is wrong with a policy, by line", written, &check_file));

    const auto compared = add("diff", "Says what a policy changes", written, &diff);
    add_request(compared);
    compared.first->add_option("--against", compared.second->live, "The signed one in force: dayroom-hub policy export")
        ->required();

    const auto made = add("sign", "Signs a policy with the facility root key", written, &sign);
    add_request(made);
    made.first->add_option("--root", made.second->root, "The facility root key file")->required();
    made.first->add_option("--out", made.second->out, "The signed policy to write")->required();
    made.first->add_option("--passphrase-file", made.second->passphrase_file,
                           "First line is the passphrase; - asks or reads standard input");

    const auto brought =
        add("apply", "Lays a signed policy before a terminal that the hub does not reach", "The signed policy", &apply);
    brought.first->add_option("--data", brought.second->data, "The agent's data folder")->required();
}

}  // namespace dayroom::provisioning
