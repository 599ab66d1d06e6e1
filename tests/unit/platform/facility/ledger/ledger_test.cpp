#include "platform/facility/ledger/ledger.h"

#include <catch2/catch.hpp>

#include "platform/facility/ledger/statement.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

Charge charge_of(HubFixture& hub, const Person& person, std::int64_t cents) {
    return {hub.id<TransferId>(),
            person.id,
            must(PositiveCents::of(cents)),
            "revenue/document_copy",
            {TransferKind::kRequestFee, "request_fee", "document_copy", {}}};
}

ErrorCode code_of(const Status& status) {
    REQUIRE_FALSE(status.ok());
    return status.error().code;
}

}  // namespace

TEST_CASE("a charge takes money once, and never below zero") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);

    const Charge charge = charge_of(hub, person, 400);
    CHECK(hub.run([&](Work& work) { return hub.ledger.charge(work, charge); }).ok());
    CHECK(hub.balances(person).spendable == Cents::of(600));
    CHECK(must(hub.ledger.house_balance(*hub.reader, "revenue/document_copy")) == 400);

    CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.charge(work, charge); })) == ErrorCode::kConflict);
    CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 601)); })) ==
          ErrorCode::kInsufficientFunds);
    CHECK(hub.balances(person).spendable == Cents::of(600));
    CHECK(hub.tie().ties());
}

TEST_CASE("a hold reserves, and ends once: posted, partly posted, voided or expired") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);
    const Charge charge = charge_of(hub, person, 700);
    const Timestamp tomorrow = hub.clock.now() + std::chrono::hours(24);
    must(hub.run([&](Work& work) { return hub.ledger.hold(work, charge, tomorrow); }));
    CHECK(hub.balances(person).spendable == Cents::of(300));
    CHECK(hub.balances(person).on_hold == Cents::of(700));
    CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 301)); })) ==
          ErrorCode::kInsufficientFunds);

    SECTION("posted wholly") {
        must(hub.run([&](Work& work) { return hub.ledger.post(work, charge.id); }));
        CHECK(hub.balances(person).spendable == Cents::of(300));
    }
    SECTION("posted in part") {
        CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.post_part(work, charge.id, 701); })) ==
              ErrorCode::kInvalid);
        CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.post_part(work, charge.id, 0); })) ==
              ErrorCode::kInvalid);
        CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.post_part(work, charge.id, -5); })) ==
              ErrorCode::kInvalid);
        must(hub.run([&](Work& work) { return hub.ledger.post_part(work, charge.id, 200); }));
        CHECK(hub.balances(person).spendable == Cents::of(800));
    }
    SECTION("voided") {
        must(hub.run([&](Work& work) { return hub.ledger.void_hold(work, charge.id); }));
        CHECK(hub.balances(person).spendable == Cents::of(1'000));
    }
    SECTION("expired") {
        CHECK(must(hub.writer->make(Actor::system(), [&](Work& work) { return hub.ledger.expire_holds(work, 10); })) ==
              0);
        hub.clock.advance(std::chrono::hours(25));
        CHECK(must(hub.writer->make(Actor::system(), [&](Work& work) { return hub.ledger.expire_holds(work, 10); })) ==
              1);
        CHECK(hub.balances(person).spendable == Cents::of(1'000));
    }
    CHECK(hub.balances(person).on_hold == Cents());
    CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.post(work, charge.id); })) == ErrorCode::kConflict);
    CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.void_hold(work, charge.id); })) == ErrorCode::kConflict);
    CHECK(hub.tie().ties());
}

TEST_CASE("corrections name what they correct, once") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);
    const Charge charge = charge_of(hub, person, 600);
    must(hub.run([&](Work& work) { return hub.ledger.charge(work, charge); }));
    const Reason reason{TransferKind::kRefund, "correction", {}, {}};

    must(hub.run([&](Work& work) { return hub.ledger.correct(work, hub.id<TransferId>(), charge.id, reason); }));
    CHECK(hub.balances(person).spendable == Cents::of(1'000));
    CHECK(code_of(hub.run([&](Work& work) {
              return hub.ledger.correct(work, hub.id<TransferId>(), charge.id, reason);
          })) == ErrorCode::kConflict);
    CHECK(code_of(hub.run([&](Work& work) {
              return hub.ledger.correct(work, hub.id<TransferId>(), hub.id<TransferId>(), reason);
          })) == ErrorCode::kNotFound);

    const StatementPage page = must(read_statement(*hub.reader, person.id, 0, 10));
    REQUIRE(page.lines.size() == 3);
    CHECK(page.lines[0].transaction.change_cents() == 600);
    CHECK(page.lines[0].transaction.corrects_id() == charge.id.raw());
    CHECK(page.lines[1].transaction.change_cents() == -600);
    CHECK(page.lines[1].transaction.balance_after_cents() == 400);
    CHECK(hub.tie().ties());
}

TEST_CASE("the pages of a statement are all transfers, newest first, however late a hold ended") {
    HubFixture hub;
    const Person person = hub.add_resident();
    const Person somebody = hub.add_resident();
    hub.give(person, 1'000'000);
    hub.give(somebody, 1'000'000);
    std::vector<TransferId> holds;
    for (int i = 0; i < 300; ++i) {
        const Charge charge = charge_of(hub, i % 7 == 0 ? somebody : person, 100 + i);
        const bool is_hold = hub.random.below(3) == 0;
        must(hub.run([&](Work& work) {
            return is_hold ? hub.ledger.hold(work, charge, work.now() + std::chrono::hours(1))
                           : hub.ledger.charge(work, charge);
        }));
        if (is_hold) holds.push_back(charge.id);
        if (holds.empty() || hub.random.below(4) != 0) continue;
        const auto ended = holds.begin() + static_cast<std::ptrdiff_t>(hub.random.below(holds.size()));
        must(hub.run([&](Work& work) { return hub.ledger.post(work, *ended); }));
        holds.erase(ended);
    }
    std::vector<TransferId> all;
    must(hub.reader->each(
        "SELECT id FROM transfer WHERE resident = $1 ORDER BY no DESC",
        [&](const database::Row& row) { all.push_back(row.id<TransferId>(0)); }, person.id));
    for (const int lines : {1, 7, 200}) {
        std::vector<TransferId> paged;
        std::int64_t before = 0;
        do {
            const StatementPage page = must(read_statement(*hub.reader, person.id, before, lines));
            for (const StatementLine& line : page.lines) paged.push_back(line.id);
            before = page.next;
        } while (before != 0);
        CHECK(paged == all);
    }
}

TEST_CASE("a hold that is open is voided, not corrected") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);
    const Charge charge = charge_of(hub, person, 600);
    must(hub.run([&](Work& work) { return hub.ledger.hold(work, charge, work.now() + std::chrono::hours(1)); }));
    const Reason reason{TransferKind::kRefund, "correction", {}, {}};
    CHECK(code_of(hub.run([&](Work& work) {
              return hub.ledger.correct(work, hub.id<TransferId>(), charge.id, reason);
          })) == ErrorCode::kInvalid);
    must(hub.run([&](Work& work) { return hub.ledger.post(work, charge.id); }));
    must(hub.run([&](Work& work) { return hub.ledger.correct(work, hub.id<TransferId>(), charge.id, reason); }));
    CHECK(hub.balances(person).spendable == Cents::of(1'000));
    CHECK(hub.tie().ties());
}

TEST_CASE("cents and credits never meet") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);
    Charge charge = charge_of(hub, person, 100);
    must(hub.run([&](Work& work) { return hub.ledger.buy_credits(work, charge, must(PositiveCredits::of(10))); }));
    CHECK(hub.balances(person).credits == Credits::of(10));
    CHECK(hub.balances(person).spendable == Cents::of(900));
    charge = charge_of(hub, person, 100);
    charge.to = kCreditsIssued;  // a house account of credits
    CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.charge(work, charge); })) == ErrorCode::kInvalid);
    CHECK(hub.balances(person).spendable == Cents::of(900));
    CHECK(hub.tie().ties());
}

TEST_CASE("money moves between a resident's own accounts only as money") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);
    const Reason reason{TransferKind::kPhone, "phone_top_up", {}, {}};
    const auto move = [&](AccountKind from, AccountKind to, std::int64_t cents) {
        return hub.run([&](Work& work) {
            return hub.ledger.move(work, work.make_id<TransferId>(), person.id, from, to,
                                   must(PositiveCents::of(cents)), reason);
        });
    };
    must(move(AccountKind::kSpendable, AccountKind::kPhone, 250));
    CHECK(hub.balances(person).phone == Cents::of(250));
    CHECK(code_of(move(AccountKind::kPhone, AccountKind::kSpendable, 251)) == ErrorCode::kInsufficientFunds);
    CHECK(code_of(move(AccountKind::kSpendable, AccountKind::kCredits, 1)) == ErrorCode::kInvalid);
    CHECK(code_of(move(AccountKind::kSpendable, AccountKind::kSpendable, 1)) == ErrorCode::kInvalid);
    CHECK(hub.balances(person).spendable == Cents::of(750));
    CHECK(hub.tie().ties());
}

TEST_CASE("amounts that no command may carry do not exist") {
    CHECK(PositiveCents::of(0).error().code == ErrorCode::kInvalid);
    CHECK(PositiveCents::of(-100).error().code == ErrorCode::kInvalid);
    CHECK(PositiveCents::of(INT64_MAX).error().code == ErrorCode::kTooLarge);
    CHECK(PositiveCents::of(INT64_MIN).error().code == ErrorCode::kInvalid);
}

TEST_CASE("a stopped account may receive, and spends nothing") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);
    const Charge held = charge_of(hub, person, 100);
    must(hub.run([&](Work& work) { return hub.ledger.hold(work, held, work.now() + std::chrono::hours(1)); }));
    must(hub.run([&](Work& work) { return work.db().run("UPDATE account SET stopped = 1 WHERE kind = 1"); }));
    const Status charged = hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 1)); });
    CHECK(code_of(charged) == ErrorCode::kDenied);
    CHECK(charged.error().text_key == "account_stopped");
    CHECK(code_of(hub.run([&](Work& work) { return hub.ledger.post(work, held.id); })) == ErrorCode::kDenied);
    must(hub.run([&](Work& work) { return hub.ledger.void_hold(work, held.id); }));
    hub.give(person, 50);
    CHECK(hub.balances(person).spendable == Cents::of(1'050));
}

TEST_CASE("house balances are rolled up and stay the same") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 10'000);
    for (int i = 0; i < 5; ++i)
        must(hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 100)); }));
    must(hub.run([&](Work& work) { return hub.ledger.roll_up(work); }));
    must(hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 100)); }));
    CHECK(must(hub.ledger.house_balance(*hub.reader, "revenue/document_copy")) == 600);
    must(hub.run([&](Work& work) { return hub.ledger.roll_up(work); }));
    CHECK(must(hub.ledger.house_balance(*hub.reader, "revenue/document_copy")) == 600);
    CHECK(must(hub.ledger.house_balance(*hub.reader, kCash)) == -10'000);
    CHECK(hub.tie().ties());
}
