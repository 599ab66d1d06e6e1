#include "terminal/ui/voice/sample_queue.h"

#include <algorithm>

namespace dayroom::ui {

SampleQueue::SampleQueue(std::size_t capacity) : ring_(std::max<std::size_t>(capacity, 1)) {}

SampleQueue::Ticket SampleQueue::begin() {
    const std::lock_guard lock(mutex_);
    std::fill(ring_.begin(), ring_.end(), std::int16_t{0});
    first_ = count_ = 0;
    changed_.notify_all();
    return ++newest_;
}

bool SampleQueue::push(std::span<const std::int16_t> samples, Ticket ticket) {
    std::unique_lock lock(mutex_);
    while (!samples.empty()) {
        changed_.wait(lock, [&] { return ticket != newest_ || count_ < ring_.size(); });
        if (ticket != newest_) return false;
        const std::size_t at = (first_ + count_) % ring_.size();
        const std::size_t room = std::min(ring_.size() - count_, ring_.size() - at);
        const std::size_t part = std::min(room, samples.size());
        std::copy_n(samples.begin(), part, ring_.begin() + static_cast<std::ptrdiff_t>(at));
        count_ += part;
        samples = samples.subspan(part);
    }
    return ticket == newest_;
}

bool SampleQueue::wait_until_taken(Ticket ticket) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ticket != newest_ || count_ == 0; });
    return ticket == newest_;
}

void SampleQueue::pull(std::span<std::int16_t> out) {
    const std::lock_guard lock(mutex_);
    std::size_t filled = 0;
    while (filled < out.size() && count_ > 0) {
        const std::size_t part = std::min({out.size() - filled, count_, ring_.size() - first_});
        const auto from = ring_.begin() + static_cast<std::ptrdiff_t>(first_);
        std::copy_n(from, part, out.begin() + static_cast<std::ptrdiff_t>(filled));
        std::fill_n(from, part, std::int16_t{0});  // what was heard does not stay
        first_ = (first_ + part) % ring_.size();
        count_ -= part;
        filled += part;
    }
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(filled), out.end(), std::int16_t{0});
    if (filled > 0) changed_.notify_all();
}

std::size_t SampleQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

}  // namespace dayroom::ui
