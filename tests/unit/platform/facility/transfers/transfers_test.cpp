// Money that a resident moves: to their own accounts at once, out of the facility after a hold, a wait and a decision.
#include "platform/facility/transfers/transfers.h"

#include <functional>

#include <catch2/catch.hpp>

#include "platform/facility/feed/decline.h"
#include "tests/unit/platform/facility/hub_fixture/every_failure.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

constexpr std::int64_t kHour = 3'600'000;

struct Bank {
    HubFixture hub;
    Person person = hub.add_resident();
    ContactId contact = hub.add_contact(person);
    TransferId last;
    Bank() {
        hub.give(person, 10'000);
        hub.set_price(kSendMoneyPrice, 150);
        set_policy(true, 24);
    }
    void set_policy(bool send_money, int cooling_off_hours) {
        must(hub.run([&](Work& work) -> Status {
            wire::Facility facility = TRY(read_facility(work.db()));
            facility.mutable_policy()->set_send_money(send_money);
            facility.mutable_policy()->set_cooling_off_hours(cooling_off_hours);
            return set_facility(work, facility);
        }));
    }
    wire::Command move(wire::MoveMoney::To to, std::int64_t cents) {
        wire::Command command = hub.command(person);
        wire::MoveMoney& body = *command.mutable_move_money();
        body.set_transfer_id(hub.id<TransferId>().raw());
        body.set_to(to);
        body.set_cents(cents);
        body.set_receipt_code(hub.receipt());
        return command;
    }
    wire::Command send(std::int64_t cents, std::int64_t fee = 150) {
        wire::Command command = hub.command(person);
        wire::SendMoney& body = *command.mutable_send_money();
        last = hub.id<TransferId>();
        body.set_transfer_id(last.raw());
        body.set_purpose(wire::SendMoney::TO_CONTACT);
        body.set_contact_id(contact.raw());
        body.set_cents(cents);
        body.set_fee_seen_cents(fee);
        body.set_note("for school");
        body.set_receipt_code(hub.receipt());
        return command;
    }
    wire::Command take_back(const TransferId& id) {
        wire::Command command = hub.command(person);
        command.mutable_withdraw_send_money()->set_transfer_id(id.raw());
        return command;
    }
    /// "" when it was done, else why not.
    std::string run(const wire::Command& command) { return run(person, command); }
    std::string run(const Person& who, const wire::Command& command) {
        const wire::Outcome outcome = hub.execute(who, command);
        REQUIRE(outcome.result() != wire::Outcome::RETRY);
        return outcome.result() == wire::Outcome::DONE ? "" : outcome.code();
    }
    /// "" when it was done, else the error's key or "refused".
    std::string as_person(const std::function<Status(Work&)>& job) {
        const Status done = hub.run_as(Actor::resident(person.id), job);
        if (done.ok()) return "";
        return done.error().text_key.empty() ? "refused" : done.error().text_key;
    }
    Status staff(const std::function<Status(Work&)>& job) {
        return hub.run_as(Actor::staff("trust_office", hub.id<ThingId>()), job);
    }
    Status pay() {
        return staff([&](Work& work) { return hub.transfers.pay(work, last); });
    }
    Status refuse() {
        return staff([&](Work& work) { return hub.transfers.refuse(work, last, "The name is not the payee's."); });
    }
    OutgoingMoney outgoing() {
        auto found = must(hub.transfers.find(*hub.reader, last));
        REQUIRE(found);
        return *found;
    }
    void check(std::int64_t spendable, std::int64_t on_hold) {
        const BalanceSheet sheet = hub.balances(person);
        CHECK(sheet.spendable == Cents::of(spendable));
        CHECK(sheet.on_hold == Cents::of(on_hold));
        CHECK(hub.tie().ties());
    }
};

}  // namespace

TEST_CASE("money goes to the phone account and to savings at once, each on one line of the statement") {
    Bank bank;
    CHECK(bank.run(bank.move(wire::MoveMoney::PHONE, 1'500)).empty());
    CHECK(bank.run(bank.move(wire::MoveMoney::SAVINGS, 2'000)).empty());
    const BalanceSheet sheet = bank.hub.balances(bank.person);
    CHECK(sheet.spendable == Cents::of(6'500));
    CHECK(sheet.phone == Cents::of(1'500));
    CHECK(sheet.savings == Cents::of(2'000));
    CHECK(bank.hub.tie().ties());
    CHECK(bank.hub.count("SELECT count(*) FROM transfer WHERE reason_code IN ('to_phone', 'to_savings') AND "
                         "resident IS NOT NULL") == 2);
}

TEST_CASE("moving money: each attack gets a refusal and changes nothing") {
    Bank bank;
    const std::int64_t transfers = bank.hub.count("SELECT count(*) FROM transfer");
    // The wire refuses most of these; the service does not rely on it.
    const auto broken = [&](std::function<void(wire::MoveMoney&)> spoil) {
        wire::MoveMoney body = bank.move(wire::MoveMoney::PHONE, 100).move_money();
        spoil(body);
        return bank.as_person([&](Work& work) { return bank.hub.transfers.move(work, bank.person.id, body); });
    };
    CHECK(bank.run(bank.move(wire::MoveMoney::PHONE, 10'001)) == "insufficient_funds");
    CHECK_FALSE(broken([](auto& b) { b.set_cents(0); }).empty());
    CHECK_FALSE(broken([](auto& b) { b.set_cents(-100); }).empty());
    CHECK_FALSE(broken([](auto& b) { b.set_cents(INT64_MIN); }).empty());
    CHECK_FALSE(broken([](auto& b) { b.set_cents(INT64_MAX); }).empty());
    CHECK_FALSE(broken([](auto& b) { b.set_to(static_cast<wire::MoveMoney::To>(7)); }).empty());
    CHECK(bank.hub.count("SELECT count(*) FROM transfer") == transfers);
    bank.check(10'000, 0);

    // The same command is the same transfer; the same transfer under another command is refused.
    const wire::Command good = bank.move(wire::MoveMoney::PHONE, 100);
    CHECK(bank.run(good).empty());
    CHECK(bank.run(good).empty());
    wire::Command again = bank.move(wire::MoveMoney::PHONE, 100);
    again.mutable_move_money()->set_transfer_id(good.move_money().transfer_id());
    CHECK(bank.run(again) == "conflict");
    bank.check(9'900, 0);
}

TEST_CASE("money is sent out: held with its fee, paid by staff after the cooling-off time") {
    Bank bank;
    REQUIRE(bank.run(bank.send(2'500)).empty());
    bank.check(7'350, 2'650);
    CHECK(bank.outgoing().contact_name == must(bank.hub.contacts.find(*bank.hub.reader, bank.contact))->name);
    const Status early = bank.pay();
    REQUIRE_FALSE(early.ok());
    CHECK(early.error().text_key == "cooling_off");
    bank.check(7'350, 2'650);
    bank.hub.clock.advance(Milliseconds(24 * kHour));
    must(bank.pay());
    bank.check(7'350, 0);
    CHECK(must(bank.hub.ledger.house_balance(*bank.hub.reader, kPayableOutgoing)) == 2'500);
    CHECK(must(bank.hub.ledger.house_balance(*bank.hub.reader, "revenue/send_money")) == 150);
    CHECK(bank.outgoing().state == OutgoingMoney::State::kPaid);
    // Decided once.
    CHECK_FALSE(bank.pay().ok());
    CHECK_FALSE(bank.refuse().ok());
    CHECK(bank.run(bank.take_back(bank.last)) == decline::kAlreadyDecided);
    bank.check(7'350, 0);
}

TEST_CASE("every other end gives amount and fee back: refused, taken back") {
    Bank bank;
    REQUIRE(bank.run(bank.send(2'500)).empty());
    SECTION("staff refuse, and a notice says why") {
        must(bank.refuse());
        CHECK(bank.outgoing().reason == "The name is not the payee's.");
        const auto told = must(bank.hub.notices.list(*bank.hub.reader, false));
        REQUIRE(told.size() == 1);
        CHECK(told[0].scope == Scope::resident(bank.person.id));
        CHECK(told[0].notice.text(0).text().find("$25.00") != std::string::npos);
        CHECK(told[0].notice.text(0).text().find("The name is not the payee's.") != std::string::npos);
    }
    SECTION("the resident takes it back, once") {
        REQUIRE(bank.run(bank.take_back(bank.last)).empty());
        CHECK(bank.outgoing().state == OutgoingMoney::State::kTakenBack);
        CHECK(bank.run(bank.take_back(bank.last)) == decline::kAlreadyDecided);
        bank.hub.clock.advance(Milliseconds(48 * kHour));
        CHECK_FALSE(bank.pay().ok());
    }
    bank.check(10'000, 0);
}

TEST_CASE("sending money: each attack gets a refusal and changes nothing") {
    Bank bank;
    const Person other = bank.hub.add_resident();
    const auto broken = [&](std::function<void(wire::SendMoney&)> spoil) {
        wire::SendMoney body = bank.send(100).send_money();
        spoil(body);
        return bank.as_person(
            [&](Work& work) { return bank.hub.transfers.send(work, bank.person.id, body, work.now()); });
    };
    CHECK(bank.run(bank.send(9'851)) == "insufficient_funds");  // with the fee it is a cent too much
    CHECK(bank.run(bank.send(100, 0)) == "price_changed");
    CHECK(broken([&](auto& b) { b.set_contact_id(bank.hub.add_contact(other).raw()); }) == "contact_not_approved");
    CHECK(broken([&](auto& b) {
              b.set_contact_id(bank.hub.add_contact(bank.person, wire::Contact::REQUESTED).raw());
          }) == "contact_not_approved");
    CHECK(broken([&](auto& b) { b.set_contact_id(bank.hub.id<ContactId>().raw()); }) == "contact_not_approved");
    CHECK_FALSE(broken([](auto& b) { b.set_cents(-2'500); }).empty());
    bank.set_policy(false, 24);
    CHECK(bank.run(bank.send(100)) == "send_money_off");
    bank.set_policy(true, 24);
    CHECK(bank.hub.count("SELECT count(*) FROM outgoing_money") == 0);
    bank.check(10'000, 0);

    // Nobody takes back what is not theirs.
    REQUIRE(bank.run(bank.send(2'500)).empty());
    wire::Command theirs = bank.hub.command(other);
    theirs.mutable_withdraw_send_money()->set_transfer_id(bank.last.raw());
    CHECK(bank.run(other, theirs) == "not_found");
    bank.check(7'350, 2'650);

    // A contact that is blocked meanwhile is not paid.
    must(bank.staff(
        [&](Work& work) { return bank.hub.contacts.set_state(work, bank.contact, wire::Contact::BLOCKED); }));
    bank.hub.clock.advance(Milliseconds(24 * kHour));
    CHECK(bank.pay().error().text_key == "contact_not_approved");
    bank.check(7'350, 2'650);
}

TEST_CASE("sending money, replayed: the same command answers again, under another id it is declined") {
    Bank bank;
    wire::Command sent = bank.send(2'500);
    REQUIRE(bank.run(sent).empty());
    CHECK(bank.hub.execute(bank.person, sent).repeat());
    wire::Command more = sent;
    more.mutable_send_money()->set_cents(2'501);
    CHECK(bank.run(more) == decline::kContent);
    sent.set_id(bank.hub.id<CommandId>().raw());
    CHECK(bank.run(sent) == "conflict");
    bank.check(7'350, 2'650);
    CHECK(bank.hub.count("SELECT count(*) FROM outgoing_money") == 1);

    wire::Command back = bank.take_back(bank.last);
    REQUIRE(bank.run(back).empty());
    CHECK(bank.hub.execute(bank.person, back).repeat());
    back.set_id(bank.hub.id<CommandId>().raw());
    CHECK(bank.run(back) == decline::kAlreadyDecided);
    // What was taken back is not sent again under its old id either.
    sent.set_id(bank.hub.id<CommandId>().raw());
    CHECK(bank.run(sent) == "conflict");
    bank.check(10'000, 0);
}

TEST_CASE("a clock that is set back shortens no cooling-off time and brings no other fee than that of its moment") {
    Bank bank;
    const Timestamp begun = bank.hub.clock.now();
    REQUIRE(bank.run(bank.send(2'500)).empty());
    bank.hub.clock.advance(Milliseconds(24 * kHour));
    bank.hub.clock.set_now(begun - Milliseconds(48 * kHour));
    CHECK(bank.pay().error().text_key == "cooling_off");
    bank.hub.clock.set_now(begun + Milliseconds(24 * kHour) - Milliseconds(1));
    CHECK(bank.pay().error().text_key == "cooling_off");
    bank.check(7'350, 2'650);
    bank.hub.clock.set_now(begun + Milliseconds(24 * kHour));
    bank.hub.set_price(kSendMoneyPrice, 300);
    bank.hub.clock.set_now(begun + Milliseconds(kHour));
    CHECK(bank.run(bank.send(100, 300)) == "price_changed");
    const Status earlier = bank.hub.run([&](Work& work) {
        return bank.hub.prices.set(work, {{kSendMoneyPrice, Cents::of(1), {}, {{"en", "x"}}, {}}}, begun);
    });
    CHECK(earlier.error().code == ErrorCode::kInvalid);
    bank.check(7'350, 2'650);
}

TEST_CASE("money that goes out: whichever write of a command fails, all of it happens or nothing") {
    Bank bank;
    const auto run = [&](const wire::Command& command) {
        const wire::QueuedCommand queued = bank.hub.sign(bank.person, command);
        const auto act = [&]() -> Status {
            const wire::Outcome outcome = bank.hub.execute(queued);
            if (outcome.result() == wire::Outcome::RETRY) return Error(ErrorCode::kUnavailable, "the hub could not");
            CHECK(outcome.result() == wire::Outcome::DONE);
            return {};
        };
        CHECK(test::fail_at_every_operation(bank.hub, act) > 20);
        CHECK(bank.hub.execute(queued).repeat());
    };
    run(bank.send(2'500));
    bank.check(7'350, 2'650);
    run(bank.take_back(bank.last));
    bank.check(10'000, 0);
    run(bank.move(wire::MoveMoney::PHONE, 850));
    bank.check(9'150, 0);
    CHECK(bank.hub.count("SELECT count(*) FROM outgoing_money") == 1);
}

TEST_CASE("money that goes out: whichever write of staff's answer fails, it is paid or refused whole, or still waits") {
    Bank bank;
    const auto decide = [&](const std::function<Status()>& act) {
        CHECK(test::fail_at_every_operation(bank.hub, act) > 20);
        CHECK_FALSE(act().ok());
    };
    REQUIRE(bank.run(bank.send(1'000)).empty());
    decide([&] { return bank.refuse(); });
    bank.check(10'000, 0);
    REQUIRE(bank.run(bank.send(4'000)).empty());
    bank.hub.clock.advance(Milliseconds(24 * kHour));
    decide([&] { return bank.pay(); });
    bank.check(5'850, 0);
}
