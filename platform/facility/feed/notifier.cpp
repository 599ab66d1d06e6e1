#include "platform/facility/feed/notifier.h"

#include <algorithm>

namespace dayroom::facility {

FeedNotifier::Subscription& FeedNotifier::Subscription::operator=(Subscription&& other) noexcept {
    if (this == &other) return *this;
    end();
    notifier_ = std::exchange(other.notifier_, nullptr);
    number_ = other.number_;
    return *this;
}

void FeedNotifier::Subscription::end() {
    if (FeedNotifier* notifier = std::exchange(notifier_, nullptr)) notifier->end(number_);
}

FeedNotifier::Subscription FeedNotifier::subscribe(std::span<const Scope> scopes, Callback callback) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t number = next_++;
    for (const Scope& scope : scopes) waiting_[scope].push_back(number);
    subscribers_.emplace(number,
                         Subscriber{{scopes.begin(), scopes.end()}, std::make_shared<Callback>(std::move(callback))});
    return Subscription(this, number);
}

void FeedNotifier::end(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    const auto found = subscribers_.find(number);
    if (found == subscribers_.end()) return;
    for (const Scope& scope : found->second.scopes) {
        const auto waiting = waiting_.find(scope);
        if (waiting == waiting_.end()) continue;
        std::erase(waiting->second, number);
        if (waiting->second.empty()) waiting_.erase(waiting);
    }
    subscribers_.erase(found);
}

void FeedNotifier::notify(std::span<const Scope> scopes) {
    std::vector<std::shared_ptr<Callback>> woken;
    {
        const std::lock_guard lock(mutex_);
        std::vector<std::uint64_t> numbers;
        for (const Scope& scope : scopes) {
            const auto waiting = waiting_.find(scope);
            if (waiting != waiting_.end()) {
                numbers.insert(numbers.end(), waiting->second.begin(), waiting->second.end());
            }
        }
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        for (const std::uint64_t number : numbers) woken.push_back(subscribers_.at(number).callback);
    }
    // Outside the lock: a callback may end its subscription.
    for (const auto& callback : woken) (*callback)();
}

void FeedNotifier::notify_all() {
    std::vector<std::shared_ptr<Callback>> woken;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [number, subscriber] : subscribers_) woken.push_back(subscriber.callback);
    }
    for (const auto& callback : woken) (*callback)();
}

std::size_t FeedNotifier::subscriptions() const {
    const std::lock_guard lock(mutex_);
    return subscribers_.size();
}

}  // namespace dayroom::facility
