// Staff decide what is delivered. Nothing rejected is quoted: the record of a rejected inbound message carries the
// rule, the reason and the day until which to appeal, and no text. Source: domain.md "Messages".
//
//   HELD → DELIVERED | REJECTED | EXPIRED (nobody decided) | WITHDRAWN (by the sender)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/messages/messages.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxReasonCharacters = 400;

struct QueueFilter {
    std::optional<UnitId> unit;
    std::optional<ResidentId> resident;
    int direction = 0;  // wire.Message.Direction; 0: both
    int limit = 50;     // at most 200
    int offset = 0;
};

class Moderation {
public:
    explicit Moderation(Messages& messages) : messages_(messages) {}

    /// Held messages, earliest deadline first.
    Result<std::vector<StoredMessage>> queue(database::Connection& connection, const QueueFilter& filter);
    Result<std::int64_t> waiting(database::Connection& connection);

    /// Delivers: seals, feeds, takes the price. kConflict when it was decided before; kDenied when the contact is no
    /// longer approved.
    Status approve(Work& work, const MessageId& id);
    /// `rule`: "4.2"; `reason`: a code of the catalogs or staff's own words, which must not repeat the message (a run
    /// of six of its words is kInvalid). The price goes back.
    Status reject(Work& work, const MessageId& id, std::string_view rule, std::string_view reason);
    /// Held for longer than kExpireAfter: at most `limit`; how many. The price goes back.
    Result<int> expire(Work& work, int limit);

private:
    Messages& messages_;
};

}  // namespace dayroom::facility
