#include "platform/facility/sample/load/loading.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility::sample {

Status Loading::load_sent(Work& work, std::size_t index) {
    const SampleMessage& message = sample_.messages[index];
    const SampleContact& contact = sample_.contacts[message.contact];
    ++report_.messages;
    if (message.inbound) {
        InboundMessage inbound{
            message.id, resident(contact.resident), contact.id, message.text, message.language, message.sent, {}};
        for (const std::size_t picture : message.pictures) inbound.photos.push_back(photos_[picture]);
        report_.photos += static_cast<int>(message.pictures.size());
        return messages_.receive(work, inbound);
    }
    TRY(need_credit(work, contact.resident));
    --credits_[contact.resident];
    wire::SendMessage body;
    body.set_message_id(message.id.raw());
    body.set_contact_id(contact.id.raw());
    body.set_text(message.text);
    body.set_price_seen_credits(1);
    body.set_receipt_code(rules::make_receipt_code(target_.random));
    const Work::ActingAs person(work, Actor::resident(resident(contact.resident)));
    return messages_.send(work, resident(contact.resident), body, message.sent);
}

Status Loading::load_decided(Work& work, std::size_t index) {
    const SampleMessage& message = sample_.messages[index];
    const std::size_t owner = sample_.contacts[message.contact].resident;
    // Read before it is released, not after: one seal instead of two, and the same state in the end.
    if (message.inbound && message.read) TRY(work.db().run("UPDATE message SET is_read = 1 WHERE id = $1", message.id));
    const Work::ActingAs staff(work, Actor::staff("mail_staff", {}));
    if (message.state == wire::Message::REJECTED) {
        if (!message.inbound) ++credits_[owner];
        return moderation_.reject(work, message.id, message.rule, message.reason);
    }
    TRY(moderation_.approve(work, message.id));
    return message.inbound ? Status() : messages_.acknowledge(work, message.id);
}

}  // namespace dayroom::facility::sample
