#include "platform/money/money.h"

#include <catch2/catch.hpp>

using namespace dayroom;

TEST_CASE("money reads the same in every language, to match paper") {
    CHECK(format_money(Cents::of(4815)) == "$48.15");
    CHECK(format_money(Cents::of(5)) == "$0.05");
    CHECK(format_money(Cents::of(-25)) == "\u2212$0.25");
    CHECK(format_money(Cents::of(123'456'789)) == "$1,234,567.89");
    CHECK(format_money(Cents::of(INT64_MIN)) == "\u2212$92,233,720,368,547,758.08");
    CHECK(format_money_change(Cents::of(3000)) == "+$30.00");
    CHECK(format_money_change(Cents::of(-600)) == "\u2212$6.00");
    CHECK(format_money_change(Cents()) == "$0.00");
}

TEST_CASE("arithmetic past 64 bits is an error, not a wrap") {
    CHECK(Cents::of(2).plus(Cents::of(3)).value() == Cents::of(5));
    CHECK(Cents::of(INT64_MAX).plus(Cents::of(1)).error().code == ErrorCode::kTooLarge);
    CHECK_FALSE(Cents::of(INT64_MIN).minus(Cents::of(1)).ok());
    CHECK_FALSE(Cents::of(INT64_MAX / 2).times(3).ok());
}

TEST_CASE("a command's amount is positive by type") {
    CHECK(PositiveCents::of(1).ok());
    CHECK_FALSE(PositiveCents::of(0).ok());
    CHECK_FALSE(PositiveCents::of(-100).ok());
    CHECK_FALSE(PositiveCents::of(kMaxCommandUnits + 1).ok());
    CHECK_FALSE(PositiveCents::of(INT64_MIN).ok());
    CHECK_FALSE((std::is_convertible_v<Cents, Credits>));
    CHECK_FALSE((std::is_convertible_v<PositiveCents, PositiveCredits>));
}
