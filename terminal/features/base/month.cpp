#include "terminal/features/base/month.h"

#include <chrono>

namespace dayroom::features {
namespace {

constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2199;

std::optional<int> number_of(std::string_view digits) {
    int number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return number;
}

/// In the middle of the month: the same month on every clock of the world.
Timestamp middle_of(const Month& month) {
    const std::chrono::sys_days day =
        std::chrono::year(month.year) / std::chrono::month(static_cast<unsigned>(month.month)) / std::chrono::day(15);
    return Timestamp::from_ms(std::chrono::milliseconds(day.time_since_epoch()).count());
}

}  // namespace

std::string month_code(const Month& month) {
    if (month.none()) return {};
    std::string code = std::to_string(month.year) + '-';
    if (month.month < 10) code += '0';
    return code + std::to_string(month.month);
}

std::optional<Month> month_of_code(std::string_view code) {
    if (code.size() != 7 || code[4] != '-') return std::nullopt;
    const auto year = number_of(code.substr(0, 4));
    const auto month = number_of(code.substr(5));
    if (!year || !month || *year < kFirstYear || *year > kLastYear || *month < 1 || *month > 12) return std::nullopt;
    return Month{*year, *month};
}

std::string month_words(const Month& month, const ui::Texts& t) {
    if (month.none()) return {};
    return t("month.with_year", {{"month", t.month(middle_of(month))}, {"year", std::to_string(month.year)}});
}

}  // namespace dayroom::features
