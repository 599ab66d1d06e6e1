// The facility's signed policy: written as a file, checked, compared, signed, carried.
#include <cstdio>
#include <memory>

#include "platform/base/time.h"
#include "platform/wire/limits.h"
#include "platform/wire/policy.h"
#include "provisioning/cli/commands.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/policy_key.h"
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
    std::string key;
    std::string name;
    std::string key_passphrase_file = "-";
    int days = 90;
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
    std::printf("good: policy %lld says %d limits, %d units, %d prices, %d forms%s%s\n",
                static_cast<long long>(bundle.version()), bundle.limits_size(), bundle.units_size(),
                bundle.prices_size(), bundle.forms_size(), bundle.has_image() ? ", image " : "",
                bundle.image().version().c_str());
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

Result<wire::RootSigned> sign_with_root(const PolicyOptions& options, const wire::PolicyBundle& bundle) {
    if (options.root.empty()) return Error(ErrorCode::kInvalid, "say with --root or --key which key signs");
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the facility root key: "));
    return TRY(RootKey::load(options.root, passphrase)).sign_policy(bundle);
}

Result<wire::RootSigned> sign_with_key(const PolicyOptions& options, const wire::PolicyBundle& bundle) {
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the policy key: "));
    return sign_policy_with(TRY(load_policy_key(options.key, passphrase)), bundle);
}

Status make_key(const PolicyOptions& options) {
    const HubRequest request = TRY(HubRequest::read(options.request));
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the facility root key: "));
    const RootKey root = TRY(RootKey::load(options.root, passphrase));
    const Secret its = TRY(read_new_passphrase(options.key_passphrase_file));
    SystemRandom random;
    const NewPolicyKey wish{request.facility_id, options.name, options.days};
    TRY(make_policy_key(options.out, wish, root, its, SystemClock().now(), random));
    std::printf(
        "policy key of \"%s\" for %s: %s and %s.certificate, good for %d days\nIt signs policies and nothing else. "
        "Next: dayroom-provision policy sign FILE --request hub-key.request --key %s --out policy.signed\n",
        options.name.c_str(), request.facility_name.c_str(), options.out.c_str(), options.out.c_str(), options.days,
        options.out.c_str());
    return {};
}

Status sign(const PolicyOptions& options) {
    const auto bundle = TRY(read_good(options, TRY(HubRequest::read(options.request))));
    const auto envelope = TRY(options.key.empty() ? sign_with_root(options, bundle) : sign_with_key(options, bundle));
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

void add_policy_key(CLI::App& policy, Run& run) {
    auto options = std::make_shared<PolicyOptions>();
    CLI::App* key = policy.add_subcommand("key", "Makes a key that signs policies in place of the facility root key");
    key->add_option("--root", options->root, "The facility root key file")->required();
    key->add_option("--request", options->request, "The hub's newest hub-key.request")->required();
    key->add_option("--name", options->name, "Whose key it is")->required();
    key->add_option("--days", options->days, "How long it is good, at most 366")->capture_default_str();
    key->add_option("--out", options->out, "The key file to make; its certificate lies beside it")->required();
    key->add_option("--passphrase-file", options->passphrase_file,
                    "First line is the root's passphrase; - asks or reads standard input");
    key->add_option("--new-passphrase-file", options->key_passphrase_file,
                    "First line is the new key's passphrase; - asks or reads standard input");
    key->callback([options, &run] { run = [options] { return make_key(*options); }; });
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
    auto* by_root = made.first->add_option("--root", made.second->root, "The facility root key file");
    made.first->add_option("--key", made.second->key, "In its place: what policy key has made")->excludes(by_root);
    made.first->add_option("--out", made.second->out, "The signed policy to write")->required();
    made.first->add_option("--passphrase-file", made.second->passphrase_file,
                           "First line is the passphrase; - asks or reads standard input");

    add_policy_key(*policy, run);
    const auto brought =
        add("apply", "Lays a signed policy before a terminal that the hub does not reach", "The signed policy", &apply);
    brought.first->add_option("--data", brought.second->data, "The agent's data folder")->required();
}

}  // namespace dayroom::provisioning
