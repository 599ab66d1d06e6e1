// One resident, one contact, prices, a card: what the tests of messages begin with.
#pragma once

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "platform/facility/messages/messages.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

namespace dayroom::test {

inline constexpr std::int64_t kTextCredits = 2;
inline constexpr std::int64_t kCardCredits = 1;
inline constexpr std::int64_t kBeginCredits = 5;
inline constexpr int kBeginReplies = 3;

/// How one message is paid for.
enum class Paid { kCredits, kCreditsWithCard, kPrepaid, kNothing };

struct Mail {
    HubFixture hub;
    Person person = hub.add_resident();
    ContactId contact = hub.add_contact(person);
    CardId card = hub.id<CardId>();
    facility::ThingId reviewer = hub.id<facility::ThingId>();

    Mail() {
        set_prices(kTextCredits, kCardCredits);
        hub.give_credits(person, kBeginCredits);
        must(hub.run([&](facility::Work& work) -> Status {
            const crypto::Digest hash = add_blob(work, "a sunrise");
            wire::Card body;
            body.set_code("sunrise");
            body.add_name()->set_language("en");
            body.mutable_name(0)->set_text("Sunrise");
            body.mutable_picture()->set_sha256(std::string(as_text(hash)));
            return facility::Cards::put(work, card, body);
        }));
        give_replies(kBeginReplies);
    }

    void set_prices(std::int64_t text, std::int64_t with_card) {
        hub.set_price(facility::kMessagePrice, 0, text);
        hub.set_price(facility::kCardPrice, 0, with_card);
    }
    void give_replies(int count) {
        must(hub.run([&](facility::Work& work) -> Status {
            CHECK(TRY(hub.contacts.give_prepaid_replies(work, contact, count)) == count);
            return {};
        }));
    }
    crypto::Digest add_blob(facility::Work& work, std::string_view bytes) {
        const crypto::Digest hash = crypto::sha256(as_bytes(bytes));
        facility::BlobRef blob{hash, static_cast<std::int64_t>(bytes.size()), Secret::zeroed(kKeyBytes)};
        must(hub.messages.add_blob(work, blob));
        return hash;
    }

    // ---- the resident, as commands
    wire::Command send_command(const MessageId& id, Paid paid) {
        wire::Command command = hub.command(person);
        wire::SendMessage& body = *command.mutable_send_message();
        body.set_message_id(id.raw());
        body.set_contact_id(contact.raw());
        body.set_text("I miss you all.");
        body.set_language("en");
        body.set_receipt_code(hub.receipt());
        if (paid == Paid::kCredits) body.set_price_seen_credits(kTextCredits);
        if (paid == Paid::kCreditsWithCard) {
            body.set_price_seen_credits(kTextCredits + kCardCredits);
            body.set_card_id(card.raw());
        }
        body.set_prepaid(paid == Paid::kPrepaid);
        return command;
    }
    wire::Outcome send(const MessageId& id, Paid paid = Paid::kCredits) {
        return hub.execute(person, send_command(id, paid));
    }
    wire::Outcome withdraw(const MessageId& id) {
        wire::Command command = hub.command(person);
        command.mutable_withdraw_message()->set_message_id(id.raw());
        return hub.execute(person, command);
    }
    wire::Outcome appeal(const MessageId& id, const std::string& text = "It is about my court date.") {
        wire::Command command = hub.command(person);
        command.mutable_appeal_message()->set_message_id(id.raw());
        command.mutable_appeal_message()->set_text(text);
        command.mutable_appeal_message()->set_receipt_code(hub.receipt());
        return hub.execute(person, command);
    }
    wire::Outcome change_contact(wire::ChangeContact::Change change) {
        wire::Command command = hub.command(person);
        command.mutable_change_contact()->set_contact_id(contact.raw());
        command.mutable_change_contact()->set_change(change);
        return hub.execute(person, command);
    }

    // ---- the network
    Status receive(const MessageId& id, const std::string& text = "Hola, todo bien en casa", int replies = 0,
                   std::vector<facility::PhotoRef> photos = {}) {
        return hub.run([&](facility::Work& work) {
            return hub.messages.receive(work,
                                        {id, person.id, contact, text, "es", work.now(), std::move(photos), replies});
        });
    }

    // ---- staff
    template <typename Decide>
    Status decide(Decide decide) {
        return hub.run_as(facility::Actor::staff("reviewer", reviewer), decide);
    }
    Status deliver(const MessageId& id, const std::vector<crypto::Digest>& rejected = {}) {
        return decide([&](facility::Work& work) { return hub.messages.deliver(work, id, rejected); });
    }
    Status reject(const MessageId& id) {
        return decide([&](facility::Work& work) { return hub.messages.reject(work, id, "4.2", "contraband"); });
    }
    Status grant(const MessageId& id) {
        return decide([&](facility::Work& work) { return hub.messages.grant_appeal(work, id, "granted"); });
    }
    Status refuse(const MessageId& id) {
        return decide([&](facility::Work& work) { return hub.messages.refuse_appeal(work, id, "upheld"); });
    }
    int expire() {
        return must(hub.writer->make(facility::Actor::system(),
                                     [&](facility::Work& work) { return hub.messages.expire(work, 100); }));
    }

    // ---- what is so
    wire::Message message(const MessageId& id) { return *must(facility::load_message(*hub.reader, id)); }
    std::int64_t credits() { return hub.balances(person).credits.units(); }
    /// What messages have cost so far, by the house's account.
    std::int64_t used() {
        const auto used = hub.ledger.house_balance(*hub.reader, facility::kCreditsUsed);
        return used.ok() ? used.value() : 0;  // no such account before the first
    }
    int replies() { return must(hub.contacts.find(*hub.reader, contact))->prepaid_replies; }
    /// What the resident's terminal holds of it, sealed by the hub; nothing when it was never released.
    std::optional<wire::Message> shown(const MessageId& id) {
        FeedClient client(hub);
        client.sign_in(person);
        client.sync();
        const auto held = client.held(facility::Scope::resident(person.id));
        const auto found = held.find(id.raw());
        if (found == held.end()) return std::nullopt;
        return found->second.message();
    }
};

}  // namespace dayroom::test
