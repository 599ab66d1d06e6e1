// What a hub does by the clock: notices that begin and end, prices that become due, order windows that open and are cut
// off, holds and messages whose time is over, what waits for people who left, suspensions that begin and end, held
// messages after a list changed, a policy that is tried out and harms, the tie-out after each midnight of the facility,
// the renewal of its own certificate, the alarm about terminals that do not renew theirs, and the list of all alarms.
#pragma once

#include <atomic>
#include <functional>

#include "platform/facility/services/services.h"

namespace dayroom::facility {

class Housekeeping {
public:
    static constexpr Milliseconds kTick{5'000};
    static constexpr Milliseconds kDaily = std::chrono::hours(24);
    /// At whether the books are due, and at what another process proved.
    static constexpr Milliseconds kLook = std::chrono::minutes(10);
    static constexpr Milliseconds kAlarmLook{30'000};
    static constexpr Milliseconds kNextChunk{50};
    static constexpr int kChunk = 100;  // things of one kind in one commit
    static constexpr int kReceiptChunk = 2'000;

    /// Begins at once. `renew`: puts a renewed certificate into use.
    Housekeeping(Services& services, std::function<Status()> renew);
    ~Housekeeping() { stop(); }
    Housekeeping(const Housekeeping&) = delete;
    Housekeeping& operator=(const Housekeeping&) = delete;
    void stop();

private:
    void tick();
    void watch_policy();
    void escalate_late();
    void in_chunks(const char* what, int chunk, std::function<Result<int>(Work&)> job);
    void look_at_day();
    void tie_out_if_due(database::Connection& connection);
    void daily();
    void look_at_certificates();
    void look_at_alarms();
    void look_at_alarms_later();
    Status note_moved_alarms(database::Connection& connection);
    void submit(const char* what, Writer::Job job);

    Services& services_;
    std::function<Status()> renew_;
    MonotonicTime started_;
    std::mutex mutex_;
    bool stopped_ = false;
    std::atomic<bool> proving_ = false;     // a tie-out runs
    std::atomic<std::int64_t> due_ms_ = 0;  // when to look next; 0: at once
};

}  // namespace dayroom::facility
