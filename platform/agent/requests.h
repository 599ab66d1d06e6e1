// Inside platform/agent: what is known here of a form and of a request.
#pragma once

#include "platform/agent/answers.h"

namespace dayroom::agent {

/// Whether people of this terminal's unit may see it. The hub looks at the person's own unit.
Result<bool> offered_here(Desk& desk, const wire::Form& form);
/// Open, as far as is known here. One that is not at the hub yet can be neither taken back nor replied to: the hub
/// would have to know it first.
bool may_withdraw(const store::RequestView& view);
bool may_reply(const store::RequestView& view);

}  // namespace dayroom::agent
