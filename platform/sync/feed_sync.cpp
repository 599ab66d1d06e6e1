#include "platform/sync/feed_sync.h"

#include <algorithm>

#include "platform/sync/feed_check.h"
#include "platform/wire/limits.h"

namespace dayroom::sync {
namespace {

/// Which fault of the terminal itself an error is; "" for the network's and the hub's.
std::string own_fault(ErrorCode code) {
    if (code == ErrorCode::kCorrupt) return "store_corrupt";
    return code == ErrorCode::kIo ? "disk_full" : "";
}

}  // namespace

std::uint64_t FeedSync::Asked::cursor_of(const wire::Scope& scope) const {
    for (const auto& cursor : request.cursors()) {
        if (same_scope(cursor.scope(), scope)) return cursor.seq();
    }
    return 0;
}

Result<FeedSync::Asked> FeedSync::ask() {
    Asked asked;
    auto& request = asked.request;
    const std::lock_guard lock(store_.mutex);
    const auto epoch = TRY(store_.device->epoch());
    if (epoch) request.set_epoch(epoch->raw());
    for (auto& cursor : TRY(store_.device->cursors())) {
        ahead_.lift(cursor);
        auto& added = *request.add_cursors();
        *added.mutable_scope() = cursor.scope;
        added.set_seq(cursor.seq);
        added.set_snapshot_after(cursor.snapshot_after);
    }
    const auto head = TRY(store_.device->audit().head());
    request.set_audit_sequence(head.sequence);
    if (head.sequence > 0) request.set_audit_head(head.hash.data(), head.hash.size());
    request.set_schema(wire::kRecordSchema);
    request.set_wait_ms(more_ ? 0 : static_cast<std::int32_t>(kFeedWait.count()));
    return asked;
}

Milliseconds FeedSync::step() {
    auto asked = ask();
    if (!asked.ok()) return failed(asked.error());
    auto response = fetch(asked->request);
    if (!response.ok()) return failed(response.error());
    note_revoked(false);
    note_expired(false);
    note_connection(true);
    const auto taken = take(*asked, *response);
    more_ = response->more() || !taken.ok();
    if (!taken.ok()) {
        const std::string own = own_fault(taken.error().code);
        note_fault(own.empty() ? "feed_refused" : own);
        return backoff_.next();
    }
    note_fault("");
    backoff_.reset();
    return Milliseconds(0);
}

Result<wire::FeedResponse> FeedSync::fetch(const wire::FeedRequest& request) {
    if (fetched_ != nullptr) {
        if (auto fetched = fetched_->take(request)) return std::move(*fetched);
    }
    return hub_.feed(request);
}

Status FeedSync::take(const Asked& asked, const wire::FeedResponse& response) {
    const auto known = check_scopes(response, context_);
    if (!known.ok()) {
        put_on_record(record::Event::kFeedRefused, record::Outcome::kRefused, "scopes");
        return known;
    }
    if (fetched_ != nullptr) fetched_->begin(asked.request, response);
    bool epoch_changed = false;
    TRY(take_epoch(response, epoch_changed));
    TRY(take_scopes(response));
    std::vector<const wire::FeedPage*> straight;
    if (!epoch_changed) straight = take_straight(asked, response);
    if (!straight.empty()) listener_.applied({}, false);
    // What follows is not waited for at the screen; and pages that the store takes begin where the store is.
    const bool all_straight = !straight.empty() && static_cast<int>(straight.size()) == response.pages_size();
    if (!all_straight || ahead_.has_settled()) TRY(save_cursors());
    Status first_failure;
    std::vector<wire::Scope> touched;
    for (const auto& page : response.pages()) {
        if (std::find(straight.begin(), straight.end(), &page) != straight.end()) continue;
        const auto done = page.kind() == wire::FeedPage::LOST_HISTORY
                              ? lost_history(page)
                              : take_page(page, epoch_changed ? 0 : asked.cursor_of(page.scope()));
        if (done.ok()) {
            touched.push_back(page.scope());
        } else if (first_failure.ok()) {
            first_failure = done;  // one scope's trouble does not hold up the others
        }
    }
    listener_.applied(touched, first_failure.ok() && !response.more());
    return first_failure;
}

std::vector<const wire::FeedPage*> FeedSync::take_straight(const Asked& asked, const wire::FeedResponse& response) {
    std::vector<const wire::FeedPage*> taken;
    for (const auto& page : response.pages()) {
        if (page.scope().kind() != wire::RESIDENT || page.kind() == wire::FeedPage::LOST_HISTORY) continue;
        if (take_straight(page, asked.cursor_of(page.scope()))) taken.push_back(&page);
    }
    return taken;
}

bool FeedSync::take_straight(const wire::FeedPage& page, std::uint64_t cursor) {
    const auto checked = check_page(page, cursor, context_);
    if (!checked.ok()) return false;  // take_page() says why
    while (listener_.makes_way(page.scope())) {
    }
    const std::lock_guard lock(store_.mutex);
    const auto settled = listener_.take_in(checked->page);
    if (!settled) return false;
    // Where a snapshot stands went into the store with it.
    if (page.kind() == wire::FeedPage::CHANGES) {
        ahead_.note(page.scope(), page.from_seq(), page.to_seq(), *settled);
    } else {
        ahead_.note_settled(*settled);
    }
    return true;
}

Status FeedSync::save_cursors() {
    if (ahead_.empty()) return {};
    const std::lock_guard lock(store_.mutex);
    return ahead_.save(*store_.device);
}

Status FeedSync::take_epoch(const wire::FeedResponse& response, bool& changed) {
    const Epoch epoch = TRY(Epoch::from_bytes(response.epoch()));
    std::optional<Epoch> before;
    {
        const std::lock_guard lock(store_.mutex);
        before = TRY(store_.device->epoch());
        if (before == epoch) return {};
        TRY(store_.device->set_epoch(epoch));
    }
    changed = true;
    if (before) {
        put_on_record(record::Event::kEpochChanged, record::Outcome::kDone, "");
        listener_.outcomes_arrived();  // the outbox is to be sent again
    }
    return {};
}

Status FeedSync::take_scopes(const wire::FeedResponse& response) {
    std::vector<ResidentId> left;
    {
        const std::lock_guard lock(store_.mutex);
        left = TRY(store_.device->keep_only_scopes({response.scopes().begin(), response.scopes().end()}));
        for (const auto& resident : left) TRY(store_.device->sign_in().forget(resident));
    }
    if (!left.empty()) listener_.residents_left(left);
    return {};
}

Status FeedSync::take_page(const wire::FeedPage& page, std::uint64_t cursor) {
    auto checked = check_page(page, cursor, context_);
    if (!checked.ok()) {
        put_on_record(record::Event::kFeedRefused, record::Outcome::kRefused, to_string(checked.error().code));
        return checked.take_error();
    }
    const std::lock_guard lock(store_.mutex);
    auto done = store_.device->apply_page(checked->page);
    if (done.ok() || done.error().code != ErrorCode::kConflict) return done;
    // The cursor was moved here meanwhile (a vault was begun again), or a snapshot came out of turn: the next request
    // asks afresh.
    if (page.kind() == wire::FeedPage::SNAPSHOT) TRY(store_.device->reset_scope(page.scope()));
    return {};
}

Status FeedSync::lost_history(const wire::FeedPage& page) {
    put_on_record(record::Event::kHistoryLost, record::Outcome::kFailed, "");
    int again = 0;
    {
        const std::lock_guard lock(store_.mutex);
        TRY(store_.device->reset_scope(page.scope()));
        again = TRY(store_.device->outbox().resubmit_all());
    }
    put_on_record(record::Event::kCommandsResubmitted, record::Outcome::kDone, std::to_string(again));
    listener_.outcomes_arrived();
    return {};
}

Milliseconds FeedSync::failed(const Error& error) {
    const std::string own = own_fault(error.code);
    if (!own.empty()) {
        note_fault(own);
        return backoff_.next();
    }
    if (error.detail == "interrupted") {
        more_ = true;
        return Milliseconds(0);
    }
    note_connection(false);
    if (error.code == ErrorCode::kRevoked) {
        note_revoked(true);
        return kRefusedRetry;
    }
    if (error.code == ErrorCode::kExpired) {
        note_expired(true);
        return kRefusedRetry;
    }
    const bool refused = error.code == ErrorCode::kInvalid || error.code == ErrorCode::kTooLarge;
    if (refused) {
        put_on_record(record::Event::kFeedRefused, record::Outcome::kRefused, to_string(error.code));
        note_fault("feed_refused");
    }
    more_ = true;  // after a break look at once, then wait
    return backoff_.next();
}

void FeedSync::note_connection(bool online) {
    if (!first_ && online == online_) return;
    first_ = false;
    online_ = online;
    listener_.connection(online);
}

void FeedSync::note_revoked(bool revoked) {
    if (revoked && !revoked_) put_on_record(record::Event::kDeviceRevoked, record::Outcome::kDone, "");
    revoked_ = revoked;
    listener_.revoked(revoked);
}

void FeedSync::note_expired(bool expired) {
    if (expired == expired_) return;
    expired_ = expired;
    if (expired) put_on_record(record::Event::kCertificateExpired, record::Outcome::kDone, "");
    listener_.expired(expired);
}

void FeedSync::note_fault(const std::string& code) {
    if (code == fault_) return;
    fault_ = code;
    listener_.fault(code);
}

void FeedSync::put_on_record(record::Event event, record::Outcome outcome, const std::string& code) {
    record::Entry entry;
    entry.at = clock_.now();
    entry.event = event;
    entry.outcome = outcome;
    entry.actor_kind = "device";
    entry.actor_id = Bytes(context_.device.bytes().begin(), context_.device.bytes().end());
    entry.code = code;
    const std::lock_guard lock(store_.mutex);
    // A log that cannot be written shows as the same disk's fault at the next page.
    [[maybe_unused]] const auto kept = store_.device->audit().append(entry);
}

}  // namespace dayroom::sync
