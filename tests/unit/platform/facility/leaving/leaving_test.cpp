// Leaving and coming back: everything that waits gives its money back, the account is paid out to the cent, and nothing
// of it can be done twice.
#include "platform/facility/leaving/leaving.h"

#include <catch2/catch.hpp>

#include "platform/facility/leaving/pay_out.h"
#include "tests/unit/platform/facility/hub_fixture/every_failure.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Gate {
    HubFixture hub;
    Residents residents{hub.ledger};
    Leaving leaving{residents, hub.transfers, hub.requests, hub.messages, hub.ledger};
    PayOuts pay_outs{hub.ledger, hub.obligations};
    Person person = hub.add_resident();
    ContactId contact = hub.add_contact(person);

    Gate() {
        hub.give(person, 10'000);
        hub.give_credits(person, 5);
        hub.set_price("document_copy", 100);
        hub.set_price("message", 0, 1);
        must(hub.run([&](Work& work) -> Status {
            wire::Facility facility = TRY(read_facility(work.db()));
            facility.mutable_policy()->set_send_money(true);
            return set_facility(work, facility);
        }));
    }
    void request(const FormId& form, std::int64_t price = 0) {
        wire::Command command = hub.command(person);
        wire::SubmitRequest& body = *command.mutable_submit_request();
        body.set_request_id(hub.id<RequestId>().raw());
        body.set_form_id(form.raw());
        body.set_form_revision(1);
        auto& answer = *body.add_answers();
        answer.set_field("details");
        answer.set_value("Please.");
        body.set_price_seen_cents(price);
        body.set_receipt_code(hub.receipt());
        const wire::Outcome outcome = hub.execute(person, command);
        INFO(outcome.code());
        REQUIRE(outcome.result() == wire::Outcome::DONE);
    }
    void send_money(std::int64_t cents) {
        wire::Command command = hub.command(person);
        wire::SendMoney& body = *command.mutable_send_money();
        body.set_transfer_id(hub.id<TransferId>().raw());
        body.set_purpose(wire::SendMoney::TO_CONTACT);
        body.set_contact_id(contact.raw());
        body.set_cents(cents);
        body.set_receipt_code(hub.receipt());
        const wire::Outcome outcome = hub.execute(person, command);
        INFO(outcome.code());
        REQUIRE(outcome.result() == wire::Outcome::DONE);
    }
    void write_message() {
        wire::Command command = hub.command(person);
        wire::SendMessage& body = *command.mutable_send_message();
        body.set_message_id(hub.id<MessageId>().raw());
        body.set_contact_id(contact.raw());
        body.set_text("How are you?");
        body.set_price_seen_credits(1);
        body.set_receipt_code(hub.receipt());
        const wire::Outcome outcome = hub.execute(person, command);
        INFO(outcome.code());
        REQUIRE(outcome.result() == wire::Outcome::DONE);
    }
    Status begin() {
        return hub.run([&](Work& work) { return leaving.begin(work, person.id); });
    }
    bool go_on() {
        bool ended = false;
        must(hub.run([&](Work& work) -> Status {
            ended = TRY(leaving.go_on(work, person.id));
            return {};
        }));
        return ended;
    }
    void leave() {
        must(begin());
        while (!go_on()) {
        }
    }
    Result<PayOutPlan> pay(const TransferId& id, const std::string& reference = "4711") {
        std::optional<PayOutPlan> paid;
        const Status done = hub.run([&](Work& work) -> Status {
            paid = TRY(pay_outs.pay(work, {id, person.id, PayOutMethod::kByCheque, reference}));
            return {};
        });
        if (!done.ok()) return done.error();
        return *paid;
    }
    Result<PayOutPlan> pay() { return pay(hub.id<TransferId>()); }
    LeavingState::State state() { return must(leaving_state(*hub.reader, person.id)).state; }
    Status charge(std::int64_t cents) {
        return hub.run([&](Work& work) -> Status {
            return hub.ledger.charge(work,
                                     {hub.id<TransferId>(), person.id, TRY(PositiveCents::of(cents)), "revenue/x", {}});
        });
    }
};

template <typename Outcome>
std::string code_of(const Outcome& outcome) {
    return outcome.ok() ? "" : outcome.error().text_key;
}

}  // namespace

TEST_CASE("what waits for somebody who leaves is ended with its money, and only that") {
    Gate gate;
    gate.request(gate.hub.add_form("document_copy", "document_copy"), 100);
    gate.request(gate.hub.add_form("grievance"));
    gate.send_money(2'500);
    gate.write_message();
    CHECK(gate.hub.balances(gate.person).spendable == Cents::of(7'400));
    CHECK(gate.hub.balances(gate.person).credits == Credits::of(4));
    const Unfinished before = must(unfinished_of(*gate.hub.reader, gate.person.id));
    CHECK(before.transfers == 1);
    CHECK(before.requests == 1);
    CHECK(before.messages == 1);
    gate.leave();
    CHECK(gate.state() == LeavingState::State::kReleased);
    const BalanceSheet after = gate.hub.balances(gate.person);
    CHECK(after.spendable == Cents::of(10'000));
    CHECK(after.on_hold.is_zero());
    CHECK(after.credits == Credits::of(5));
    CHECK(must(unfinished_of(*gate.hub.reader, gate.person.id)).transfers == 0);
    // The grievance stays with staff.
    CHECK(gate.hub.count("SELECT count(*) FROM request WHERE state = 1") == 1);
    CHECK(gate.hub.tie().ties());
}

TEST_CASE("leaving goes on after any of its commits, by whoever calls or by the hub's clock") {
    const int failing = GENERATE(1, 2, 3, 4, 5, 6, 8, 10, 14, 20);
    Gate gate;
    gate.request(gate.hub.add_form("document_copy", "document_copy"), 100);
    gate.send_money(2'500);
    gate.write_message();
    must(gate.begin());
    must(gate.begin());  // a second call changes nothing
    CHECK(gate.hub.count("SELECT count(*) FROM leaving") == 1);
    CHECK(gate.state() == LeavingState::State::kLeaving);
    CHECK(code_of(gate.pay()) == "still_leaving");
    // One statement fails: its commit leaves nothing, and the next call does it.
    gate.hub.fail_at(failing);
    (void)gate.hub.run([&](Work& work) -> Status {
        TRY(gate.leaving.go_on(work, gate.person.id));
        return {};
    });
    gate.hub.faults.disarm();
    bool more = true;
    while (more) {
        must(gate.hub.run([&](Work& work) -> Status {
            more = TRY(gate.leaving.tick(work));
            return {};
        }));
    }
    CHECK(gate.state() == LeavingState::State::kReleased);
    CHECK(gate.go_on());
    CHECK(gate.hub.balances(gate.person).spendable == Cents::of(10'000));
    CHECK(gate.hub.tie().ties());
}

TEST_CASE("a pay-out takes spendable, savings and phone, pays debts first where the facility says so, and closes") {
    Gate gate;
    must(gate.hub.run([&](Work& work) -> Status {
        const auto to = [&](AccountKind kind, std::int64_t cents) -> Status {
            return gate.hub.ledger.move(work, gate.hub.id<TransferId>(), gate.person.id, AccountKind::kSpendable, kind,
                                        TRY(PositiveCents::of(cents)), {});
        };
        TRY(to(AccountKind::kSavings, 3'000));
        TRY(to(AccountKind::kPhone, 500));
        TRY(gate.hub.obligations.set(work, gate.hub.id<ObligationId>(), gate.person.id, "restitution", "Order 9",
                                     TRY(PositiveCents::of(1'200))));
        TRY(gate.hub.obligations.set(work, gate.hub.id<ObligationId>(), gate.person.id, "court_debt", "Order 7",
                                     TRY(PositiveCents::of(900'000))));
        return PayOuts::set_pays_first(work, {"copay", "restitution"});
    }));
    CHECK(code_of(gate.pay()) == "not_released");
    gate.leave();
    CHECK(must(gate.pay_outs.plan(*gate.hub.reader, gate.person.id)).rest == Cents::of(8'800));
    const TransferId id = gate.hub.id<TransferId>();
    const PayOutPlan paid = must(gate.pay(id));
    CHECK(paid.rest == Cents::of(8'800));
    REQUIRE(paid.first.size() == 1);
    CHECK(paid.first.front().cents == Cents::of(1'200));
    CHECK(gate.state() == LeavingState::State::kClosed);
    const BalanceSheet after = gate.hub.balances(gate.person);
    CHECK(after.spendable.is_zero());
    CHECK(after.savings.is_zero());
    CHECK(after.phone.is_zero());
    CHECK(after.owed == Cents::of(900'000));
    CHECK(must(gate.hub.ledger.house_balance(*gate.hub.reader, "payable/restitution")) == 1'200);
    CHECK(must(gate.hub.ledger.house_balance(*gate.hub.reader, kCash)) == -1'200);
    CHECK(must(PayOuts::list(*gate.hub.reader, gate.person.id)).front().reference == "4711");
    CHECK(gate.hub.tie().ties());

    CHECK(code_of(gate.pay()) == "nothing_to_pay");
    // What comes later may not be spent, and is paid out again.
    gate.hub.give(gate.person, 250);
    CHECK(code_of(gate.charge(1)) == "account_closed");
    CHECK(gate.pay(id).error().code == ErrorCode::kConflict);  // not under the first one's id
    CHECK(must(gate.pay()).rest == Cents::of(250));
    CHECK(gate.hub.tie().ties());
}

TEST_CASE("a closed account that differs is stopped twice over, and stays closed when it ties again") {
    Gate gate;
    gate.leave();
    must(gate.pay());
    gate.hub.give(gate.person, 40);
    const auto raise = [&](int by) {
        must(gate.hub.run(
            [&](Work& work) { return work.db().run("UPDATE account SET balance = balance + $1 WHERE kind = 1", by); }));
        gate.hub.clock.advance(Milliseconds(1));
        must(gate.hub.run([&](Work& work) { return record_tie_out(work, gate.hub.tie()); }));
    };
    raise(7);
    CHECK(code_of(gate.charge(1)) == "account_stopped");
    raise(-7);
    CHECK(code_of(gate.charge(1)) == "account_closed");
    CHECK(must(gate.pay()).rest == Cents::of(40));
}

TEST_CASE("money that something else holds is not paid out") {
    Gate gate;
    must(gate.hub.run([&](Work& work) -> Status {
        return gate.hub.ledger.hold(
            work, {gate.hub.id<TransferId>(), gate.person.id, TRY(PositiveCents::of(100)), "revenue/x", {}},
            work.now() + std::chrono::hours(5));
    }));
    gate.leave();
    CHECK(code_of(gate.pay()) == "still_held");
    CHECK(gate.hub.balances(gate.person).spendable == Cents::of(9'900));
}

TEST_CASE("who comes back has their accounts, and may leave again") {
    Gate gate;
    const auto back = [&](const UnitId& unit) {
        return gate.hub.run([&](Work& work) { return gate.leaving.come_back(work, gate.person.id, unit); });
    };
    CHECK(code_of(back(gate.hub.unit)) == "is_here");
    gate.leave();
    must(gate.pay());
    CHECK(back(gate.hub.id<UnitId>()).error().code == ErrorCode::kNotFound);
    must(back(gate.hub.other_unit));
    CHECK(gate.state() == LeavingState::State::kHere);
    gate.hub.give(gate.person, 500);
    must(gate.charge(100));
    CHECK(gate.hub.balances(gate.person).credits == Credits::of(5));
    CHECK(must(gate.residents.find(*gate.hub.reader, gate.person.id))->has_pin == false);
    gate.leave();
    CHECK(must(gate.pay()).rest == Cents::of(400));
    CHECK(gate.hub.count("SELECT count(*) FROM leaving") == 2);
    CHECK(must(PayOuts::list(*gate.hub.reader, gate.person.id)).size() == 2);
    CHECK(gate.hub.tie().ties());
}

TEST_CASE("pay-outs and their policy refuse what is no reference, method or list") {
    Gate gate;
    gate.leave();
    for (const std::string& reference : {std::string(), std::string(81, 'x'), std::string("a\x01")})
        CHECK(gate.pay(gate.hub.id<TransferId>(), reference).error().code == ErrorCode::kInvalid);
    CHECK_FALSE(pay_out_method("facility").ok());
    CHECK_FALSE(pay_out_method("").ok());
    const auto set = [&](const std::vector<std::string>& codes) {
        return gate.hub.run([&](Work& work) { return PayOuts::set_pays_first(work, codes); });
    };
    CHECK_FALSE(set({"a", "a"}).ok());
    CHECK_FALSE(set({""}).ok());
    CHECK_FALSE(set(std::vector<std::string>(33, "a")).ok());
    CHECK_FALSE(leaving_state(*gate.hub.reader, gate.hub.id<ResidentId>()).ok());
    CHECK(gate.hub.balances(gate.person).spendable == Cents::of(10'000));
}

TEST_CASE("a pay-out that is taken back stays on record and says so, and the money is paid out anew") {
    Gate gate;
    gate.leave();
    const TransferId first = gate.hub.id<TransferId>();
    CHECK(must(gate.pay(first)).rest == Cents::of(10'000));
    CHECK_FALSE(must(PayOuts::list(*gate.hub.reader, gate.person.id)).front().taken_back.is_set());
    gate.hub.clock.advance(std::chrono::hours(1));
    must(gate.hub.run([&](Work& work) {
        return gate.hub.ledger.correct(work, work.make_id<TransferId>(), first,
                                       {TransferKind::kAdjustment, "voided", "the cheque came back", {}});
    }));
    CHECK(gate.state() == LeavingState::State::kClosed);
    CHECK(code_of(gate.charge(1)) == "account_closed");
    CHECK(gate.hub.balances(gate.person).spendable == Cents::of(10'000));
    CHECK(must(PayOuts::list(*gate.hub.reader, gate.person.id)).front().taken_back == gate.hub.clock.now());
    gate.hub.clock.advance(std::chrono::hours(1));
    CHECK(must(gate.pay(gate.hub.id<TransferId>(), "4712")).rest == Cents::of(10'000));
    const auto all = must(PayOuts::list(*gate.hub.reader, gate.person.id));
    REQUIRE(all.size() == 2);
    CHECK(all[0].reference == "4712");
    CHECK_FALSE(all[0].taken_back.is_set());
    CHECK(all[1].taken_back.is_set());
    CHECK(must(gate.hub.ledger.house_balance(*gate.hub.reader, kCash)) == 0);
    CHECK(gate.hub.tie().ties());
}

TEST_CASE("whatever write fails, each commit of leaving, of a pay-out and of coming back is whole or not there") {
    Gate gate;
    gate.send_money(2'500);
    gate.write_message();
    must(gate.hub.run([&](Work& work) -> Status {
        TRY(gate.hub.ledger.move(work, work.make_id<TransferId>(), gate.person.id, AccountKind::kSpendable,
                                 AccountKind::kSavings, TRY(PositiveCents::of(3'000)), {}));
        TRY(gate.hub.obligations.set(work, work.make_id<ObligationId>(), gate.person.id, "restitution", "Order 9",
                                     TRY(PositiveCents::of(1'200))));
        return PayOuts::set_pays_first(work, {"restitution"});
    }));
    const auto every = [&](const std::function<Status()>& act) { return test::fail_at_every_operation(gate.hub, act); };
    CHECK(every([&] { return gate.begin(); }) > 10);
    bool ended = false;
    while (!ended) {
        CHECK(every([&] {
                  return gate.hub.run([&](Work& work) -> Status {
                      ended = TRY(gate.leaving.go_on(work, gate.person.id));
                      return {};
                  });
              }) > 5);
    }
    CHECK(gate.hub.balances(gate.person).spendable == Cents::of(7'000));
    const TransferId id = gate.hub.id<TransferId>();
    CHECK(every([&]() -> Status {
              TRY(gate.pay(id));
              return {};
          }) > 30);
    CHECK(code_of(gate.pay(id)) == "nothing_to_pay");
    CHECK(must(gate.hub.ledger.house_balance(*gate.hub.reader, "payable/restitution")) == 1'200);
    CHECK(must(gate.hub.ledger.house_balance(*gate.hub.reader, kCash)) == -1'200);
    CHECK(every([&] {
              return gate.hub.run(
                  [&](Work& work) { return gate.leaving.come_back(work, gate.person.id, gate.hub.other_unit); });
          }) > 10);
    CHECK(gate.state() == LeavingState::State::kHere);
}
