#include "platform/money/money.h"

namespace dayroom {
namespace {

constexpr const char* kMinus = "\u2212";

std::string unsigned_text(Cents amount) {
    // The magnitude of INT64_MIN does not fit int64: negate as unsigned.
    const auto raw = static_cast<std::uint64_t>(amount.units());
    const std::uint64_t magnitude = amount.is_negative() ? 0 - raw : raw;
    std::string dollars = std::to_string(magnitude / 100);
    for (std::size_t at = dollars.size(); at > 3;) dollars.insert(at -= 3, ",");
    const std::string cents = std::to_string(magnitude % 100);
    return "$" + dollars + "." + (cents.size() < 2 ? "0" : "") + cents;
}

}  // namespace

std::string format_money(Cents amount) { return (amount.is_negative() ? kMinus : "") + unsigned_text(amount); }

std::string format_money_change(Cents amount) {
    if (amount.is_zero()) return unsigned_text(amount);
    return (amount.is_negative() ? kMinus : "+") + unsigned_text(amount);
}

}  // namespace dayroom
