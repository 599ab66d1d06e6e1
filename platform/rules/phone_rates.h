// Phone numbers, what a call costs, how long a balance lasts, and how often a list of numbers may change. Pure: hub and
// terminal reckon with the same. Source: domain.md "Phone".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"
#include "platform/money/money.h"

namespace dayroom::rules {

inline constexpr std::int64_t kMillsInCent = 10;  // a mill is a tenth of a cent
inline constexpr int kSecondsInMinute = 60;
inline constexpr int kMostCallSeconds = 24 * 3600;
inline constexpr std::string_view kHomeCountry = "1";  // of a number that is typed without one

/// E.164 from what somebody typed: "+", spaces, dots, dashes and brackets are understood; ten digits, or eleven that
/// begin with 1, are a number of the home country. Nothing when it is none.
std::optional<std::string> phone_number_of(std::string_view typed);
/// "+" and 8 to 15 digits, the first not 0.
bool is_phone_number(std::string_view number);
/// Of a rate: "+" and up to 15 digits.
bool is_phone_prefix(std::string_view prefix);

struct PhoneRate {
    std::string code;
    std::vector<std::string> prefixes;
    std::int64_t minute_mills = 0;
    Cents connection;
    Cents most;            // of one call; zero: no cap
    int most_minutes = 0;  // of one call; 0: no limit
    Timestamp from;
    Timestamp to;  // unset: no end

    bool in_force(Timestamp at) const { return from <= at && (!to.is_set() || at < to); }
};
/// From a wire.PhoneTerms.
template <typename Terms>
std::vector<PhoneRate> phone_rates_of(const Terms& terms) {
    std::vector<PhoneRate> rates;
    for (const auto& rate : terms.rates()) {
        rates.push_back({rate.code(),
                         {rate.prefixes().begin(), rate.prefixes().end()},
                         rate.minute_mills(),
                         Cents::of(rate.connection_cents()),
                         Cents::of(rate.most_cents()),
                         rate.most_minutes(),
                         Timestamp::from_ms(rate.valid_from_ms()),
                         Timestamp::from_ms(rate.valid_to_ms())});
    }
    return rates;
}

/// The rate in force at `at` with the longest prefix of `number`; null: there is none.
const PhoneRate* phone_rate_for(std::span<const PhoneRate> rates, std::string_view number, Timestamp at);
/// Each minute that was begun counts whole; a part of a cent is not charged. A call of no second costs nothing.
Cents phone_call_price(const PhoneRate& rate, int seconds);
/// Whole minutes of one call that `balance` pays, at most a day.
int phone_minutes(const PhoneRate& rate, Cents balance);

/// At most `most` changes of a list in `days` days; 0 of either: at any time. Days are those of the facility's clocks:
/// a change counts on the day that it was asked for and on the days after it, `days` together, however long the clocks
/// make them; so "again on June 3" means from midnight on.
struct ListRule {
    int most = 0;
    int days = 0;
    bool limits() const { return most > 0 && days > 0; }
};
struct ListRoom {
    int left = 0;    // changes that may be asked for now
    Timestamp next;  // none left: when the next may be
};
/// `counted`: when the changes that count were asked for, in any order. `time_zone`: the facility's (calendar.h).
ListRoom list_room(const ListRule& rule, std::vector<Timestamp> counted, Timestamp now, const std::string& time_zone);

}  // namespace dayroom::rules
