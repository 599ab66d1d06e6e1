#include "platform/rules/phone_rates.h"

#include <algorithm>

#include "platform/rules/calendar.h"

namespace dayroom::rules {
namespace {

constexpr std::size_t kLeastDigits = 8;
constexpr std::size_t kMostDigits = 15;  // E.164
constexpr std::size_t kHomeDigits = 10;
constexpr int kMostMinutes = kMostCallSeconds / kSecondsInMinute;

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Cents price_of_minutes(const PhoneRate& rate, int minutes) {
    const std::int64_t cents = rate.connection.units() + rate.minute_mills * minutes / kMillsInCent;
    return Cents::of(rate.most.is_zero() ? cents : std::min(cents, rate.most.units()));
}

}  // namespace

bool is_phone_number(std::string_view number) {
    if (number.size() < kLeastDigits + 1 || number.size() > kMostDigits + 1 || number.front() != '+') return false;
    return number[1] != '0' && all_digits(number.substr(1));
}

bool is_phone_prefix(std::string_view prefix) {
    return !prefix.empty() && prefix.size() <= kMostDigits + 1 && prefix.front() == '+' && all_digits(prefix.substr(1));
}

std::optional<std::string> phone_number_of(std::string_view typed) {
    std::string digits;
    bool plus = false;
    for (const char c : typed) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c == '+' && !plus && digits.empty()) {
            plus = true;
        } else if (std::string_view(" .-()").find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    const bool home = digits.size() == kHomeDigits ||
                      (digits.size() == kHomeDigits + kHomeCountry.size() && digits.starts_with(kHomeCountry));
    if (!plus && !home) return std::nullopt;
    if (!plus && digits.size() == kHomeDigits) digits.insert(0, kHomeCountry);
    std::string number = "+" + digits;
    if (!is_phone_number(number)) return std::nullopt;
    return number;
}

const PhoneRate* phone_rate_for(std::span<const PhoneRate> rates, std::string_view number, Timestamp at) {
    const PhoneRate* found = nullptr;
    std::size_t longest = 0;
    for (const PhoneRate& rate : rates) {
        if (!rate.in_force(at)) continue;
        for (const std::string& prefix : rate.prefixes) {
            if (prefix.size() <= longest || !number.starts_with(prefix)) continue;
            longest = prefix.size();
            found = &rate;
        }
    }
    return found;
}

Cents phone_call_price(const PhoneRate& rate, int seconds) {
    if (seconds <= 0) return {};
    const int minutes = std::min(seconds, kMostCallSeconds) / kSecondsInMinute +
                        (std::min(seconds, kMostCallSeconds) % kSecondsInMinute == 0 ? 0 : 1);
    return price_of_minutes(rate, minutes);
}

int phone_minutes(const PhoneRate& rate, Cents balance) {
    const int most = rate.most_minutes > 0 ? std::min(rate.most_minutes, kMostMinutes) : kMostMinutes;
    int low = 0;
    int high = most;
    while (low < high) {  // the price never falls with the minutes
        const int middle = low + (high - low + 1) / 2;
        if (price_of_minutes(rate, middle) <= balance)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

ListRoom list_room(const ListRule& rule, std::vector<Timestamp> counted, Timestamp now, const std::string& time_zone) {
    if (!rule.limits()) return {1, {}};
    const auto until = [&](Timestamp at) {
        return local_moment(local_date(at, time_zone) + std::chrono::days(rule.days), std::chrono::minutes(0),
                            time_zone);
    };
    std::sort(counted.begin(), counted.end());
    const auto first =
        std::partition_point(counted.begin(), counted.end(), [&](Timestamp at) { return until(at) <= now; });
    const int used = static_cast<int>(counted.end() - first);
    if (used < rule.most) return {rule.most - used, {}};
    // When so many of the oldest are out of the period that one is left.
    return {0, until(*(first + (used - rule.most)))};
}

}  // namespace dayroom::rules
