#include "platform/facility/messages/cards.h"
#include "platform/facility/sample/load/loading.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility::sample {
namespace {

constexpr std::int64_t kTextCredits = 1;  // as facility.json has it
constexpr std::int64_t kCardCredits = 1;

std::int64_t price_of(const SampleMessage& message) {
    return kTextCredits + (message.card == SIZE_MAX ? 0 : kCardCredits);
}

}  // namespace

Status Loading::load_sent(Work& work, std::size_t index) {
    const SampleMessage& message = sample_.messages[index];
    const SampleContact& contact = sample_.contacts[message.contact];
    ++report_.messages;
    if (message.inbound) {
        InboundMessage inbound{
            message.id, resident(contact.resident), contact.id, message.text, message.language, message.sent, {}, 0};
        for (const std::size_t picture : message.pictures) inbound.photos.push_back(photos_[picture]);
        report_.photos += static_cast<int>(message.pictures.size());
        return messages_.receive(work, inbound);
    }
    TRY(need_credits(work, contact.resident, price_of(message)));
    credits_[contact.resident] -= price_of(message);
    wire::SendMessage body;
    body.set_message_id(message.id.raw());
    body.set_contact_id(contact.id.raw());
    body.set_text(message.text);
    body.set_language(message.language);
    body.set_price_seen_credits(price_of(message));
    body.set_receipt_code(rules::make_receipt_code(target_.random));
    if (message.card != SIZE_MAX) body.set_card_id(cards_.at(message.card).raw());
    const Work::ActingAs person(work, Actor::resident(resident(contact.resident)));
    return messages_.send(work, resident(contact.resident), body, message.sent);
}

Status Loading::load_decided(Work& work, std::size_t index) {
    const SampleMessage& message = sample_.messages[index];
    const std::size_t owner = sample_.contacts[message.contact].resident;
    // Read before it is released, not after: one seal instead of two, and the same state in the end.
    if (message.inbound && message.read) TRY(work.db().run("UPDATE message SET is_read = 1 WHERE id = $1", message.id));
    const Work::ActingAs staff(work, Actor::staff("reviewer", {}));
    if (message.state == wire::Message::REJECTED) {
        if (!message.inbound) credits_[owner] += price_of(message);
        return messages_.reject(work, message.id, message.rule, message.reason);
    }
    std::vector<crypto::Digest> refused;
    if (message.last_picture_refused) refused.push_back(photos_[message.pictures.back()].sha256);
    TRY(messages_.deliver(work, message.id, refused));
    return message.inbound ? Status() : messages_.acknowledge(work, message.id);
}

Status Loading::load_appealed(Work& work, std::size_t index) {
    const SampleMessage& message = sample_.messages[index];
    wire::AppealMessage body;
    body.set_message_id(message.id.raw());
    body.set_text(message.appeal_text);
    body.set_receipt_code(rules::make_receipt_code(target_.random));
    const ResidentId person = resident(sample_.contacts[message.contact].resident);
    const Work::ActingAs acting(work, Actor::resident(person));
    ++report_.appeals;
    return messages_.appeal(work, person, body, message.appealed);
}

Status Loading::load_appeal_decided(Work& work, std::size_t index) {
    const SampleMessage& message = sample_.messages[index];
    const std::size_t owner = sample_.contacts[message.contact].resident;
    const Work::ActingAs staff(work, Actor::staff("reviewer", {}));
    if (message.appeal != wire::Message::APPEAL_GRANTED)
        return messages_.refuse_appeal(work, message.id, sample_.texts.appeal_refused);
    TRY(messages_.grant_appeal(work, message.id, sample_.texts.appeal_granted));
    // Its price was taken again, if there was enough.
    credits_[owner] = TRY(ledger_.balances(work.db(), resident(owner))).credits.units();
    return message.inbound ? Status() : messages_.acknowledge(work, message.id);
}

// As things stand now: what staff look closer at, and the replies that contacts have paid for.
Status Loading::note_what_waits(Work& work) {
    const Work::ActingAs staff(work, Actor::staff("reviewer", {}));
    for (const SampleMessage& message : sample_.messages)
        if (message.investigating) TRY(messages_.investigate(work, message.id));
    for (const SampleContact& contact : sample_.contacts)
        if (contact.prepaid_replies > 0) TRY(contacts_.give_prepaid_replies(work, contact.id, contact.prepaid_replies));
    return {};
}

}  // namespace dayroom::facility::sample
