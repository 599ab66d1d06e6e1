#include "platform/wire/check_schedule.h"

#include "platform/wire/limits.h"
#include "platform/wire/schedule_limits.h"

namespace dayroom::wire {
namespace {

constexpr int kMinutesInDay = 24 * 60;
constexpr int kEveryDay = 0x7F;
constexpr int kLastDate = 84'005;  // days since 1970: the end of 2199

void check_entry(Checker& check, const Schedule::Entry& entry, bool of_week) {
    check.range(entry.weekdays(), of_week ? 1 : 0, of_week ? kEveryDay : 0, "schedule.entry.weekdays");
    check.range(entry.from_minute(), 0, kMinutesInDay - 1, "schedule.entry.from_minute");
    check.range(entry.to_minute(), entry.from_minute() + 1, kMinutesInDay, "schedule.entry.to_minute");
    check.required_code(entry.kind(), "schedule.entry.kind");
    check.local_texts(entry.name(), kMaxLineCharacters, false, "schedule.entry.name");
    check.text(entry.place(), kMaxNameCharacters, "schedule.entry.place");
}

}  // namespace

void check_schedule(Checker& check, const Schedule& schedule) {
    check.count(schedule.entries_size(), kMaxScheduleEntries, "schedule.entries");
    for (const Schedule::Entry& entry : schedule.entries()) check_entry(check, entry, true);
    check.count(schedule.days_size(), kMaxScheduleDays, "schedule.days");
    for (const Schedule::Day& day : schedule.days()) {
        check.range(day.date(), 1, kLastDate, "schedule.day.date");
        check.local_texts(day.note(), kMaxLineCharacters, false, "schedule.day.note");
        check.count(day.entries_size(), kMaxDayEntries, "schedule.day.entries");
        for (const Schedule::Entry& entry : day.entries()) check_entry(check, entry, false);
    }
}

void check_appointment(Checker& check, const Appointment& appointment) {
    check.required_code(appointment.kind(), "appointment.kind");
    check.local_texts(appointment.name(), kMaxLineCharacters, false, "appointment.name");
    check.time(appointment.from_ms(), "appointment.from_ms");
    check.optional_time(appointment.to_ms(), "appointment.to_ms");
    check.require(appointment.to_ms() == 0 || appointment.to_ms() > appointment.from_ms(), "appointment.to_ms");
    check.text(appointment.place(), kMaxNameCharacters, "appointment.place");
    check.text(appointment.note(), kMaxAppointmentNoteCharacters, "appointment.note");
}

}  // namespace dayroom::wire
