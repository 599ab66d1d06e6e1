// What changed in a scope: of each thing its last change. Changes are only appended and each names the one of its scope
// before it (schema_1.h), so they are read from the newest back.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/database/connection.h"
#include "platform/facility/feed/scope.h"

namespace dayroom::facility {

struct FeedChange {
    RecordKind kind = RecordKind::kFacility;
    ThingId id;
    std::uint64_t seq = 0;
    bool removed = false;
};
/// Ascending by number.
using FeedChanges = std::vector<FeedChange>;

/// Where a scope's changes begin, as feed_scope says in the same read.
struct FeedHead {
    std::uint64_t seq = 0;
    std::int64_t newest = 0;  // feed_change.no
    bool operator==(const FeedHead&) const = default;
};

/// Every thing whose last change lies above `after`, by that change.
Result<FeedChanges> read_changes(database::Connection& connection, const FeedHead& head, std::uint64_t after);

/// All things of one kind that a resident's scope ever held, as SQL to stand behind IN. $`parameter` is the resident's
/// id. For lists of requests, which keep no index by resident.
std::string things_of_resident(RecordKind kind, int parameter);

/// Keeps lists that are longer than one page: whoever asked comes back for the next one, and the other terminals of a
/// unit ask for the same. Safe from any thread.
class FeedChangeCache {
public:
    static constexpr std::size_t kDefaultChanges = 200'000;  // in all lists; the oldest lists go first
    explicit FeedChangeCache(std::size_t limit = kDefaultChanges) : limit_(limit) {}

    /// As read_changes(), but may begin below `after`. A list longer than `page` is kept.
    Result<std::shared_ptr<const FeedChanges>> read(database::Connection& connection, const FeedHead& head,
                                                    std::uint64_t after, std::size_t page);
    std::size_t changes() const;

private:
    struct Kept {
        FeedHead head;
        std::uint64_t after = 0;
        std::shared_ptr<const FeedChanges> list;
    };
    std::shared_ptr<const FeedChanges> find(const FeedHead& head, std::uint64_t after) const;
    void keep(Kept kept);

    mutable std::mutex mutex_;
    std::size_t limit_;
    std::size_t changes_ = 0;
    std::list<Kept> kept_;  // newest first
};

}  // namespace dayroom::facility
