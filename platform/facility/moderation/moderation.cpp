#include "platform/facility/moderation/moderation.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/facility/moderation/quotation.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {
constexpr int kMaxQueuePage = 200;
constexpr std::size_t kMaxRuleCharacters = 24;
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

Result<StoredMessage> Moderation::load_held(Work& work, const MessageId& id) {
    auto message = TRY(messages_.find(work.db(), id));
    if (!message) return Error(ErrorCode::kNotFound, "no such message");
    if (message->message.state() != wire::Message::HELD) {
        return Error(ErrorCode::kConflict, "this message was decided before", "already_decided");
    }
    return std::move(*message);
}

Status Moderation::approve(Work& work, const MessageId& id) {
    const StoredMessage message = TRY(load_held(work, id));
    const std::int64_t approved = TRY(work.db().number("SELECT count(*) FROM contact WHERE id = $1 AND state = $2",
                                                       message.contact, static_cast<int>(wire::Contact::APPROVED)));
    if (approved == 0) {
        return Error(ErrorCode::kDenied, "the contact is no longer approved: reject the message",
                     "contact_not_approved");
    }
    TRY(messages_.end_held(work, message, wire::Message::DELIVERED, true));
    return work.audit(record::Event::kMessageApproved, id);
}

Status Moderation::reject(Work& work, const MessageId& id, std::string_view rule, std::string_view reason) {
    const StoredMessage message = TRY(load_held(work, id));
    if (rule.empty() || rule.size() > kMaxRuleCharacters || !utf8::is_valid(rule)) {
        return Error(ErrorCode::kInvalid, "a rejection names its rule");
    }
    if (reason.empty() || utf8::sanitize(reason, kMaxReasonCharacters) != reason) {
        return Error(ErrorCode::kInvalid, "a rejection has a reason of at most 400 plain characters");
    }
    if (quotes(reason, message.message.text())) {
        return Error(ErrorCode::kInvalid, "the reason quotes the message: say what is wrong without its words");
    }
    TRY(work.db().run("UPDATE message SET rule = $2, reason = $3, appeal_by_ms = $4 WHERE id = $1", id, rule, reason,
                      work.now() + kAppealWithin));
    TRY(messages_.end_held(work, message, wire::Message::REJECTED, false));
    return work.audit(record::Event::kMessageRejected, id, rule);
}

Result<int> Moderation::expire(Work& work, int limit) {
    const Timestamp oldest = work.now() - (kExpireAfter - kDecideWithin);
    const std::array<database::Value, 2> values{database::Value(oldest), database::Value(limit)};
    const auto late = TRY(messages_.select(
        work.db(), "WHERE m.state = 1 AND m.decide_by_ms <= $1 ORDER BY m.decide_by_ms LIMIT $2", values));
    for (const StoredMessage& message : late) {
        TRY(messages_.end_held(work, message, wire::Message::EXPIRED, false));
        TRY(work.audit(record::Event::kMessageRejected, message.id, "expired"));
    }
    return static_cast<int>(late.size());
}

}  // namespace dayroom::facility
