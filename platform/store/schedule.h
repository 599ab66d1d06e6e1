// The unit's hours and a resident's own appointments, as a terminal keeps them. They move with the stamp of notices, in
// either store.
#pragma once

#include <vector>

#include "platform/store/device_store.h"
#include "platform/store/vault.h"

namespace dayroom::store {

/// Of the unit; empty until the hub has said anything.
Result<wire::Schedule> unit_schedule(DeviceStore& device);

/// Those that begin from `from` to just before `to`, by time; cancelled ones among them.
Result<std::vector<wire::Appointment>> appointments(Vault& vault, Timestamp from, Timestamp to);

}  // namespace dayroom::store
