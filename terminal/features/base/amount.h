// An amount of money as a person types it. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "platform/money/money.h"

namespace dayroom::features {

inline constexpr std::size_t kMaxAmountCharacters = 12;

/// "5", "5.00", "5,50", "$ 5": an amount above zero that one command may carry. Nothing for anything else, with or
/// without a sign.
std::optional<PositiveCents> parse_amount(std::string_view typed);

}  // namespace dayroom::features
