// The fake agent: the unit's hours and one's own appointments.
#include <algorithm>
#include <chrono>

#include "platform/rules/calendar.h"
#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

using std::chrono::local_days;
using std::chrono::minutes;

constexpr int kDaysOfIt = 31;

local::ScheduleEntry& add_entry(local::ScheduleDay& day, const std::string& zone, const char* kind, int from, int to) {
    const local_days date{std::chrono::days(day.date())};
    auto& entry = *day.add_entries();
    entry.set_kind(kind);
    entry.set_from_ms(rules::local_moment(date, minutes(from), zone).ms());
    if (to > 0) entry.set_to_ms(rules::local_moment(date, minutes(to), zone).ms());
    return entry;
}

void add_usual_entries(local::ScheduleDay& day, const std::string& zone) {
    auto& breakfast = add_entry(day, zone, "meal", 390, 420);
    add_texts(breakfast.mutable_name(), "Breakfast", "Desayuno");
    breakfast.set_place("Dayroom");
    add_entry(day, zone, "yard", 540, 630).set_place("East yard");
    add_texts(add_entry(day, zone, "meal", 690, 720).mutable_name(), "Lunch", "Almuerzo");
    add_entry(day, zone, "law_library", 870, 945).set_place("Library, second floor");
    add_entry(day, zone, "count", 960, 990);
    add_texts(add_entry(day, zone, "program", 1110, 1200).mutable_name(),
              "High school equivalency class, with the teacher from the community college",
              "Clase de equivalencia de secundaria, con la maestra del colegio comunitario");
    add_entry(day, zone, "count", 1290, 1320);
}

void in_order(local::ScheduleDay& day) {
    std::stable_sort(day.mutable_entries()->begin(), day.mutable_entries()->end(),
                     [](const auto& left, const auto& right) { return left.from_ms() < right.from_ms(); });
}

}  // namespace

local::Schedule& FakeAgent::offer_schedule() {
    const std::string& zone = status_.time_zone();
    const local_days today = rules::local_date(clock_.now(), zone);
    schedule_.Clear();
    schedule_.set_today(static_cast<int>(today.time_since_epoch() / std::chrono::days(1)));
    for (int at = 0; at < kDaysOfIt; ++at) {
        auto& day = *schedule_.add_days();
        day.set_date(schedule_.today() + at);
        if (at == 2) {
            add_texts(day.mutable_note(), "The water is off until noon", "No hay agua hasta el mediodía");
            add_entry(day, zone, "meal", 750, 780);
        } else {
            add_usual_entries(day, zone);
        }
    }
    auto& court = add_entry(*schedule_.mutable_days(0), zone, "court", 810, 0);
    court.set_own(true);
    court.set_place("Courtroom 2");
    court.set_note("Be ready at 1:00 PM. Bring your papers.");
    auto& visit = add_entry(*schedule_.mutable_days(10), zone, "visit", 840, 870);
    visit.set_own(true);
    visit.set_cancelled(true);
    in_order(*schedule_.mutable_days(0));
    in_order(*schedule_.mutable_days(10));
    return schedule_;
}

void FakeAgent::show_schedule(Answer& answer) {
    *answer.mutable_schedule() = schedule_;
    const local_days today = rules::local_date(clock_.now(), status_.time_zone());
    answer.mutable_schedule()->set_today(static_cast<int>(today.time_since_epoch() / std::chrono::days(1)));
}

void FakeAgent::next_of_schedule(local::Home& home) const {
    home.set_schedule(schedule_.days_size() > 0);
    for (const auto& day : schedule_.days()) {
        for (const auto& entry : day.entries()) {
            if (entry.from_ms() <= clock_.now().ms() || entry.cancelled()) continue;
            *home.mutable_next() = entry;
            return;
        }
    }
}

}  // namespace dayroom::test
