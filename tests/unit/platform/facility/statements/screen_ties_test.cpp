// The same resident, the same months, on the terminal's page and on paper: each number of the page is found on the
// paper.
#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "platform/facility/statements/month_statement.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using dayroom::facility::Work;
using dayroom::test::must;

namespace {

/// A hub, and a terminal's vault that is told every line of one of its residents.
struct PaperAndScreen {
    test::HubFixture hub;
    test::Person person;
    store::World terminal;
    std::int64_t version = 0;

    PaperAndScreen() {
        go_to("2026-03");
        person = hub.add_resident();
    }

    void go_to(const std::string& month) {
        hub.clock.set_now(must(rules::month_named(month, "America/Chicago")).begin + std::chrono::hours(40));
    }
    facility::Charge charge_of(std::int64_t cents) {
        return {hub.id<TransferId>(),
                person.id,
                must(PositiveCents::of(cents)),
                "revenue/x",
                {facility::TransferKind::kRequestFee, "request_fee", "Copy", {}}};
    }
    facility::Charge hold(std::int64_t cents) {
        const facility::Charge held = charge_of(cents);
        must(
            hub.run([&](Work& work) { return hub.ledger.hold(work, held, work.now() + std::chrono::hours(24 * 90)); }));
        return held;
    }
    void move(facility::AccountKind to, std::int64_t cents) {
        must(hub.run([&](Work& work) {
            return hub.ledger.move(work, hub.id<TransferId>(), person.id, facility::AccountKind::kSpendable, to,
                                   must(PositiveCents::of(cents)),
                                   {facility::TransferKind::kTransfer, "moved", {}, {}});
        }));
    }
    void tell_terminal() {
        std::vector<TransferId> lines;
        must(hub.reader->each(
            "SELECT id FROM transfer WHERE resident = $1 ORDER BY no",
            [&](const database::Row& row) { lines.push_back(row.id<TransferId>(0)); }, person.id));
        ++version;
        for (const TransferId& id : lines) {
            wire::Record record = terminal.record(wire::RESIDENT, id.raw(), version);
            *record.mutable_transaction() = must(facility::load_transaction(*hub.reader, id)).value();
            REQUIRE(terminal.vault->apply(record, false).ok());
        }
        wire::Record balances = terminal.record(wire::RESIDENT, terminal.resident.raw(), version);
        *balances.mutable_balances() = must(facility::load_balances(*hub.reader, person.id, hub.clock.now())).value();
        REQUIRE(terminal.vault->apply(balances, false).ok());
    }
    void check_month(const std::string& name) {
        INFO(name);
        tell_terminal();
        const facility::MonthStatement paper = must(facility::read_month(*hub.reader, person.id, name));
        const store::StatementView page = must(terminal.vault->statement(paper.month.begin, paper.month.end));
        CHECK(page.complete);
        CHECK(page.closing == paper.to_spend());
        CHECK(page.closing.units() + paper.on_hold.units() + paper.savings.units() + paper.phone.units() ==
              paper.closing.units());
        CHECK(page.opening.units() + page.in.units() - page.out.units() == page.closing.units());
    }
};

}  // namespace

TEST_CASE("page and paper tie, with savings, phone money, and holds that are taken, given back and still open") {
    PaperAndScreen both;
    auto& hub = both.hub;
    hub.give(both.person, 10'000);
    both.move(facility::AccountKind::kPhone, 300);
    both.move(facility::AccountKind::kSavings, 1'100);
    const facility::Charge taken = both.hold(700);
    const facility::Charge given_back = both.hold(50);
    both.hold(120);
    both.check_month("2026-03");
    const auto march = must(facility::read_month(*hub.reader, both.person.id, "2026-03"));
    CHECK(march.on_hold == Cents::of(870));
    CHECK(march.to_spend() == hub.balances(both.person).spendable);

    both.go_to("2026-04");
    const facility::Charge within = both.hold(60);
    must(hub.run([&](Work& work) -> Status {
        TRY(hub.ledger.post(work, taken.id));
        TRY(hub.ledger.void_hold(work, given_back.id));
        return hub.ledger.post(work, within.id);
    }));
    both.move(facility::AccountKind::kSavings, 5);
    hub.give(both.person, 2'000);
    both.check_month("2026-03");
    both.check_month("2026-04");
    CHECK(must(facility::read_month(*hub.reader, both.person.id, "2026-03")).on_hold == Cents::of(700 + 120));
    CHECK(must(facility::read_month(*hub.reader, both.person.id, "2026-04")).on_hold == Cents::of(120));

    both.go_to("2026-05");
    both.check_month("2026-03");
    both.check_month("2026-04");
    both.check_month("2026-05");
}
