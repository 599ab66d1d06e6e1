// Wakes whoever waits for changes of a scope, after the commit, in this process. A wake-up is a hint: the reader reads
// the heads again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "platform/facility/feed/scope.h"

namespace dayroom::facility {

class FeedNotifier {
public:
    using Callback = std::function<void()>;

    /// Ends its subscription when it goes. After that the callback is not called any more, but one call may be running.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription&& other) noexcept { *this = std::move(other); }
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription() { end(); }
        void end();
        explicit operator bool() const { return notifier_ != nullptr; }

    private:
        friend class FeedNotifier;
        Subscription(FeedNotifier* notifier, std::uint64_t number) : notifier_(notifier), number_(number) {}
        FeedNotifier* notifier_ = nullptr;
        std::uint64_t number_ = 0;
    };

    /// `callback` runs on the writer thread after each commit that touched one of `scopes`, until the subscription
    /// ends. It must return at once (post to your own thread). To miss nothing: subscribe first, then read, then wait.
    /// The notifier outlives every subscription.
    [[nodiscard]] Subscription subscribe(std::span<const Scope> scopes, Callback callback);

    /// Called by Writer.
    void notify(std::span<const Scope> scopes);
    /// Wakes everybody: the hub stops, or the registry of devices changed.
    void notify_all();

    std::size_t subscriptions() const;

private:
    struct Subscriber {
        std::vector<Scope> scopes;
        std::shared_ptr<Callback> callback;
    };
    void end(std::uint64_t number);

    mutable std::mutex mutex_;
    std::uint64_t next_ = 1;
    std::unordered_map<std::uint64_t, Subscriber> subscribers_;
    std::unordered_map<Scope, std::vector<std::uint64_t>> waiting_;
};

}  // namespace dayroom::facility
