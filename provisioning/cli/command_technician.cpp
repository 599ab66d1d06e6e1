// technician: sticks, the list of those that count no more, answers to calls.
#include <cstdio>
#include <memory>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "provisioning/cli/commands.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/hub_request.h"
#include "provisioning/reports/support_bundle.h"
#include "provisioning/reports/terminal_report.h"
#include "provisioning/technicians/technicians.h"

namespace dayroom::provisioning {
namespace {

struct TechnicianOptions {
    std::string root;
    std::string request;
    std::string passphrase_file = "-";
    std::string pin_file = "-";
    std::string name;
    std::string out;
    std::string list;
    std::string support_key;
    std::string terminals;
    std::string terminal;
    std::string challenge;
    std::vector<std::string> serials;
    int days = 7;
};

Result<RootKey> load_root(const TechnicianOptions& options) {
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the facility root key: "));
    return RootKey::load(options.root, passphrase);
}

Status technician_issue(const TechnicianOptions& options) {
    const HubRequest request = TRY(HubRequest::read(options.request));
    const RootKey root = TRY(load_root(options));
    const Secret pin = TRY(read_secret_line(options.pin_file, "PIN of the technician (8 to 12 digits): "));
    const SystemClock clock;
    SystemRandom random;
    const auto issued = TRY(
        issue_stick(options.out, {request.facility_id, options.name, clock.now(), options.days}, root, pin, random));
    std::printf(
        "technician \"%s\" of %s: %s\nserial %s, valid until %s\nGive stick and PIN on separate ways. If the stick is "
        "lost: dayroom-provision technician revoke --serial %s\n",
        options.name.c_str(), request.facility_name.c_str(), issued.file.c_str(), issued.serial.c_str(),
        utc_words(issued.not_after).c_str(), issued.serial.c_str());
    return {};
}

Status technician_revoke(const TechnicianOptions& options) {
    const HubRequest request = TRY(HubRequest::read(options.request));
    ListChange change{options.serials, std::nullopt};
    if (!options.support_key.empty()) change.support_key = TRY(read_support_public(options.support_key));
    const RootKey root = TRY(load_root(options));
    const int revoked = TRY(change_list(options.list, change, request.facility_id, root, SystemClock().now()));
    std::printf("%d certificates count no more: %s\nNext, on the hub: dayroom-hub technicians install --data DIR %s\n",
                revoked, options.list.c_str(), options.list.c_str());
    return {};
}

Status technician_answer(const TechnicianOptions& options) {
    const KnownTerminal terminal = TRY(find_terminal(options.terminals, options.terminal));
    const RootKey root = TRY(load_root(options));
    const std::string answer = TRY(root.answer_technician(options.challenge, terminal.box_key));
    std::printf("%s\n", answer.c_str());
    return {};
}

}  // namespace

void add_technician_commands(CLI::App& app, Run& run) {
    auto options = std::make_shared<TechnicianOptions>();
    CLI::App* technician = app.add_subcommand("technician", "Who may open a terminal's diagnostics");
    technician->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, Status (*command)(const TechnicianOptions&)) {
        CLI::App* made = technician->add_subcommand(name, help);
        made->add_option("--root", options->root, "The facility root key file")->required();
        made->add_option("--passphrase-file", options->passphrase_file,
                         "First line is the passphrase; - asks or reads standard input");
        made->callback([options, &run, command] { run = [options, command] { return command(*options); }; });
        return made;
    };
    CLI::App* issue =
        add("issue", "Makes a technician's stick: a certificate for some days, a key under a PIN", &technician_issue);
    issue->add_option("--request", options->request, "The hub's hub-key.request")->required();
    issue->add_option("--name", options->name, "The technician's name, as the terminal shows it")->required();
    issue->add_option("--days", options->days, "How long it is valid, at most 60")->capture_default_str();
    issue->add_option("--pin-file", options->pin_file, "First line is the PIN, 8 to 12 digits; - asks for it");
    issue->add_option("--out", options->out, "The stick's folder")->required();

    CLI::App* revoke = add("revoke", "Adds certificates to the list of those that count no more", &technician_revoke);
    revoke->add_option("--request", options->request, "The hub's hub-key.request")->required();
    revoke->add_option("--list", options->list, "The list; made when there is none")->required();
    revoke->add_option("--serial", options->serials, "Of a certificate, as issue has shown it; may stand often");
    revoke->add_option("--support-key", options->support_key,
                       "Key file of bundle keys, or its public half in hex: terminals seal support bundles to it");

    CLI::App* answer = add("answer", "The answer to a challenge that a technician reads out", &technician_answer);
    answer->add_option("--terminals", options->terminals, "What dayroom-hub terminals --json has printed")->required();
    answer->add_option("--terminal", options->terminal, "The terminal's name")->required();
    answer->add_option("--challenge", options->challenge, "The challenge, as it was read out")->required();
}

}  // namespace dayroom::provisioning
