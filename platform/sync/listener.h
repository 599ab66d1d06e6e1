// Whom sync tells what has happened. Called on sync's own threads, without the store's lock where it is not said
// otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/store/feed_page.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::sync {

class SyncListener {
public:
    virtual ~SyncListener() = default;
    /// A page of this scope is about to be offered to take_in(): whoever has the resident's vault open opens some of
    /// what waits there first, and says whether it is to be asked again.
    virtual bool makes_way(const wire::Scope& scope) = 0;
    /// A page of a resident's scope, checked but closed. Whoever has their vault open takes it in at once, durably, and
    /// says which commands' results were in it; nothing: it is to be kept closed. A snapshot's page is in the store
    /// then, too. With the store's lock.
    virtual std::optional<std::vector<CommandId>> take_in(const store::PageToStore& page) = 0;
    /// Pages of these scopes are in the store, durably. `caught_up`: the hub has nothing more for now.
    virtual void applied(const std::vector<wire::Scope>& scopes, bool caught_up) = 0;
    /// These people are no longer of this unit: their wraps are gone from the store, their vault files must go too.
    virtual void residents_left(const std::vector<ResidentId>& residents) = 0;
    /// The hub has decided commands; the outcomes are in the outbox.
    virtual void outcomes_arrived() = 0;
    virtual void connection(bool online) = 0;
    /// The hub refuses this terminal (true), or takes it again (false). Comes only when it changes.
    virtual void revoked(bool now_revoked) = 0;
    /// The hub says that this terminal's certificate is over (true), or takes it again (false). Comes only when it
    /// changes.
    virtual void expired(bool now_expired) = 0;
    /// Something of the hub's failed a check ("feed_refused", "history_lost"), or the disk ("disk_full",
    /// "store_corrupt"); "" when the feed works again.
    virtual void fault(const std::string& code) = 0;
};

}  // namespace dayroom::sync
