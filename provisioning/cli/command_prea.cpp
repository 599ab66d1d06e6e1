// prea: the outside body's own tools (keys, open, answer), and the root's word for that body (statement).
#include <cstdio>
#include <memory>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/wire/limits.h"
#include "provisioning/cli/commands.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/hub_request.h"
#include "provisioning/keys/prea_key.h"

namespace dayroom::provisioning {
namespace {

struct PreaOptions {
    std::string key;
    std::string public_file;
    std::string name;
    std::string root;
    std::string request;
    std::string hotlines;
    std::string inside_form;
    std::string reports;
    std::string address;
    std::string text;
    std::string out;
    std::string passphrase_file = "-";
    std::int64_t serial = 0;
    int days = 730;
    int delay_minutes = 240;
};

Status prea_keys(const PreaOptions& options) {
    SystemRandom random;
    const Secret passphrase =
        TRY(read_secret_line(options.passphrase_file, "New passphrase (12 characters or more): "));
    const auto key = TRY(make_prea_key(options.key, options.public_file, options.name, passphrase, random));
    std::printf(
        "key of the outside body: %s\npublic file for the facility: %s\nfingerprint: %s\n"
        "Keep the key file and its passphrase away from the facility. Publish the fingerprint where residents see "
        "it.\n",
        options.key.c_str(), options.public_file.c_str(), wire::prea_fingerprint(key.public_key()).c_str());
    return {};
}

Status prea_statement(const PreaOptions& options) {
    const HubRequest request = TRY(HubRequest::read(options.request));
    const SystemClock clock;
    wire::PreaStatement statement;
    statement.set_facility_id(request.facility_id.raw());
    statement.set_serial(options.serial > 0 ? options.serial : clock.now().ms());
    statement.set_delay_minutes(options.delay_minutes);
    statement.set_inside_form_code(options.inside_form);
    std::string fingerprint = "none: hotlines only";
    if (!options.public_file.empty()) {
        const PreaPublic body = TRY(read_prea_public(options.public_file));
        statement.set_name(body.name);
        statement.set_box_key(body.key.raw());
        statement.set_not_after_ms((clock.now() + std::chrono::hours(24 * options.days)).ms());
        fingerprint = body.name + " " + wire::prea_fingerprint(body.key);
    }
    TRY(add_hotlines(statement, options.hotlines));
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the facility root key: "));
    const RootKey root = TRY(RootKey::load(options.root, passphrase));
    TRY(write_prea_statement(options.out, statement, root));
    std::printf(
        "signed: %s\nkey: %s\nCompare the fingerprint with the outside body over the telephone.\n"
        "Next, on the hub: dayroom-hub prea install --data DIR %s\n",
        options.out.c_str(), fingerprint.c_str(), options.out.c_str());
    return {};
}

Status prea_open(const PreaOptions& options) {
    const Secret passphrase = TRY(read_secret_line(options.passphrase_file, "Passphrase of the key: "));
    const auto key = TRY(load_prea_key(options.key, passphrase));
    const OpenedReports opened = TRY(open_prea_reports(options.reports, key));
    for (const OpenedReport& report : opened.reports)
        std::printf("report %s\nday %lld\nlanguage %s\nanswer address %s\n\n%s\n\n----\n", report.id.c_str(),
                    static_cast<long long>(report.day), report.report.language().c_str(), report.answer_address.c_str(),
                    report.report.text().c_str());
    if (opened.closed > 0)
        return Error(ErrorCode::kUnauthenticated,
                     std::to_string(opened.closed) + " reports are damaged or for another key, and stay closed");
    return {};
}

Status prea_answer(const PreaOptions& options) {
    const std::string text = TRY(read_small_file(options.text));
    TRY(write_prea_answer(options.out, options.address, text, SystemClock().now()));
    std::printf(
        "closed for the writer alone: %s\nNext: POST it to /api/v1/prea/answers, or give it to the facility "
        "for dayroom-hub prea answer.\n",
        options.out.c_str());
    return {};
}

}  // namespace

void add_prea_commands(CLI::App& app, Run& run) {
    auto options = std::make_shared<PreaOptions>();
    CLI::App* prea = app.add_subcommand("prea", "Reports of sexual abuse to a body outside of the facility");
    prea->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, Status (*command)(const PreaOptions&), bool secret) {
        CLI::App* made = prea->add_subcommand(name, help);
        if (secret)
            made->add_option("--passphrase-file", options->passphrase_file,
                             "First line is the passphrase; - asks or reads standard input");
        made->callback([options, &run, command] { run = [options, command] { return command(*options); }; });
        return made;
    };
    CLI::App* keys = add("keys", "Makes the outside body's key pair, on its own machine", &prea_keys, true);
    keys->add_option("--out", options->key, "The key file to make")->required();
    keys->add_option("--public", options->public_file, "The public file to make, for the facility")->required();
    keys->add_option("--name", options->name, "What residents know the body by")->required();

    CLI::App* statement = add("statement", "Signs body and hotlines with the facility root key", &prea_statement, true);
    statement->add_option("--root", options->root, "The facility root key file")->required();
    statement->add_option("--request", options->request, "The hub's hub-key.request")->required();
    statement->add_option("--body", options->public_file, "The body's public file; without it only hotlines");
    statement->add_option("--hotlines", options->hotlines, "Names and numbers, as JSON");
    statement->add_option("--inside-form", options->inside_form, "Code of the form for the facility's coordinator");
    statement->add_option("--delay-minutes", options->delay_minutes, "A report waits for a random time up to this")
        ->check(CLI::Range(0, wire::kMaxPreaDelayMinutes));
    statement->add_option("--days", options->days, "How long the key is good")->check(CLI::Range(1, 3'650));
    statement->add_option("--serial", options->serial, "Higher than the one before; the time when not given");
    statement->add_option("--out", options->out, "The statement to write")->required();

    CLI::App* open = add("open", "Opens reports and prints them", &prea_open, true);
    open->add_option("--key", options->key, "The outside body's key file")->required();
    open->add_option("--reports", options->reports, "What the hub has given")->required();

    CLI::App* answer = add("answer", "Closes an answer for whoever has the report code", &prea_answer, false);
    answer->add_option("--address", options->address, "As prea open has shown it")->required();
    answer->add_option("--text", options->text, "The answer's text, a file")->required();
    answer->add_option("--out", options->out, "The answer to write")->required();
}

}  // namespace dayroom::provisioning
