#include "platform/facility/feed/changes.h"

#include <algorithm>
#include <unordered_set>

namespace dayroom::facility {

// A thing that is met a second time was superseded: the newest comes first.
Result<FeedChanges> read_changes(database::Connection& connection, const FeedHead& head, std::uint64_t after) {
    FeedChanges changes;
    std::unordered_set<ThingId> met;
    TRY(connection.each(
        "WITH RECURSIVE back (kind, id, seq, removed, before) AS ("
        "SELECT kind, id, seq, removed, before FROM feed_change WHERE no = $1 AND seq > $2 "
        "UNION ALL SELECT c.kind, c.id, c.seq, c.removed, c.before FROM back b JOIN feed_change c ON c.no = b.before "
        "WHERE c.seq > $2) SELECT kind, id, seq, removed FROM back",
        [&](const database::Row& row) {
            const ThingId id = row.id<ThingId>(1);
            if (!met.insert(id).second) return;
            changes.push_back({static_cast<RecordKind>(row.integer(0)), id, row.sequence(2), row.flag(3)});
        },
        head.newest, after));
    std::reverse(changes.begin(), changes.end());
    return changes;
}

std::string things_of_resident(RecordKind kind, int parameter) {
    return "(WITH RECURSIVE back (kind, id, before) AS ("
           "SELECT c.kind, c.id, c.before FROM feed_scope s JOIN feed_change c ON c.no = s.newest "
           "WHERE s.kind = 4 AND s.id = $" +
           std::to_string(parameter) +
           " UNION ALL SELECT c.kind, c.id, c.before FROM back b JOIN feed_change c ON c.no = b.before) "
           "SELECT id FROM back WHERE kind = " +
           std::to_string(static_cast<int>(kind)) + ")";
}

Result<std::shared_ptr<const FeedChanges>> FeedChangeCache::read(database::Connection& connection, const FeedHead& head,
                                                                 std::uint64_t after, std::size_t page) {
    if (auto kept = find(head, after)) return kept;
    auto list = std::make_shared<const FeedChanges>(TRY(read_changes(connection, head, after)));
    if (list->size() > page) keep({head, after, list});
    return list;
}

// The head names the scope too: a change belongs to one, and after a restore its number is another.
std::shared_ptr<const FeedChanges> FeedChangeCache::find(const FeedHead& head, std::uint64_t after) const {
    const std::lock_guard lock(mutex_);
    for (const Kept& kept : kept_) {
        if (kept.head == head && kept.after <= after) return kept.list;
    }
    return nullptr;
}

void FeedChangeCache::keep(Kept kept) {
    const std::lock_guard lock(mutex_);
    changes_ += kept.list->size();
    kept_.push_front(std::move(kept));
    while (changes_ > limit_ && !kept_.empty()) {
        changes_ -= kept_.back().list->size();
        kept_.pop_back();
    }
}

std::size_t FeedChangeCache::changes() const {
    const std::lock_guard lock(mutex_);
    return changes_;
}

}  // namespace dayroom::facility
