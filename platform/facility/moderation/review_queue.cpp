#include "platform/facility/moderation/review_queue.h"

#include <algorithm>
#include <array>

#include "platform/base/utf8.h"

namespace dayroom::facility {
namespace {

/// Nobody: a reviewer that the hub does not know by name (the sample's staff) holds no claims.
std::optional<ThingId> reviewer_of(const Work& work) { return work.actor().staff_id(); }

Error not_waiting() {
    return Error(ErrorCode::kConflict, "this waits for no reviewer any more", decline::kAlreadyDecided);
}

/// WHERE of a view; `now` is $1.
const char* condition(ReviewView view) {
    switch (view) {
        case ReviewView::kAll:
            return "1 = 1";
        case ReviewView::kInbound:
            return "kind = 1";
        case ReviewView::kOutbound:
            return "kind = 2";
        case ReviewView::kAppeals:
            return "kind = 3";
        case ReviewView::kInvestigating:
            return "investigating = 1";
        case ReviewView::kPhotos:
            return "photos > 0";
        case ReviewView::kLate:
            return "decide_by_ms <= $1";
    }
    return "1 = 1";
}

/// As review_item.flagged has it.
int flag_of(const ReviewQueue::Arrival& arrival) {
    if (arrival.watched) return 2;
    return arrival.flagged ? 1 : 0;
}

}  // namespace

std::optional<ReviewView> review_view_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, ReviewView>, 7> kViews = {
        {{"all", ReviewView::kAll},
         {"inbound", ReviewView::kInbound},
         {"outbound", ReviewView::kOutbound},
         {"appeals", ReviewView::kAppeals},
         {"investigating", ReviewView::kInvestigating},
         {"photos", ReviewView::kPhotos},
         {"late", ReviewView::kLate}}};
    for (const auto& [known, view] : kViews) {
        if (known == name) return view;
    }
    return std::nullopt;
}

Status ReviewQueue::begin(Work& work, const MessageId& id, const Arrival& arrival) {
    return work.db().run(
        "INSERT INTO review_item (message, kind, resident, unit, arrived_ms, decide_by_ms, photos, flagged, passes, "
        "first_by, lists) SELECT m.id, CASE m.appeal WHEN 1 THEN 3 ELSE m.direction END, m.resident, r.unit, $2, "
        "m.decide_by_ms, CASE m.appeal WHEN 1 THEN 0 ELSE (SELECT count(*) FROM message_photo p WHERE p.message = m.id "
        "AND p.allowed IS NULL) END, $3, $4, CASE m.appeal WHEN 1 THEN m.decided_by END, (SELECT "
        "COALESCE(MAX(revision), 0) FROM watch_revision) FROM message m JOIN resident r ON r.id = m.resident WHERE "
        "m.id = $1",
        id, work.now(), flag_of(arrival), arrival.text_passes);
}

Status ReviewQueue::rematched(Work& work, const MessageId& id, const Arrival& found) {
    return work.db().run(
        "UPDATE review_item SET flagged = $2, passes = CASE WHEN $2 = 0 THEN passes ELSE 0 END, lists = (SELECT "
        "COALESCE(MAX(revision), 0) FROM watch_revision) WHERE message = $1",
        id, flag_of(found));
}

Result<std::vector<MessageId>> ReviewQueue::matched_before(Work& work, int limit) {
    std::vector<MessageId> all;
    TRY(work.db().each(
        "SELECT message FROM review_item WHERE kind <> 3 AND lists < (SELECT COALESCE(MAX(revision), 0) FROM "
        "watch_revision) ORDER BY lists LIMIT $1",
        [&](const database::Row& row) { all.push_back(row.id<MessageId>(0)); }, limit));
    return all;
}

Status ReviewQueue::refresh(Work& work, const MessageId& id) {
    // Who approved first is done with it: somebody else goes on.
    TRY(work.db().run(
        "UPDATE review_item SET investigating = m.investigating, decide_by_ms = m.decide_by_ms, late = CASE WHEN "
        "m.decide_by_ms > $2 THEN 0 ELSE review_item.late END, photos = (SELECT count(*) FROM message_photo p WHERE "
        "p.message = m.id AND p.allowed IS NULL), first_by = m.first_approval_by, claimed_by = CASE WHEN "
        "m.first_approval_by = review_item.claimed_by THEN NULL ELSE review_item.claimed_by END FROM message m WHERE "
        "review_item.message = $1 AND m.id = $1 AND m.state = 1",
        id, work.now()));
    return work.db().run(
        "UPDATE review_item SET granted_by = m.first_approval_by, claimed_by = CASE WHEN m.first_approval_by = "
        "review_item.claimed_by THEN NULL ELSE review_item.claimed_by END FROM message m WHERE review_item.message = "
        "$1 AND m.id = $1 AND m.appeal = 1",
        id);
}

Status ReviewQueue::end(Work& work, const MessageId& id) {
    return work.db().run("DELETE FROM review_item WHERE message = $1", id);
}

Result<std::int64_t> ReviewQueue::count_late(database::Connection& connection, Timestamp now) {
    return connection.number("SELECT count(*) FROM review_item WHERE decide_by_ms <= $1", now);
}

Result<int> ReviewQueue::mark_late(Work& work, int limit) {
    std::vector<MessageId> late;
    TRY(work.db().each(
        "SELECT message FROM review_item WHERE late = 0 AND decide_by_ms <= $1 ORDER BY decide_by_ms LIMIT $2",
        [&](const database::Row& row) { late.push_back(row.id<MessageId>(0)); }, work.now(), limit));
    for (const MessageId& id : late) {
        TRY(work.db().run("UPDATE review_item SET late = 1 WHERE message = $1", id));
        TRY(work.audit(record::Event::kReviewLate, id));
    }
    return static_cast<int>(late.size());
}

Status ReviewQueue::claim(Work& work, const MessageId& id) {
    const auto item = TRY(find(work.db(), id));
    if (!item) return Error(ErrorCode::kNotFound, "There is no such item in the queue.");
    return hold_for_decision(work, id);
}

Status ReviewQueue::hold_for_decision(Work& work, const MessageId& id) {
    const auto item = TRY(find(work.db(), id));
    const auto reviewer = reviewer_of(work);
    if (!item || !reviewer) return {};
    if (item->claimed_by && *item->claimed_by != *reviewer && work.now() < item->claimed_until)
        return Error(ErrorCode::kConflict, "somebody else is reviewing this", "claimed");
    return work.db().run("UPDATE review_item SET claimed_by = $2, claimed_until_ms = $3 WHERE message = $1", id,
                         *reviewer, work.now() + kClaimTime);
}

Result<std::optional<MessageId>> ReviewQueue::claim_next(Work& work, ReviewView view,
                                                         const std::optional<MessageId>& after) {
    const auto reviewer = reviewer_of(work);
    if (!reviewer) return Error(ErrorCode::kInvalid, "only a person or a token claims");
    Timestamp from;
    if (after) {
        auto deadline = TRY(work.db().first(
            "SELECT decide_by_ms FROM message WHERE id = $1", [](const database::Row& row) { return row.time(0); },
            *after));
        if (deadline) from = *deadline;
    }
    const MessageId behind = after.value_or(MessageId());
    const auto found = TRY(work.db().first(
        std::string("SELECT message FROM review_item WHERE ") + condition(view) +
            " AND (claimed_by IS NULL OR claimed_by = $2 OR claimed_until_ms <= $1) AND (first_by IS NULL OR first_by "
            "<> $2) AND (granted_by IS NULL OR granted_by <> $2) AND (decide_by_ms > $3 OR (decide_by_ms = $3 AND "
            "message > $4)) ORDER BY decide_by_ms, message "
            "LIMIT 1",
        [](const database::Row& row) { return row.id<MessageId>(0); }, work.now(), *reviewer, from, behind));
    if (found) TRY(hold_for_decision(work, *found));
    return found;
}

Status ReviewQueue::release(Work& work, const MessageId& id) {
    return work.db().run(
        "UPDATE review_item SET claimed_by = NULL, claimed_until_ms = 0 WHERE message = $1 AND "
        "claimed_by = $2",
        id, reviewer_of(work));
}

Status ReviewQueue::add_note(Work& work, const MessageId& id, std::string_view text) {
    if (utf8::sanitize(text, kMaxNote) != text)
        return Error(ErrorCode::kInvalid, "a note has at most 400 plain characters");
    if (!TRY(find(work.db(), id))) return not_waiting();
    const std::int64_t before = TRY(work.db().number("SELECT count(*) FROM review_note WHERE message = $1", id));
    if (before >= kMaxNotes) return Error(ErrorCode::kTooLarge, "there are 20 notes already");
    return work.db().run("INSERT INTO review_note (message, position, at_ms, by_id, text) VALUES ($1, $2, $3, $4, $5)",
                         id, before + 1, work.now(), reviewer_of(work), text);
}

Status ReviewQueue::add_note_if_room(Work& work, const MessageId& id, std::string_view text) {
    Status added = add_note(work, id, text);
    return !added.ok() && added.error().code == ErrorCode::kTooLarge ? Status() : added;
}

}  // namespace dayroom::facility
