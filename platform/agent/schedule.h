// The answers about the schedule, of somebody who is signed in. On the server's thread, as all answers (answers.h).
#pragma once

#include "platform/agent/answers.h"

namespace dayroom::agent {

/// kInvalid: a day before 1970 or after 2199. At most 31 days, at least one.
Answer answer_schedule(Desk& desk, const local::GetSchedule& query);
/// What the home screen says of it.
Status fill_schedule(Desk& desk, local::Home& home);

}  // namespace dayroom::agent
