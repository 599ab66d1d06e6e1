#include "terminal/shell/screen_choice.h"

namespace dayroom::shell {

Choice choose_screen(const Situation& now) {
    using Device = local::Status;
    if (!now.agent_here) return {Face::kFault, "agent_lost"};
    if (!now.status_known || now.device == Device::STARTING) return {Face::kFault, "starting"};
    if (now.device == Device::FAULT) return {Face::kFault, now.fault.empty() ? "unknown" : now.fault};
    if (now.device == Device::NOT_ENROLLED) return {Face::kNotEnrolled, "not_enrolled"};
    if (now.device == Device::REVOKED) return {Face::kRevoked, "revoked"};
    if (now.device == Device::UPDATING) return {Face::kUpdating, "updating"};
    if (now.diagnostics) return {Face::kDiagnostics, {}};
    if (!now.signed_in) return {Face::kSignedOut, {}};
    return {Face::kSignedIn, {}};
}

}  // namespace dayroom::shell
