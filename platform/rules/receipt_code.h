// Receipt codes: what a person copies on paper to prove that something was submitted. 8 characters of an alphabet
// without look-alikes (no 0 O 1 I L 2 Z 5 S 8 B U V); the last one is a check character over the other seven.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/random.h"

namespace dayroom::rules {

/// 23 letters and digits: a prime, so that the weighted sum finds every single wrong character and every swap of
/// neighbours.
inline constexpr std::string_view kReceiptAlphabet = "34679ACDEFGHJKMNPQRTWXY";
inline constexpr std::size_t kReceiptCodeLength = 8;

/// 23^7 ≈ 3.4 thousand million codes: unique enough beside a date; the hub's table says for certain.
std::string make_receipt_code(Random& random);
/// As typed: lower case, spaces and dashes are forgiven. Empty when it is no valid code.
std::string read_receipt_code(std::string_view typed);
/// Exactly as made.
bool is_receipt_code(std::string_view code);

}  // namespace dayroom::rules
