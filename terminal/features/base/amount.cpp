#include "terminal/features/base/amount.h"

namespace dayroom::features {
namespace {

constexpr std::int64_t kCentsOfDollar = 100;
constexpr std::size_t kMaxDollarDigits = 7;  // beyond it no command may go

/// Of digits alone, at most kMaxDollarDigits of them.
std::optional<std::int64_t> whole_number(std::string_view digits) {
    if (digits.empty() || digits.size() > kMaxDollarDigits) return std::nullopt;
    std::int64_t number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return number;
}

}  // namespace

std::optional<PositiveCents> parse_amount(std::string_view typed) {
    const auto strip = [&](std::string_view what) {
        while (!typed.empty() && what.find(typed.front()) != std::string_view::npos) typed.remove_prefix(1);
        while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
    };
    strip(" ");
    if (typed.starts_with('$')) typed.remove_prefix(1);
    strip(" ");
    const auto mark = typed.find_first_of(".,");
    const auto dollars = whole_number(typed.substr(0, mark));
    std::optional<std::int64_t> cents = 0;
    if (mark != std::string_view::npos) {
        const std::string_view behind = typed.substr(mark + 1);
        cents = behind.size() == 2 ? whole_number(behind) : std::nullopt;
    }
    if (!dollars || !cents) return std::nullopt;
    auto amount = PositiveCents::of(*dollars * kCentsOfDollar + *cents);
    return amount.ok() ? std::optional(amount.value()) : std::nullopt;
}

}  // namespace dayroom::features
