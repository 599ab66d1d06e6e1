#include "platform/money/deductions.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace dayroom;

namespace {

DeductionRule rule(const char* code, std::int64_t basis_points, bool into_savings = false) {
    DeductionRule made;
    made.code = code;
    made.basis_points = basis_points;
    made.into_savings = into_savings;
    return made;
}

std::vector<DeductionRule> washington() {
    return {rule("victims", 500),        rule("savings", 1000, true),         rule("court_debt", 2000),
            rule("child_support", 2000), rule("cost_of_incarceration", 2000), rule("civil_judgment", 2000)};
}

}  // namespace

TEST_CASE("Washington's rules leave $5 of $100") {
    const auto split = apply_deductions(PositiveCents::of(10'000).value(), "outside", washington());
    REQUIRE(split.ok());
    CHECK(split->left == Cents::of(500));
    REQUIRE(split->parts.size() == 6);
    CHECK(split->parts[0].amount == Cents::of(500));
    CHECK(split->parts[1].into_savings);
    CHECK(split->parts[5].amount == Cents::of(2000));
}

TEST_CASE("Washington's table: floors, caps, debts that are nearly paid, kinds of deposit that are exempt") {
    using Rules = std::vector<DeductionRule>;
    struct Row {
        const char* what;
        const char* source;
        std::int64_t gross;
        void (*change)(Rules&);
        std::vector<std::int64_t> taken;  // by the order of the rules
        std::int64_t left;
    };
    const auto as_they_are = [](Rules&) {};
    const Row rows[] = {{"all of them", "family", 10'000, as_they_are, {500, 1'000, 2'000, 2'000, 2'000, 2'000}, 500},
                        {"a small one", "family", 20, as_they_are, {1, 2, 4, 4, 4, 4}, 1},
                        {"a cent: 95 % of it is none", "family", 1, as_they_are, {0, 0, 0, 0, 0, 0}, 1},
                        {"the most that may be",
                         "family",
                         kMaxCommandUnits,
                         as_they_are,
                         {5'000'000, 10'000'000, 20'000'000, 20'000'000, 20'000'000, 20'000'000},
                         5'000'000},
                        {"a kind that all leave alone",
                         "tribal",
                         10'000,
                         [](Rules& rules) {
                             for (DeductionRule& each : rules) each.exempt_sources = {"tribal", "refund"};
                         },
                         {0, 0, 0, 0, 0, 0},
                         10'000},
                        {"a kind that one leaves alone",
                         "settlement",
                         10'000,
                         [](Rules& rules) { rules[4].exempt_sources = {"settlement"}; },
                         {500, 1'000, 2'000, 2'000, 0, 2'000},
                         2'500},
                        {"another kind than one is for",
                         "job",
                         10'000,
                         [](Rules& rules) { rules[0].sources = {"family"}; },
                         {0, 1'000, 2'000, 2'000, 2'000, 2'000},
                         1'000},
                        {"a debt that is paid",
                         "family",
                         10'000,
                         [](Rules& rules) { rules[2].owed_at_most = Cents(); },
                         {500, 1'000, 0, 2'000, 2'000, 2'000},
                         2'500},
                        {"a debt that is nearly paid",
                         "family",
                         10'000,
                         [](Rules& rules) { rules[2].owed_at_most = Cents::of(1'234); },
                         {500, 1'000, 1'234, 2'000, 2'000, 2'000},
                         1'266},
                        {"a cap below the share",
                         "family",
                         10'000,
                         [](Rules& rules) { rules[1].at_most = Cents::of(500); },
                         {500, 500, 2'000, 2'000, 2'000, 2'000},
                         1'000},
                        {"a cap at the share",
                         "family",
                         10'000,
                         [](Rules& rules) { rules[1].at_most = Cents::of(1'000); },
                         {500, 1'000, 2'000, 2'000, 2'000, 2'000},
                         500},
                        {"a floor that the last one meets",
                         "family",
                         10'000,
                         [](Rules& rules) { rules[5].keep_at_least = Cents::of(1'000); },
                         {500, 1'000, 2'000, 2'000, 2'000, 1'500},
                         1'000},
                        {"a floor of all that the last two meet",
                         "family",
                         10'000,
                         [](Rules& rules) {
                             for (DeductionRule& each : rules) each.keep_at_least = Cents::of(3'000);
                         },
                         {500, 1'000, 2'000, 2'000, 1'500, 0},
                         3'000},
                        {"a deposit below the floor",
                         "family",
                         900,
                         [](Rules& rules) {
                             for (DeductionRule& each : rules) each.keep_at_least = Cents::of(1'000);
                         },
                         {0, 0, 0, 0, 0, 0},
                         900},
                        {"floor, cap, debt and kind at once",
                         "settlement",
                         10'000,
                         [](Rules& rules) {
                             rules[0].exempt_sources = {"settlement"};
                             rules[1].at_most = Cents::of(250);
                             rules[2].owed_at_most = Cents::of(99);
                             rules[5].keep_at_least = Cents::of(4'651);
                         },
                         {0, 250, 99, 2'000, 2'000, 1'000},
                         4'651}};
    for (const Row& row : rows) {
        CAPTURE(row.what);
        Rules rules = washington();
        row.change(rules);
        const auto split = apply_deductions(PositiveCents::of(row.gross).value(), row.source, rules);
        REQUIRE(split.ok());
        std::vector<std::int64_t> taken;
        for (const DeductionRule& each : rules) {
            const auto part = std::find_if(split->parts.begin(), split->parts.end(),
                                           [&](const DeductionPart& made) { return made.code == each.code; });
            taken.push_back(part == split->parts.end() ? 0 : part->amount.units());
        }
        CHECK(taken == row.taken);
        CHECK(split->left == Cents::of(row.left));
    }
}

TEST_CASE("parts and rest always add up to the gross, for every small amount") {
    for (std::int64_t gross = 1; gross <= 2'000; ++gross) {
        const auto split = apply_deductions(PositiveCents::of(gross).value(), "outside", washington());
        REQUIRE(split.ok());
        std::int64_t sum = split->left.units();
        for (const auto& part : split->parts) {
            REQUIRE(part.amount.units() > 0);
            sum += part.amount.units();
        }
        REQUIRE(sum == gross);
        REQUIRE_FALSE(split->left.is_negative());
    }
}

TEST_CASE("exempt sources, fulfilled debts and floors") {
    auto rules = washington();
    for (auto& each : rules) each.exempt_sources = {"tribal"};
    CHECK(apply_deductions(PositiveCents::of(10'000).value(), "tribal", rules)->left == Cents::of(10'000));

    auto debt = rule("court_debt", 5000);
    debt.owed_at_most = Cents::of(120);
    CHECK(apply_deductions(PositiveCents::of(10'000).value(), "outside", {debt})->left == Cents::of(9'880));
    debt.owed_at_most = Cents();
    CHECK(apply_deductions(PositiveCents::of(10'000).value(), "outside", {debt})->parts.empty());

    auto floor = rule("cost", 10'000);
    floor.keep_at_least = Cents::of(1'000);
    CHECK(apply_deductions(PositiveCents::of(2'500).value(), "outside", {floor})->left == Cents::of(1'000));
    CHECK(apply_deductions(PositiveCents::of(900).value(), "outside", {floor})->left == Cents::of(900));
}

TEST_CASE("a fixed sum is taken whole, in its order, as far as the deposit goes") {
    auto fixed = rule("booking_fee", 0);
    fixed.fixed = Cents::of(300);
    const std::vector<DeductionRule> rules = {rule("victims", 500), fixed, rule("savings", 1000, true)};
    const auto split = apply_deductions(PositiveCents::of(10'001).value(), "outside", rules);
    REQUIRE(split.ok());
    REQUIRE(split->parts.size() == 3);
    CHECK(split->parts[0].amount == Cents::of(500));
    CHECK(split->parts[1].amount == Cents::of(300));
    CHECK(split->parts[1].basis_points == 0);
    CHECK(split->parts[2].amount == Cents::of(1'000));
    CHECK(split->left == Cents::of(8'201));
    const auto small = apply_deductions(PositiveCents::of(200).value(), "outside", rules);
    REQUIRE(small->parts.size() == 2);
    CHECK(small->parts[1].amount == Cents::of(190));
    CHECK(small->left == Cents());
}

TEST_CASE("a cap, and kinds of deposit that a rule is for") {
    auto capped = rule("cost", 2000);
    capped.at_most = Cents::of(1'500);
    CHECK(apply_deductions(PositiveCents::of(7'500).value(), "outside", {capped})->left == Cents::of(6'000));
    CHECK(apply_deductions(PositiveCents::of(10'000).value(), "outside", {capped})->left == Cents::of(8'500));
    auto of_job = rule("room", 6000);
    of_job.sources = {"job", "work_release"};
    auto of_family = rule("cost", 6000);
    of_family.exempt_sources = {"job"};
    const std::vector<DeductionRule> both = {of_job, of_family};
    CHECK(apply_deductions(PositiveCents::of(1'000).value(), "job", both)->left == Cents::of(400));
    CHECK(apply_deductions(PositiveCents::of(1'000).value(), "family", both)->parts.front().code == "cost");
    CHECK_FALSE(apply_deductions(PositiveCents::of(1'000).value(), "work_release", both).ok());
}

TEST_CASE("the cents that flooring lost go to the largest remainders, not to the first rules") {
    // 16.65, 33.3 and four times 66.6: three cents are lost. The largest remainder is that of 5 %, then come the 20 %.
    const auto split = apply_deductions(PositiveCents::of(333).value(), "outside", washington());
    REQUIRE(split.ok());
    std::vector<std::int64_t> taken;
    for (const auto& part : split->parts) taken.push_back(part.amount.units());
    CHECK(taken == std::vector<std::int64_t>{17, 33, 67, 67, 66, 66});
    CHECK(split->left == Cents::of(17));
}

TEST_CASE("equal remainders go to the earlier rule, whatever order the rules stand in") {
    std::vector<DeductionRule> rules = washington();
    const auto by_code = [](const DeductionRule& a, const DeductionRule& b) { return a.code < b.code; };
    std::sort(rules.begin(), rules.end(), by_code);
    int orders = 0;
    do {
        ++orders;
        const auto split = apply_deductions(PositiveCents::of(333).value(), "outside", rules);
        REQUIRE(split.ok());
        REQUIRE(split->parts.size() == rules.size());
        int of_twenty = 0;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            REQUIRE(split->parts[i].code == rules[i].code);
            const std::int64_t expected = rules[i].basis_points == 500    ? 17
                                          : rules[i].basis_points == 1000 ? 33
                                          : of_twenty++ < 2               ? 67
                                                                          : 66;
            REQUIRE(split->parts[i].amount.units() == expected);
        }
    } while (std::next_permutation(rules.begin(), rules.end(), by_code));
    CHECK(orders == 720);
    // Less than a cent in all is nobody's; one cent goes to whoever stands first.
    std::vector<DeductionRule> thirds = {rule("a", 3333), rule("b", 3333), rule("c", 3333)};
    do {
        CHECK(apply_deductions(PositiveCents::of(1).value(), "outside", thirds)->parts.empty());
        const auto of_two = apply_deductions(PositiveCents::of(2).value(), "outside", thirds);
        REQUIRE(of_two->parts.size() == 1);
        CHECK(of_two->parts[0].code == thirds[0].code);
        CHECK(of_two->left == Cents::of(1));
    } while (std::next_permutation(thirds.begin(), thirds.end(), by_code));
}

TEST_CASE("rules that cannot be are refused") {
    auto both = rule("a", 100);
    both.fixed = Cents::of(5);
    CHECK_FALSE(apply_deductions(PositiveCents::of(100).value(), "x", {both}).ok());
    auto negative = rule("a", 0);
    negative.fixed = Cents::of(-5);
    CHECK_FALSE(apply_deductions(PositiveCents::of(100).value(), "x", {negative}).ok());
    auto no_cap = rule("a", 100);
    no_cap.at_most = Cents();
    CHECK_FALSE(apply_deductions(PositiveCents::of(100).value(), "x", {no_cap}).ok());
    CHECK_FALSE(apply_deductions(PositiveCents::of(1).value(), "x", {rule("a", -1)}).ok());
    CHECK_FALSE(apply_deductions(PositiveCents::of(1).value(), "x", {rule("a", 6000), rule("b", 6000)}).ok());
    CHECK_FALSE(apply_deductions(PositiveCents::of(1).value(), "x", std::vector<DeductionRule>(33, rule("a", 1))).ok());
}
