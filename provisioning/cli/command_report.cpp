// report: what terminals have signed, checked. bundle: what they have sealed for support, opened.
#include <cstdio>
#include <memory>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "provisioning/cli/commands.h"
#include "provisioning/keys/files.h"
#include "provisioning/reports/support_bundle.h"
#include "provisioning/reports/terminal_report.h"

namespace dayroom::provisioning {
namespace {

struct ReportOptions {
    std::string file;
    std::string root;
    std::string terminals;
    int max_age_days = 30;
    bool json = false;
};

Status report_check(const ReportOptions& options) {
    const auto root = TRY(read_root_public(options.root));
    const TerminalList known = TRY(read_terminal_list(options.terminals, root));
    const std::string content = TRY(read_small_file(options.file, kMaxReportFile));
    const Timestamp now = SystemClock().now();
    const Timestamp oldest =
        options.max_age_days > 0 ? now - std::chrono::hours(24 * options.max_age_days) : Timestamp();
    const auto checked = check_report(content, known, now, oldest);
    if (!checked.ok()) return Error(checked.error().code, options.file + ": " + checked.error().detail);
    std::printf("%s", (options.json ? report_json(*checked, known) : report_words(*checked, known)).c_str());
    return {};
}

struct BundleOptions {
    std::string file;
    std::string key;
    std::string passphrase_file = "-";
    std::string out;
};

Status bundle_keys(const BundleOptions& options) {
    SystemRandom random;
    const Secret passphrase = TRY(read_new_passphrase(options.passphrase_file));
    const auto key = TRY(make_support_key(options.key, passphrase, random));
    std::printf(
        "key for support bundles: %s\npublic half: %s\nNext: dayroom-provision technician revoke --root root.key "
        "--request hub-key.request --list technicians.list --support-key %s\n",
        options.key.c_str(), to_hex(key.bytes()).c_str(), options.key.c_str());
    return {};
}

Status bundle_open(const BundleOptions& options) {
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the key: "));
    const std::string bundle = TRY(open_support_bundle(options.file, options.key, passphrase));
    if (options.out.empty()) {
        std::printf("%s", bundle.c_str());
        return {};
    }
    TRY(write_whole_file(options.out, bundle, FileAudience::kOwnerOnly));
    std::printf("opened: %s\n", options.out.c_str());
    return {};
}

void add_report(CLI::App& app, Run& run) {
    auto options = std::make_shared<ReportOptions>();
    CLI::App* report = app.add_subcommand("report", "What terminals have signed")->require_subcommand(1);
    CLI::App* check = report->add_subcommand(
        "check",
        "Whether a readiness report, the line of its QR code, or the word of a wipe is genuine, and what it says");
    check->add_option("FILE", options->file, "The report, or a file with the line")->required();
    check->add_option("--root", options->root, "The facility root key file, or the hub-key.certificate that it made")
        ->required();
    check->add_option("--terminals", options->terminals, "What dayroom-hub terminals --signed has written")->required();
    check->add_option("--max-age-days", options->max_age_days, "Refuses what was signed longer ago; 0: any age will do")
        ->check(CLI::Range(0, 36'500))
        ->capture_default_str();
    check->add_flag("--json", options->json, "As JSON, with the whole report");
    check->callback([options, &run] { run = [options] { return report_check(*options); }; });
}

}  // namespace

void add_report_commands(CLI::App& app, Run& run) {
    add_report(app, run);
    auto options = std::make_shared<BundleOptions>();
    CLI::App* bundle = app.add_subcommand("bundle", "Support bundles of terminals")->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, Status (*command)(const BundleOptions&)) {
        CLI::App* made = bundle->add_subcommand(name, help);
        made->add_option("--passphrase-file", options->passphrase_file,
                         "First line is the passphrase; - asks or reads standard input");
        made->callback([options, &run, command] { run = [options, command] { return command(*options); }; });
        return made;
    };
    CLI::App* keys = add("keys", "Makes the key that terminals seal support bundles to", &bundle_keys);
    keys->add_option("--out", options->key, "The key file to make")->required();
    CLI::App* open = add("open", "Opens a support bundle with that key", &bundle_open);
    open->add_option("FILE", options->file, "The bundle, dayroom-support-….box")->required();
    open->add_option("--key", options->key, "The key file")->required();
    open->add_option("--out", options->out, "The file to write; without it the bundle is printed");
}

}  // namespace dayroom::provisioning
