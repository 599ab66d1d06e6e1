// Which PINs a person may choose. The first PIN is random and one-time; what is chosen must not be what others try
// first.
#pragma once

#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::facility {

/// From the facility's policy, in digits.
struct PinLength {
    std::size_t shortest = 4;
    std::size_t longest = 8;
};

inline constexpr std::size_t kOneTimePinDigits = 6;

/// kInvalid, with text_key "weak_pin", for anything but digits of that length, and for what is guessed first: one digit
/// repeated, a run up or down (1234, 9876, 7890), a repeated pair or half (1212, 482482), keypad columns (2580), a year
/// (19xx, 20xx), and any part of the resident number.
Status check_new_pin(ByteView pin, std::string_view resident_number, const PinLength& length);

/// Random and passing check_new_pin(). Given to the person once.
Secret make_one_time_pin(std::string_view resident_number, const PinLength& length, Random& random);

}  // namespace dayroom::facility
