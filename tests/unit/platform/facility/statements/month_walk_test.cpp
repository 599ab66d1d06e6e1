// A month's statement looks only at what one person has had since; a look at every entry of the ledger says the same,
// whatever came in between: other people, corrections of old lines, holds that end months later, a clock set back.
#include <catch2/catch.hpp>

#include "platform/facility/books/read_off.h"
#include "platform/facility/ledger/deduction_rules.h"
#include "platform/facility/statements/month_statement.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

class Half {  // a year
public:
    explicit Half(std::uint64_t seed) : hub_(seed), random_(seed) {
        hub_.clock.set_now(must(rules::month_named("2026-01", "America/Chicago")).begin);
        for (auto& each : people_) each.person = hub_.add_resident();
        must(hub_.run([&](Work& work) -> Status {
            StoredRule savings;
            savings.rule = {"savings", "rule 1", 1'000, {}, {}, Cents::of(INT64_MAX), true};
            StoredRule court;
            court.rule = {"court_debt", "rule 2", 2'000, {}, {}, Cents::of(INT64_MAX), false};
            court.needs_obligation = true;
            TRY(set_deduction_rules(work, {savings, court}, {}));
            for (const auto& each : people_)
                TRY(hub_.obligations.set(work, hub_.id<ObligationId>(), each.person.id, "court_debt", "Order 9",
                                         TRY(PositiveCents::of(30'000))));
            return {};
        }));
    }

    void step() {
        hub_.clock.advance(std::chrono::hours(random_.below(20)));
        if (random_.below(25) == 0) hub_.clock.advance(-std::chrono::hours(random_.below(40 * 24)));
        if (random_.below(10) == 0) {
            must(hub_.run([&](Work& work) -> Status {
                TRY(read_off(work, static_cast<int>(1 + random_.below(40))));
                return {};
            }));
        }
        Had& had = people_.at(random_.below(people_.size()));
        // What the ledger refuses is refused: the books decide.
        (void)hub_.run([&](Work& work) { return move_something(work, had); });
    }
    void compare() {
        for (const char* month :
             {"2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-09"})
            for (const Had& had : people_) compare(had.person, month);
    }
    HubFixture& hub() { return hub_; }

private:
    struct Had {
        Person person;
        std::vector<TransferId> lines;
        std::vector<TransferId> holds;
    };

    Status move_something(Work& work, Had& had) {
        const auto id = hub_.id<TransferId>();
        const PositiveCents cents = TRY(PositiveCents::of(static_cast<std::int64_t>(20 * (1 + random_.below(60)))));
        const Charge charge{id, had.person.id, cents, "revenue/x", {TransferKind::kRequestFee, "request_fee", {}, {}}};
        const Reason back{TransferKind::kRefund, "correction", {}, {}};
        switch (random_.below(8)) {
            case 0:
            case 1:
                had.lines.push_back(id);
                return hub_.deposits.deposit(
                    work, {id, had.person.id, TRY(PositiveCents::of(2'000)), Cents::of(100), "family", "Rosa"});
            case 2:
                had.lines.push_back(id);
                return hub_.ledger.charge(work, charge);
            case 3:
                had.holds.push_back(id);
                return hub_.ledger.hold(work, charge, work.now() + std::chrono::hours(24 * 90));
            case 4:
                if (had.holds.empty()) return {};
                had.lines.push_back(had.holds.front());
                had.holds.erase(had.holds.begin());
                return random_.below(3) == 0 ? hub_.ledger.void_hold(work, had.lines.back())
                                             : hub_.ledger.post_part(work, had.lines.back(), 20);
            case 5:
                if (had.lines.empty()) return {};
                return hub_.ledger.correct(work, id, had.lines.at(random_.below(had.lines.size())), back);
            case 6:
                return hub_.ledger.move(work, id, had.person.id, AccountKind::kSpendable,
                                        random_.below(2) == 0 ? AccountKind::kSavings : AccountKind::kPhone, cents, {});
            default:
                return hub_.ledger.move(work, id, had.person.id, AccountKind::kSavings, AccountKind::kSpendable, cents,
                                        {});
        }
    }

    std::int64_t all_before(const Person& person, const char* kinds, Timestamp at) {
        return must(hub_.reader->number(
            "SELECT coalesce(sum(e.amount), 0) FROM entry e JOIN transfer t ON t.no = e.transfer JOIN account a "
            "ON a.no = e.account WHERE a.resident = $1 AND t.at_ms < $2 AND a.kind IN (" +
                std::string(kinds) + ")",
            person.id, at));
    }
    void compare(const Person& person, const char* month) {
        const MonthStatement statement = must(read_month(*hub_.reader, person.id, month));
        CAPTURE(month);
        CHECK(statement.opening.units() == all_before(person, "1, 2, 3", statement.month.begin));
        CHECK(statement.closing.units() == all_before(person, "1, 2, 3", statement.month.end));
        CHECK(statement.savings.units() == all_before(person, "2", statement.month.end));
        CHECK(statement.phone.units() == all_before(person, "3", statement.month.end));
        CHECK(statement.owed.units() == -all_before(person, "5", statement.month.end));
    }

    HubFixture hub_;
    SeededRandom random_;
    std::array<Had, 3> people_;
};

}  // namespace

TEST_CASE("every month of everybody is what a look at every entry says") {
    Half half(GENERATE(21U, 22U, 23U, 24U));
    for (int i = 1; i <= 450; ++i) {
        half.step();
        if (i % 90 == 0) half.compare();
    }
    CHECK(half.hub().count("SELECT count(*) FROM transfer") > 400);
    CHECK(half.hub().count("SELECT count(*) FROM transfer WHERE corrects IS NOT NULL") > 10);
    CHECK(half.hub().count("SELECT count(*) FROM ledger_day") > 40);
    CHECK(half.hub().tie().ties());
}
