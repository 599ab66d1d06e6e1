#include "platform/sync/cursors_ahead.h"

#include <algorithm>

#include "platform/sync/feed_check.h"

namespace dayroom::sync {

void CursorsAhead::note(const wire::Scope& scope, std::uint64_t from, std::uint64_t to,
                        const std::vector<CommandId>& settled) {
    note_settled(settled);
    for (Ahead& ahead : scopes_) {
        if (!same_scope(ahead.scope, scope)) continue;
        if (ahead.seq != from) ahead.stored = from;
        ahead.seq = to;
        return;
    }
    scopes_.push_back({scope, from, to});
}

void CursorsAhead::note_settled(const std::vector<CommandId>& settled) {
    settled_.insert(settled_.end(), settled.begin(), settled.end());
}

void CursorsAhead::lift(store::CursorView& cursor) {
    const auto ahead = std::find_if(scopes_.begin(), scopes_.end(),
                                    [&](const Ahead& each) { return same_scope(each.scope, cursor.scope); });
    if (ahead == scopes_.end()) return;
    if (cursor.seq == ahead->stored && cursor.snapshot_after.empty()) {
        cursor.seq = ahead->seq;
    } else {
        scopes_.erase(ahead);
    }
}

Status CursorsAhead::save(store::DeviceStore& device) {
    TRY(device.outbox().mark_seen(settled_));
    settled_.clear();
    while (!scopes_.empty()) {
        store::PageToStore page;
        page.scope = scopes_.back().scope;
        page.from_seq = scopes_.back().stored;
        page.to_seq = scopes_.back().seq;
        const Status stored = device.apply_page(page);
        // A cursor that was moved by somebody else stays where it is.
        if (!stored.ok() && stored.error().code != ErrorCode::kConflict) return stored;
        scopes_.pop_back();
    }
    return {};
}

}  // namespace dayroom::sync
