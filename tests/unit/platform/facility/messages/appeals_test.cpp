// Appeals: once, in time, by whom it concerns.
#include "tests/unit/platform/facility/messages/mail.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::Mail;
using dayroom::test::must;
using dayroom::test::Paid;
using dayroom::test::Person;
using State = wire::Message;

TEST_CASE("an appeal is open, has its clock, and is answered") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    REQUIRE(mail.send(id).result() == wire::Outcome::DONE);
    must(mail.reject(id));
    mail.hub.clock.advance(std::chrono::hours(24));
    const wire::Outcome appealed = mail.appeal(id);
    CHECK(appealed.result() == wire::Outcome::DONE);
    CHECK(appealed.receipt_code().size() == 8);
    auto shown = mail.shown(id);
    CHECK(shown->appeal() == State::APPEAL_OPEN);
    CHECK(shown->appealed_ms() == mail.hub.clock.now().ms());
    CHECK(shown->decide_by_ms() == (mail.hub.clock.now() + kDecideWithin).ms());
    CHECK(shown->text().empty());
    const auto stored = must(mail.hub.messages.find(*mail.hub.reader, id));
    CHECK(stored->appeal_text == "It is about my court date.");
    CHECK(stored->appeal_receipt == appealed.receipt_code());
    CHECK(stored->decided_by == mail.reviewer);
    CHECK(mail.appeal(id).code() == decline::kAlreadyAppealed);
    SECTION("granted") {
        must(mail.grant(id));
        shown = mail.shown(id);
        CHECK(shown->appeal() == State::APPEAL_GRANTED);
        CHECK(shown->state() == State::DELIVERED);
        CHECK(shown->text() == "I miss you all.");
        CHECK(must(mail.hub.messages.outbound(*mail.hub.reader, 10)).size() == 1);
    }
    SECTION("refused") {
        must(mail.refuse(id));
        shown = mail.shown(id);
        CHECK(shown->appeal() == State::APPEAL_REFUSED);
        CHECK(shown->state() == State::REJECTED);
        CHECK(shown->appeal_reason() == "upheld");
        CHECK(must(mail.hub.messages.outbound(*mail.hub.reader, 10)).empty());
    }
    CHECK(shown->appeal_decided_ms() == mail.hub.clock.now().ms());
    CHECK(mail.appeal(id).code() == decline::kAlreadyAppealed);
}

TEST_CASE("the last day to appeal: by the time at which it was made, also when the network was down") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    REQUIRE(mail.send(id).result() == wire::Outcome::DONE);
    must(mail.reject(id));
    const Timestamp last = mail.hub.clock.now() + kAppealWithin;
    const auto appeal = [&](Timestamp made, Timestamp arrives) {
        mail.hub.clock.set_now(arrives);
        wire::Command command = mail.hub.command(mail.person);
        command.set_made_ms(made.ms());
        command.mutable_appeal_message()->set_message_id(id.raw());
        command.mutable_appeal_message()->set_text("Please look again.");
        command.mutable_appeal_message()->set_receipt_code(mail.hub.receipt());
        return mail.hub.execute(mail.person, command);
    };
    CHECK(appeal(last + Milliseconds(1), last + Milliseconds(1)).code() == decline::kTooLate);
    CHECK(appeal(last, last + kAppealOnItsWay + Milliseconds(1)).code() == decline::kTooLate);
    CHECK(appeal(last, last + kAppealOnItsWay).result() == wire::Outcome::DONE);
}

TEST_CASE("only what was rejected, and only one's own") {
    Mail mail;
    const MessageId mine = mail.hub.id<MessageId>();
    REQUIRE(mail.send(mine).result() == wire::Outcome::DONE);
    CHECK(mail.appeal(mine).code() == decline::kNotRejected);
    const MessageId theirs = mail.hub.id<MessageId>();
    must(mail.receive(theirs));
    CHECK(mail.appeal(theirs).code() == decline::kNotRejected);
    must(mail.reject(mine));
    must(mail.reject(theirs));
    const Person other = mail.hub.add_resident();
    for (const MessageId& id : {mine, theirs}) {
        wire::Command command = mail.hub.command(other);
        command.mutable_appeal_message()->set_message_id(id.raw());
        command.mutable_appeal_message()->set_text("Let me see it.");
        command.mutable_appeal_message()->set_receipt_code(mail.hub.receipt());
        CHECK(mail.hub.execute(other, command).code() == "not_found");
    }
    CHECK(mail.appeal(theirs).result() == wire::Outcome::DONE);
    CHECK(mail.appeal(mail.hub.id<MessageId>()).code() == "not_found");
}

TEST_CASE("an appeal that is granted does not deliver to a contact who is no longer approved") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    REQUIRE(mail.send(id).result() == wire::Outcome::DONE);
    must(mail.reject(id));
    REQUIRE(mail.appeal(id).result() == wire::Outcome::DONE);
    REQUIRE(mail.change_contact(wire::ChangeContact::BLOCK).result() == wire::Outcome::DONE);
    const Status granted = mail.grant(id);
    REQUIRE_FALSE(granted.ok());
    CHECK(granted.error().text_key == decline::kContactNotApproved);
    CHECK(mail.message(id).appeal() == State::APPEAL_OPEN);
    CHECK(mail.credits() == test::kBeginCredits);
    must(mail.refuse(id));
}

TEST_CASE("a granted appeal takes the price that was seen at sending, not today's") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    REQUIRE(mail.send(id).result() == wire::Outcome::DONE);
    must(mail.reject(id));
    mail.set_prices(5, 5);
    REQUIRE(mail.appeal(id).result() == wire::Outcome::DONE);
    must(mail.grant(id));
    CHECK(mail.credits() == test::kBeginCredits - test::kTextCredits);
    CHECK(mail.shown(id)->price_credits() == test::kTextCredits);
}

TEST_CASE("the clocks of the policy rule") {
    Mail mail;
    must(mail.hub.run([&](Work& work) -> Status {
        wire::Facility facility = TRY(read_facility(work.db()));
        facility.mutable_policy()->set_decide_within_hours(24);
        facility.mutable_policy()->set_investigate_within_hours(72);
        facility.mutable_policy()->set_appeal_within_days(3);
        return set_facility(work, facility);
    }));
    const Timestamp began = mail.hub.clock.now();
    const MessageId id = mail.hub.id<MessageId>();
    REQUIRE(mail.send(id).result() == wire::Outcome::DONE);
    CHECK(mail.shown(id)->decide_by_ms() == (began + std::chrono::hours(24)).ms());
    CHECK(mail.shown(id)->received_ms() == began.ms());
    mail.hub.clock.advance(std::chrono::hours(20));
    for (int i = 0; i < 2; ++i) {  // a second time does not move it further
        must(mail.decide([&](Work& work) { return mail.hub.messages.investigate(work, id); }));
        CHECK(mail.shown(id)->decide_by_ms() == (began + std::chrono::hours(72)).ms());
    }
    must(mail.reject(id));
    CHECK(mail.shown(id)->appeal_by_ms() == (mail.hub.clock.now() + std::chrono::hours(72)).ms());
    CHECK_FALSE(mail.shown(id)->investigating());
}
