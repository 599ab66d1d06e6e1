// Answers POST /v1/feed from a read connection: which scopes a device may hold, and what changed in them since its
// cursors, in bounded pages of current state. Source: design.md §5 "Feed".
//
// A page of kind CHANGES goes from the cursor to to_seq; several changes of one thing are one, at its last number. A
// cursor of 0, of another epoch or below the floor begins a SNAPSHOT. A cursor above the head is LOST_HISTORY.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/base/time.h"
#include "platform/database/connection.h"
#include "platform/facility/feed/feed_cache.h"
#include "platform/facility/feed/scope.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {

/// Limits of one FeedResponse.
inline constexpr std::size_t kFeedBytes =
    wire::kMaxFeedBodyBytes - 320 * 1024;   // of changes; the rest is for scopes and page heads
inline constexpr int kFeedChanges = 1'000;  // all pages together

/// The device as the registry knows it now.
struct FeedDevice {
    DeviceId id;
    UnitId unit;
};

struct FeedAnswer {
    wire::FeedResponse response;
    std::vector<Scope> scopes;  // of the response, for FeedNotifier::subscribe
    bool lost_history = false;  // alarm: this terminal knows more than the hub
    bool empty() const { return response.pages_size() == 0; }
};

class FeedReader {
public:
    /// `connection`: a reader of its own, used by one thread at a time. `cache` is shared by all readers.
    FeedReader(database::Connection& connection, const FacilityId& facility, FeedCache& cache)
        : connection_(connection), facility_(facility), cache_(cache) {}

    /// One consistent read. No pages: nothing is new, wait and ask again. Errors: kInvalid or kTooLarge for a bad
    /// request; kIo, kCorrupt, kUnavailable from the database.
    Result<FeedAnswer> read(const FeedDevice& device, const wire::FeedRequest& request, Timestamp now);

    /// Facility, unit, device, and every resident of the unit.
    Result<std::vector<Scope>> scopes_of(const FeedDevice& device);

private:
    struct Budget;
    struct ScopeState;
    Result<std::vector<ScopeState>> states_of(const FeedDevice& device);
    Status read_scope(ScopeState& state, const wire::ScopeCursor* cursor, bool same_epoch, Budget& budget,
                      FeedAnswer& out);
    Status fill(ScopeState& state, wire::FeedPage& page, std::uint64_t after, std::uint64_t removed_after,
                Budget& budget, bool& complete);
    Result<std::optional<wire::Item>> item_of(const ScopeState& state, const FeedChange& changed, Timestamp now);
    Result<std::string> close(ScopeState& state, const wire::Item& item);
    Status add_change(ScopeState& state, const FeedChange& changed, Timestamp now, wire::Change& change);

    database::Connection& connection_;
    FacilityId facility_;
    FeedCache& cache_;
};

}  // namespace dayroom::facility
