// The hub's clock, set back by an hour, a day or a month: it brings nobody a second allowance, ends nothing twice, and
// leaves what is on record as it was. What is done while it is wrong goes by the time that it shows.
#include "platform/facility/ledger/deduction_rules.h"
#include "platform/facility/ledger/spend_brake.h"
#include "tests/unit/platform/facility/commissary/shop.h"
#include "tests/unit/platform/facility/messages/mail.h"

namespace dayroom::facility {
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct SetBack {
    const char* what;
    Milliseconds by;
};
constexpr SetBack kSetBacks[] = {
    {"an hour", std::chrono::hours(1)}, {"a day", std::chrono::hours(24)}, {"a month", std::chrono::hours(24 * 31)}};

std::string refusal_of(const Status& status) { return status.ok() ? "" : status.error().text_key; }

/// "" or the code with which it was declined.
std::string said(const wire::Outcome& outcome) { return outcome.result() == wire::Outcome::DONE ? "" : outcome.code(); }

}  // namespace

TEST_CASE("clock set back: the daily brake counts on, and is not let go sooner") {
    for (const SetBack& back : kSetBacks) {
        INFO(back.what);
        HubFixture hub;
        const Person person = hub.add_resident();
        hub.give(person, 50'000);
        const auto choose = [&](std::int64_t cents) {
            must(hub.run([&](Work& work) { return choose_spend_brake(work, person.id, Cents::of(cents)); }));
        };
        const auto spend = [&](std::int64_t cents) {
            return refusal_of(hub.run_as(Actor::resident(person.id), [&](Work& work) {
                return hub.ledger.charge(work, {hub.id<TransferId>(),
                                                person.id,
                                                must(PositiveCents::of(cents)),
                                                "revenue/test",
                                                {TransferKind::kRequestFee, "fee", {}, {}}});
            }));
        };
        choose(2'000);
        const Timestamp begun = hub.clock.now();
        CHECK(spend(1'500) == "");
        hub.clock.set_now(begun - back.by);
        CHECK(spend(501) == decline::kSpendBrake);
        CHECK(spend(500) == "");
        CHECK(spend(1) == decline::kSpendBrake);
        choose(40'000);  // more, from the next day on
        CHECK(spend(1) == decline::kSpendBrake);
        hub.clock.set_now(begun);
        CHECK(spend(1) == decline::kSpendBrake);
        CHECK(hub.balances(person).spendable == Cents::of(48'000));
        hub.clock.advance(std::chrono::hours(24));
        CHECK(spend(40'000) == "");
        CHECK(hub.tie().ties());
    }
}

TEST_CASE("clock set back: the cooling-off time is not over sooner, and money that went out stays out") {
    for (const SetBack& back : kSetBacks) {
        INFO(back.what);
        HubFixture hub;
        const Person person = hub.add_resident();
        const ContactId contact = hub.add_contact(person);
        hub.give(person, 10'000);
        must(hub.run([&](Work& work) -> Status {
            wire::Facility facility = TRY(read_facility(work.db()));
            facility.mutable_policy()->set_send_money(true);
            facility.mutable_policy()->set_cooling_off_hours(24);
            return set_facility(work, facility);
        }));
        wire::Command command = hub.command(person);
        const auto id = hub.id<TransferId>();
        wire::SendMoney& body = *command.mutable_send_money();
        body.set_transfer_id(id.raw());
        body.set_purpose(wire::SendMoney::TO_CONTACT);
        body.set_contact_id(contact.raw());
        body.set_cents(2'500);
        body.set_receipt_code(hub.receipt());
        const Timestamp payable = hub.clock.now() + std::chrono::hours(24);
        REQUIRE(said(hub.execute(person, command)) == "");
        const auto pay = [&] { return refusal_of(hub.run([&](Work& work) { return hub.transfers.pay(work, id); })); };
        for (const Timestamp early : {payable - Milliseconds(1), payable - Milliseconds(1) - back.by}) {
            hub.clock.set_now(early);
            CHECK(pay() == "cooling_off");
        }
        CHECK(hub.balances(person).on_hold == Cents::of(2'500));
        hub.clock.set_now(payable);
        CHECK(pay() == "");
        hub.clock.set_now(payable - back.by);
        CHECK(pay() == decline::kAlreadyDecided);
        wire::Command taken = hub.command(person);
        taken.mutable_withdraw_send_money()->set_transfer_id(id.raw());
        CHECK(said(hub.execute(person, taken)) == decline::kAlreadyDecided);
        CHECK(hub.balances(person).spendable == Cents::of(7'500));
        CHECK(hub.balances(person).on_hold == Cents());
        CHECK(hub.tie().ties());
    }
}

TEST_CASE("clock set back: a hold that ran out does not come to life again") {
    for (const SetBack& back : kSetBacks) {
        INFO(back.what);
        HubFixture hub;
        const Person person = hub.add_resident();
        hub.give(person, 1'000);
        const Timestamp until = hub.clock.now() + std::chrono::hours(2);
        const auto id = hub.id<TransferId>();
        must(hub.run([&](Work& work) {
            return hub.ledger.hold(work, {id, person.id, must(PositiveCents::of(600)), "revenue/test", {}}, until);
        }));
        hub.clock.set_now(until);
        must(hub.run([&](Work& work) -> Status {
            TRY(hub.ledger.expire_holds(work, 10));
            return {};
        }));
        hub.clock.set_now(until - back.by);
        CHECK_FALSE(hub.run([&](Work& work) { return hub.ledger.post(work, id); }).ok());
        CHECK_FALSE(hub.run([&](Work& work) { return hub.ledger.void_hold(work, id); }).ok());
        CHECK(hub.balances(person).spendable == Cents::of(1'000));
        CHECK(hub.tie().ties());
    }
}

TEST_CASE("clock set back: no order window opens again, none is made before the first, and the week has one limit") {
    for (const SetBack& back : kSetBacks) {
        INFO(back.what);
        test::Shop shop;
        shop.hub.give(shop.person, 100'000);
        const OrderId id = shop.ordered({{"soup", 12}});
        const auto windows = [&] { return shop.hub.count("SELECT count(*) FROM order_window"); };
        const auto order = [&](const char* item, int units) {
            return shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{item, units}}));
        };
        const std::int64_t made = windows();
        const Timestamp open = shop.hub.clock.now();
        const bool still_open = shop.window_now().times.opens <= open - back.by;

        shop.hub.clock.set_now(open - back.by);
        shop.tick();
        CHECK(order("soup", 1) == (still_open ? decline::kOverItem : decline::kWindowClosed));
        shop.hub.clock.set_now(open);
        shop.tick();
        CHECK(order("soup", 1) == decline::kOverItem);
        CHECK(windows() == made);

        shop.cut_off();
        const Timestamp cut_off = shop.hub.clock.now();
        const std::int64_t ahead = windows();
        const std::int64_t held = shop.hub.balances(shop.person).on_hold.units();
        shop.hub.clock.set_now(cut_off - back.by);
        for (int tick = 0; tick < 2; ++tick) {
            CHECK(order("tea", 1) == decline::kWindowClosed);
            CHECK(shop.submit(shop.person, shop.body(id, {{"soup", 1}}, 1)) == decline::kWindowClosed);
            CHECK(shop.cancel(shop.person, id) == decline::kWindowClosed);
            shop.tick();
        }
        CHECK(windows() == ahead);
        CHECK(shop.hub.count("SELECT count(*) FROM order_window WHERE opens_ms <= " +
                             std::to_string(shop.hub.clock.now().ms()) + " AND state < 3") == 0);
        CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(held));
        must(shop.pick(id));  // it was cut off, whatever the clock shows
        shop.check_books();
    }
}

TEST_CASE("clock set back: a deposit goes by the rules of its moment, the one before stays, and none is booked twice") {
    for (const SetBack& back : kSetBacks) {
        INFO(back.what);
        HubFixture hub;
        const Person person = hub.add_resident();
        const Timestamp begins = hub.clock.now() + std::chrono::hours(1);
        StoredRule few;
        few.rule = {"victims", "rule 1", 500, {}, {}, Cents::of(INT64_MAX), false};
        few.valid_to = begins;
        StoredRule many = few;
        many.rule.basis_points = 5'000;
        many.valid_from = begins;
        many.valid_to = {};
        must(hub.run([&](Work& work) { return set_deduction_rules(work, {few, many}, {}); }));
        const auto deposit = [&](const TransferId& id) {
            return hub.run([&](Work& work) {
                return hub.deposits.deposit(work, {id, person.id, must(PositiveCents::of(1'000)), {}, "family", ""});
            });
        };
        const auto first = hub.id<TransferId>();
        hub.clock.set_now(begins + std::chrono::minutes(30));
        must(deposit(first));
        const std::string before = must(load_transaction(*hub.reader, first))->SerializeAsString();
        CHECK(hub.balances(person).spendable == Cents::of(500));
        hub.clock.set_now(hub.clock.now() - back.by);
        CHECK_FALSE(deposit(first).ok());
        must(deposit(hub.id<TransferId>()));
        CHECK(hub.balances(person).spendable == Cents::of(500 + 950));
        CHECK(must(load_transaction(*hub.reader, first))->SerializeAsString() == before);
        hub.clock.set_now(begins);
        must(deposit(hub.id<TransferId>()));
        CHECK(hub.balances(person).spendable == Cents::of(500 + 950 + 500));
        CHECK(hub.tie().ties());
    }
}

TEST_CASE("clock set back: a late appeal stays declined, an appeal is heard once, and what expired stays so") {
    for (const SetBack& back : kSetBacks) {
        INFO(back.what);
        test::Mail mail;
        const auto late = mail.hub.id<MessageId>();
        const auto heard = mail.hub.id<MessageId>();
        const auto expired = mail.hub.id<MessageId>();
        for (const MessageId& id : {late, heard}) {
            REQUIRE(said(mail.send(id)) == "");
            must(mail.reject(id));
        }
        const Timestamp last = mail.hub.clock.now() + kAppealWithin;
        REQUIRE(said(mail.appeal(heard)) == "");
        must(mail.refuse(heard));
        REQUIRE(said(mail.send(expired)) == "");
        mail.hub.clock.set_now(mail.hub.clock.now() + kExpireAfter);
        CHECK(mail.expire() == 1);
        const std::int64_t credits = mail.credits();
        wire::Command command = mail.hub.command(mail.person);
        command.mutable_appeal_message()->set_message_id(late.raw());
        command.mutable_appeal_message()->set_text("It is about my court date.");
        command.mutable_appeal_message()->set_receipt_code(mail.hub.receipt());
        CHECK(said(mail.hub.execute(mail.person, command)) == decline::kTooLate);

        mail.hub.clock.set_now(last - back.by);
        CHECK(said(mail.hub.execute(mail.person, command)) == decline::kTooLate);
        CHECK(mail.message(late).appeal_by_ms() == last.ms());
        CHECK(said(mail.appeal(heard)) == decline::kAlreadyAppealed);
        CHECK(refusal_of(mail.grant(heard)) == decline::kAlreadyDecided);
        CHECK_FALSE(mail.deliver(expired).ok());
        CHECK(mail.message(expired).state() == wire::Message::EXPIRED);
        CHECK(mail.credits() == credits);
        // Whoever asks in time by the clock of the facility is heard, and no second time when it is right again.
        CHECK(said(mail.appeal(late)) == "");
        mail.hub.clock.set_now(last);
        CHECK(said(mail.appeal(late)) == decline::kAlreadyAppealed);
        CHECK(mail.credits() == credits);
        CHECK(mail.hub.tie().ties());
    }
}

}  // namespace dayroom::facility
