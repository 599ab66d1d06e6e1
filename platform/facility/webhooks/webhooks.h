// Receivers that are told by themselves: addresses that IT has added, each with its own place in one list: that of the
// provider network (provider/events.h) or that of alarms (alarms/alarm_events.h). The list is the queue: an event
// stands there since the commit of what it reports, and a receiver's place moves on only when it has acknowledged. So
// nothing is lost, nothing comes out of order, and a repeat is possible.
//
//   ACTIVE ⇄ DISABLED                 by staff; the place stays
//   ACTIVE → GIVEN_UP                 not one success for kGiveUpAfter
//   GIVEN_UP, DISABLED → ACTIVE       by staff: it goes on where it stopped
//
// Source: docs/features/integration.md, docs/decisions/0012.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/facility/webhooks/signature.h"

namespace dayroom::facility {

using WebhookId = Id<struct WebhookTag>;

inline constexpr int kMaxWebhooks = 16;
inline constexpr std::size_t kMaxAuthorityPem = 64 * 1024;  // bytes
inline constexpr std::size_t kWebhookSecretBytes = 32;
/// A key that was followed by another signs beside it for so long.
inline constexpr Milliseconds kKeyOverlap = std::chrono::hours(24);
inline constexpr Milliseconds kGiveUpAfter = std::chrono::hours(72);
/// After failures: doubling from the first wait to the longest, each between its half and its whole.
inline constexpr Milliseconds kFirstWebhookRetry{2'000};
inline constexpr Milliseconds kLongestWebhookRetry = std::chrono::minutes(10);

struct Webhook {
    enum class State : std::uint8_t { kActive = 1, kDisabled = 2, kGivenUp = 3 };  // stored: never renumber
    enum class Topic : std::uint8_t { kEvents = 1, kAlarms = 2 };                  // stored: never renumber
    WebhookId id;
    Topic topic = Topic::kEvents;  // the list that it is told of
    std::string url;
    std::string ca_pem;  // whom to believe; empty: the system's authorities
    State state = State::kActive;
    std::int64_t after = 0;   // number of the last event that was acknowledged
    int failures = 0;         // since the last success
    Timestamp failing_since;  // not set: it is well
    Timestamp next_try;       // not before
    Timestamp last_try;
    std::string last_result;  // "204", "timeout"; empty: never tried
    bool test_wanted = false;
    Timestamp made;
};
/// "active".
const char* name_of(Webhook::State state);
/// "provider", "alarms".
const char* name_of(Webhook::Topic topic);
std::optional<Webhook::Topic> webhook_topic(std::string_view name);

struct NewWebhook {
    WebhookId id;
    std::string url;
    std::string ca_pem;
    std::optional<std::int64_t> after;  // nothing: what happens from now on
    Webhook::Topic topic = Webhook::Topic::kEvents;
};

/// A key that was just made, to be shown once.
struct ShownKey {
    std::string name;
    std::string secret;
};

class Webhooks {
public:
    // ---- staff
    /// kInvalid for an address that parse_post_target() refuses or certificates that are none; kConflict "url_taken";
    /// kTooLarge at kMaxWebhooks.
    Result<ShownKey> add(Work& work, const NewWebhook& wanted);
    /// A new key; the newest before it goes on signing for kKeyOverlap, older ones end.
    Result<ShownKey> rotate(Work& work, const WebhookId& id);
    /// kActive or kDisabled. What failed before is forgotten. kConflict when it is so already.
    Status set_state(Work& work, const WebhookId& id, Webhook::State state);
    /// One push without events, as soon as may be, whatever the state; last_result says how it went.
    Status want_test(Work& work, const WebhookId& id);
    Status remove(Work& work, const WebhookId& id);

    // ---- the sender
    /// All up to `after` were acknowledged.
    Status note_success(Work& work, const WebhookId& id, std::int64_t after, const std::string& result);
    /// True when this is where it is given up.
    Result<bool> note_failure(Work& work, const WebhookId& id, const std::string& result, Milliseconds retry_after);
    Status note_test(Work& work, const WebhookId& id, const std::string& result);
    void note_given_up(int how_many) { given_up_ = how_many; }

    // ---- reads, on any connection
    /// Those tried longest ago first.
    Result<std::vector<Webhook>> list(database::Connection& connection);
    Result<Webhook> find(database::Connection& connection, const WebhookId& id);
    /// Those that sign at `now`, newest first.
    Result<std::vector<WebhookKey>> keys(database::Connection& connection, const WebhookId& id, Timestamp now);
    /// How many events wait for it.
    Result<std::int64_t> waiting(database::Connection& connection, const Webhook& webhook);
    /// As the sender saw last. Any thread.
    int given_up() const { return given_up_; }

private:
    Result<ShownKey> make_key(Work& work, const WebhookId& id);
    std::atomic<int> given_up_ = 0;
};

}  // namespace dayroom::facility
