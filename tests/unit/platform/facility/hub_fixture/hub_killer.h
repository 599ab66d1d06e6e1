// Ends a fixture's hub as a kill does, and opens it anew from its files as they lay at that moment. Nothing of the old
// one is stopped, rolled back or checkpointed before the files are taken, and behind what was durable lies the
// beginning of a write that never ended.
//
// With `faults` that stay broken from some operation on, the kill falls between any two steps of a transaction.
#pragma once

#include <atomic>
#include <mutex>
#include <shared_mutex>

#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

class HubKiller {
public:
    /// `hub` outlives it.
    explicit HubKiller(HubFixture& hub) : hub_(hub) {}

    /// What is asked of the hub while another thread may end it: writer, reader and processor stay during `act`.
    template <typename Act>
    auto alive(Act&& act) {
        std::unique_lock turn(turn_);
        const std::shared_lock hold(life_);
        turn.unlock();
        return act();
    }
    /// From any thread outside alive(): waits until nobody is inside. Disarms the faults.
    void kill();
    int kills() const { return kills_; }

private:
    HubFixture& hub_;
    std::mutex turn_;  // who wants to end it goes before whoever asks next
    std::shared_mutex life_;
    std::atomic<int> kills_ = 0;
};

}  // namespace dayroom::test
