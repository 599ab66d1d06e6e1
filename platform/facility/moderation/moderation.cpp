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

Status Moderation::approve(Work& work, const MessageId& id) { return messages_.deliver(work, id); }

Status Moderation::reject(Work& work, const MessageId& id, std::string_view rule, std::string_view reason) {
    const auto message = TRY(messages_.find(work.db(), id));
    if (!message) return Error(ErrorCode::kNotFound, "no such message");
    if (rule.empty() || rule.size() > kMaxRuleCharacters || !utf8::is_valid(rule)) {
        return Error(ErrorCode::kInvalid, "a rejection names its rule");
    }
    if (reason.empty() || utf8::sanitize(reason, kMaxReasonCharacters) != reason) {
        return Error(ErrorCode::kInvalid, "a rejection has a reason of at most 400 plain characters");
    }
    if (quotes(reason, message->message.text())) {
        return Error(ErrorCode::kInvalid, "the reason quotes the message: say what is wrong without its words");
    }
    return messages_.reject(work, id, rule, reason);
}

Result<int> Moderation::expire(Work& work, int limit) { return messages_.expire(work, limit); }

}  // namespace dayroom::facility
