#include "platform/facility/moderation/quotation.h"
#include "tests/unit/platform/facility/messages/mail.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::Mail;
using dayroom::test::must;
using dayroom::test::Paid;
using dayroom::test::Person;

namespace {

/// By moderation, which looks at what the reason says.
Status reject_because(Mail& mail, const MessageId& id, const std::string& reason) {
    return mail.hub.run([&](Work& work) { return mail.hub.moderation.reject(work, id, "4.2", reason); });
}

std::size_t messages_seen(Mail& mail) {
    FeedClient client(mail.hub);
    client.sign_in(mail.person);
    client.sync();
    std::size_t count = 0;
    for (const auto& [name, record] : client.held(Scope::resident(mail.person.id)))
        count += record.has_message() ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("an inbound message reaches the feed only when it is approved") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    must(mail.receive(id));
    CHECK(messages_seen(mail) == 0);
    CHECK(must(mail.hub.moderation.queue(*mail.hub.reader, {})).size() == 1);
    must(mail.deliver(id));
    CHECK(messages_seen(mail) == 1);
    CHECK(must(mail.hub.moderation.waiting(*mail.hub.reader)) == 0);
    const Status again = mail.reject(id);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == ErrorCode::kConflict);
    CHECK_FALSE(mail.receive(id).ok());
}

TEST_CASE("nothing rejected is quoted") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    must(mail.receive(id, "meet me behind the laundry at noon with the package"));
    CHECK_FALSE(reject_because(mail, id, "Says: Meet me behind the laundry at NOON").ok());
    CHECK_FALSE(reject_because(mail, id, "").ok());
    CHECK_FALSE(reject_because(mail, id, std::string(401, 'x')).ok());
    must(reject_because(mail, id, "It plans a meeting"));
    FeedClient client(mail.hub);
    client.sign_in(mail.person);
    client.sync();
    for (const auto& [name, record] : client.held(Scope::resident(mail.person.id))) {
        if (!record.has_message()) continue;
        CHECK(record.message().state() == wire::Message::REJECTED);
        CHECK(record.message().text().empty());
        CHECK(record.message().rule() == "4.2");
        CHECK(record.message().appeal_by_ms() == (mail.hub.clock.now() + kAppealWithin).ms());
        CHECK(record.SerializeAsString().find("laundry") == std::string::npos);
    }
}

TEST_CASE("only approved contacts write, and only while they are approved") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    must(mail.receive(id));
    must(mail.hub.run(
        [&](Work& work) { return mail.hub.contacts.set_state(work, mail.contact, wire::Contact::BLOCKED); }));
    const Status late = mail.deliver(id);
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().text_key == "contact_not_approved");
    CHECK_FALSE(mail.receive(mail.hub.id<MessageId>()).ok());
    CHECK(mail.send(mail.hub.id<MessageId>()).code() == "contact_not_approved");
    CHECK(messages_seen(mail) == 0);
    const Person other = mail.hub.add_resident();
    CHECK_FALSE(mail.hub
                    .run([&](Work& work) {
                        return mail.hub.messages.receive(
                            work, {mail.hub.id<MessageId>(), other.id, mail.contact, "hello", "en", work.now(), {}, 0});
                    })
                    .ok());
}

TEST_CASE("the network takes a delivered message once it has it, and may say so again") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    REQUIRE(mail.send(id).result() == wire::Outcome::DONE);
    CHECK(must(mail.hub.messages.outbound(*mail.hub.reader, 10)).empty());
    must(mail.deliver(id));
    CHECK(must(mail.hub.messages.outbound(*mail.hub.reader, 10)).size() == 1);
    for (int i = 0; i < 2; ++i) must(mail.hub.run([&](Work& work) { return mail.hub.messages.acknowledge(work, id); }));
    CHECK(must(mail.hub.messages.outbound(*mail.hub.reader, 10)).empty());
}

TEST_CASE("a message needs its price, as seen, and enough credits") {
    Mail mail;
    const auto send_for = [&](std::int64_t price, Paid paid) {
        wire::Command command = mail.send_command(mail.hub.id<MessageId>(), paid);
        command.mutable_send_message()->set_price_seen_credits(price);
        return mail.hub.execute(mail.person, command);
    };
    CHECK(send_for(1, Paid::kCredits).code() == decline::kPriceChanged);
    CHECK(send_for(0, Paid::kCredits).code() == decline::kPriceChanged);
    CHECK(send_for(2, Paid::kCreditsWithCard).code() == decline::kPriceChanged);
    CHECK(mail.credits() == 5);
    CHECK(mail.replies() == 3);
    REQUIRE(send_for(2, Paid::kCredits).result() == wire::Outcome::DONE);
    REQUIRE(send_for(2, Paid::kCredits).result() == wire::Outcome::DONE);
    CHECK(send_for(2, Paid::kCredits).code() == "insufficient_funds");
    CHECK(mail.credits() == 1);
}

TEST_CASE("prepaid replies are counted: none left is a decline, and the message is not charged instead") {
    Mail mail;
    for (int i = 0; i < test::kBeginReplies; ++i)
        REQUIRE(mail.send(mail.hub.id<MessageId>(), Paid::kPrepaid).result() == wire::Outcome::DONE);
    CHECK(mail.send(mail.hub.id<MessageId>(), Paid::kPrepaid).code() == decline::kNoPrepaidReply);
    CHECK(mail.credits() == test::kBeginCredits);
    CHECK(mail.replies() == 0);
    CHECK_FALSE(mail.receive(mail.hub.id<MessageId>(), "hello", kMaxPrepaidWithMessage + 1).ok());
    CHECK_FALSE(mail.receive(mail.hub.id<MessageId>(), "hello", -1).ok());
}

TEST_CASE("replies beyond what one contact may have are not given, counting those that may come back") {
    Mail mail;
    const MessageId held = mail.hub.id<MessageId>();
    REQUIRE(mail.send(held, Paid::kPrepaid).result() == wire::Outcome::DONE);  // 2 left, 1 out
    const int room = wire::kMaxPrepaidReplies - test::kBeginReplies;
    mail.give_replies(room - 1);
    const MessageId id = mail.hub.id<MessageId>();
    must(mail.receive(id, "hello", 5));
    must(mail.deliver(id));
    CHECK(mail.replies() == wire::kMaxPrepaidReplies - 1);
    CHECK(must(mail.hub.messages.find(*mail.hub.reader, id))->prepaid_given == 1);
    must(mail.reject(held));
    CHECK(mail.replies() == wire::kMaxPrepaidReplies);
}

TEST_CASE("what the resident sent is in its record: receipt code, language, card") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    const wire::Command command = mail.send_command(id, Paid::kCreditsWithCard);
    const wire::Outcome outcome = mail.hub.execute(mail.person, command);
    CHECK(outcome.receipt_code() == command.send_message().receipt_code());
    const auto shown = mail.shown(id);
    CHECK(shown->receipt_code() == outcome.receipt_code());
    CHECK(shown->language() == "en");
    CHECK(shown->card_id() == mail.card.raw());
    must(mail.reject(id));
    CHECK(mail.shown(id)->card_id().empty());
    wire::Command same_receipt = mail.send_command(mail.hub.id<MessageId>(), Paid::kCredits);
    same_receipt.mutable_send_message()->set_receipt_code(outcome.receipt_code());
    CHECK(mail.hub.execute(mail.person, same_receipt).code() == "conflict");
    CHECK(mail.credits() == test::kBeginCredits);
}

TEST_CASE("a message is as long as the policy allows, in characters") {
    Mail mail;
    must(mail.hub.run([&](Work& work) -> Status {
        wire::Facility facility = TRY(read_facility(work.db()));
        facility.mutable_policy()->set_message_characters(500);
        return set_facility(work, facility);
    }));
    const auto send_text = [&](int characters) {
        std::string text;
        for (int i = 0; i < characters; ++i) text += "\u00e9";
        wire::Command command = mail.send_command(mail.hub.id<MessageId>(), Paid::kCredits);
        command.mutable_send_message()->set_text(text);
        return mail.hub.execute(mail.person, command);
    };
    CHECK(send_text(501).code() == decline::kMessageTooLong);
    CHECK(send_text(500).result() == wire::Outcome::DONE);
}

TEST_CASE("read is kept, for one's own messages only, and sealed again") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    must(mail.receive(id));
    must(mail.deliver(id));
    const Person other = mail.hub.add_resident();
    wire::Command command = mail.hub.command(other);
    command.mutable_mark_read()->add_message_ids(id.raw());
    CHECK(mail.hub.execute(other, command).result() == wire::Outcome::DONE);
    CHECK_FALSE(mail.message(id).read());
    command = mail.hub.command(mail.person);
    command.mutable_mark_read()->add_message_ids(id.raw());
    CHECK(mail.hub.execute(mail.person, command).result() == wire::Outcome::DONE);
    CHECK(mail.message(id).read());
    CHECK(messages_seen(mail) == 1);
}

TEST_CASE("photos must be known, and go only to the unit of their reader once released") {
    Mail mail;
    const crypto::Digest hash = crypto::sha256(as_bytes("picture"));
    const MessageId id = mail.hub.id<MessageId>();
    const auto receive = [&] {
        return mail.hub.run([&](Work& work) {
            return mail.hub.messages.receive(
                work, {id, mail.person.id, mail.contact, "", "", work.now(), {{hash, 640, 480, 7}}, 0});
        });
    };
    CHECK_FALSE(receive().ok());
    must(mail.hub.run([&](Work& work) {
        BlobRef blob{hash, 7, Secret::zeroed(kKeyBytes)};
        return mail.hub.messages.add_blob(work, blob);
    }));
    must(receive());
    CHECK_FALSE(must(mail.hub.messages.may_fetch(*mail.hub.reader, hash, mail.hub.unit)));
    must(mail.deliver(id));
    CHECK(must(mail.hub.messages.may_fetch(*mail.hub.reader, hash, mail.hub.unit)));
    CHECK_FALSE(must(mail.hub.messages.may_fetch(*mail.hub.reader, hash, mail.hub.other_unit)));
}

TEST_CASE("text from outside is bounded and plain") {
    Mail mail;
    CHECK_FALSE(mail.receive(mail.hub.id<MessageId>(), "").ok());
    CHECK_FALSE(mail.receive(mail.hub.id<MessageId>(), std::string(30'001, 'a')).ok());
    CHECK_FALSE(mail.receive(mail.hub.id<MessageId>(), "bad \xFF bytes").ok());
    CHECK_FALSE(mail.receive(mail.hub.id<MessageId>(), "turned \xE2\x80\xAE around").ok());
}

TEST_CASE("quotation: words in a row, whatever case and punctuation") {
    CHECK(quotes("it says: one, two; THREE four five six", "one two three four five six seven"));
    CHECK_FALSE(quotes("one two three four five", "one two three four five six seven"));
    CHECK(quotes("kill him, it says", "Kill him!"));
    CHECK_FALSE(quotes("contraband", "contraband"));
    CHECK_FALSE(quotes("", "one two"));
}
