// Whom sync tells what has happened. Called on sync's own threads, without the store's lock.
#pragma once

#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::sync {

class SyncListener {
public:
    virtual ~SyncListener() = default;
    /// Pages of these scopes are in the store, durably. `caught_up`: the hub has nothing more for now.
    virtual void applied(const std::vector<wire::Scope>& scopes, bool caught_up) = 0;
    /// These people are no longer of this unit: their wraps are gone from the store, their vault files must go too.
    virtual void residents_left(const std::vector<ResidentId>& residents) = 0;
    /// The hub has decided commands; the outcomes are in the outbox.
    virtual void outcomes_arrived() = 0;
    virtual void connection(bool online) = 0;
    /// The hub refuses this terminal (true), or takes it again (false). Comes only when it changes.
    virtual void revoked(bool now_revoked) = 0;
    /// Something of the hub's failed a check ("feed_refused", "history_lost"), or the disk ("disk_full",
    /// "store_corrupt"); "" when the feed works again.
    virtual void fault(const std::string& code) = 0;
};

}  // namespace dayroom::sync
