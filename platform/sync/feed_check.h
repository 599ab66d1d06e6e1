// One page of the feed from the hub, checked and made ready for the store. Pure: the same page gives the same answer. A
// page that fails is refused whole; the terminal keeps what it had.
#pragma once

#include "platform/base/result.h"
#include "platform/store/feed_page.h"
#include "platform/sync/shared_store.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::sync {

struct CheckedPage {
    store::PageToStore page;
    int skipped = 0;  // records of a kind that this program does not know yet
};

/// `cursor`: what was asked with. Errors: kConflict the page does not begin at the cursor (a gap, or a feed that goes
/// backwards); kInvalid, kTooLarge, kUnauthenticated a change is not what it must be.
Result<CheckedPage> check_page(const wire::FeedPage& page, std::uint64_t cursor, const SyncContext& context);

/// Facility and device scope must be among them, each once, none unknown: a list that lacks them would empty the
/// terminal.
Status check_scopes(const wire::FeedResponse& response, const SyncContext& context);

bool same_scope(const wire::Scope& left, const wire::Scope& right);

}  // namespace dayroom::sync
