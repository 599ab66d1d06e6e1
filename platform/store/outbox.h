// Commands on their way to the hub, in device.db. Content is closed (boxed to the hub's key): a signed-out terminal can
// send it and not read it. queued → sent → acknowledged; an acknowledged command is kept until it was seen in the feed
// (where it leaves a trace) and for 7 days, so that it can be sent again after the hub was restored from an older
// backup.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/database/connection.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::store {

inline constexpr int kOutboxLimit = 10'000;                                        // commands not yet acknowledged
inline constexpr Milliseconds kOutboxKept = Milliseconds(7LL * 24 * 3600 * 1000);  // after the acknowledgement

enum class CommandState { kQueued = 1, kSent = 2, kAcknowledged = 3 };

struct OutboxEntry {
    CommandId id;
    ResidentId resident;
    Timestamp made;
    CommandState state = CommandState::kQueued;
    int attempts = 0;
    bool leaves_trace = false;  // a record of the feed will name it: a request, a message
    bool seen_in_feed = false;
    wire::Outcome outcome;      // acknowledged: what the hub said; else RESULT_UNSPECIFIED
    bool outcome_told = false;  // to the resident's vault
};

class Outbox {
public:
    explicit Outbox(database::Connection& connection) : connection_(connection) {}

    /// Durable when it returns. The same id again is harmless. kUnavailable at kOutboxLimit.
    Status add(const wire::QueuedCommand& boxed, const ResidentId& resident, Timestamp made, bool leaves_trace);
    /// As add(), for the newest state of something (16 bytes of `topic`): older commands of the same topic that were
    /// never sent, or are decided, go in the same transaction. So one at most waits, and one is kept.
    Status add_newest(const wire::QueuedCommand& boxed, const ResidentId& resident, Timestamp made, ByteView topic);
    /// Whether the command was still here and had never been sent: then it is gone, and the hub will not hear of it.
    Result<bool> take_back(const CommandId& id);
    /// Oldest first, at most `limit`: queued ones, and sent ones whose answer never came. Boxes included.
    Result<std::vector<wire::QueuedCommand>> to_send(int limit);
    Status mark_sent(const std::vector<CommandId>& ids);
    /// What mark_sent() said did not happen: no byte of it has left.
    Status mark_not_sent(const std::vector<CommandId>& ids);
    /// DONE and DECLINED acknowledge; RETRY goes back to queued. Unknown ids are ignored.
    Status note_outcomes(const wire::OutcomeBatch& outcomes, Timestamp now);
    Status mark_seen(const std::vector<CommandId>& ids);
    /// After an epoch change or lost history: everything kept is queued again. Returns how many.
    Result<int> resubmit_all();
    /// Forgets what may be forgotten.
    Status purge(Timestamp now);

    Result<std::optional<OutboxEntry>> find(const CommandId& id);
    /// Acknowledged commands whose outcome the vault has not taken over.
    Result<std::vector<OutboxEntry>> untold_outcomes(const ResidentId& resident);
    Status mark_told(const std::vector<CommandId>& ids);
    /// Not yet acknowledged: what a wipe would lose.
    Result<int> depth();
    Result<int> depth_of(const ResidentId& resident);

private:
    Status insert(const wire::QueuedCommand& boxed, const ResidentId& resident, Timestamp made, bool leaves_trace,
                  const database::Value& topic);
    database::Connection& connection_;
};

}  // namespace dayroom::store
