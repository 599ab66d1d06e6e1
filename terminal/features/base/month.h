// One month on the facility's clocks, as a place carries it and as a person reads it. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

struct Month {
    int year = 0;
    int month = 0;  // 1 to 12; 0: no month

    bool none() const { return month == 0; }
    bool operator==(const Month&) const = default;
};

/// "2026-06"; of no month: "".
std::string month_code(const Month& month);
/// Nothing for what is no month of the years 1970 to 2199.
std::optional<Month> month_of_code(std::string_view code);
/// "June 2026"; of no month: "".
std::string month_words(const Month& month, const ui::Texts& texts);

}  // namespace dayroom::features
