#include "platform/facility/residents/pin.h"

#include <algorithm>
#include <array>

namespace dayroom::facility {
namespace {

Error weak(const char* why) { return Error(ErrorCode::kInvalid, why, "weak_pin"); }

/// Whether each digit is the one before plus `step`, with 0 after 9.
bool is_run(std::string_view pin, int step) {
    for (std::size_t at = 1; at < pin.size(); ++at) {
        if ((pin[at - 1] - '0' + step + 10) % 10 != pin[at] - '0') return false;
    }
    return true;
}

bool repeats_every(std::string_view pin, std::size_t period) {
    if (period >= pin.size() || pin.size() % period != 0) return false;
    for (std::size_t at = period; at < pin.size(); ++at) {
        if (pin[at] != pin[at - period]) return false;
    }
    return true;
}

bool is_part_of(std::string_view pin, std::string_view number) {
    std::string digits;
    std::copy_if(number.begin(), number.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits.find(pin) != std::string::npos || (digits.size() >= 4 && pin.find(digits) != std::string_view::npos);
}

}  // namespace

Status check_new_pin(ByteView pin_bytes, std::string_view resident_number, const PinLength& length) {
    const std::string_view pin = as_text(pin_bytes);
    if (pin.size() < length.shortest || pin.size() > length.longest)
        return weak("the PIN has too few or too many digits");
    if (!std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return weak("the PIN must be digits");
    for (const int step : {0, 1, -1}) {
        if (is_run(pin, step)) return weak("the PIN is a run of digits");
    }
    for (const std::size_t period : {std::size_t{1}, std::size_t{2}, pin.size() / 2}) {
        if (period > 0 && repeats_every(pin, period)) return weak("the PIN repeats itself");
    }
    static constexpr std::array<std::string_view, 6> kKeypad = {"2580", "0852", "1470", "3690", "147258", "147369"};
    if (std::find(kKeypad.begin(), kKeypad.end(), pin) != kKeypad.end()) return weak("the PIN is a line on the keypad");
    if (pin.size() == 4 && (pin.starts_with("19") || pin.starts_with("20"))) return weak("the PIN looks like a year");
    if (is_part_of(pin, resident_number)) return weak("the PIN is part of the resident number");
    return {};
}

Secret make_one_time_pin(std::string_view resident_number, const PinLength& length, Random& random) {
    const std::size_t digits = std::clamp(kOneTimePinDigits, length.shortest, length.longest);
    for (;;) {
        Secret pin = Secret::zeroed(digits);
        for (std::uint8_t& digit : pin.writable()) digit = static_cast<std::uint8_t>('0' + random.below(10));
        if (check_new_pin(pin.bytes(), resident_number, length).ok()) return pin;
    }
}

}  // namespace dayroom::facility
