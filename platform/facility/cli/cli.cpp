#include "platform/facility/cli/cli.h"

#include <cstdio>
#include <filesystem>

#include "platform/crypto/init.h"
#include "platform/device/sandbox.h"

namespace dayroom::hub {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 done, 1 not done (standard error says what to do), 2 wrong command line, 3 the books "
    "differ, photos were left out, or a drill failed.";

/// One line, whatever an error's detail holds.
void say_error(const Error& error) {
    std::string line = error.detail;
    for (char& letter : line) {
        if (letter == '\n' || letter == '\r') letter = ' ';
    }
    std::fprintf(stderr, "dayroom-hub: %s\n", line.c_str());
}

}  // namespace

std::string program_beside(const Environment& environment, const std::string& name) {
    const std::string path = environment.program_folder + "/" + name;
    std::error_code ignored;
    return std::filesystem::exists(path, ignored) ? path : std::string();
}

Result<std::unique_ptr<facility::Services>> open_services(Environment& environment, const std::string& data) {
    facility::ServicesOptions options;
    options.needs_root = false;
    options.photo_program = program_beside(environment, "dayroom-photo");
    options.pages_program = program_beside(environment, "dayroom-pages");
    return facility::Services::open(facility::HubFiles(data), environment.clock, environment.random,
                                    std::move(options));
}

void add_data_option(CLI::App& command, std::string& data) {
    command.add_option("--data", data, "The hub's directory: database, keys, photos")->required();
}

int run_command_line(int argc, char** argv) {
    if (const Status hardened = device::harden_process(); !hardened.ok()) {
        say_error(hardened.error());
        return kExitFailed;
    }
    crypto::ensure_ready();
    CLI::App app("The facility's server: ledger, moderation, feed, and the staff API.", "dayroom-hub");
    app.set_version_flag("--version", std::string("dayroom-hub ") + DAYROOM_VERSION);
    app.footer(kFooter);
    app.require_subcommand(1);
    Chosen chosen;
    add_init(app, chosen);
    add_serve(app, chosen);
    add_books(app, chosen);
    add_exports(app, chosen);
    add_keys(app, chosen);
    add_facility_roots(app, chosen);
    add_packages(app, chosen);
    add_catalog_pictures(app, chosen);
    add_request_records(app, chosen);
    add_session_policy(app, chosen);
    add_fleet(app, chosen);
    add_salvage(app, chosen);
    add_policy(app, chosen);
    add_image(app, chosen);
    add_prea(app, chosen);
    add_technicians(app, chosen);
    add_attestation(app, chosen);
    add_staff(app, chosen);
    add_review(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kExitDone : kExitUsage;
    }
    Environment environment;
    std::error_code ignored;
    environment.program_folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path().string();
    const auto done = chosen(environment);
    if (done.ok()) return done.value();
    say_error(done.error());
    return kExitFailed;
}

}  // namespace dayroom::hub
