// Staff decide what is delivered. Texts are matched with the facility's lists when they come; what may pass by itself
// does, everything else waits in the queue (review_queue.h). Here stand who may decide, what a reason may say and when
// two people are needed; what a decision does to message and money is Messages'. Source: domain.md "Messages".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/messages/messages.h"
#include "platform/facility/moderation/review_policy.h"
#include "platform/facility/moderation/review_queue.h"
#include "platform/facility/moderation/screening.h"
#include "platform/facility/moderation/statistics.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxReasonCharacters = 400;
inline constexpr std::size_t kMaxPhotoDecisions = 200;  // in one call

struct QueueFilter {
    std::optional<UnitId> unit;
    std::optional<ResidentId> resident;
    int direction = 0;  // wire.Message.Direction; 0: both
    int limit = 50;     // at most 200
    int offset = 0;
};

struct Approval {
    bool needs_second = false;  // the message stays held until somebody else approves it too
};

struct PhotoDecision {
    MessageId message;
    crypto::Digest sha256{};
    bool allow = false;
};
/// What became of one message of a batch.
struct PhotoOutcome {
    MessageId message;
    std::string refused;  // a code ("claimed", "already_decided", "not_found"); empty: the photos are decided
    bool delivered = false;
    bool needs_second = false;
};

class Moderation : public Messages::Watcher {
public:
    /// Watches `messages`, which outlives it.
    explicit Moderation(Messages& messages) : messages_(messages) { messages.watch(*this); }
    Moderation(const Moderation&) = delete;
    Moderation& operator=(const Moderation&) = delete;

    Screening& screening() { return screening_; }
    Messages& messages() { return messages_; }

    /// Held messages, earliest deadline first.
    Result<std::vector<StoredMessage>> queue(database::Connection& connection, const QueueFilter& filter);
    Result<std::int64_t> waiting(database::Connection& connection);

    // ---- decisions. The work's actor decides. kConflict "already_decided", or "claimed" while somebody else is at it
    /// Delivers without the photos named, or is the first of two approvals. kDenied "same_reviewer" for the second by
    /// the same person, "contact_not_approved".
    Result<Approval> approve(Work& work, const MessageId& id, const std::vector<crypto::Digest>& rejected_photos);
    Status approve(Work& work, const MessageId& id);
    /// `rule`: "4.2", of the facility's list; `reason`: a code of the catalogs or staff's own words, which must not
    /// repeat the message (a run of six of its words is kInvalid). The price goes back.
    Status reject(Work& work, const MessageId& id, std::string_view rule, std::string_view reason);
    /// Staff look closer: the deadline moves once. `note`: for other reviewers, may be empty.
    Status investigate(Work& work, const MessageId& id, std::string_view note);
    /// Delivers after all, or is the first of two where approve() of the message would need two: then `answer` stays a
    /// note for the second. kDenied "same_reviewer" for whoever rejected, and for the second by the same person.
    /// `answer`: to the resident.
    Result<Approval> grant_appeal(Work& work, const MessageId& id, std::string_view answer);
    /// One person is enough to keep something back. kDenied "same_reviewer" for whoever rejected.
    Status refuse_appeal(Work& work, const MessageId& id, std::string_view answer);
    /// Photos of many messages. Each message is decided or refused by itself; one whose photos are all decided and
    /// whose text nobody has to read is delivered without those that were not allowed.
    Result<std::vector<PhotoOutcome>> decide_photos(Work& work, std::span<const PhotoDecision> decisions);

    // ---- by the clock
    /// Held for longer than kExpireAfter: at most `limit`; how many. The price goes back.
    Result<int> expire(Work& work, int limit);
    /// Puts on record what was not decided in time: at most `limit`; how many.
    Result<int> escalate(Work& work, int limit) { return ReviewQueue::mark_late(work, limit); }
    /// After a list changed: why held messages are held is found anew, for at most `limit` of them; how many. None is
    /// delivered by it, and what was delivered is not looked at again.
    Result<int> rematch(Work& work, int limit);

    // ---- Messages::Watcher
    Status message_waits(Work& work, const MessageId& id) override;
    Status message_changed(Work& work, const MessageId& id) override;
    Status message_ended(Work& work, const MessageId& id) override;

private:
    Result<StoredMessage> load(Work& work, const MessageId& id);
    Result<StoredMessage> load_appeal(Work& work, const MessageId& id);
    Result<bool> needs_two(Work& work, const StoredMessage& message, const std::vector<crypto::Digest>& rejected);
    Status check_reason(std::string_view reason, std::string_view text) const;
    Result<ReviewQueue::Arrival> arrival_of_appeal(Work& work, const MessageId& id);
    Result<ScreenResult> screen(Work& work, const StoredMessage& message) const;
    Status note_hits(Work& work, const MessageId& id, const ScreenResult& found);
    Result<PhotoOutcome> decide_photos_of(Work& work, std::span<const PhotoDecision> decisions);
    Messages& messages_;
    Screening screening_;
    ReviewCounter counter_;
};

}  // namespace dayroom::facility
