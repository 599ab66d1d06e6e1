// What a crash or another clock has left of earlier sessions at this terminal, put right before the next sign-in. Part
// of the device store, with its lock.
#pragma once

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/database/connection.h"

namespace dayroom::store {

/// While nobody is signed in. A session without an end was cut off by a crash or a plug that was pulled: it counts as
/// `longest`. What ends after `now` is of a clock that was ahead or has been set back: it counts as one that ended just
/// now, once, so that a clock gains nobody a session and makes nobody wait for ever. What began before `oldest` no rule
/// asks for any more.
Status settle_turns(database::Connection& connection, Timestamp now, Seconds longest, Timestamp oldest);

}  // namespace dayroom::store
