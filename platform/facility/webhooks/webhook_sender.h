// Tells the receivers of webhooks.h what has happened: pushes of at most kMaxPushEvents events, one at a time to each
// receiver, several receivers at once. A thread of its own, "hub-webhooks"; reads with a connection of its own, writes
// through the writer.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "platform/facility/feed/writer.h"
#include "platform/facility/webhooks/webhooks.h"
#include "platform/net/poster.h"

namespace dayroom::facility {

inline constexpr int kMaxPushEvents = 100;
inline constexpr std::size_t kMaxPushBytes = 32 * 1024;  // of the body
/// Looks without being woken: a wake-up is a hint.
inline constexpr Milliseconds kWebhookSweep{30'000};
/// After a failure of the hub's own, which is alarmed once in kTroubleQuiet.
inline constexpr Milliseconds kWebhookPause{1'000};
inline constexpr Milliseconds kTroubleQuiet = std::chrono::hours(1);

/// Whom receivers without authorities of their own are believed by: the system's list, in one file.
inline constexpr const char* kWebhookAuthorities = "/etc/ssl/certs/ca-certificates.crt";

struct WebhookOptions {
    bool private_networks = true;  // false: receivers at public addresses only
    Milliseconds timeout{10'000};  // of one push
};

class WebhookSender {
public:
    struct Parts {
        Webhooks& webhooks;
        std::unique_ptr<database::Connection> connection;
        Writer& writer;
        FeedNotifier& notifier;
        std::unique_ptr<net::Poster> poster;
        const Context& context;
        Random& random;                                 // of the jitter
        std::function<void(const std::string&)> alarm;  // no personal data
    };
    explicit WebhookSender(Parts parts) : parts_(std::move(parts)) {}
    /// Over the network: `parts` without a poster.
    static Result<std::unique_ptr<WebhookSender>> create(const WebhookOptions& options, Parts parts);
    ~WebhookSender() { stop(); }
    WebhookSender(const WebhookSender&) = delete;
    WebhookSender& operator=(const WebhookSender&) = delete;

    void start();
    /// What is under way is let go, and will be sent again. Twice is harmless.
    void stop();

    /// One round of the thread, for tests without it: starts what is due, waits for an answer or for the next thing
    /// that is due, and notes what has ended.
    void step();

private:
    struct Push {
        WebhookId webhook;
        std::int64_t after = 0;  // when it is acknowledged
        bool test = false;
        int failures = 0;  // before this one
    };
    void run();
    Result<Milliseconds> start_due();
    bool is_under_way(const WebhookId& id) const;
    /// False: there is nothing to tell.
    Result<bool> start_push(const Webhook& webhook, Timestamp now);
    Status note(const Push& push, const net::Posted& posted);
    /// A failure of the hub's own.
    void tell_trouble(const std::string& what);

    Parts parts_;
    std::map<std::uint64_t, Push> under_way_;
    std::uint64_t next_tag_ = 1;
    std::optional<MonotonicTime> last_trouble_;
    bool pausing_ = false;
    std::atomic<bool> stopping_ = false;
    FeedNotifier::Subscription subscription_;
    std::thread thread_;
};

}  // namespace dayroom::facility
