// The feed, one step at a time: ask with the cursors, check, store, tell. Deterministic: time, chance and network are
// handed in; the thread that runs it is elsewhere (sync_threads.h).
//
// Rules (design.md §5): another epoch begins every scope again and sends the outbox again; LOST_HISTORY alarms, begins
// the scope again and sends the outbox again; a gap or a feed that goes backwards is refused and nothing is changed;
// scopes that the hub no longer lists are deleted with all that is in them. What is for the resident who is signed in
// goes straight into their vault and is shown after that one commit; the rest of a response follows.
//
// While there is more, the next answer is fetched beside the storing of this one (feed_ahead.h).
#pragma once

#include "platform/base/random.h"
#include "platform/sync/backoff.h"
#include "platform/sync/cursors_ahead.h"
#include "platform/sync/feed_ahead.h"
#include "platform/sync/hub_api.h"
#include "platform/sync/listener.h"
#include "platform/sync/shared_store.h"

namespace dayroom::sync {

class FeedSync {
public:
    /// All of them outlive it. `ahead`: over the same line as `hub`; without it each answer is stored before the next
    /// is asked for.
    FeedSync(HubApi hub, SharedStore& store, const SyncContext& context, HubClock& clock, Random& random,
             SyncListener& listener, FeedAhead* ahead = nullptr)
        : hub_(hub),
          store_(store),
          context_(context),
          clock_(clock),
          backoff_(random),
          listener_(listener),
          fetched_(ahead) {}

    /// One request and what follows from it. Returns how long to wait before the next.
    Milliseconds step();

    bool online() const { return online_; }

private:
    struct Asked {
        wire::FeedRequest request;
        std::uint64_t cursor_of(const wire::Scope& scope) const;
    };
    Result<Asked> ask();
    Result<wire::FeedResponse> fetch(const wire::FeedRequest& request);
    Status take(const Asked& asked, const wire::FeedResponse& response);
    Status take_epoch(const wire::FeedResponse& response, bool& changed);
    Status take_scopes(const wire::FeedResponse& response);
    /// Pages that a listener took in; the others are left to take_page().
    std::vector<const wire::FeedPage*> take_straight(const Asked& asked, const wire::FeedResponse& response);
    bool take_straight(const wire::FeedPage& page, std::uint64_t cursor);
    Status take_page(const wire::FeedPage& page, std::uint64_t cursor);
    Status save_cursors();
    Status lost_history(const wire::FeedPage& page);
    Milliseconds failed(const Error& error);
    void note_connection(bool online);
    void note_revoked(bool revoked);
    void note_expired(bool expired);
    void note_fault(const std::string& code);
    void put_on_record(record::Event event, record::Outcome outcome, const std::string& code);

    HubApi hub_;
    SharedStore& store_;
    const SyncContext& context_;
    HubClock& clock_;
    Backoff backoff_;
    SyncListener& listener_;
    FeedAhead* fetched_;
    CursorsAhead ahead_;
    bool first_ = true;  // the connection's state is told at least once
    bool online_ = false;
    bool revoked_ = false;
    bool expired_ = false;
    bool more_ = true;  // the hub has something at once: do not wait there
    std::string fault_;
};

}  // namespace dayroom::sync
