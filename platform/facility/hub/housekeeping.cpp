#include "platform/facility/hub/housekeeping.h"

#include "platform/facility/admin/tie_out.h"
#include "platform/facility/alarms/alarm_events.h"
#include "platform/facility/books/read_off.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/moderation/review_queue.h"
#include "platform/facility/requests/attachments.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {

Housekeeping::Housekeeping(Services& services, std::function<Status()> renew)
    : services_(services), renew_(std::move(renew)), started_(services.clock.steady()) {
    services_.timers.after(Milliseconds(0), [this] {
        tick();
        look_at_certificates();
    });
    services_.timers.after(kDaily, [this] { daily(); });
    look_at_alarms_later();
}

void Housekeeping::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
}

void Housekeeping::submit(const char* what, Writer::Job job) {
    const Status queued = services_.writer->submit(Actor::system(), std::move(job), [this, what](Status done) {
        if (!done.ok()) services_.alarm(std::string(what) + " failed: " + done.error().detail);
    });
    if (!queued.ok() && !services_.stopping())
        services_.alarm(std::string(what) + " was not accepted: " + queued.error().detail);
}

void Housekeeping::tick() {
    const std::lock_guard lock(mutex_);
    if (stopped_) return;
    submit("showing and ending notices", [this](Work& work) -> Status {
        TRY(services_.notices.tick(work, kChunk));
        return {};
    });
    submit("counting PREA reports", [this](Work& work) { return services_.prea.tick(work, kChunk); });
    watch_policy();
    submit("taking away appointments", [this](Work& work) -> Status {
        TRY(services_.schedules.tick(work, kChunk));
        return {};
    });
    submit("releasing prices", [this](Work& work) { return services_.prices.release_due(work); });
    submit("opening and ending order windows", [this](Work& work) { return services_.commissary.tick(work, kChunk); });
    submit("ending visits that nobody came to", [this](Work& work) { return services_.visits.tick(work, kChunk); });
    submit("ending holds", [this](Work& work) -> Status {
        TRY(services_.ledger.expire_holds(work, kChunk));
        return {};
    });
    submit("sorting in receipt codes", [this](Work& work) -> Status {
        TRY(services_.requests.sort_receipts(work, kReceiptChunk));
        return {};
    });
    submit("running the clocks of requests", [this](Work& work) -> Status {
        TRY(services_.requests.run_clocks(work, kChunk));
        return {};
    });
    submit("taking away documents that were not sent", [](Work& work) { return Attachments::expire(work, kChunk); });
    submit("ending messages that nobody decided", [this](Work& work) -> Status {
        TRY(services_.moderation.expire(work, kChunk));
        return {};
    });
    escalate_late();
    in_chunks("matching held messages again", kChunk,
              [this](Work& work) { return services_.moderation.rematch(work, kChunk); });
    submit("telling residents of suspensions", [this](Work& work) -> Status {
        TRY(services_.suspensions.tick(work, kToldAtOnce));
        return {};
    });
    in_chunks("reading off the books", kReadOffChunk, [](Work& work) { return read_off(work, kReadOffChunk); });
    look_at_day();
    submit("ending what waits for people who left", [this](Work& work) -> Status {
        TRY(services_.leaving.tick(work));
        return {};
    });
    services_.timers.after(kTick, [this] { tick(); });
}

/// Chunk by chunk, with whatever else waits for the writer in between, until one is not full. `job`: how many there
/// were.
void Housekeeping::in_chunks(const char* what, int chunk, std::function<Result<int>(Work&)> job) {
    const auto done = std::make_shared<int>(0);
    const Status queued = services_.writer->submit(
        Actor::system(),
        [job, done](Work& work) -> Status {
            *done = TRY(job(work));
            return {};
        },
        [this, what, chunk, job, done](Status status) {
            if (!status.ok()) return services_.alarm(std::string(what) + " failed: " + status.error().detail);
            if (*done < chunk) return;
            services_.timers.after(kNextChunk, [this, what, chunk, job] {
                const std::lock_guard lock(mutex_);
                if (!stopped_) in_chunks(what, chunk, job);
            });
        });
    if (!queued.ok() && !services_.stopping())
        services_.alarm(std::string(what) + " was not accepted: " + queued.error().detail);
}

/// A policy that does a terminal harm goes no further.
void Housekeeping::watch_policy() {
    const auto said = std::make_shared<std::optional<std::string>>();
    const Status queued = services_.writer->submit(
        Actor::system(),
        [this, said](Work& work) -> Status {
            *said = TRY(services_.policies.watch(work));
            return {};
        },
        [this, said](Status done) {
            if (!done.ok()) return services_.alarm("watching the policy failed: " + done.error().detail);
            if (*said) services_.alarm(**said);
        });
    if (!queued.ok() && !services_.stopping())
        services_.alarm("watching the policy was not accepted: " + queued.error().detail);
}

/// After the facility's midnight, or at the first start after it, the books are proven.
void Housekeeping::look_at_day() {
    const bool due = services_.clock.now().ms() >= due_ms_;
    if (!due || proving_.exchange(true)) return;
    const Status queued = services_.staff->run([this](database::Connection& connection) {
        tie_out_if_due(connection);
        proving_ = false;
    });
    if (queued.ok()) return;
    proving_ = false;
    if (!services_.stopping()) services_.alarm("the daily tie-out could not run: " + queued.error().detail);
}

/// Looked at again after kLook: a proof that failed or was not kept is made again, and one that another process made is
/// seen. A hub without a proof is due when its first transfer is of an earlier day.
void Housekeeping::tie_out_if_due(database::Connection& connection) {
    const Timestamp now = services_.clock.now();
    due_ms_ = (now + kLook).ms();
    const auto facility = read_facility(connection);
    const auto last = kept_tie_outs(connection, std::nullopt, 1);
    const auto first = connection.number("SELECT coalesce((SELECT at_ms FROM transfer ORDER BY no LIMIT 1), 0)");
    if (!facility.ok() || !last.ok() || !first.ok())
        return services_.alarm("the daily tie-out failed: the database cannot be read");
    const bool ever = !last.value().empty();
    if (ever) services_.books_differ = last.value().front().differences > 0;
    const std::int64_t proven_ms = ever ? last.value().front().at.ms() : first.value();
    const rules::LocalDay today = rules::local_day(now, facility.value().time_zone());
    if (proven_ms == 0 || proven_ms >= today.begin.ms()) return;
    const auto report = tie_out(connection, services_.clock);
    if (!report.ok()) return services_.alarm("the daily tie-out failed: " + report.error().detail);
    services_.books_differ = !report.value().ties();
    if (!report.value().ties()) {
        services_.alarm("the books do not tie out: " + std::to_string(report.value().differences.size()) +
                        " differences; spending is stopped there");
    }
    submit("keeping the tie-out", [report = report.value()](Work& work) { return record_tie_out(work, report); });
}

/// What reviewers have not decided in time is put on record, and staff are told how much it is; never what.
void Housekeeping::escalate_late() {
    const auto late = std::make_shared<int>(0);
    const Status queued = services_.writer->submit(
        Actor::system(),
        [this, late](Work& work) -> Status {
            *late = TRY(services_.moderation.escalate(work, kChunk));
            services_.review_late = TRY(ReviewQueue::count_late(work.db(), work.now()));
            return {};
        },
        [this, late](Status done) {
            if (!done.ok()) return services_.alarm("noting what is late failed: " + done.error().detail);
            if (*late > 0)
                services_.alarm("review is late: the deadline of " + std::to_string(*late) + " items passed");
        });
    if (!queued.ok() && !services_.stopping())
        services_.alarm("noting what is late was not accepted: " + queued.error().detail);
}

void Housekeeping::daily() {
    const std::lock_guard lock(mutex_);
    if (stopped_) return;
    if (const Status renewed = renew_(); !renewed.ok())
        services_.alarm("renewing the hub's certificate failed: " + renewed.error().detail);
    submit("rolling up house accounts", [this](Work& work) { return services_.ledger.roll_up(work); });
    look_at_certificates();
    services_.timers.after(kDaily, [this] { daily(); });
}

/// Once a day and at each start: a hub that is restarted often says it too.
void Housekeeping::look_at_certificates() {
    const Status queued = services_.staff->run([this](database::Connection& connection) {
        const auto devices = services_.devices.list(connection);
        if (!devices.ok()) return services_.alarm("looking at certificates failed: " + devices.error().detail);
        if (const auto warning = warning_of_certificates(devices.value(), services_.clock.now()))
            services_.alarm(*warning);
    });
    if (!queued.ok() && !services_.stopping())
        services_.alarm("looking at certificates could not run: " + queued.error().detail);
}

/// The next look begins when this one has ended: none overtakes another.
void Housekeeping::look_at_alarms() {
    {
        const std::lock_guard lock(mutex_);
        if (stopped_) return;
    }
    const Status queued = services_.staff->run([this](database::Connection& connection) {
        const Status noted = note_moved_alarms(connection);
        if (!noted.ok() && !services_.stopping())
            services_.alarm("looking at what needs somebody failed: " + noted.error().detail);
        look_at_alarms_later();
    });
    if (queued.ok()) return;
    if (!services_.stopping())
        services_.alarm("looking at what needs somebody could not run: " + queued.error().detail);
    look_at_alarms_later();
}

void Housekeeping::look_at_alarms_later() {
    const std::lock_guard lock(mutex_);
    if (!stopped_) services_.timers.after(kAlarmLook, [this] { look_at_alarms(); });
}

/// On a thread that reads; the writer is asked only when something has moved.
Status Housekeeping::note_moved_alarms(database::Connection& connection) {
    const auto devices = TRY(services_.devices.list(connection));
    const bool silence_known = services_.clock.steady() - started_ > kSilentAfter;
    const AlarmLook look = facility::look_at_alarms(devices, services_.clock.now(), services_.standing_alarms(),
                                                    services_.context.facility, silence_known);
    if (!TRY(alarms_moved(connection, look))) return {};
    return services_.writer->run(Actor::system(), [&](Work& work) -> Status {
        TRY(note_alarms(work, look));
        return {};
    });
}

}  // namespace dayroom::facility
