// Money and credits as classes over an integer of the smallest unit, with checked arithmetic. No float comes near.
//
// Kentucky 2022: a transfer form took a minus sign; over $1 M was created. Hence PositiveCents: what a command carries
// is positive by type. Idaho 2018: taking items out of a cart created credit. Hence: only the hub's ledger moves money.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "platform/base/result.h"

namespace dayroom {

/// A count of one unit that may be negative (a balance change); arithmetic that would overflow is an error.
template <typename Tag>
class Amount {
public:
    constexpr Amount() = default;
    static constexpr Amount of(std::int64_t units) { return Amount(units); }
    constexpr std::int64_t units() const { return units_; }
    constexpr bool is_negative() const { return units_ < 0; }
    constexpr bool is_zero() const { return units_ == 0; }
    constexpr auto operator<=>(const Amount&) const = default;

    Result<Amount> plus(Amount other) const {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(units_, other.units_, &sum)) return overflow();
        return Amount(sum);
    }
    Result<Amount> minus(Amount other) const {
        std::int64_t difference = 0;
        if (__builtin_sub_overflow(units_, other.units_, &difference)) return overflow();
        return Amount(difference);
    }
    Result<Amount> times(std::int64_t factor) const {
        std::int64_t product = 0;
        if (__builtin_mul_overflow(units_, factor, &product)) return overflow();
        return Amount(product);
    }

private:
    explicit constexpr Amount(std::int64_t units) : units_(units) {}
    static Error overflow() { return Error(ErrorCode::kTooLarge, "amount goes past the limits of 64 bits"); }
    std::int64_t units_ = 0;
};

using Cents = Amount<struct CentsTag>;
using Credits = Amount<struct CreditsTag>;

/// The largest amount one command may carry: $1,000,000.00, or as many credits.
inline constexpr std::int64_t kMaxCommandUnits = 100'000'000;

/// An amount above zero and at most kMaxCommandUnits: the only kind that commands and postings carry.
template <typename Tag>
class Positive {
public:
    static Result<Positive> of(std::int64_t units) {
        if (units <= 0) return Error(ErrorCode::kInvalid, "an amount must be above zero");
        if (units > kMaxCommandUnits) return Error(ErrorCode::kTooLarge, "an amount may be at most 100,000,000 units");
        return Positive(units);
    }
    static Result<Positive> from(Amount<Tag> amount) { return of(amount.units()); }
    std::int64_t units() const { return units_; }
    Amount<Tag> amount() const { return Amount<Tag>::of(units_); }
    auto operator<=>(const Positive&) const = default;

private:
    explicit Positive(std::int64_t units) : units_(units) {}
    std::int64_t units_;
};

using PositiveCents = Positive<CentsTag>;
using PositiveCredits = Positive<CreditsTag>;

/// "$48.15", "−$0.25" (U+2212): the same in every language, to match paper. Thousands are grouped: "$1,204.00".
std::string format_money(Cents amount);
/// With its sign always shown: "+$30.00", "−$6.00"; zero is "$0.00".
std::string format_money_change(Cents amount);

}  // namespace dayroom
