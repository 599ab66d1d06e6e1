// dayroom-provision: the tools of facility IT.
//
// Exit codes: 0 done · 1 refused or failed, one line on standard error says why and what to do · 2 wrong command line.
#include <cstdio>
#include <exception>

#include "platform/crypto/init.h"
#include "provisioning/cli/commands.h"

namespace {

int run_chosen(const dayroom::provisioning::Run& run) {
    const dayroom::Status done = run();
    if (done.ok()) return 0;
    std::fprintf(stderr, "dayroom-provision: %s\n", done.error().detail.c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        dayroom::crypto::ensure_ready();
        CLI::App app("Keys and enrolment of a Dayroom facility", "dayroom-provision");
        app.set_version_flag("--version", "dayroom-provision " DAYROOM_VERSION);
        app.require_subcommand(1);
        dayroom::provisioning::Run run;
        dayroom::provisioning::add_key_commands(app, run);
        dayroom::provisioning::add_enrolment_commands(app, run);
        dayroom::provisioning::add_policy_commands(app, run);
        dayroom::provisioning::add_prea_commands(app, run);
        dayroom::provisioning::add_technician_commands(app, run);
        dayroom::provisioning::add_report_commands(app, run);
        dayroom::provisioning::add_image_commands(app, run);
        try {
            app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app.exit(error) == 0 ? 0 : 2;
        }
        return run_chosen(run);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "dayroom-provision: %s\n", error.what());
        return 1;
    }
}
