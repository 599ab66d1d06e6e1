// The commands of dayroom-provision. Each adds itself to the command line and, when chosen, sets `run`.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "platform/base/result.h"

namespace dayroom::provisioning {

/// What the chosen command does; prints its own result.
using Run = std::function<Status()>;

void add_key_commands(CLI::App& app, Run& run);         // keys init, hub certify
void add_key_paper_commands(CLI::App& keys, Run& run);  // keys split, join, sheet, restore
void add_prea_commands(CLI::App& app, Run& run);        // prea keys, statement, open, answer
void add_technician_commands(CLI::App& app, Run& run);  // technician issue, revoke, answer
void add_report_commands(CLI::App& app, Run& run);      // report check; bundle keys, open
void add_policy_commands(CLI::App& app, Run& run);      // policy key, check, diff, sign, apply
void add_enrolment_commands(CLI::App& app, Run& run);   // token, network, enroll, salvage, wipe
void add_image_commands(CLI::App& app, Run& run);       // image build, describe, install

}  // namespace dayroom::provisioning
