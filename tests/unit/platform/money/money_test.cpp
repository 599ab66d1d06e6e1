#include "platform/money/money.h"

#include <optional>

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

TEST_CASE("arithmetic past 64 bits is an error, not a wrap, and up to the limits it is exact") {
    enum class Op { kPlus, kMinus, kTimes };
    struct Row {
        std::int64_t a;
        Op op;
        std::int64_t b;
        std::optional<std::int64_t> result;  // nothing: too large
    };
    const Row rows[] = {{2, Op::kPlus, 3, 5},
                        {INT64_MAX - 1, Op::kPlus, 1, INT64_MAX},
                        {INT64_MAX, Op::kPlus, 1, {}},
                        {INT64_MAX, Op::kPlus, INT64_MAX, {}},
                        {INT64_MIN, Op::kPlus, INT64_MAX, -1},
                        {INT64_MIN, Op::kPlus, -1, {}},
                        {INT64_MIN + 1, Op::kMinus, 1, INT64_MIN},
                        {INT64_MIN, Op::kMinus, 1, {}},
                        {0, Op::kMinus, INT64_MIN, {}},
                        {-1, Op::kMinus, INT64_MIN, INT64_MAX},
                        {INT64_MAX, Op::kMinus, -1, {}},
                        {INT64_MAX / 3, Op::kTimes, 3, INT64_MAX - INT64_MAX % 3},
                        {INT64_MAX / 2, Op::kTimes, 3, {}},
                        {INT64_MIN, Op::kTimes, -1, {}},
                        {INT64_MIN, Op::kTimes, 1, INT64_MIN},
                        {INT64_MAX, Op::kTimes, INT64_MIN, {}},
                        {INT64_MIN, Op::kTimes, 0, 0}};
    for (const Row& row : rows) {
        CAPTURE(row.a, static_cast<int>(row.op), row.b);
        const auto done = [&](auto a, auto b) {
            return row.op == Op::kPlus ? a.plus(b) : row.op == Op::kMinus ? a.minus(b) : a.times(row.b);
        };
        const auto check = [&](const auto& got) {
            REQUIRE(got.ok() == row.result.has_value());
            if (got.ok()) CHECK(got.value().units() == *row.result);
            if (!got.ok()) CHECK(got.error().code == ErrorCode::kTooLarge);
        };
        check(done(Cents::of(row.a), Cents::of(row.b)));
        check(done(Credits::of(row.a), Credits::of(row.b)));
    }
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
