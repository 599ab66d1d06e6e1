// What the schedule shows: today with what is on and what comes next, one's own appointments, and the days that come.
// Pure: hours are the agent's, reckoned on the facility's clocks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/base/place.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

/// So many days are asked for: the unit's week, and after it those that are different or hold something of one's own.
inline constexpr int kScheduleDays = 31;

enum class EntryState { kOver, kNow, kBegan, kNext, kLater };  // kBegan: no end of it is set
struct ScheduleRow {
    std::string title;   // "Count", or what staff call it
    std::string time;    // "4:00 PM"; of an appointment in a list of its own the day before it
    std::string detail;  // "Until 4:30 PM · Dayroom", on a line of its own what staff wrote; may be empty
    std::string icon;
    EntryState state = EntryState::kLater;
    bool own = false;
    bool cancelled = false;
};

struct ScheduleDayModel {
    std::string heading;  // "Today, June 6", "Monday, June 9"
    std::string note;     // that this day is different, and why; empty: it is not
    std::vector<ScheduleRow> rows;
    int over = 0;         // so many rows at the beginning are over
    std::string summary;  // "12 entries · 1 is yours · This day is different: …"
    Place place;
};

struct ScheduleModel {
    std::string unit;     // whose hours these are; empty: the terminal does not know its unit
    std::string offline;  // since when nothing new can have come; empty: it does
    bool empty = false;   // nothing at all is known
    ScheduleDayModel today;
    std::vector<ScheduleRow> own;  // appointments that are not over, by time
    std::vector<ScheduleDayModel> coming;
};
ScheduleModel make_schedule(const local::Schedule& schedule, const local::Status& status, const ui::Texts& texts,
                            Timestamp now);
/// The day that a place names; nothing when it is not among those that are known, or no day.
std::optional<ScheduleDayModel> make_schedule_day(const local::Schedule& schedule, std::string_view parameter,
                                                  const ui::Texts& texts, Timestamp now);
/// When something begins or ends next, so that what is on and what comes next is another; nothing: on none of the days.
std::optional<Timestamp> next_change(const local::Schedule& schedule, Timestamp now);

}  // namespace dayroom::features
