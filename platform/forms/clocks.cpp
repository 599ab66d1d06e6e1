#include "platform/forms/clocks.h"

#include <algorithm>

#include "platform/rules/calendar.h"

namespace dayroom::forms {
namespace {

bool is_weekend(std::chrono::local_days day) {
    const std::chrono::weekday weekday(day);
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace

int answer_hours(const Form& form, int level, Timestamp begin, const std::string& time_zone) {
    if (level > 0) {
        const auto at = static_cast<std::size_t>(level - 1);
        return at < form.next_levels.size() ? form.next_levels[at].answer_within_hours : 0;
    }
    const bool weekend = form.weekend_answer_within_hours > 0 && is_weekend(rules::local_date(begin, time_zone));
    return weekend ? form.weekend_answer_within_hours : form.answer_within_hours;
}

Timestamp answer_by(const Form& form, int level, Timestamp begin, const std::string& time_zone) {
    const int hours = answer_hours(form, level, begin, time_zone);
    return hours > 0 ? begin + std::chrono::hours(hours) : Timestamp();
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
