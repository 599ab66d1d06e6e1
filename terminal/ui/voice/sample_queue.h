// The bounded queue between the voice, which makes sound faster than it is heard, and the device, which takes it when
// it needs it. What was said before never mixes with what is said now: each utterance has a ticket, and only the newest
// counts. Any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

namespace dayroom::ui {

class SampleQueue {
public:
    using Ticket = std::uint64_t;

    /// `capacity` in samples, at least 1.
    explicit SampleQueue(std::size_t capacity);

    /// Forgets what waits; what comes with an older ticket is refused from now on. Whoever waits with one goes on.
    Ticket begin();

    /// Waits for room. False: the ticket is old.
    bool push(std::span<const std::int16_t> samples, Ticket ticket);
    /// Waits until all of it was taken. False: the ticket is old.
    bool wait_until_taken(Ticket ticket);

    /// Fills `out`, with silence where nothing waits. Never waits for anything but the lock.
    void pull(std::span<std::int16_t> out);

    std::size_t waiting() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::int16_t> ring_;
    std::size_t first_ = 0;
    std::size_t count_ = 0;
    Ticket newest_ = 0;
};

}  // namespace dayroom::ui
