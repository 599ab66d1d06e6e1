// The outbox on its way to the hub, one batch at a time. Order within a resident is kept because a batch is the oldest
// commands in order and one batch is out at a time. What never got an answer is sent again with the same ids: the hub
// runs each at most once. A batch that the hub cannot take is sent again command by command, so that one broken command
// stops no other.
#pragma once

#include "platform/base/random.h"
#include "platform/sync/backoff.h"
#include "platform/sync/hub_api.h"
#include "platform/sync/listener.h"
#include "platform/sync/shared_store.h"

namespace dayroom::sync {

/// Bytes of commands in a batch; under the hub's limit for the body.
inline constexpr std::size_t kBatchBytes = 240 * 1024;
/// How long the sender sleeps with nothing to send, unless it is woken.
inline constexpr Milliseconds kOutboxRest{60'000};

class OutboxSender {
public:
    OutboxSender(HubApi hub, SharedStore& store, HubClock& clock, Random& random, SyncListener& listener)
        : hub_(hub), store_(store), clock_(clock), backoff_(random), listener_(listener) {}

    /// Sends at most one batch. Returns how long to wait before the next step.
    Milliseconds step();

private:
    Result<wire::CommandBatch> next_batch();
    Status take(const wire::CommandBatch& batch, const wire::OutcomeBatch& outcomes, bool& again_later);
    Milliseconds failed(const wire::CommandBatch& batch, const Error& error);
    Status decline(const std::string& command_id, const std::string& code);

    HubApi hub_;
    SharedStore& store_;
    HubClock& clock_;
    Backoff backoff_;
    SyncListener& listener_;
    int most_in_batch_ = 0;  // 0: the usual; 1: looking for the broken one
};

}  // namespace dayroom::sync
