// The hours of the sample's units, and what its residents have to go to.
#include <algorithm>
#include <charconv>

#include "platform/facility/sample/asset_readers.h"
#include "platform/facility/sample/json_file.h"
#include "platform/rules/schedule.h"

namespace dayroom::facility::sample {
namespace {

using nlohmann::json;

void put_schedule_texts(const json& from, google::protobuf::RepeatedPtrField<wire::LocalText>& to) {
    if (!from.contains("name")) return;
    for (const auto& [language, text] : from.at("name").items()) {
        wire::LocalText& added = *to.Add();
        added.set_language(language);
        added.set_text(text.get<std::string>());
    }
}

/// Of "06:30". What is no hour is refused where the schedule is put: it ends before it begins.
int minute_of(const json& from, const char* member) {
    const std::string text = from.at(member).get<std::string>();
    int hour = 0;
    int minute = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, hour);
    if (read.ptr == end || std::from_chars(read.ptr + 1, end, minute).ptr != end) return -1;
    return hour * 60 + minute;
}

void read_hours(const json& from, bool of_week, wire::Schedule::Entry& entry) {
    entry.set_from_minute(minute_of(from, "from"));
    entry.set_to_minute(minute_of(from, "to"));
    entry.set_kind(from.at("kind").get<std::string>());
    entry.set_place(from.value("place", std::string()));
    put_schedule_texts(from, *entry.mutable_name());
    if (!of_week) return;
    int weekdays = from.contains("weekdays") ? 0 : rules::kEveryWeekday;
    for (const json& day : from.value("weekdays", json::array())) weekdays |= 1 << (day.get<int>() - 1);
    entry.set_weekdays(weekdays);
}

void read_different_day(const json& from, ScheduleTexts& texts) {
    auto& day = texts.days.emplace_back();
    day.in_days = from.at("in_days").get<int>();
    put_schedule_texts({{"name", from.at("note")}}, *day.day.mutable_note());
    for (const json& one : from.at("entries")) read_hours(one, false, *day.day.add_entries());
}

void read_sample_appointment(const json& from, ScheduleTexts& texts) {
    AppointmentTexts one;
    one.first = from.at("first").get<std::size_t>();
    one.every = std::max<std::size_t>(1, from.at("every").get<std::size_t>());
    one.in_days = from.at("in_days").get<int>();
    one.from_minute = minute_of(from, "from");
    one.to_minute = minute_of(from, "to");
    one.cancelled = from.value("cancelled", false);
    one.appointment.set_kind(from.at("kind").get<std::string>());
    one.appointment.set_place(from.value("place", std::string()));
    put_schedule_texts(from, *one.appointment.mutable_name());
    const json notes = from.value("note", json::object());
    for (const auto& [language, text] : notes.items()) one.notes[language] = text.get<std::string>();
    texts.appointments.push_back(std::move(one));
}

}  // namespace

Result<ScheduleTexts> read_schedule_texts(const std::filesystem::path& file) {
    ScheduleTexts texts;
    TRY(read_json(file, [&](const json& from) {
        for (const json& one : from.at("entries")) {
            auto& entry = texts.entries.emplace_back();
            entry.units = one.value("units", std::vector<std::string>());
            read_hours(one, true, entry.entry);
        }
        for (const json& one : from.at("days")) read_different_day(one, texts);
        for (const json& one : from.at("appointments")) read_sample_appointment(one, texts);
    }));
    return texts;
}

}  // namespace dayroom::facility::sample
