// The command line of dayroom-hub. Exit codes: 0 done; 1 it could not be done (one line on standard error says what to
// do); 2 the command line is wrong; 3 the books differ, photos were left out, a drill failed or a terminal needs
// somebody (tie-out, backup, verify-backup, restore, restore-drill). Nothing secret is ever taken from the command
// line.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "platform/base/clock_ahead.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/facility/cli/administrator.h"
#include "platform/facility/services/hub_files.h"
#include "platform/facility/services/services.h"

namespace dayroom::hub {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitDifferences = 3;

int run_command_line(int argc, char** argv);

/// What a command needs, made once in run_command_line().
struct Environment {
    MachineClock clock;
    SystemRandom random;
    std::string program_folder;  // where dayroom-hub lies: dayroom-photo beside it, ../share for the sample
    facility::Actor administrator = hub::administrator(this_os_user());  // who does it, on record
};
/// The chosen command: set by the callback of its sub-command, run after parsing.
using Chosen = std::function<Result<int>(Environment&)>;

void add_init(CLI::App& app, Chosen& chosen);
void add_serve(CLI::App& app, Chosen& chosen);
void add_books(CLI::App& app, Chosen& chosen);             // tie-out, backup, verify-backup, restore, restore-drill
void add_exports(CLI::App& app, Chosen& chosen);           // export, export-accounts, export-transactions
void add_fleet(CLI::App& app, Chosen& chosen);             // terminals
void add_keys(CLI::App& app, Chosen& chosen);              // token, hub-key
void add_facility_roots(CLI::App& app, Chosen& chosen);    // facility-root
void add_packages(CLI::App& app, Chosen& chosen);          // package
void add_catalog_pictures(CLI::App& app, Chosen& chosen);  // catalog-pictures
void add_request_records(CLI::App& app, Chosen& chosen);   // request
void add_salvage(CLI::App& app, Chosen& chosen);           // salvage
void add_session_policy(CLI::App& app, Chosen& chosen);    // session-policy
void add_policy(CLI::App& app, Chosen& chosen);            // policy import, status, promote, halt, export
void add_image(CLI::App& app, Chosen& chosen);             // image add
void add_prea(CLI::App& app, Chosen& chosen);              // prea
void add_attestation(CLI::App& app, Chosen& chosen);       // attestation maker, image, list, remove
void add_technicians(CLI::App& app, Chosen& chosen);       // technicians
void add_staff(CLI::App& app, Chosen& chosen);             // accounts of the console
void add_review(CLI::App& app, Chosen& chosen);            // review-policy

/// The hub's folder opened for a command beside the serving hub: without the root's certificate.
Result<std::unique_ptr<facility::Services>> open_services(Environment& environment, const std::string& data);

/// The path of a program beside this one; empty when it is not there.
std::string program_beside(const Environment& environment, const std::string& name);

/// --data, the same for every command.
void add_data_option(CLI::App& command, std::string& data);

/// The options of a sub-command, which `runner` gets when that command was chosen.
template <typename Options>
std::shared_ptr<Options> run_with(CLI::App& command, Chosen& chosen,
                                  Result<int> (*runner)(Environment&, const Options&)) {
    auto options = std::make_shared<Options>();
    command.callback([options, runner, &chosen] {
        chosen = [options, runner](Environment& environment) { return runner(environment, *options); };
    });
    return options;
}
/// The same, with --data.
template <typename Options>
std::shared_ptr<Options> run_on_data(CLI::App& command, Chosen& chosen,
                                     Result<int> (*runner)(Environment&, const Options&)) {
    auto options = run_with(command, chosen, runner);
    add_data_option(command, options->data);
    return options;
}

}  // namespace dayroom::hub
