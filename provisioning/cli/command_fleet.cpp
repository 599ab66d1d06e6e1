#include "provisioning/cli/commands.h"

namespace dayroom::provisioning {
void add_fleet_commands(CLI::App&, Run&) {}
}  // namespace dayroom::provisioning
