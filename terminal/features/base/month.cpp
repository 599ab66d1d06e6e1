#include "terminal/features/base/month.h"

#include <chrono>

#include "platform/rules/calendar.h"

namespace dayroom::features {
namespace {

/// In the middle of the month: the same month on every clock of the world.
Timestamp middle_of(const Month& month) {
    const std::chrono::sys_days day =
        std::chrono::year(month.year) / std::chrono::month(static_cast<unsigned>(month.month)) / std::chrono::day(15);
    return Timestamp::from_ms(std::chrono::milliseconds(day.time_since_epoch()).count());
}

}  // namespace

std::string month_code(const Month& month) {
    return month.none() ? std::string() : rules::name_of(rules::LocalMonth{month.year, month.month, {}, {}});
}

std::optional<Month> month_of_code(std::string_view code) {
    const auto named = rules::month_named(code, "UTC");
    return named.ok() ? std::optional(Month{named->year, named->month}) : std::nullopt;
}

std::string month_words(const Month& month, const ui::Texts& t) {
    if (month.none()) return {};
    return t("month.with_year", {{"month", t.month(middle_of(month))}, {"year", std::to_string(month.year)}});
}

}  // namespace dayroom::features
