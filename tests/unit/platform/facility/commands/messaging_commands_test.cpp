// Commands of messaging are run once, for ever: sent again they get their first outcome, and nothing happens a second
// time; what fails on the way leaves nothing.
#include <functional>

#include "platform/facility/ledger/credit_sales.h"
#include "tests/unit/platform/facility/messages/mail.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::Mail;
using dayroom::test::must;
using dayroom::test::Paid;

namespace {

/// Everything that one of these commands could do a second time.
struct Everything {
    std::vector<std::int64_t> numbers;
    bool operator==(const Everything&) const = default;
};
Everything everything(Mail& mail) {
    const BalanceSheet sheet = mail.hub.balances(mail.person);
    Everything all{{sheet.spendable.units(), sheet.credits.units(), mail.replies(), mail.used()}};
    for (const char* sql :
         {"SELECT count(*) FROM message", "SELECT sum(state * 100 + appeal) FROM message",
          "SELECT count(*) FROM contact", "SELECT sum(state) FROM contact", "SELECT count(*) FROM transfer",
          "SELECT count(*) FROM hold WHERE state = 1", "SELECT count(*) FROM provider_event",
          "SELECT count(*) FROM command_outcome", "SELECT count(*) FROM draft"})
        all.numbers.push_back(mail.hub.count(sql));
    return all;
}

struct Case {
    const char* what;
    std::function<wire::Command(Mail&)> make;
    std::function<void(wire::Command&)> other_content;
};

std::vector<Case> cases() {
    const auto held = [](Mail& mail) {
        const MessageId id = mail.hub.id<MessageId>();
        REQUIRE(mail.send(id).result() == wire::Outcome::DONE);
        return id;
    };
    const auto other_text = [](wire::Command& c) { c.mutable_send_message()->set_text("Something else."); };
    const auto other_message = [](wire::Command& c) {
        c.mutable_withdraw_message()->set_message_id(std::string(16, 'x'));
    };
    return {
        {"send", [](Mail& mail) { return mail.send_command(mail.hub.id<MessageId>(), Paid::kCredits); }, other_text},
        {"send prepaid", [](Mail& mail) { return mail.send_command(mail.hub.id<MessageId>(), Paid::kPrepaid); },
         other_text},
        {"withdraw",
         [=](Mail& mail) {
             const MessageId id = held(mail);
             wire::Command command = mail.hub.command(mail.person);
             command.mutable_withdraw_message()->set_message_id(id.raw());
             return command;
         },
         other_message},
        {"appeal",
         [=](Mail& mail) {
             const MessageId id = held(mail);
             must(mail.reject(id));
             wire::Command command = mail.hub.command(mail.person);
             command.mutable_appeal_message()->set_message_id(id.raw());
             command.mutable_appeal_message()->set_text("Please look again.");
             command.mutable_appeal_message()->set_receipt_code(mail.hub.receipt());
             return command;
         },
         [](wire::Command& c) { c.mutable_appeal_message()->set_text("Something else."); }},
        {"request a contact",
         [](Mail& mail) {
             wire::Command command = mail.hub.command(mail.person);
             wire::RequestContact& body = *command.mutable_request_contact();
             body.set_contact_id(mail.hub.id<ContactId>().raw());
             body.set_name("Ana Li");
             body.set_relationship("friend");
             body.set_address("ana@mail");
             return command;
         },
         [](wire::Command& c) { c.mutable_request_contact()->set_name("Someone Else"); }},
        {"block",
         [](Mail& mail) {
             wire::Command command = mail.hub.command(mail.person);
             command.mutable_change_contact()->set_contact_id(mail.contact.raw());
             command.mutable_change_contact()->set_change(wire::ChangeContact::BLOCK);
             return command;
         },
         [](wire::Command& c) { c.mutable_change_contact()->set_change(wire::ChangeContact::REMOVE); }},
        {"buy credits",
         [](Mail& mail) {
             mail.hub.set_price("bundle_small", 500, 20);
             mail.hub.give(mail.person, 2'000);
             wire::Command command = mail.hub.command(mail.person);
             wire::BuyCredits& body = *command.mutable_buy_credits();
             body.set_price_code("bundle_small");
             body.set_price_seen_cents(500);
             body.set_credits_seen(20);
             body.set_receipt_code(mail.hub.receipt());
             return command;
         },
         [](wire::Command& c) { c.mutable_buy_credits()->set_receipt_code("34679ACD"); }},
    };
}

}  // namespace

TEST_CASE("commands of messaging sent again get their first outcome and do nothing more") {
    for (const Case& each : cases()) {
        INFO(each.what);
        Mail mail;
        const wire::Command command = each.make(mail);
        const Everything before = everything(mail);
        const wire::Outcome first = mail.hub.execute(mail.person, command);
        REQUIRE(first.result() == wire::Outcome::DONE);
        CHECK_FALSE(first.repeat());
        const Everything after = everything(mail);
        CHECK(after != before);
        for (int i = 0; i < 3; ++i) {
            mail.hub.clock.advance(std::chrono::hours(24));
            const wire::Outcome again = mail.hub.execute(mail.person, command);
            CHECK(again.result() == wire::Outcome::DONE);
            CHECK(again.repeat());
            CHECK(again.receipt_code() == first.receipt_code());
            CHECK(everything(mail) == after);
        }
        wire::Command other = command;
        each.other_content(other);
        CHECK(mail.hub.execute(mail.person, other).code() == decline::kContent);
        CHECK(everything(mail) == after);
        CHECK(mail.hub.tie().ties());
    }
}

TEST_CASE("a declined command of messaging stays declined, and leaves only its outcome") {
    Mail mail;
    wire::Command command = mail.send_command(mail.hub.id<MessageId>(), Paid::kCredits);
    command.mutable_send_message()->set_price_seen_credits(1);
    Everything expected = everything(mail);
    CHECK(mail.hub.execute(mail.person, command).code() == decline::kPriceChanged);
    expected.numbers.at(11) += 1;  // command_outcome
    CHECK(everything(mail) == expected);
    mail.set_prices(1, 0);  // now it would fit
    CHECK(mail.hub.execute(mail.person, command).code() == decline::kPriceChanged);
    CHECK(mail.hub.execute(mail.person, command).repeat());
    CHECK(everything(mail) == expected);
}

TEST_CASE("a failure of the disk at any moment: the message is sent whole, or nothing of it") {
    for (const Paid paid : {Paid::kCreditsWithCard, Paid::kPrepaid}) {
        Mail mail;
        mail.hub.give_credits(mail.person, 1'000);
        mail.give_replies(500);
        int faults = 0;
        for (std::int64_t n = 1; n < 500; ++n) {
            const wire::QueuedCommand queued =
                mail.hub.sign(mail.person, mail.send_command(mail.hub.id<MessageId>(), paid));
            const Everything before = everything(mail);
            mail.hub.fail_at(n);
            const wire::Outcome outcome = mail.hub.execute(queued);
            const bool fired = mail.hub.faults.fired();
            mail.hub.faults.disarm();
            if (!fired) {
                REQUIRE(outcome.result() == wire::Outcome::DONE);
                break;
            }
            ++faults;
            const bool done = outcome.result() == wire::Outcome::DONE;
            REQUIRE((done || outcome.result() == wire::Outcome::RETRY));
            if (!done) {
                REQUIRE(everything(mail) == before);
                REQUIRE(mail.hub.execute(queued).result() == wire::Outcome::DONE);
            }
            REQUIRE(mail.hub.execute(queued).repeat());
        }
        CHECK(faults > 15);
        CHECK(mail.hub.tie().ties());
    }
}
