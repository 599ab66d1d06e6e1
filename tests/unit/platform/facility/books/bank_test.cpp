// The bank's lines beside the entries of cash: matched by reference, by hand, or listed; and what flows on each day.
#include "platform/facility/books/bank.h"

#include <catch2/catch.hpp>

#include "platform/facility/books/read_off.h"
#include "platform/rules/calendar.h"
#include "tests/unit/platform/facility/hub_fixture/every_failure.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Counter {
    HubFixture hub;
    Person person;
    Counter() {
        hub.clock.set_now(must(rules::month_named("2026-03", "America/Chicago")).begin + std::chrono::hours(10));
        person = hub.add_resident();
    }
    TransferId deposit(std::int64_t cents, const std::string& reference) {
        const auto id = hub.id<TransferId>();
        must(hub.run([&](Work& work) {
            return hub.deposits.deposit(work,
                                        {id, person.id, must(PositiveCents::of(cents)), Cents(), "family", reference});
        }));
        read();
        return id;
    }
    void read() {
        must(hub.run([](Work& work) -> Status {
            TRY(read_off(work, kReadOffChunk));
            return {};
        }));
    }
    BankLineId line(std::int64_t cents, const std::string& reference, const std::string& day = "2026-03-01",
                    BankDirection direction = BankDirection::kIn) {
        BankLineId id;
        must(hub.run([&](Work& work) -> Status {
            id = TRY(Bank::add(work, {{day, direction, TRY(PositiveCents::of(cents)), reference, ""}})).ids.front();
            return {};
        }));
        return id;
    }
    BankLine find(const BankLineId& id) { return must(Bank::find(*hub.reader, id)); }
    Status match(const BankLineId& id, const std::vector<TransferId>& entries) {
        return hub.run([&](Work& work) { return Bank::match(work, id, entries); });
    }
    Reconciliation march() { return must(Bank::reconcile(*hub.reader, "2026-03-01", "2026-03-31")); }
};

std::string refused(const Status& status) {
    return status.ok()                       ? ""
           : status.error().text_key.empty() ? to_string(status.error().code)
                                             : status.error().text_key;
}

}  // namespace

TEST_CASE("a line finds its deposit by the reference, whichever came first, in any case and spacing") {
    Counter counter;
    const TransferId early = counter.deposit(2'500, "MO 4711");
    const BankLine first = counter.find(counter.line(2'500, "mo4711"));
    CHECK(first.matched == BankMatch::kByReference);
    REQUIRE(first.entries.size() == 1);
    CHECK(first.entries.front() == early);
    const BankLineId waiting = counter.line(900, "MO 4712");
    CHECK(counter.find(waiting).matched == BankMatch::kNone);
    counter.deposit(900, "MO 4712");
    CHECK(counter.find(waiting).matched == BankMatch::kByReference);
}

TEST_CASE("entries of one reference are one line together, another amount, way or time is no match") {
    Counter counter;
    counter.deposit(1'000, "BATCH 7");
    counter.deposit(500, "BATCH 7");
    CHECK(counter.find(counter.line(1'500, "BATCH 7")).entries.size() == 2);
    counter.deposit(800, "B8");
    CHECK(counter.find(counter.line(801, "B8")).matched == BankMatch::kNone);
    CHECK(counter.find(counter.line(800, "B8", "2026-03-01", BankDirection::kOut)).matched == BankMatch::kNone);
    CHECK(counter.find(counter.line(800, "B8", "2026-03-12")).matched == BankMatch::kNone);
    CHECK(counter.find(counter.line(800, "B8", "2026-03-11")).matched == BankMatch::kByReference);
    const Reconciliation all = counter.march();
    CHECK(all.bank.in == Cents::of(1'500 + 801 + 800 + 800));
    CHECK(all.bank.out == Cents::of(800));
    CHECK(all.books.in == Cents::of(2'300));
    CHECK(all.matched.in == Cents::of(2'300));
    CHECK(all.unmatched_bank.size() == 3);
    CHECK(all.unmatched_books.empty());
    CHECK_FALSE(all.truncated);
}

TEST_CASE("by hand only what is the line's amount, and each entry and line once") {
    Counter counter;
    const TransferId one = counter.deposit(700, "A");
    const TransferId two = counter.deposit(300, "B");
    const BankLineId line = counter.line(1'000, "LOCKBOX");
    CHECK(refused(counter.match(line, {one})) == "amount_differs");
    CHECK(refused(counter.match(line, {one, one})) == "matched_already");
    CHECK(refused(counter.match(line, {})) == "amount_differs");
    CHECK(refused(counter.match(line, {counter.hub.id<TransferId>()})) == "not_found");
    CHECK(refused(counter.match(counter.hub.id<BankLineId>(), {one})) == "not_found");
    CHECK(refused(counter.match(counter.line(700, "X", "2026-03-01", BankDirection::kOut), {one})) == "amount_differs");
    must(counter.match(line, {one, two}));
    CHECK(counter.find(line).matched == BankMatch::kByHand);
    CHECK(refused(counter.match(line, {one, two})) == "matched_already");
    CHECK(refused(counter.match(counter.line(700, "Y"), {one})) == "matched_already");
    const auto strike = [&](Work& work) { return Bank::strike(work, line, "typed twice"); };
    CHECK(refused(counter.hub.run(strike)) == "matched_already");
    must(counter.hub.run([&](Work& work) { return Bank::unmatch(work, line); }));
    CHECK(refused(counter.hub.run([&](Work& work) { return Bank::unmatch(work, line); })) == "not_matched");
    must(counter.hub.run(strike));
    CHECK(refused(counter.hub.run(strike)) == "struck");
    CHECK(refused(counter.match(line, {one, two})) == "struck");
    CHECK(counter.find(line).struck_reason == "typed twice");
    CHECK(counter.march().unmatched_books.size() == 2);
}

TEST_CASE("a line that is there is not added again, but one that was struck may be") {
    Counter counter;
    const BankLineId first = counter.line(100, "R1");
    CHECK(counter.line(100, "r 1") == first);
    CHECK_FALSE(counter.line(100, "R1", "2026-03-02") == first);
    must(counter.hub.run([&](Work& work) { return Bank::strike(work, first, "wrong day"); }));
    CHECK_FALSE(counter.line(100, "R1") == first);
    CHECK(must(Bank::list(*counter.hub.reader, BankFilter::kAll, "0", "9", std::nullopt, 10)).size() == 3);
    const auto page = must(Bank::list(*counter.hub.reader, BankFilter::kUnmatched, "0", "9", std::nullopt, 1));
    const auto next = must(Bank::list(*counter.hub.reader, BankFilter::kUnmatched, "0", "9", page.back().id, 1));
    REQUIRE(next.size() == 1);
    CHECK_FALSE(next.front().id == page.front().id);
    for (const NewBankLine& bad :
         {NewBankLine{"2026-02-30", BankDirection::kIn, must(PositiveCents::of(1)), "r", ""},
          NewBankLine{"2026-03-01", BankDirection::kIn, must(PositiveCents::of(1)), "  ", ""},
          NewBankLine{"2026-03-01", BankDirection::kIn, must(PositiveCents::of(1)), std::string(81, 'r'), ""},
          NewBankLine{"2026-03-01", BankDirection::kIn, must(PositiveCents::of(1)), "r\x01", ""},
          NewBankLine{"2026-03-01", BankDirection::kIn, must(PositiveCents::of(1)), "r", std::string(201, 't')}})
        CHECK_FALSE(Bank::check(bad).ok());
}

TEST_CASE("flows are by day and kind, between residents and the house, and each transfer counts once") {
    Counter counter;
    counter.deposit(5'000, "A");
    must(counter.hub.run([&](Work& work) -> Status {
        TRY(counter.hub.ledger.charge(work, {counter.hub.id<TransferId>(),
                                             counter.person.id,
                                             TRY(PositiveCents::of(200)),
                                             "revenue/x",
                                             {TransferKind::kRequestFee, "request_fee", {}, {}}}));
        return counter.hub.ledger.move(work, counter.hub.id<TransferId>(), counter.person.id, AccountKind::kSpendable,
                                       AccountKind::kSavings, TRY(PositiveCents::of(1'000)), {});
    }));
    counter.hub.clock.advance(std::chrono::hours(24));
    const Charge held{counter.hub.id<TransferId>(),
                      counter.person.id,
                      must(PositiveCents::of(300)),
                      "revenue/y",
                      {TransferKind::kCommissary, "order", {}, {}}};
    must(counter.hub.run([&](Work& work) -> Status {
        TRY(counter.hub.ledger.hold(work, held, work.now() + std::chrono::hours(5)));
        return counter.hub.ledger.post_part(work, held.id, 120);
    }));
    int read = 1;
    while (read > 0) {
        must(counter.hub.run([&](Work& work) -> Status {
            read = TRY(read_off(work, 1));  // one at a time does the same
            return {};
        }));
    }
    const auto all = must(flows(*counter.hub.reader, "2026-03-01", "2026-03-31"));
    REQUIRE(all.size() == 3);
    CHECK(all[0].day == "2026-03-01");
    CHECK(all[0].kind == TransferKind::kDeposit);
    CHECK(all[0].in == Cents::of(5'000));
    CHECK(all[1].kind == TransferKind::kRequestFee);
    CHECK(all[1].out == Cents::of(200));
    CHECK(all[2].day == "2026-03-02");
    CHECK(all[2].out == Cents::of(120));
    CHECK(all[2].entries == 1);
    CHECK(must(flows(*counter.hub.reader, "2026-03-02", "2026-03-02")).size() == 1);
}

TEST_CASE("whatever write fails, the bank's lines are all there or none, and matched to all of their entries or none") {
    Counter counter;
    const TransferId one = counter.deposit(700, "MO 1");
    const TransferId two = counter.deposit(300, "MO 2");
    std::vector<BankLineId> ids;
    const auto step = [&](const Writer::Job& job) {
        CHECK(test::fail_at_every_operation(counter.hub, [&] { return counter.hub.run(job); }) > 5);
    };
    const NewBankLine found{"2026-03-01", BankDirection::kIn, must(PositiveCents::of(700)), "mo1", ""};
    const NewBankLine together{"2026-03-02", BankDirection::kIn, must(PositiveCents::of(1'000)), "LOCKBOX", ""};
    step([&](Work& work) -> Status {
        ids = TRY(Bank::add(work, {found, together})).ids;
        return {};
    });
    REQUIRE(ids.size() == 2);
    CHECK(counter.find(ids[0]).entries == std::vector<TransferId>{one});
    CHECK(must(counter.hub.writer->make(Actor::system(), [&](Work& work) {
              return Bank::add(work, {found, together});
          })).known == 2);
    step([&](Work& work) { return Bank::unmatch(work, ids[0]); });
    CHECK(counter.find(ids[0]).entries.empty());
    step([&](Work& work) { return Bank::match(work, ids[1], {one, two}); });
    CHECK(counter.find(ids[1]).entries.size() == 2);
    CHECK(refused(counter.match(ids[1], {one, two})) == "matched_already");
    step([&](Work& work) { return Bank::strike(work, ids[0], "typed twice"); });
    CHECK(refused(counter.hub.run([&](Work& work) { return Bank::strike(work, ids[0], "again"); })) == "struck");
    CHECK(counter.march().matched.in == Cents::of(1'000));
}
