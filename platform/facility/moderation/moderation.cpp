#include "platform/facility/moderation/moderation.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/facility/moderation/quotation.h"

namespace dayroom::facility {
namespace {

constexpr int kMaxQueuePage = 200;

Error same_reviewer() {
    return Error(ErrorCode::kDenied, "somebody else must decide this: you have decided on it before", "same_reviewer");
}

}  // namespace

Result<std::vector<StoredMessage>> Moderation::queue(database::Connection& connection, const QueueFilter& filter) {
    const std::array<database::Value, 5> values{
        database::Value(filter.unit), database::Value(filter.resident), database::Value(filter.direction),
        database::Value(std::clamp(filter.limit, 1, kMaxQueuePage)), database::Value(std::max(filter.offset, 0))};
    return messages_.select(connection,
                            "WHERE m.state = 1 AND ($1 IS NULL OR r.unit = $1) AND ($2 IS NULL OR m.resident = $2) "
                            "AND ($3 = 0 OR m.direction = $3) ORDER BY m.decide_by_ms, m.id LIMIT $4 OFFSET $5",
                            values);
}

Result<std::int64_t> Moderation::waiting(database::Connection& connection) {
    return connection.number("SELECT count(*) FROM message WHERE state = 1");
}

Result<StoredMessage> Moderation::load(Work& work, const MessageId& id) {
    auto message = TRY(messages_.find(work.db(), id));
    if (!message) return Error(ErrorCode::kNotFound, "There is no such message.");
    return std::move(*message);
}

// ------------------------------------------------------------------------------------------------------- what arrives
Status Moderation::message_waits(Work& work, const MessageId& id) {
    const StoredMessage message = TRY(load(work, id));
    if (message.message.appeal() == wire::Message::APPEAL_OPEN)
        return ReviewQueue::begin(work, id, TRY(arrival_of_appeal(work, id)));
    const ScreenResult found = TRY(screen(work, message));
    TRY(note_hits(work, id, found));
    TRY(counter_.count(work, ReviewCount::kReceived));
    const ReviewPolicy policy = TRY(review_policy(work.db()));
    const bool may_pass =
        message.message.direction() == wire::Message::INBOUND ? policy.auto_pass_inbound : policy.auto_pass_outbound;
    const bool passes = found.clean() && (may_pass || message.message.text().empty());
    if (!passes || message.message.photos_size() > 0)
        return ReviewQueue::begin(work, id, {!found.clean(), found.watched(), passes});
    const Work::ActingAs nobody(work, Actor::system());
    TRY(messages_.deliver(work, id));
    return counter_.count(work, ReviewCount::kAutoPassed);
}

// What the lists found in the message counts for its appeal too.
Result<ReviewQueue::Arrival> Moderation::arrival_of_appeal(Work& work, const MessageId& id) {
    const auto worst = TRY(work.db().number("SELECT COALESCE(max(kind), 0) FROM review_hit WHERE message = $1", id));
    return ReviewQueue::Arrival{worst > 0, worst == static_cast<int>(WatchList::Kind::kWatch), false};
}

Status Moderation::message_changed(Work& work, const MessageId& id) { return ReviewQueue::refresh(work, id); }

Status Moderation::message_ended(Work& work, const MessageId& id) { return ReviewQueue::end(work, id); }

Result<int> Moderation::expire(Work& work, int limit) { return messages_.expire(work, limit); }

// ---------------------------------------------------------------------------------------------------------- decisions
Result<bool> Moderation::needs_two(Work& work, const StoredMessage& message,
                                   const std::vector<crypto::Digest>& rejected) {
    if (!work.actor().staff_id() || message.first_approval_by) return false;
    const ReviewPolicy policy = TRY(review_policy(work.db()));
    switch (policy.two_person) {
        case TwoPerson::kNone:
            return false;
        case TwoPerson::kAll:
            return true;
        case TwoPerson::kWatch: {
            const auto item = TRY(ReviewQueue::find(work.db(), message.id));
            return item && item->watched;
        }
        case TwoPerson::kPhotos:
            break;
    }
    // A granted appeal lets all of its photos go.
    if (message.message.appeal() == wire::Message::APPEAL_OPEN) return message.message.photos_size() > 0;
    for (int at = 0; at < message.message.photos_size(); ++at) {
        const std::string& sha256 = message.message.photos(at).sha256();
        const bool kept_back = std::any_of(rejected.begin(), rejected.end(),
                                           [&](const crypto::Digest& each) { return as_text(each) == sha256; });
        if (!kept_back && message.photos_allowed[static_cast<std::size_t>(at)] != false) return true;
    }
    return false;
}

Result<Approval> Moderation::approve(Work& work, const MessageId& id,
                                     const std::vector<crypto::Digest>& rejected_photos) {
    TRY(ReviewQueue::hold_for_decision(work, id));
    const StoredMessage message = TRY(load(work, id));
    if (message.first_approval_by && message.first_approval_by == work.actor().staff_id()) return same_reviewer();
    if (message.message.state() == wire::Message::HELD && TRY(needs_two(work, message, rejected_photos))) {
        for (const crypto::Digest& photo : rejected_photos) TRY(messages_.decide_photo(work, id, photo, false));
        TRY(messages_.approve_first(work, id));
        return Approval{true};
    }
    TRY(messages_.deliver(work, id, rejected_photos));
    TRY(counter_.count(work, ReviewCount::kDecided, true));
    return Approval{};
}

Status Moderation::approve(Work& work, const MessageId& id) {
    TRY(approve(work, id, {}));
    return {};
}

Status Moderation::check_reason(std::string_view reason, std::string_view text) const {
    if (reason.empty() || utf8::sanitize(reason, kMaxReasonCharacters) != reason)
        return Error(ErrorCode::kInvalid, "a decision has a reason of at most 400 plain characters");
    if (quotes(reason, text))
        return Error(ErrorCode::kInvalid, "the reason quotes the message: say what is wrong without its words",
                     "reason_quotes");
    return {};
}

Status Moderation::reject(Work& work, const MessageId& id, std::string_view rule, std::string_view reason) {
    TRY(ReviewQueue::hold_for_decision(work, id));
    const StoredMessage message = TRY(load(work, id));
    if (rule.empty() || rule.size() > kMaxRuleCharacters || !utf8::is_valid(rule) || !TRY(rule_exists(work.db(), rule)))
        return Error(ErrorCode::kInvalid, "a rejection names a rule of the facility's list", "no_such_rule");
    TRY(check_reason(reason, message.message.text()));
    TRY(messages_.reject(work, id, rule, reason));
    TRY(counter_.count(work, ReviewCount::kRejected));
    return counter_.count(work, ReviewCount::kDecided, true);
}

Status Moderation::investigate(Work& work, const MessageId& id, std::string_view note) {
    TRY(ReviewQueue::hold_for_decision(work, id));
    TRY(messages_.investigate(work, id));
    if (!note.empty()) TRY(ReviewQueue::add_note(work, id, note));
    return ReviewQueue::release(work, id);
}

// ------------------------------------------------------------------------------------------------------------ appeals
Result<StoredMessage> Moderation::load_appeal(Work& work, const MessageId& id) {
    TRY(ReviewQueue::hold_for_decision(work, id));
    StoredMessage message = TRY(load(work, id));
    const auto reviewer = work.actor().staff_id();
    if (reviewer && message.decided_by == reviewer) return same_reviewer();
    return message;
}

Result<Approval> Moderation::grant_appeal(Work& work, const MessageId& id, std::string_view answer) {
    const StoredMessage message = TRY(load_appeal(work, id));
    if (message.first_approval_by && message.first_approval_by == work.actor().staff_id()) return same_reviewer();
    TRY(check_reason(answer, {}));
    if (message.message.appeal() == wire::Message::APPEAL_OPEN && TRY(needs_two(work, message, {}))) {
        TRY(messages_.grant_first(work, id));
        TRY(ReviewQueue::add_note_if_room(work, id, answer));
        return Approval{true};
    }
    TRY(messages_.grant_appeal(work, id, answer));
    TRY(counter_.count(work, ReviewCount::kDecided, true));
    return Approval{};
}

Status Moderation::refuse_appeal(Work& work, const MessageId& id, std::string_view answer) {
    const StoredMessage message = TRY(load_appeal(work, id));
    TRY(check_reason(answer, message.message.text()));
    TRY(messages_.refuse_appeal(work, id, answer));
    return counter_.count(work, ReviewCount::kDecided, true);
}

}  // namespace dayroom::facility
