#include "platform/facility/feed/envelope_cache.h"

namespace dayroom::facility {

std::optional<std::string> EnvelopeCache::find(const Key& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    if (found == kept_.end()) return std::nullopt;
    return found->second;
}

void EnvelopeCache::put(const Key& key, std::string envelope) {
    const std::lock_guard lock(mutex_);
    if (envelope.size() > limit_) return;
    const std::size_t size = envelope.size();
    if (!kept_.emplace(key, std::move(envelope)).second) return;
    order_.push_back(key);
    bytes_ += size;
    while (bytes_ > limit_) {
        const auto oldest = kept_.find(order_.front());
        bytes_ -= oldest->second.size();
        kept_.erase(oldest);
        order_.pop_front();
    }
}

std::size_t EnvelopeCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

}  // namespace dayroom::facility
