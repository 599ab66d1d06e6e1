#include "platform/sync/feed_check.h"

#include <set>

#include "platform/wire/check.h"

namespace dayroom::sync {
namespace {

Error bad(const char* what) { return Error(ErrorCode::kInvalid, what); }

/// A change of facility, unit or device: opened, its seal and place checked. Nothing: a kind of a newer hub.
Result<std::optional<store::ChangeToStore>> check_plain(const wire::Change& change, const wire::Scope& scope,
                                                        const SyncContext& context) {
    if (!change.has_item()) return bad("a change of a shared scope without an item");
    auto record = wire::open_item(change.item(), context.keys);
    if (!record.ok() && record.error().code == ErrorCode::kUnsupported) return std::optional<store::ChangeToStore>();
    if (!record.ok()) return record.take_error();
    TRY(wire::check_place(*record, context.facility, scope, change.id()));
    if (!wire::allowed_in(record->body_case(), scope.kind())) return bad("a record in a scope where it may not stand");
    store::ChangeToStore made;
    made.kind = static_cast<int>(record->body_case());
    made.version = record->version();
    made.content = change.item().has_sealed() ? change.item().sealed().payload() : change.item().record();
    return std::optional(std::move(made));
}

Result<std::optional<store::ChangeToStore>> check_enveloped(const wire::Change& change) {
    if (!change.has_envelope() || change.envelope().empty()) return bad("a change of a resident without an envelope");
    if (change.envelope().size() > wire::kMaxEnvelopeBytes)
        return Error(ErrorCode::kTooLarge, "an envelope is too large");
    TRY(wire::envelope_says_sealed(as_bytes(change.envelope())));
    store::ChangeToStore made;
    made.content = change.envelope();
    return std::optional(std::move(made));
}

Result<std::optional<store::ChangeToStore>> check_change(const wire::Change& change, const wire::Scope& scope,
                                                         const SyncContext& context) {
    if (change.id().size() != kIdBytes) return bad("a change without an id");
    std::optional<store::ChangeToStore> made;
    if (change.removed()) {
        if (change.has_item() || change.has_envelope()) return bad("a removal with content");
        made.emplace();
        made->removed = true;
    } else {
        made = scope.kind() == wire::RESIDENT ? TRY(check_enveloped(change)) : TRY(check_plain(change, scope, context));
    }
    if (made) {
        made->seq = change.seq();
        made->id = change.id();
    }
    return made;
}

Status check_frame(const wire::FeedPage& page, std::uint64_t cursor) {
    if (page.kind() == wire::FeedPage::LOST_HISTORY) return bad("lost history carries nothing");
    if (page.kind() == wire::FeedPage::CHANGES) {
        if (page.from_seq() != cursor)
            return Error(ErrorCode::kConflict, "the feed does not go on where this terminal is");
        if (page.to_seq() < page.from_seq()) return Error(ErrorCode::kConflict, "the feed goes backwards");
    } else if (!page.last() && page.snapshot_token().empty()) {
        return bad("a snapshot page that is neither the last nor says how to go on");
    }
    return {};
}

}  // namespace

bool same_scope(const wire::Scope& left, const wire::Scope& right) {
    return left.kind() == right.kind() && left.id() == right.id();
}

Result<CheckedPage> check_page(const wire::FeedPage& page, std::uint64_t cursor, const SyncContext& context) {
    TRY(check_frame(page, cursor));
    const bool snapshot = page.kind() == wire::FeedPage::SNAPSHOT;
    CheckedPage checked;
    auto& out = checked.page;
    out.scope = page.scope();
    out.kind = snapshot ? store::PageToStore::Kind::kSnapshot : store::PageToStore::Kind::kChanges;
    out.from_seq = page.from_seq();
    out.to_seq = page.to_seq();
    out.first = page.first();
    out.last = page.last();
    out.snapshot_token = page.snapshot_token();
    std::uint64_t before = snapshot ? 0 : page.from_seq();
    for (const auto& change : page.changes()) {
        if (change.seq() <= before || change.seq() > page.to_seq())
            return Error(ErrorCode::kConflict, "changes out of order");
        before = change.seq();
        auto made = TRY(check_change(change, page.scope(), context));
        if (made) {
            out.changes.push_back(std::move(*made));
        } else {
            ++checked.skipped;
        }
    }
    return checked;
}

Status check_scopes(const wire::FeedResponse& response, const SyncContext& context) {
    std::set<std::pair<int, std::string>> seen;
    for (const auto& scope : response.scopes()) {
        if (!seen.emplace(scope.kind(), scope.id()).second) return bad("a scope is listed twice");
    }
    if (!seen.contains({wire::FACILITY, context.facility.raw()}) ||
        !seen.contains({wire::DEVICE, context.device.raw()})) {
        return bad("the hub's list of scopes lacks this facility or this device");
    }
    for (const auto& page : response.pages()) {
        if (!seen.contains({page.scope().kind(), page.scope().id()}))
            return bad("a page of a scope that is not this terminal's");
    }
    return {};
}

}  // namespace dayroom::sync
