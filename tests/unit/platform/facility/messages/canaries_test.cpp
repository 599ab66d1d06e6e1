// What people write, and what they have, stands in no audit log: everything that messaging does is done with words and
// amounts that would be found again.
#include <set>

#include "platform/facility/suspensions/suspensions.h"
#include "platform/record/audit_log.h"
#include "tests/unit/platform/facility/messages/mail.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::Mail;
using dayroom::test::must;
using dayroom::test::Paid;

namespace {

constexpr const char* kCanaries[] = {"CANARY", "canary", "73519", "4271", "735.19"};

/// Everything of messaging, once.
void live(Mail& mail) {
    mail.hub.give(mail.person, 73'519);
    mail.hub.give_credits(mail.person, 4'271);
    const MessageId kept = mail.hub.id<MessageId>();
    const MessageId refused = mail.hub.id<MessageId>();
    const MessageId inbound = mail.hub.id<MessageId>();
    for (const MessageId& id : {kept, refused}) {
        wire::Command send = mail.send_command(id, Paid::kCredits);
        send.mutable_send_message()->set_text("CANARY-SENT words of mine");
        REQUIRE(mail.hub.execute(mail.person, send).result() == wire::Outcome::DONE);
    }
    must(mail.receive(inbound, "CANARY-RECEIVED words of theirs", 2));
    must(mail.deliver(kept));
    must(mail.deliver(inbound));
    must(mail.decide([&](Work& work) { return mail.hub.messages.reject(work, refused, "4.2", "CANARY-REASON"); }));
    REQUIRE(mail.appeal(refused, "CANARY-APPEAL look again").result() == wire::Outcome::DONE);
    must(mail.decide([&](Work& work) { return mail.hub.messages.grant_appeal(work, refused, "CANARY-ANSWER"); }));

    wire::Command contact = mail.hub.command(mail.person);
    wire::RequestContact& wanted = *contact.mutable_request_contact();
    wanted.set_contact_id(mail.hub.id<ContactId>().raw());
    wanted.set_name("CANARY-NAME");
    wanted.set_relationship("friend");
    wanted.set_address("CANARY-ADDRESS");
    REQUIRE(mail.hub.execute(mail.person, contact).result() == wire::Outcome::DONE);
    must(mail.decide([&](Work& work) -> Status {
        const auto id = TRY(ContactId::from_bytes(std::string_view(wanted.contact_id())));
        return mail.hub.contacts.set_state(work, id, wire::Contact::REFUSED, "CANARY-REFUSAL");
    }));

    mail.hub.set_price("bundle_small", 73'519, 4'271);
    wire::Command buy = mail.hub.command(mail.person);
    buy.mutable_buy_credits()->set_price_code("bundle_small");
    buy.mutable_buy_credits()->set_price_seen_cents(73'519);
    buy.mutable_buy_credits()->set_credits_seen(4'271);
    REQUIRE(mail.hub.execute(mail.person, buy).result() == wire::Outcome::DONE);
    buy.set_id(mail.hub.id<CommandId>().raw());
    REQUIRE(mail.hub.execute(mail.person, buy).code() == "insufficient_funds");

    wire::Command draft = mail.hub.command(mail.person);
    draft.mutable_save_draft()->set_draft_id(mail.hub.id<DraftId>().raw());
    draft.mutable_save_draft()->mutable_draft()->set_box("CANARY-BOX");
    draft.mutable_save_draft()->mutable_draft()->set_saved_ms(mail.hub.clock.now().ms());
    REQUIRE(mail.hub.execute(mail.person, draft).result() == wire::Outcome::DONE);
    must(mail.decide([&](Work& work) {
        return mail.hub.suspensions.begin(
            work, {work.make_id<SuspensionId>(), Scope::resident(mail.person.id), "CANARY-INCIDENT", {}});
    }));
    REQUIRE(mail.send(mail.hub.id<MessageId>()).code() == decline::kSuspended);
}

}  // namespace

TEST_CASE("the audit log has every step of messaging, and not one word or amount of it") {
    Mail mail;
    live(mail);
    mail.hub.writer->stop();  // chains what waits
    record::AuditLog log(*mail.hub.reader);
    must(log.verify());
    const auto entries = must(log.read(0, 1'000));
    std::set<std::string> events;
    for (const auto& [sequence, entry, hash] : entries) {
        events.insert(record::name_of(entry.event));
        for (const char* canary : kCanaries) {
            INFO(record::name_of(entry.event) << " " << entry.code << " " << entry.detail);
            CHECK(entry.code.find(canary) == std::string::npos);
            CHECK(entry.detail.find(canary) == std::string::npos);
            CHECK(entry.actor_kind.find(canary) == std::string::npos);
        }
    }
    for (const char* event :
         {"message_received", "message_approved", "message_rejected", "message_appealed", "appeal_decided",
          "contact_decided", "credits_bought", "messaging_suspended", "command_declined"})
        CHECK(events.contains(event));
}
