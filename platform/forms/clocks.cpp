#include "platform/forms/clocks.h"

#include <algorithm>

#include "platform/rules/calendar.h"

namespace dayroom::forms {
namespace {

bool is_weekend(std::chrono::local_days day) {
    const std::chrono::weekday weekday(day);
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

/// Of a level of its own; 0: none.
int urgent_hours(const Form& form, int level) {
    if (level == 0) return form.urgent_answer_within_hours;
    const auto at = static_cast<std::size_t>(level - 1);
    return at < form.next_levels.size() ? form.next_levels[at].urgent_answer_within_hours : 0;
}

}  // namespace

int answer_hours(const Form& form, int level, Haste haste, Timestamp begin, const std::string& time_zone) {
    if (const int hours = haste == Haste::kUrgent ? urgent_hours(form, level) : 0; hours > 0) return hours;
    if (level > 0) {
        const auto at = static_cast<std::size_t>(level - 1);
        return at < form.next_levels.size() ? form.next_levels[at].answer_within_hours : 0;
    }
    const bool weekend = form.weekend_answer_within_hours > 0 && is_weekend(rules::local_date(begin, time_zone));
    return weekend ? form.weekend_answer_within_hours : form.answer_within_hours;
}

Timestamp answer_by(const Form& form, int level, Haste haste, Timestamp begin, const std::string& time_zone) {
    const int hours = answer_hours(form, level, haste, begin, time_zone);
    return hours > 0 ? begin + std::chrono::hours(hours) : Timestamp();
}

Timestamp ordinary_answer_by(const Form& form, int level, Timestamp urgent_by, const std::string& time_zone) {
    const int hours = urgent_hours(form, level);
    if (hours == 0 || !urgent_by.is_set()) return urgent_by;
    return answer_by(form, level, Haste::kOrdinary, urgent_by - std::chrono::hours(hours), time_zone);
}

std::chrono::local_days last_appeal_day(const Form& form, Timestamp decided, const std::string& time_zone) {
    return rules::local_date(decided, time_zone) + std::chrono::days(form.appeal_within_days);
}

bool is_too_late(const Form& form, Timestamp decided, Timestamp now, const std::string& time_zone) {
    return rules::local_date(now, time_zone) > last_appeal_day(form, decided, time_zone);
}

bool is_urgent(const Answers& answers) {
    return std::any_of(answers.begin(), answers.end(),
                       [](const Answer& answer) { return answer.field == kUrgentField && answer.value == "yes"; });
}

}  // namespace dayroom::forms
