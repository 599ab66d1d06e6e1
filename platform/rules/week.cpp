#include "platform/rules/week.h"

#include "platform/rules/calendar.h"

namespace dayroom::rules {

LocalWeek local_week(Timestamp at, const std::string& time_zone) {
    const std::chrono::local_days day = local_date(at, time_zone);
    const auto since_monday = std::chrono::days(static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1);
    const std::chrono::local_days monday = day - since_monday;
    const std::chrono::minutes midnight{0};
    return {local_moment(monday, midnight, time_zone),
            local_moment(monday + std::chrono::days(7), midnight, time_zone)};
}

}  // namespace dayroom::rules
