// The unit's hours and the resident's own appointments, day by day on the facility's clocks.
#include <algorithm>

#include "platform/agent/schedule.h"
#include "platform/rules/calendar.h"
#include "platform/rules/schedule.h"
#include "platform/store/schedule.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using Entries = google::protobuf::RepeatedPtrField<wire::Schedule::Entry>;

constexpr int kMostDays = 31;        // of one answer
constexpr int kLastDate = 84'005;    // days since 1970: the end of 2199
constexpr int kDaysLookedAhead = 2;  // for what comes next

int number_of(local_days date) { return static_cast<int>(date.time_since_epoch() / days(1)); }

void add_unit_entries(local_days date, const Entries& entries, bool of_week, const std::string& time_zone,
                      local::ScheduleDay& day) {
    std::vector<rules::WallHours> hours;
    for (const auto& entry : entries) hours.push_back({entry.weekdays(), entry.from_minute(), entry.to_minute()});
    const auto found =
        of_week ? rules::occurrences_on(date, hours, time_zone) : rules::occurrences_of_day(date, hours, time_zone);
    for (const rules::Occurrence& one : found) {
        const auto& entry = entries[static_cast<int>(one.entry)];
        auto& added = *day.add_entries();
        added.set_kind(entry.kind());
        copy_texts(entry.name(), added.mutable_name());
        added.set_from_ms(one.from.ms());
        added.set_to_ms(one.to.ms());
        added.set_place(entry.place());
    }
}

void add_own(const wire::Appointment& appointment, local::ScheduleDay& day) {
    auto& added = *day.add_entries();
    added.set_kind(appointment.kind());
    copy_texts(appointment.name(), added.mutable_name());
    added.set_from_ms(appointment.from_ms());
    added.set_to_ms(appointment.to_ms());
    added.set_place(appointment.place());
    added.set_note(appointment.note());
    added.set_own(true);
    added.set_cancelled(appointment.cancelled());
}

Result<local::ScheduleDay> day_of(Desk& desk, local_days date, const wire::Schedule& schedule,
                                  const std::string& time_zone) {
    local::ScheduleDay day;
    day.set_date(number_of(date));
    const auto special = std::find_if(schedule.days().begin(), schedule.days().end(),
                                      [&](const auto& each) { return each.date() == day.date(); });
    if (special == schedule.days().end()) {
        add_unit_entries(date, schedule.entries(), true, time_zone, day);
    } else {
        copy_texts(special->note(), day.mutable_note());
        add_unit_entries(date, special->entries(), false, time_zone, day);
    }
    const auto begin = [&](local_days of) { return rules::local_moment(of, std::chrono::minutes(0), time_zone); };
    const auto own = TRY(store::appointments(*desk.session.vault, begin(date), begin(date + days(1))));
    for (const wire::Appointment& each : own) add_own(each, day);
    std::stable_sort(day.mutable_entries()->begin(), day.mutable_entries()->end(),
                     [](const auto& left, const auto& right) { return left.from_ms() < right.from_ms(); });
    return day;
}

}  // namespace

Answer answer_schedule(Desk& desk, const local::GetSchedule& query) {
    const std::string time_zone = TRY(time_zone_of(desk));
    const int today = number_of(rules::local_date(desk.clock.now(), time_zone));
    const int first = query.first_date() == 0 ? today : query.first_date();
    if (first < 1 || first > kLastDate - kMostDays) return Error(ErrorCode::kInvalid, "no day of a calendar");
    const wire::Schedule schedule = TRY(store::unit_schedule(desk.device));
    local::ToTerminal answer;
    auto& list = *answer.mutable_schedule();
    list.set_today(today);
    for (int at = 0; at < std::clamp(query.days(), 1, kMostDays); ++at)
        *list.add_days() = TRY(day_of(desk, local_days(days(first + at)), schedule, time_zone));
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).schedule());
    return answer;
}

Status fill_schedule(Desk& desk, local::Home& home) {
    const std::string time_zone = TRY(time_zone_of(desk));
    const Timestamp now = desk.clock.now();
    const local_days today = rules::local_date(now, time_zone);
    const wire::Schedule schedule = TRY(store::unit_schedule(desk.device));
    for (int at = 0; at < kDaysLookedAhead && !home.has_next(); ++at) {
        const local::ScheduleDay day = TRY(day_of(desk, today + days(at), schedule, time_zone));
        const auto next = std::find_if(day.entries().begin(), day.entries().end(), [&](const auto& entry) {
            return entry.from_ms() > now.ms() && !entry.cancelled();
        });
        if (next != day.entries().end()) *home.mutable_next() = *next;
    }
    const Timestamp midnight = rules::local_moment(today, std::chrono::minutes(0), time_zone);
    const auto own = TRY(store::appointments(*desk.session.vault, midnight, Timestamp::from_ms(wire::kMaxTimestampMs)));
    home.set_schedule(!schedule.entries().empty() || !schedule.days().empty() || !own.empty());
    return {};
}

}  // namespace dayroom::agent
