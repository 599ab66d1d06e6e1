#include <cstdio>
#include <filesystem>
#include <memory>

#include <unistd.h>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "provisioning/cli/commands.h"
#include "provisioning/enroll/enroll.h"
#include "provisioning/enroll/network.h"
#include "provisioning/enroll/salvage.h"
#include "provisioning/enroll/token.h"
#include "provisioning/enroll/token_batch.h"
#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

struct TokenOptions {
    std::string root;
    std::string request;
    std::string passphrase_file = "-";
    std::string unit;
    std::string name;
    std::string hub;
    std::string kind = "kiosk";
    std::string out;
    int minutes = 60 * 24;
};

Status token_create(const TokenOptions& options) {
    const HubRequest hub = TRY(HubRequest::read(options.request));
    const HubRequest::Unit unit = TRY(hub.unit(options.unit));
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the facility root key: "));
    const RootKey root = TRY(RootKey::load(options.root, passphrase));
    const SystemClock clock;
    SystemRandom random;
    const TokenWish wish{unit, options.name, options.hub, options.kind, std::chrono::minutes(options.minutes)};
    const std::string token = TRY(make_token(root, hub, wish, clock.now(), random));
    TRY(write_whole_file(options.out, token + "\n", FileAudience::kOwnerOnly));
    std::printf(
        "one-time token for \"%s\" in %s, valid for %d minutes: %s\nNext, on the terminal: dayroom-provision enroll "
        "--data DIR --token %s\n",
        options.name.c_str(), unit.name.c_str(), options.minutes, options.out.c_str(), options.out.c_str());
    return {};
}

struct BatchOptions {
    TokenOptions token;
    std::string csv;
};

/// A line that counts up, for a person who waits; nothing where nobody looks.
void show_progress(std::size_t done, std::size_t all) {
    if (isatty(STDERR_FILENO) == 0) return;
    std::fprintf(stderr, "\r%zu of %zu%s", done, all, done == all ? "\n" : "");
}

Status token_batch(const BatchOptions& options) {
    const TokenOptions& common = options.token;
    const HubRequest hub = TRY(HubRequest::read(common.request));
    const auto wishes =
        TRY(read_batch(TRY(read_small_file(options.csv)), hub, common.hub, std::chrono::minutes(common.minutes)));
    const Secret passphrase = TRY(read_secret_line(common.passphrase_file, "Passphrase of the facility root key: "));
    const RootKey root = TRY(RootKey::load(common.root, passphrase));
    const SystemClock clock;
    SystemRandom random;
    std::error_code made;
    std::filesystem::create_directories(common.out, made);
    const std::filesystem::path folder(common.out);
    for (std::size_t at = 0; at < wishes.size(); ++at) {
        const std::string token = TRY(make_token(root, hub, wishes[at], clock.now(), random));
        TRY(write_whole_file(folder / token_file_name(at + 1, wishes[at].device_name), token + "\n",
                             FileAudience::kOwnerOnly));
        show_progress(at + 1, wishes.size());
    }
    std::printf("%zu one-time tokens, valid for %d minutes: %s\nEach is for the device that its file is named after.\n",
                wishes.size(), common.minutes, common.out.c_str());
    return {};
}

/// The TPM of the machine on which this runs: a terminal.
struct TpmOptions {
    std::string tpm = "auto";
    device::tpm::Place place;

    void add_to(CLI::App& command) {
        command.add_option("--tpm", tpm, device::tpm::kTpmOptionHelp)->capture_default_str();
        command.add_option("--pcr-policy", place.policy_file, "The image's signed PCR policies")->capture_default_str();
        command.add_option("--image-key", place.image_key_file, "The public key that signed them")
            ->capture_default_str();
    }
    Result<device::tpm::Place> found() const {
        device::tpm::Place found = place;
        found.tcti = TRY(device::tpm::parse_place(tpm)).tcti;
        return found;
    }
};

struct EnrollOptions {
    TpmOptions tpm;
    std::string data;
    std::string token;
    std::string serial;
    bool again = false;
};

/// What the hub has seen of the TPM, for whoever stands before the machine.
void print_attested(const Enrolled& done) {
    if (!done.attested_remark.empty())
        std::printf("the TPM has proved nothing to the hub: %s\n", done.attested_remark.c_str());
    if (done.attested.empty()) return;
    const char* proved = done.attested == "image"   ? "it is one of a known maker, and the image is a known one"
                         : done.attested == "maker" ? "it is one of a known maker"
                                                    : "the key for TLS is in it; its maker was not checked";
    std::printf("the TPM has proved to the hub: %s%s%s%s\n", proved, done.attested_why.empty() ? "" : " (",
                done.attested_why.c_str(), done.attested_why.empty() ? "" : ")");
}

Status enroll_device(const EnrollOptions& options) {
    std::string text = TRY(read_small_file(options.token));
    const SystemClock clock;
    SystemRandom random;
    const auto tpm = TRY(options.tpm.found());
    const Enrolled done = TRY(enroll({options.data, text, options.serial, options.again, tpm}, clock, random));
    std::printf("enrolled as \"%s\" (%s) with the hub at %s\n", done.device_name.c_str(),
                done.device.to_string().c_str(), done.hub_address.c_str());
    std::printf("keys: the store's %s, the one for TLS %s\n",
                done.store_key == device::Assurance::kTpm ? "sealed in the TPM" : "in a file of this machine",
                tpm.there() ? "in the TPM" : "in the store");
    if (!done.remark.empty()) std::printf("the TPM does not keep the store's key: %s\n", done.remark.c_str());
    print_attested(done);
    std::printf("Next: dayroom-agent --data %s --socket PATH\n", options.data.c_str());
    return {};
}

struct NetworkOptions {
    std::string token;
    std::string etc = "/etc";
};

Status allow_network(const NetworkOptions& options) {
    const std::string text = TRY(read_small_file(options.token));
    const SystemClock clock;
    const OpenedToken token = TRY(open_token(text, clock.now()));
    TRY(write_network_files(TRY(network_files(token.token.hub_address())), options.etc));
    std::printf(
        "the agent may reach the hub at %s and nobody else\nNext: systemctl daemon-reload; systemctl restart "
        "nftables.service; then, as the user dayroom-agent: dayroom-provision enroll --data DIR --token %s\n",
        token.token.hub_address().c_str(), options.token.c_str());
    return {};
}

struct LeavingOptions {
    TpmOptions tpm;
    std::string data;
    std::string file;
    std::string statement;
    std::size_t lose = 0;
};

Status salvage_terminal(const LeavingOptions& options) {
    const SystemClock clock;
    SystemRandom random;
    const Unsent unsent = TRY(salvage(options.data, TRY(options.tpm.found()), options.file, clock, random));
    std::printf(
        "%zu commands and %zu closed reports that \"%s\" had not sent: %s\nNobody can read them on the way. Next, on "
        "the "
        "hub: dayroom-hub salvage --data DIR %s\n",
        unsent.commands, unsent.reports, unsent.device_name.c_str(), options.file.c_str(), options.file.c_str());
    return {};
}

Status wipe_terminal(const LeavingOptions& options) {
    const SystemClock clock;
    SystemRandom random;
    std::error_code ignored;
    // Nothing is wiped whose statement would have no place.
    if (!options.statement.empty() && std::filesystem::exists(options.statement, ignored))
        return Error(ErrorCode::kConflict, options.statement + " exists already");
    const Wiped wiped = TRY(wipe(options.data, TRY(options.tpm.found()), options.file, options.lose, clock, random));
    std::printf("wiped: \"%s\", with %zu commands and %zu reports that it had not sent\n",
                wiped.unsent.device_name.c_str(), wiped.unsent.commands, wiped.unsent.reports);
    if (!options.statement.empty()) {
        TRY(write_whole_file(options.statement, wiped.statement, FileAudience::kEverybody));
        std::printf("its own word for that: %s\n", options.statement.c_str());
    }
    std::printf("Next: cut it off in the console, under Terminals.\n");
    return {};
}

Status release_key(const LeavingOptions& options) {
    SystemRandom random;
    device::tpm::StoreKey key(options.data, TRY(options.tpm.found()), random);
    if (!key.exists()) return Error(ErrorCode::kNotFound, options.data + " is not the data folder of a terminal");
    TRY(key.release());
    std::printf(
        "the key of the store is in a file now, until the agent starts\nNext: change the machine at once, then start "
        "it; a new mainboard also needs: dayroom-provision enroll --again\n");
    return {};
}

void add_release(CLI::App& app, Run& run) {
    auto options = std::make_shared<LeavingOptions>();
    CLI::App* release = app.add_subcommand(
        "release-key", "Takes the key of the store out of the TPM, before the firmware or the mainboard is changed");
    release->add_option("--data", options->data, "The agent's data folder")->required();
    options->tpm.add_to(*release);
    release->callback([options, &run] { run = [options] { return release_key(*options); }; });
}

void add_leaving(CLI::App& app, Run& run) {
    auto options = std::make_shared<LeavingOptions>();
    CLI::App* salvage = app.add_subcommand("salvage", "Takes off a terminal what it had not sent, for the hub");
    salvage->add_option("--data", options->data, "The agent's data folder")->required();
    salvage->add_option("--out", options->file, "The file to write")->required();
    options->tpm.add_to(*salvage);
    salvage->callback([options, &run] { run = [options] { return salvage_terminal(*options); }; });
    CLI::App* wipe =
        app.add_subcommand("wipe", "Destroys the keys and stores of a terminal, while its agent is stopped");
    wipe->add_option("--data", options->data, "The agent's data folder")->required();
    options->tpm.add_to(*wipe);
    wipe->add_option("--salvaged", options->file, "The file of what was taken off it before");
    wipe->add_option("--lose", options->lose, "How many unsent things may be lost, exactly")->capture_default_str();
    wipe->add_option("--statement", options->statement,
                     "The file to write that the terminal signs as its last word, for report check");
    wipe->callback([options, &run] { run = [options] { return wipe_terminal(*options); }; });
}

void add_network(CLI::App& app, Run& run) {
    auto options = std::make_shared<NetworkOptions>();
    CLI::App* network =
        app.add_subcommand("network", "Lets this terminal's agent reach the hub of its token, and nobody else");
    network->add_option("--token", options->token, "The token file")->required();
    network->add_option("--etc", options->etc, "Folder of the machine's settings")->capture_default_str();
    network->callback([options, &run] { run = [options] { return allow_network(*options); }; });
}

void add_enroll(CLI::App& app, Run& run) {
    auto options = std::make_shared<EnrollOptions>();
    CLI::App* enroll = app.add_subcommand("enroll", "Joins this device to its facility with a one-time token");
    enroll->add_option("--data", options->data, "The agent's data folder")->required();
    enroll->add_option("--token", options->token, "The token file")->required();
    enroll->add_option("--serial", options->serial, "The hardware's serial number, for the inventory");
    options->tpm.add_to(*enroll);
    enroll->add_flag("--again", options->again,
                     "It is enrolled and its certificate is over: it gets a new one and keeps what it has");
    enroll->callback([options, &run] { run = [options] { return enroll_device(*options); }; });
}

void add_common(CLI::App& command, TokenOptions& options, const char* out) {
    command.add_option("--root", options.root, "The facility root key file")->required();
    command.add_option("--request", options.request, "The hub's hub-key.request")->required();
    command.add_option("--passphrase-file", options.passphrase_file,
                       "First line is the passphrase; - asks or reads standard input");
    command.add_option("--hub", options.hub, "The hub's address for terminals, HOST:PORT")->required();
    command.add_option("--minutes", options.minutes, "How long it is valid, at most 1440");
    command.add_option("--out", options.out, out)->required();
}

}  // namespace

void add_enrolment_commands(CLI::App& app, Run& run) {
    add_enroll(app, run);
    add_network(app, run);
    add_leaving(app, run);
    add_release(app, run);
    CLI::App* token = app.add_subcommand("token", "One-time enrolment tokens")->require_subcommand(1);
    CLI::App* create = token->add_subcommand("create", "Makes a token that lets one device join");
    auto one = std::make_shared<TokenOptions>();
    add_common(*create, *one, "The token file to write");
    create->add_option("--unit", one->unit, "The housing unit's name")->required();
    create->add_option("--name", one->name, "The device's name, as \"B-East kiosk 1\"")->required();
    create->add_option("--kind", one->kind, "kiosk or tablet");
    create->callback([one, &run] { run = [one] { return token_create(*one); }; });

    CLI::App* batch = token->add_subcommand("batch", "Makes a token for each device of a table");
    auto many = std::make_shared<BatchOptions>();
    add_common(*batch, many->token, "The folder to write the tokens into");
    batch->add_option("--csv", many->csv, "The table: columns name, unit and, if not all are kiosks, kind")->required();
    batch->callback([many, &run] { run = [many] { return token_batch(*many); }; });
}

}  // namespace dayroom::provisioning
