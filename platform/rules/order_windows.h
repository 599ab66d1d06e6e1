// When orders are taken at the commissary: weekly rules of the facility ("opens Friday 8:00, cut-off Tuesday 9:30,
// delivered Thursday"), and the windows that follow from them on the facility's own clocks. A week that holds a change
// of the clocks is an hour shorter or longer; the wall clock decides. Source: domain.md "Commissary".
#pragma once

#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom::rules {

inline constexpr int kMinutesOfDay = 24 * 60;
inline constexpr int kDaysOfWeek = 7;
/// Windows that are computed at once at most.
inline constexpr int kMaxWindowsAhead = 60;

/// Weekdays: 1 Monday to 7 Sunday (ISO 8601). Minutes: after midnight, 0 to 1,439.
struct WeeklyWindow {
    int opens_weekday = 1;
    int opens_minute = 0;
    int cut_off_weekday = 1;  // the next such moment after it opens: at most a week later
    int cut_off_minute = 0;
    int delivery_weekday = 1;  // the next such day after the day of the cut-off
    bool operator==(const WeeklyWindow&) const = default;
};

/// kInvalid for a weekday or minute that is none.
Status check_weekly_window(const WeeklyWindow& rule);

struct WindowTimes {
    Timestamp opens;
    Timestamp cut_off;   // first moment at which nothing is ordered, changed or cancelled any more
    Timestamp delivery;  // beginning of that day
    bool operator==(const WindowTimes&) const = default;
};

/// The next `count` windows whose cut-off is after `now`, in their order; the first may be open. An unknown zone is
/// UTC. A window that a change of the clocks leaves no time for is not among them.
std::vector<WindowTimes> windows_after(const WeeklyWindow& rule, Timestamp now, const std::string& time_zone,
                                       int count);

/// Whether some moment of the week lies in both: then an order made at that moment would have two cut-offs.
bool overlap(const WeeklyWindow& a, const WeeklyWindow& b);

}  // namespace dayroom::rules
