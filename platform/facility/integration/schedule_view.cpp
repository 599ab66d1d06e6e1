#include "platform/facility/integration/schedule_view.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "platform/facility/integration/commissary_view.h"
#include "platform/rules/calendar.h"
#include "platform/rules/schedule.h"
#include "platform/wire/limits.h"
#include "platform/wire/schedule_limits.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;
using Texts = google::protobuf::RepeatedPtrField<wire::LocalText>;
using std::chrono::days;
using std::chrono::local_days;

constexpr std::array<const char*, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                  "friday", "saturday", "sunday"};
constexpr std::size_t kMaxWeekdayBytes = 9;
constexpr std::size_t kMaxHourCharacters = 5;  // "24:00"

std::string name_of_minute(int minute) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", minute / 60, minute % 60);
    return text.data();
}

Result<int> minute_named(std::string_view text) {
    const auto number = [](std::string_view digits) {
        int value = -1;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return read.ptr == digits.data() + digits.size() ? value : -1;
    };
    const int hour = text.size() == kMaxHourCharacters ? number(text.substr(0, 2)) : -1;
    const int minute = text.size() == kMaxHourCharacters && text[2] == ':' ? number(text.substr(3)) : -1;
    const int sum = hour * 60 + minute;
    if (hour < 0 || minute < 0 || minute > 59 || sum > rules::kMinutesOfDay)
        return Error(ErrorCode::kInvalid, "An hour is written \"06:30\", from 00:00 to 24:00.");
    return sum;
}

Result<int> weekdays_named(const std::vector<std::string>& names) {
    int bits = 0;
    for (const std::string& name : names) {
        const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), name);
        if (found == kWeekdays.end()) return Error(ErrorCode::kInvalid, "\"weekdays\" holds monday, tuesday … sunday.");
        bits |= 1 << (found - kWeekdays.begin());
    }
    return bits;
}

void read_schedule_texts(JsonBody& body, const char* member, Texts& out) {
    if (!body.has(member)) return;
    for (const auto& [language, text] : body.texts(member, wire::kMaxLineCharacters)) {
        wire::LocalText& added = *out.Add();
        added.set_language(language);
        added.set_text(text);
    }
}

Status read_entry(JsonBody& body, bool of_week, wire::Schedule::Entry& entry) {
    if (of_week) entry.set_weekdays(TRY(weekdays_named(body.list("weekdays", kWeekdays.size(), kMaxWeekdayBytes))));
    const std::string from = body.text("from", kMaxHourCharacters);
    const std::string to = body.text("to", kMaxHourCharacters);
    entry.set_kind(body.text("kind", wire::kMaxCodeCharacters));
    read_schedule_texts(body, "name", *entry.mutable_name());
    entry.set_place(body.optional_text("place", wire::kMaxNameCharacters));
    TRY(body.done());
    entry.set_from_minute(TRY(minute_named(from)));
    entry.set_to_minute(TRY(minute_named(to)));
    return {};
}

Status read_schedule_day(JsonBody& body, wire::Schedule::Day& day) {
    const std::string date = body.text("date", 10);
    read_schedule_texts(body, "note", *day.mutable_note());
    auto entries = body.objects("entries", wire::kMaxDayEntries);
    TRY(body.done());
    const local_days named = TRY(rules::day_named(date));
    day.set_date(static_cast<int>(named.time_since_epoch() / days(1)));
    for (JsonBody& entry : entries) TRY(read_entry(entry, false, *day.add_entries()));
    return {};
}

json entry_view(const wire::Schedule::Entry& entry) {
    json shown = {{"from", name_of_minute(entry.from_minute())},
                  {"to", name_of_minute(entry.to_minute())},
                  {"kind", entry.kind()},
                  {"name", texts_view(entry.name())},
                  {"place", entry.place()}};
    if (entry.weekdays() == 0) return shown;
    json weekdays = json::array();
    for (std::size_t day = 0; day < kWeekdays.size(); ++day)
        if ((entry.weekdays() & (1 << day)) != 0) weekdays.push_back(kWeekdays[day]);
    shown["weekdays"] = std::move(weekdays);
    return shown;
}

}  // namespace

Result<wire::Schedule> read_schedule(JsonBody& body) {
    wire::Schedule schedule;
    auto entries = body.objects("entries", wire::kMaxScheduleEntries);
    auto dates = body.has("days") ? body.objects("days", wire::kMaxScheduleDays) : std::vector<JsonBody>();
    for (JsonBody& entry : entries) TRY(read_entry(entry, true, *schedule.add_entries()));
    for (JsonBody& day : dates) TRY(read_schedule_day(day, *schedule.add_days()));
    return schedule;
}

json view(const UnitId& unit, const StoredSchedule& stored) {
    json entries = json::array();
    for (const auto& entry : stored.schedule.entries()) entries.push_back(entry_view(entry));
    json dates = json::array();
    for (const auto& day : stored.schedule.days()) {
        json of_day = json::array();
        for (const auto& entry : day.entries()) of_day.push_back(entry_view(entry));
        dates.push_back({{"date", rules::name_of(local_days(days(day.date())))},
                         {"note", texts_view(day.note())},
                         {"entries", std::move(of_day)}});
    }
    return {{"unit_id", unit.to_string()}, {"revision", stored.revision},   {"changed_ms", stored.changed.ms()},
            {"by_role", stored.by_role},   {"entries", std::move(entries)}, {"days", std::move(dates)}};
}

wire::Appointment read_appointment(JsonBody& body) {
    wire::Appointment appointment;
    appointment.set_kind(body.text("kind", wire::kMaxCodeCharacters));
    read_schedule_texts(body, "name", *appointment.mutable_name());
    appointment.set_from_ms(body.integer("from_ms", 1, wire::kMaxTimestampMs));
    appointment.set_to_ms(body.optional_integer("to_ms", 0, wire::kMaxTimestampMs, 0));
    appointment.set_place(body.optional_text("place", wire::kMaxNameCharacters));
    appointment.set_note(body.optional_text("note", wire::kMaxAppointmentNoteCharacters));
    return appointment;
}

json view(const StoredAppointment& stored) {
    return {{"id", stored.id.to_string()},
            {"resident_id", stored.resident.to_string()},
            {"resident_number", stored.resident_number},
            {"resident_name", stored.resident_name},
            {"unit", stored.unit},
            {"kind", stored.appointment.kind()},
            {"name", texts_view(stored.appointment.name())},
            {"from_ms", stored.appointment.from_ms()},
            {"to_ms", stored.appointment.to_ms()},
            {"place", stored.appointment.place()},
            {"note", stored.appointment.note()},
            {"cancelled", stored.appointment.cancelled()},
            {"by_role", stored.by_role}};
}

}  // namespace dayroom::facility
