// The next answer of the feed, fetched while the last one is being stored (thread "sync-fetch"): what is asked next
// follows from the answer, so the line need not rest until the disk has it. Nothing counts before it is taken.
#pragma once

#include <optional>
#include <thread>

#include "platform/sync/hub_api.h"

namespace dayroom::sync {

class FeedAhead {
public:
    /// `hub`: the feed's own; nobody else calls it between begin() and take().
    explicit FeedAhead(HubApi hub) : hub_(hub) {}
    /// Waits for the request; whoever owns the transport cancels it first.
    ~FeedAhead();
    FeedAhead(const FeedAhead&) = delete;
    FeedAhead& operator=(const FeedAhead&) = delete;

    /// What follows `response` to `asked`, if there is more and it can be told. No thread to be had: nothing.
    void begin(const wire::FeedRequest& asked, const wire::FeedResponse& response);
    /// The answer, if it was asked from the same place as `request` would; any other is thrown away. Waits for it.
    std::optional<Result<wire::FeedResponse>> take(const wire::FeedRequest& request);

private:
    HubApi hub_;
    std::thread thread_;
    wire::FeedRequest request_;
    std::optional<Result<wire::FeedResponse>> answer_;  // the thread's until it is joined
};

/// Where a terminal that asked `asked` and stored all of `response` would go on; nothing when the answer alone does not
/// say. Without the audit log's head: the request that this one stands for tells it.
std::optional<wire::FeedRequest> request_after(const wire::FeedRequest& asked, const wire::FeedResponse& response);

}  // namespace dayroom::sync
