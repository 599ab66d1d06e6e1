// The machine's clock beside the hub's: what is put on record, what the screen is told, and what is kept for a start
// without the hub.
#include "platform/agent/agent.h"

namespace dayroom::agent {
namespace {

/// The kept time is the earliest that a later start believes in: it need not be newer than this.
constexpr Milliseconds kKeepTimeEvery{3'600'000};

std::int64_t minutes(Milliseconds time) { return std::chrono::duration_cast<std::chrono::minutes>(time).count(); }

}  // namespace

void Agent::look_at_clock() {
    const bool lost = clock_.lost();
    if (std::exchange(condition_.clock_lost, lost) != lost) {
        status_moved_ = true;
        if (lost) {
            ++faults_;
            parts_.log.warn("clock_lost");
            put_on_record(record::Event::kClockJumped, {}, "lost");
            if (session_) close_session(record::Event::kSignedOut, "fault");
        }
    }
    const auto heard = clock_.heard();
    if (!heard) return;
    const bool off = sync::is_off(*heard);
    if (std::exchange(clock_off_, off) != off) {
        const std::string ahead = std::to_string(-minutes(heard->offset()));
        if (off) {
            parts_.log.warn("clock_off", ahead, "minutes ahead of the hub's");
            put_on_record(record::Event::kClockJumped, {}, ahead);
        } else {
            parts_.log.note("clock_right");
        }
        next_health_ = parts_.clock.steady();  // so that the facility sees it now
        wake_outbox();
    }
    keep_hub_time(*heard);
}

void Agent::keep_hub_time(const store::HubTime& time) {
    const bool fresh = kept_time_ && std::chrono::abs(time.hub - kept_time_->hub) < kKeepTimeEvery &&
                       std::chrono::abs(time.offset() - kept_time_->offset()) <= sync::kClockTolerance;
    if (fresh) return;
    kept_time_ = time;
    const auto kept = store_.device->keep_time(time);
    if (!kept.ok()) note_store_error(kept.error());
}

}  // namespace dayroom::agent
