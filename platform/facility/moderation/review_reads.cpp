// Reading the queue: pages, counts, and the photos of many messages side by side.
#include <algorithm>
#include <array>
#include <span>

#include "platform/facility/moderation/review_queue.h"

namespace dayroom::facility {
namespace {

/// A query over one view. Each view is an equality and a partial index that stands in the order of the deadlines
/// (schema_1_staff.h), so that a page costs what it shows.
class ViewQuery {
public:
    ViewQuery(const ReviewFilter& filter, Timestamp now) : filter_(filter) {
        add(filter.reviewer);
        where_ =
            " FROM review_item WHERE (kind <> 3 OR ((first_by IS NULL OR first_by <> $1) AND (granted_by IS NULL OR "
            "granted_by <> $1)))";
        switch (filter.view) {
            case ReviewView::kAll:
                break;
            case ReviewView::kInbound:
                where_ += " AND kind = 1";
                break;
            case ReviewView::kOutbound:
                where_ += " AND kind = 2";
                break;
            case ReviewView::kAppeals:
                where_ += " AND kind = 3";
                break;
            case ReviewView::kInvestigating:
                where_ += " AND investigating = 1";
                break;
            case ReviewView::kPhotos:
                where_ += " AND photos > 0";
                break;
            case ReviewView::kLate:
                where_ += " AND decide_by_ms <= " + add(now);
                break;
        }
        if (filter.unit) where_ += " AND unit = " + add(*filter.unit);
    }
    std::string page() {
        const std::string limit = add(std::clamp(filter_.limit, 1, kMaxReviewPage));
        const std::string offset = add(std::max(filter_.offset, 0));
        return "SELECT message" + where_ + " ORDER BY decide_by_ms, message LIMIT " + limit + " OFFSET " + offset;
    }
    std::string count() const { return "SELECT count(*)" + where_; }
    std::span<const database::Value> values() const { return values_; }

private:
    std::string add(database::Value value) {
        values_.push_back(std::move(value));
        return "$" + std::to_string(values_.size());
    }
    const ReviewFilter& filter_;
    std::string where_;
    std::vector<database::Value> values_;
};

Result<std::int64_t> count_of(database::Connection& connection, const ReviewFilter& filter, Timestamp now) {
    const ViewQuery query(filter, now);
    std::int64_t count = 0;
    TRY(connection.each_bound(
        query.count(),
        [&](const database::Row& row) -> Result<bool> {
            count = row.integer(0);
            return false;
        },
        query.values()));
    return count;
}

}  // namespace

Result<std::vector<MessageId>> ReviewQueue::page(database::Connection& connection, const ReviewFilter& filter,
                                                 Timestamp now) {
    std::vector<MessageId> ids;
    ViewQuery query(filter, now);
    const std::string sql = query.page();
    TRY(connection.each_bound(
        sql,
        [&](const database::Row& row) -> Result<bool> {
            ids.push_back(row.id<MessageId>(0));
            return true;
        },
        query.values()));
    return ids;
}

Result<std::int64_t> ReviewQueue::count(database::Connection& connection, const ReviewFilter& filter, Timestamp now) {
    return count_of(connection, filter, now);
}

Result<ReviewCounts> ReviewQueue::counts(database::Connection& connection, const ThingId& reviewer, Timestamp now) {
    ReviewFilter filter;
    filter.reviewer = reviewer;
    ReviewCounts counts;
    for (const auto& [view, number] : {std::pair(ReviewView::kInbound, &counts.inbound),
                                       {ReviewView::kOutbound, &counts.outbound},
                                       {ReviewView::kAppeals, &counts.appeals},
                                       {ReviewView::kInvestigating, &counts.investigating},
                                       {ReviewView::kLate, &counts.late}}) {
        filter.view = view;
        *number = TRY(count_of(connection, filter, now));
    }
    return counts;
}

Result<std::optional<ReviewItem>> ReviewQueue::find(database::Connection& connection, const MessageId& id) {
    return connection.first(
        "SELECT kind, arrived_ms, decide_by_ms, investigating, photos, flagged, passes, first_by, granted_by, "
        "claimed_by, claimed_until_ms FROM review_item WHERE message = $1",
        [&](const database::Row& row) {
            ReviewItem item;
            item.id = id;
            item.kind = static_cast<ReviewItem::Kind>(row.integer(0));
            item.arrived = row.time(1);
            item.decide_by = row.time(2);
            item.investigating = row.flag(3);
            item.open_photos = row.small(4);
            item.flagged = row.integer(5) > 0;
            item.watched = row.integer(5) == 2;
            item.text_passes = row.flag(6);
            item.first_by = row.optional_id<ThingId>(7);
            item.granted_by = row.optional_id<ThingId>(8);
            item.claimed_by = row.optional_id<ThingId>(9);
            item.claimed_until = row.time(10);
            return item;
        },
        id);
}

Result<std::vector<PhotoToReview>> ReviewQueue::photos(database::Connection& connection, const ThingId& reviewer,
                                                       Timestamp now, int limit) {
    std::vector<PhotoToReview> all;
    TRY(connection.each(
        "SELECT i.message, p.sha256, p.width, p.height, p.bytes, c.name, r.number, i.passes FROM review_item i "
        "JOIN message m ON m.id = i.message JOIN message_photo p ON p.message = i.message JOIN contact "
        "c ON c.id = m.contact JOIN resident r ON r.id = i.resident WHERE i.photos > 0 AND p.allowed IS NULL AND "
        "(i.claimed_by IS NULL OR i.claimed_by = $1 OR i.claimed_until_ms <= $2) AND (i.first_by IS NULL OR i.first_by "
        "<> $1) ORDER BY i.decide_by_ms, i.message, p.position LIMIT $3",
        [&](const database::Row& row) {
            PhotoToReview& photo = all.emplace_back();
            photo.message = row.id<MessageId>(0);
            photo.photo.set_sha256(to_string(row.bytes(1)));
            photo.photo.set_width(row.small(2));
            photo.photo.set_height(row.small(3));
            photo.photo.set_bytes(row.small(4));
            photo.contact_name = row.string(5);
            photo.resident_number = row.string(6);
            photo.text_passes = row.flag(7);
        },
        reviewer, now, limit));
    return all;
}

}  // namespace dayroom::facility
