// What waits for a reviewer, in the order of the deadlines, and who is at it. One row a held message or open appeal
// (the item's id is the message's), kept by moderation; the message itself stays in `message`.
//
// A claim keeps two people from deciding the same thing. It lasts five minutes, from the last call about the item.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/facility/messages/messages.h"
#include "platform/facility/moderation/screening.h"

namespace dayroom::facility {

inline constexpr Milliseconds kClaimTime = std::chrono::minutes(5);
inline constexpr int kMaxReviewPage = 200;
inline constexpr std::size_t kMaxNote = 400;  // code points
inline constexpr int kMaxNotes = 20;          // of one item

enum class ReviewView { kAll, kInbound, kOutbound, kAppeals, kInvestigating, kPhotos, kLate };
/// "all", "inbound", "outbound", "appeals", "investigating", "photos", "late".
std::optional<ReviewView> review_view_of(std::string_view name);

struct ReviewFilter {
    ReviewView view = ReviewView::kAll;
    std::optional<UnitId> unit;
    ThingId reviewer;  // appeals against their own rejections, or that they granted first, are left out
    int limit = 50;    // at most kMaxReviewPage
    int offset = 0;
};

struct ReviewCounts {
    std::int64_t inbound = 0;
    std::int64_t outbound = 0;
    std::int64_t appeals = 0;
    std::int64_t investigating = 0;
    std::int64_t late = 0;
    std::int64_t all() const { return inbound + outbound + appeals; }
};

/// What is known of an item beside its message.
struct ReviewItem {
    enum class Kind : std::uint8_t { kInbound = 1, kOutbound = 2, kAppeal = 3 };  // stored: never renumber
    MessageId id;
    Kind kind = Kind::kInbound;
    Timestamp arrived;
    Timestamp decide_by;
    bool investigating = false;
    int open_photos = 0;                // of a held message: not decided yet
    bool flagged = false;               // a list matched its text
    bool watched = false;               // a watch list did
    bool text_passes = false;           // nobody has to read the text
    std::optional<ThingId> first_by;    // who approved it first; of an appeal: who rejected
    std::optional<ThingId> granted_by;  // of an appeal: who granted it first
    std::optional<ThingId> claimed_by;  // also when the claim is over
    Timestamp claimed_until;
};

struct PhotoToReview {
    MessageId message;
    wire::Photo photo;
    std::string contact_name;
    std::string resident_number;
    bool text_passes = false;
};

class ReviewQueue {
public:
    // ---- kept by moderation
    struct Arrival {
        bool flagged = false;
        bool watched = false;
        bool text_passes = false;
    };
    static Status begin(Work& work, const MessageId& id, const Arrival& arrival);
    /// The lists say something else of the text now. Whoever had to read it still has to.
    static Status rematched(Work& work, const MessageId& id, const Arrival& found);
    /// Held messages whose texts were matched with other lists than those of now: at most `limit`.
    static Result<std::vector<MessageId>> matched_before(Work& work, int limit);
    static Status refresh(Work& work, const MessageId& id);
    static Status end(Work& work, const MessageId& id);
    /// Marks at most `limit` whose deadline passed, each on record; how many.
    static Result<int> mark_late(Work& work, int limit);
    /// How many wait beyond their deadline. Any connection.
    static Result<std::int64_t> count_late(database::Connection& connection, Timestamp now);

    // ---- claims. The work's actor is the reviewer.
    /// kConflict "claimed" while somebody else is at it; kNotFound when it waits no longer.
    static Status claim(Work& work, const MessageId& id);
    /// The first of the view that nobody else is at and that this reviewer may decide; after `after`, if given, in the
    /// order of the queue. Nothing when there is none.
    static Result<std::optional<MessageId>> claim_next(Work& work, ReviewView view,
                                                       const std::optional<MessageId>& after);
    /// Somebody else's claim stays.
    static Status release(Work& work, const MessageId& id);
    /// Before a decision: as claim(), but what waits for nobody passes.
    static Status hold_for_decision(Work& work, const MessageId& id);

    static Status add_note(Work& work, const MessageId& id, std::string_view text);
    /// As add_note(), but beyond kMaxNotes it is left out.
    static Status add_note_if_room(Work& work, const MessageId& id, std::string_view text);

    // ---- reads, on any connection
    static Result<std::vector<MessageId>> page(database::Connection& connection, const ReviewFilter& filter,
                                               Timestamp now);
    /// How many the filter holds.
    static Result<std::int64_t> count(database::Connection& connection, const ReviewFilter& filter, Timestamp now);
    /// Of the whole facility, as this reviewer sees it.
    static Result<ReviewCounts> counts(database::Connection& connection, const ThingId& reviewer, Timestamp now);
    static Result<std::optional<ReviewItem>> find(database::Connection& connection, const MessageId& id);
    static Result<std::vector<PhotoToReview>> photos(database::Connection& connection, const ThingId& reviewer,
                                                     Timestamp now, int limit);
};

}  // namespace dayroom::facility
