#include "platform/facility/feed/reader.h"

#include <algorithm>
#include <unordered_map>

#include "platform/crypto/box_run.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/feed/snapshot_token.h"
#include "platform/facility/schema/hub_database.h"
#include "platform/facility/schema/read_transaction.h"
#include "platform/wire/seal.h"

namespace dayroom::facility {

struct FeedReader::Budget {
    std::size_t bytes = kFeedBytes;
    int changes = kFeedChanges;
    Timestamp now;
    bool used_up() const { return bytes == 0 || changes == 0; }
    void take(std::size_t size) {
        bytes -= std::min(bytes, size);
        --changes;
    }
};

struct FeedReader::ScopeState {
    Scope scope;
    FeedHead head;  // zero: nothing ever changed in it
    std::uint64_t floor = 0;
    crypto::BoxPublic vault;                  // scope resident
    std::optional<crypto::BoxSealer> sealer;  // made with the first envelope of the answer
};

Result<std::vector<FeedReader::ScopeState>> FeedReader::states_of(const FeedDevice& device) {
    std::vector<ScopeState> states;
    for (const Scope& scope : {Scope::facility(facility_), Scope::unit(device.unit), Scope::device(device.id)}) {
        ScopeState state;
        state.scope = scope;
        TRY(connection_.each(
            "SELECT head, newest, floor FROM feed_scope WHERE kind = $1 AND id = $2",
            [&](const database::Row& row) {
                state.head = {row.sequence(0), row.integer(1)};
                state.floor = row.sequence(2);
            },
            static_cast<int>(scope.kind), scope.id));
        states.push_back(std::move(state));
    }
    TRY(connection_.each(
        "SELECT r.id, r.vault_public_key, s.head, s.newest, s.floor FROM resident r LEFT JOIN feed_scope s "
        "ON s.kind = 4 AND s.id = r.id WHERE r.unit = $1 AND r.state = 1 ORDER BY r.id",
        [&](const database::Row& row) -> Status {
            ScopeState state;
            state.scope = Scope::resident(row.id<ResidentId>(0));
            state.vault = TRY(crypto::BoxPublic::from_bytes(row.bytes(1)));
            if (!row.is_null(2)) {
                state.head = {row.sequence(2), row.integer(3)};
                state.floor = row.sequence(4);
            }
            states.push_back(std::move(state));
            return {};
        },
        device.unit));
    if (states.size() > static_cast<std::size_t>(wire::kMaxScopes)) {
        return Error(ErrorCode::kTooLarge, "this unit has more residents than one terminal can hold");
    }
    return states;
}

Result<std::vector<Scope>> FeedReader::scopes_of(const FeedDevice& device) {
    auto transaction = TRY(ReadTransaction::begin(connection_));
    std::vector<Scope> scopes;
    for (const ScopeState& state : TRY(states_of(device))) scopes.push_back(state.scope);
    return scopes;
}

Result<FeedAnswer> FeedReader::read(const FeedDevice& device, const wire::FeedRequest& request, Timestamp now) {
    if (request.cursors_size() > wire::kMaxScopes) return Error(ErrorCode::kTooLarge, "too many cursors");
    std::unordered_map<Scope, const wire::ScopeCursor*> cursors;
    for (const wire::ScopeCursor& cursor : request.cursors()) {
        cursors[TRY(Scope::from_wire(cursor.scope()))] = &cursor;
    }
    auto transaction = TRY(ReadTransaction::begin(connection_));
    const Epoch epoch = TRY(read_identity(connection_)).epoch;
    const std::string epoch_bytes = epoch.raw();

    FeedAnswer answer;
    answer.response.set_epoch(epoch_bytes);
    answer.response.set_now_ms(now.ms());
    Budget budget;
    budget.now = now;
    auto states = TRY(states_of(device));
    for (ScopeState& state : states) {
        *answer.response.add_scopes() = state.scope.to_wire();
        answer.scopes.push_back(state.scope);
        const auto cursor = cursors.find(state.scope);
        TRY(read_scope(state, cursor == cursors.end() ? nullptr : cursor->second, request.epoch() == epoch_bytes,
                       budget, answer));
    }
    return answer;
}

Status FeedReader::read_scope(ScopeState& state, const wire::ScopeCursor* cursor, bool same_epoch, Budget& budget,
                              FeedAnswer& out) {
    const std::uint64_t at = cursor != nullptr ? cursor->seq() : 0;
    std::optional<SnapshotToken> token;
    if (cursor != nullptr && same_epoch && !cursor->snapshot_after().empty()) {
        token = SnapshotToken::parse(cursor->snapshot_after());
        // A token that is not ours, or so old that removals since were forgotten: the snapshot begins again.
        if (token && (token->after > state.head.seq || token->begun_at < state.floor)) token.reset();
    }
    const bool from_start = !same_epoch || at < state.floor || at == 0;
    if (!token && from_start && state.head.seq == 0 && at == 0) return {};
    if (!token && !from_start && at == state.head.seq) return {};
    if (!token && !from_start && at > state.head.seq) {
        wire::FeedPage& page = *out.response.add_pages();
        *page.mutable_scope() = state.scope.to_wire();
        page.set_kind(wire::FeedPage::LOST_HISTORY);
        page.set_from_seq(at);
        out.lost_history = true;
        return {};
    }
    if (budget.used_up() || out.response.pages_size() >= wire::kMaxPagesInResponse) {
        out.response.set_more(true);
        return {};
    }
    wire::FeedPage& page = *out.response.add_pages();
    *page.mutable_scope() = state.scope.to_wire();
    bool complete = false;
    if (token || from_start) {
        const SnapshotToken begun = token.value_or(SnapshotToken{state.head.seq, 0});
        page.set_kind(wire::FeedPage::SNAPSHOT);
        page.set_first(!token);
        // What was removed before the snapshot began was never in it.
        TRY(fill(state, page, begun.after, begun.begun_at, budget, complete));
        page.set_last(complete);
        if (!complete) page.set_snapshot_token(SnapshotToken{begun.begun_at, page.to_seq()}.text());
    } else {
        page.set_kind(wire::FeedPage::CHANGES);
        page.set_from_seq(at);
        TRY(fill(state, page, at, 0, budget, complete));
    }
    if (!complete) out.response.set_more(true);
    return {};
}

// Every thing whose last change lies after `after`, in the order of those changes, as it is now. A thing that changes
// while pages are being read moves to the end: it is met again, never missed.
Status FeedReader::fill(ScopeState& state, wire::FeedPage& page, std::uint64_t after, std::uint64_t removed_after,
                        Budget& budget, bool& complete) {
    const int limit = std::min(budget.changes, wire::kMaxChangesInPage);
    const auto changes =
        TRY(cache_.changes.read(connection_, state.head, after, static_cast<std::size_t>(wire::kMaxChangesInPage)));
    auto next = std::upper_bound(changes->begin(), changes->end(), after,
                                 [](std::uint64_t seq, const FeedChange& change) { return seq < change.seq; });
    page.set_to_seq(after);
    complete = true;
    int added = 0;
    for (; next != changes->end(); ++next) {
        if (next->removed && next->seq <= removed_after) continue;
        if (added == limit || budget.used_up()) {
            complete = false;
            return {};
        }
        wire::Change& change = *page.add_changes();
        change.set_seq(next->seq);
        change.set_id(next->id.raw());
        if (next->removed) {
            change.set_removed(true);
        } else {
            TRY(add_change(state, *next, budget.now, change));
        }
        const std::size_t size = change.ByteSizeLong() + 8;
        if (size > budget.bytes && added > 0) {
            page.mutable_changes()->RemoveLast();
            budget.bytes = 0;
            complete = false;
            return {};
        }
        budget.take(size);
        page.set_to_seq(next->seq);
        ++added;
    }
    page.set_to_seq(state.head.seq);
    return {};
}

// One key exchange for the envelopes of one resident in one answer.
Result<std::string> FeedReader::close(ScopeState& state, const wire::Item& item) {
    if (!state.sealer) state.sealer.emplace(TRY(crypto::BoxSealer::make(state.vault)));
    return to_string(TRY(wire::close_envelope(item, *state.sealer)));
}

Status FeedReader::add_change(ScopeState& state, const FeedChange& changed, Timestamp now, wire::Change& change) {
    const bool enveloped = state.scope.kind == Scope::Kind::kResident;
    EnvelopeCache::Key key{changed.id, changed.kind, changed.seq, {}};
    if (enveloped) {
        key.recipient_key = TRY(ThingId::from_bytes(state.vault.bytes().first(kIdBytes)));
        if (auto kept = cache_.envelopes.find(key)) {
            change.set_envelope(std::move(*kept));
            return {};
        }
    }
    auto item = TRY(item_of(state, changed, now));
    if (!item) {
        change.set_removed(true);
        return {};
    }
    if (!enveloped) {
        *change.mutable_item() = std::move(*item);
        return {};
    }
    change.set_envelope(TRY(close(state, *item)));
    cache_.envelopes.put(key, change.envelope());
    return {};
}

Result<std::optional<wire::Item>> FeedReader::item_of(const ScopeState& state, const FeedChange& changed,
                                                      Timestamp now) {
    if (is_sealed(changed.kind)) {
        auto sealed = TRY(load_released(connection_, changed.kind, changed.id));
        if (!sealed) return std::optional<wire::Item>();
        wire::Item item;
        if (!item.mutable_sealed()->ParseFromString(*sealed)) {
            return Error(ErrorCode::kCorrupt, "a released record cannot be read");
        }
        return std::optional(std::move(item));
    }
    auto record = TRY(load_record(connection_, changed.kind, changed.id, now));
    if (!record) return std::optional<wire::Item>();
    record->set_facility_id(facility_.raw());
    *record->mutable_scope() = state.scope.to_wire();
    record->set_id(changed.id.raw());
    record->set_version(static_cast<std::int64_t>(changed.seq));
    record->set_released_ms(now.ms());
    return std::optional(TRY(wire::plain_item(*record)));
}

}  // namespace dayroom::facility
