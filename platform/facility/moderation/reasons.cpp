// Why a message is held: what the facility's lists say of its text, when it comes and after a list changed.
#include <set>

#include "platform/facility/moderation/moderation.h"

namespace dayroom::facility {

Result<ScreenResult> Moderation::screen(Work& work, const StoredMessage& message) const {
    const auto unit = TRY(work.db().first(
        "SELECT unit FROM resident WHERE id = $1", [](const database::Row& row) { return row.id<UnitId>(0); },
        message.resident));
    if (!unit) return Error(ErrorCode::kCorrupt, "a message of nobody");
    return screening_.find(message.message.text(), work.facility(), *unit, message.resident);
}

/// Instead of those of before. A list that was on record for this message already is not put there again.
Status Moderation::note_hits(Work& work, const MessageId& id, const ScreenResult& found) {
    std::set<WatchListId> known;
    TRY(work.db().each(
        "SELECT DISTINCT list FROM review_hit WHERE message = $1",
        [&](const database::Row& row) { known.insert(row.id<WatchListId>(0)); }, id));
    if (!known.empty()) TRY(work.db().run("DELETE FROM review_hit WHERE message = $1", id));
    int position = 0;
    for (const ScreenHit& hit : found.hits) {
        TRY(work.db().run(
            "INSERT INTO review_hit (message, position, list, list_name, kind, pattern, start, length) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id, ++position, hit.list, hit.list_name, static_cast<int>(hit.kind), hit.pattern, hit.start, hit.length));
        if (known.insert(hit.list).second) TRY(work.audit(record::Event::kMessageFlagged, id, hit.list.to_string()));
    }
    return {};
}

Result<int> Moderation::rematch(Work& work, int limit) {
    const std::vector<MessageId> stale = TRY(ReviewQueue::matched_before(work, limit));
    for (const MessageId& id : stale) {
        const ScreenResult found = TRY(screen(work, TRY(load(work, id))));
        TRY(note_hits(work, id, found));
        TRY(ReviewQueue::rematched(work, id, {!found.clean(), found.watched(), false}));
    }
    return static_cast<int>(stale.size());
}

}  // namespace dayroom::facility
