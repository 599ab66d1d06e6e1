#include "terminal/features/schedule/schedule_model.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "platform/rules/calendar.h"
#include "terminal/features/base/local_text.h"

namespace dayroom::features {
namespace {

constexpr int kDaysInWeek = 7;

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kIcons = {{{"meal", "utensils"},
                                                                                  {"count", "list-checks"},
                                                                                  {"yard", "sun"},
                                                                                  {"law_library", "scale"},
                                                                                  {"program", "graduation-cap"},
                                                                                  {"court", "landmark"},
                                                                                  {"visit", "users"},
                                                                                  {"medical", "stethoscope"}}};

std::string icon_of(std::string_view kind) {
    const auto found = std::find_if(kIcons.begin(), kIcons.end(), [&](const auto& each) { return each.first == kind; });
    return std::string(found == kIcons.end() ? "calendar" : found->second);
}

/// In the middle of the day: the clocks are changed at night.
Timestamp noon_of(int date, const ui::Texts& t) {
    return rules::local_moment(std::chrono::local_days(std::chrono::days(date)), std::chrono::hours(12), t.time_zone());
}

/// When the next thing begins that takes place; 0: on none of the days.
std::int64_t next_begin(const local::Schedule& schedule, Timestamp now) {
    for (const auto& day : schedule.days()) {
        for (const auto& entry : day.entries()) {
            if (entry.from_ms() > now.ms() && !entry.cancelled()) return entry.from_ms();
        }
    }
    return 0;
}

EntryState state_of(const local::ScheduleEntry& entry, std::int64_t next_ms, Timestamp now) {
    if (entry.from_ms() > now.ms())
        return entry.from_ms() == next_ms && !entry.cancelled() ? EntryState::kNext : EntryState::kLater;
    if (entry.to_ms() == 0) return EntryState::kBegan;
    return entry.to_ms() > now.ms() ? EntryState::kNow : EntryState::kOver;
}

void join(std::string& words, const std::string& more, std::string_view between) {
    if (!words.empty() && !more.empty()) words += between;
    words += more;
}

ScheduleRow row_of(const local::ScheduleEntry& entry, std::int64_t next_ms, const ui::Texts& t, Timestamp now) {
    ScheduleRow row;
    row.title = pick(entry.name(), t.language());
    if (row.title.empty()) row.title = t.of_code("schedule.kind.", entry.kind(), "schedule.kind.other");
    row.time = t.time(Timestamp::from_ms(entry.from_ms()));
    if (entry.to_ms() > 0) row.detail = t("schedule.until", {{"time", t.time(Timestamp::from_ms(entry.to_ms()))}});
    join(row.detail, entry.place(), " · ");
    join(row.detail, entry.note(), "\n");
    row.icon = icon_of(entry.kind());
    row.state = state_of(entry, next_ms, now);
    row.own = entry.own();
    row.cancelled = entry.cancelled();
    return row;
}

ScheduleDayModel day_of(const local::ScheduleDay& day, std::int64_t next_ms, const ui::Texts& t, Timestamp now) {
    ScheduleDayModel model;
    model.heading = t.day(noon_of(day.date(), t), now);
    if (const std::string why = pick(day.note(), t.language()); !why.empty())
        model.note = t("schedule.different", {{"why", why}});
    // What is over stands first, whatever began before it: that it can be left out.
    for (const bool over : {true, false}) {
        for (const auto& entry : day.entries()) {
            ScheduleRow row = row_of(entry, next_ms, t, now);
            if ((row.state == EntryState::kOver) == over) model.rows.push_back(std::move(row));
        }
        if (over) model.over = static_cast<int>(model.rows.size());
    }
    const auto own = std::count_if(model.rows.begin(), model.rows.end(), [](const auto& row) { return row.own; });
    model.summary = t("schedule.entries", {{"count", day.entries_size()}});
    if (own > 0) join(model.summary, t("schedule.yours_count", {{"count", own}}), " · ");
    join(model.summary, model.note, "\n");
    model.place = {ScreenId::kScheduleDay, std::to_string(day.date())};
    return model;
}

bool is_apart(const local::ScheduleDay& day) {
    return day.note_size() > 0 ||
           std::any_of(day.entries().begin(), day.entries().end(), [](const auto& entry) { return entry.own(); });
}

std::string offline_words(const local::Status& status, const ui::Texts& t, Timestamp now) {
    if (status.online()) return {};
    if (status.last_contact_ms() == 0) return t("schedule.offline_never");
    return t("schedule.offline", {{"when", t.moment(Timestamp::from_ms(status.last_contact_ms()), now)}});
}

}  // namespace

ScheduleModel make_schedule(const local::Schedule& schedule, const local::Status& status, const ui::Texts& t,
                            Timestamp now) {
    ScheduleModel model;
    if (!status.unit_name().empty()) model.unit = t("schedule.unit", {{"unit", status.unit_name()}});
    model.offline = offline_words(status, t, now);
    model.empty = std::all_of(schedule.days().begin(), schedule.days().end(),
                              [](const auto& day) { return day.entries().empty() && day.note().empty(); });
    const std::int64_t next_ms = next_begin(schedule, now);
    for (const auto& day : schedule.days()) {
        if (day.date() == schedule.today()) model.today = day_of(day, next_ms, t, now);
        if (day.date() > schedule.today() && (day.date() < schedule.today() + kDaysInWeek || is_apart(day)))
            model.coming.push_back(day_of(day, next_ms, t, now));
        for (const auto& entry : day.entries()) {
            if (!entry.own()) continue;
            ScheduleRow row = row_of(entry, next_ms, t, now);
            if (row.state == EntryState::kOver) continue;
            row.time = t.moment(Timestamp::from_ms(entry.from_ms()), now);
            model.own.push_back(std::move(row));
        }
    }
    return model;
}

std::optional<ScheduleDayModel> make_schedule_day(const local::Schedule& schedule, std::string_view parameter,
                                                  const ui::Texts& t, Timestamp now) {
    for (const auto& day : schedule.days()) {
        if (std::to_string(day.date()) == parameter) return day_of(day, next_begin(schedule, now), t, now);
    }
    return std::nullopt;
}

std::optional<Timestamp> next_change(const local::Schedule& schedule, Timestamp now) {
    std::optional<Timestamp> next;
    const auto look_at = [&](std::int64_t ms) {
        if (ms > now.ms() && (!next || ms < next->ms())) next = Timestamp::from_ms(ms);
    };
    for (const auto& day : schedule.days()) {
        for (const auto& entry : day.entries()) {
            look_at(entry.from_ms());
            look_at(entry.to_ms());
        }
    }
    return next;
}

}  // namespace dayroom::features
