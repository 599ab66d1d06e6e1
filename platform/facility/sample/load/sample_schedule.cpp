#include "platform/facility/sample/load/sample_schedule.h"

#include <algorithm>

#include "platform/facility/schedule/schedules.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility::sample {
namespace {

using std::chrono::days;

wire::Schedule week_of(const SampleUnit& unit, const ScheduleTexts& texts, std::chrono::local_days today) {
    wire::Schedule week;
    for (const ScheduleEntryTexts& one : texts.entries) {
        const bool here =
            one.units.empty() || std::find(one.units.begin(), one.units.end(), unit.name) != one.units.end();
        if (here) *week.add_entries() = one.entry;
    }
    for (const ScheduleDayTexts& one : texts.days) {
        auto& day = *week.add_days() = one.day;
        day.set_date(static_cast<int>((today + days(one.in_days)).time_since_epoch() / days(1)));
    }
    return week;
}

}  // namespace

Status load_schedule(Work& work, const SampleFacility& sample, std::span<const UnitId> units, LoadReport& report) {
    const ScheduleTexts& texts = sample.texts.schedule;
    const std::string& zone = sample.texts.facility.time_zone();
    const std::chrono::local_days today = rules::local_date(work.now(), zone);
    Schedules schedules;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        const int before = TRY(schedules.find(work.db(), units[unit])).revision;
        TRY(schedules.put(work, units[unit], before, week_of(sample.units[unit], texts, today)));
    }
    for (const AppointmentTexts& one : texts.appointments) {
        const auto at = [&](int minute) {
            return rules::local_moment(today + days(one.in_days), std::chrono::minutes(minute), zone).ms();
        };
        wire::Appointment appointment = one.appointment;
        appointment.set_from_ms(at(one.from_minute));
        appointment.set_to_ms(at(one.to_minute));
        for (std::size_t index = one.first; index < sample.residents.size(); index += one.every) {
            const auto note = one.notes.find(sample.residents[index].language == "es" ? "es" : "en");
            appointment.set_note(note == one.notes.end() ? std::string() : note->second);
            const auto id = work.make_id<AppointmentId>();
            TRY(schedules.add(work, id, sample.residents[index].id, appointment));
            if (one.cancelled) TRY(schedules.cancel(work, id));
            ++report.appointments;
        }
    }
    return {};
}

}  // namespace dayroom::facility::sample
