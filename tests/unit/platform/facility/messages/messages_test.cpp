#include "platform/facility/messages/messages.h"

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "platform/facility/moderation/quotation.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Mail {
    HubFixture hub;
    Person person = hub.add_resident();
    ContactId contact = hub.add_contact(person);
    Mail() {
        hub.set_price("message", 0, 2);
        hub.give_credits(person, 5);
    }
    Status receive(const MessageId& id, const std::string& text = "Hola, todo bien aqui en casa con los ninos") {
        return hub.run([&](Work& work) {
            return hub.messages.receive(work, {id, person.id, contact, text, "es", work.now(), {}});
        });
    }
    wire::Outcome send(const MessageId& id, std::int64_t price = 2) {
        wire::Command command = hub.command(person);
        wire::SendMessage& body = *command.mutable_send_message();
        body.set_message_id(id.raw());
        body.set_contact_id(contact.raw());
        body.set_text("I miss you all.");
        body.set_price_seen_credits(price);
        body.set_receipt_code(hub.receipt());
        return hub.execute(person, command);
    }
    Status approve(const MessageId& id) {
        return hub.run([&](Work& work) { return hub.moderation.approve(work, id); });
    }
    Status reject(const MessageId& id, const std::string& reason = "contraband") {
        return hub.run([&](Work& work) { return hub.moderation.reject(work, id, "4.2", reason); });
    }
    std::size_t seen() {
        FeedClient client(hub);
        client.sign_in(person);
        client.sync();
        std::size_t count = 0;
        for (const auto& [name, record] : client.held(Scope::resident(person.id)))
            count += record.has_message() ? 1 : 0;
        return count;
    }
    wire::Message message(const MessageId& id) { return *must(load_message(*hub.reader, id)); }
};

}  // namespace

TEST_CASE("an inbound message reaches the feed only when it is approved") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    must(mail.receive(id));
    CHECK(mail.seen() == 0);
    CHECK(must(mail.hub.moderation.queue(*mail.hub.reader, {})).size() == 1);
    must(mail.approve(id));
    CHECK(mail.seen() == 1);
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
    CHECK_FALSE(mail.reject(id, "Says: Meet me behind the laundry at NOON").ok());
    CHECK_FALSE(mail.reject(id, "").ok());
    CHECK_FALSE(mail.reject(id, std::string(401, 'x')).ok());
    must(mail.reject(id, "It plans a meeting"));
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
    const Status late = mail.approve(id);
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().text_key == "contact_not_approved");
    CHECK_FALSE(mail.receive(mail.hub.id<MessageId>()).ok());
    CHECK(mail.send(mail.hub.id<MessageId>()).code() == "contact_not_approved");
    CHECK(mail.seen() == 0);
    const Person other = mail.hub.add_resident();
    CHECK_FALSE(mail.hub
                    .run([&](Work& work) {
                        return mail.hub.messages.receive(
                            work, {mail.hub.id<MessageId>(), other.id, mail.contact, "hello", "en", work.now(), {}});
                    })
                    .ok());
}

TEST_CASE("every end of an outbound message: credits held, taken or given back") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    REQUIRE(mail.send(id).result() == wire::Outcome::DONE);
    CHECK(mail.hub.balances(mail.person).credits == Credits::of(3));
    CHECK(mail.message(id).state() == wire::Message::HELD);
    std::int64_t credits = 5;
    wire::Message::State end = wire::Message::REJECTED;
    SECTION("approved") {
        must(mail.approve(id));
        credits = 3;
        end = wire::Message::DELIVERED;
        CHECK(must(mail.hub.messages.outbound(*mail.hub.reader, 10)).size() == 1);
        must(mail.hub.run([&](Work& work) { return mail.hub.messages.acknowledge(work, id); }));
        CHECK(must(mail.hub.messages.outbound(*mail.hub.reader, 10)).empty());
    }
    SECTION("rejected") { must(mail.reject(id)); }
    SECTION("withdrawn") {
        must(mail.hub.run([&](Work& work) { return mail.hub.messages.withdraw(work, mail.person.id, id); }));
        end = wire::Message::WITHDRAWN;
    }
    SECTION("expired") {
        mail.hub.clock.advance(kExpireAfter + Milliseconds(1));
        CHECK(must(mail.hub.writer->make(Actor::system(),
                                         [&](Work& work) { return mail.hub.moderation.expire(work, 10); })) == 1);
        end = wire::Message::EXPIRED;
    }
    CHECK(mail.message(id).state() == end);
    CHECK(mail.hub.balances(mail.person).credits == Credits::of(credits));
    CHECK_FALSE(mail.approve(id).ok());
    CHECK_FALSE(mail.hub.run([&](Work& work) { return mail.hub.messages.withdraw(work, mail.person.id, id); }).ok());
    CHECK(mail.hub.balances(mail.person).credits == Credits::of(credits));
    CHECK(mail.hub.tie().ties());
}

TEST_CASE("a message needs its price, as seen, and enough credits") {
    Mail mail;
    CHECK(mail.send(mail.hub.id<MessageId>(), 1).code() == "price_changed");
    REQUIRE(mail.send(mail.hub.id<MessageId>()).result() == wire::Outcome::DONE);
    REQUIRE(mail.send(mail.hub.id<MessageId>()).result() == wire::Outcome::DONE);
    CHECK(mail.send(mail.hub.id<MessageId>()).code() == "insufficient_funds");
    CHECK(mail.hub.balances(mail.person).credits == Credits::of(1));
}

TEST_CASE("read is kept, for one's own messages only, and sealed again") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    must(mail.receive(id));
    must(mail.approve(id));
    const Person other = mail.hub.add_resident();
    wire::Command command = mail.hub.command(other);
    command.mutable_mark_read()->add_message_ids(id.raw());
    CHECK(mail.hub.execute(other, command).result() == wire::Outcome::DONE);
    CHECK_FALSE(mail.message(id).read());
    command = mail.hub.command(mail.person);
    command.mutable_mark_read()->add_message_ids(id.raw());
    CHECK(mail.hub.execute(mail.person, command).result() == wire::Outcome::DONE);
    CHECK(mail.message(id).read());
    CHECK(mail.seen() == 1);
}

TEST_CASE("photos must be known, and go only to the unit of their reader once released") {
    Mail mail;
    const crypto::Digest hash = crypto::sha256(as_bytes("picture"));
    const MessageId id = mail.hub.id<MessageId>();
    const auto receive = [&] {
        return mail.hub.run([&](Work& work) {
            return mail.hub.messages.receive(
                work, {id, mail.person.id, mail.contact, "", "", work.now(), {{hash, 640, 480, 7}}});
        });
    };
    CHECK_FALSE(receive().ok());
    must(mail.hub.run([&](Work& work) {
        BlobRef blob{hash, 7, Secret::zeroed(kKeyBytes)};
        return mail.hub.messages.add_blob(work, blob);
    }));
    must(receive());
    CHECK_FALSE(must(mail.hub.messages.may_fetch(*mail.hub.reader, hash, mail.hub.unit)));
    must(mail.approve(id));
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
