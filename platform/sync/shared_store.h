// The device store, and the lock that whoever uses it holds: stores are for one thread at a time. Locked for one
// transaction, never while waiting for the network.
#pragma once

#include <memory>
#include <mutex>

#include "platform/store/device_store.h"
#include "platform/wire/seal.h"

namespace dayroom::sync {

struct SharedStore {
    std::mutex mutex;
    std::unique_ptr<store::DeviceStore> device;  // guarded by mutex
};

/// What enrolment fixed, for checks. Plain values, read by every thread.
struct SyncContext {
    FacilityId facility;
    DeviceId device;
    wire::TrustedKeys keys;     // whose seals count
    crypto::BoxPublic hub_box;  // queued commands are closed to it
};
/// kUnauthenticated, kExpired: the hub's certificate does not come from this facility's root, or is over.
Result<SyncContext> make_context(const store::Enrolment& enrolment, Timestamp now);

}  // namespace dayroom::sync
