// What the terminal as a whole says about itself, signed in or not.
#pragma once

#include "platform/agent/local.pb.h"
#include "platform/base/result.h"
#include "platform/store/device_store.h"

namespace dayroom::agent {

/// What is not in the store.
struct Condition {
    bool enrolled = false;
    bool revoked = false;
    bool expired = false;  // its certificate is over: it must be enrolled again
    /// The hub will take nothing more from here: nobody signs in.
    bool refused() const { return revoked || expired; }
    bool lets_sign_in() const { return !refused() && !clock_lost && !updating && fault.empty(); }
    bool updating = false;  // it is about to be started again, with another image
    bool online = false;
    bool first_sync_done = false;
    std::string fault;  // of the terminal itself: a full screen; "" is none
    /// What day it is is not known, until the hub answers or the machine's clock is set: nothing here could be dated.
    bool clock_lost = false;
    Timestamp last_contact;
};

/// `device` may be null (not open yet, or broken).
Result<local::Status> make_status(store::DeviceStore* device, const Condition& condition, Timestamp now);
/// The same but for what changes with every second.
bool same_to_the_eye(local::Status left, local::Status right);

}  // namespace dayroom::agent
