#include "platform/agent/answers.h"
#include "platform/wire/limits.h"
#include "platform/wire/names.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kMaxSearchBytes = 400;

store::ThreadFilter filter_of(local::Filter filter) {
    switch (filter) {
        case local::UNREAD:
            return store::ThreadFilter::kUnread;
        case local::SENT:
            return store::ThreadFilter::kSent;
        case local::PHOTOS:
            return store::ThreadFilter::kPhotos;
        case local::WAITING:
            return store::ThreadFilter::kWaiting;
        default:
            return store::ThreadFilter::kAll;
    }
}

local::Thread thread_of(const store::ThreadView& view) {
    local::Thread thread;
    thread.set_contact_id(view.contact.raw());
    thread.set_name(view.name);
    thread.set_relationship(view.relationship);
    thread.set_contact_state(wire::name_of(view.contact_state));
    thread.set_preview(view.preview);
    thread.set_preview_is_own(view.preview_is_own);
    thread.set_last_ms(view.last.ms());
    thread.set_unread(view.unread);
    thread.set_total(view.total);
    thread.set_last_state(view.last_state);
    thread.set_language(view.language);
    thread.set_draft(view.draft);
    return thread;
}

void fill_review(local::Message& message, const store::MessageView& view, Timestamp now) {
    const auto& from = view.message;
    message.set_received_ms(from.received_ms());
    message.set_decide_by_ms(from.decide_by_ms());
    message.set_decided_ms(from.decided_ms());
    message.set_investigating(from.investigating());
    message.set_rule(from.rule());
    message.set_reason(from.reason());
    message.set_photos_rejected(from.photos_rejected());
    message.set_refusal_code(view.refusal_code);
    message.set_appeal_by_ms(from.appeal_by_ms());
    message.set_appeal(view.appealing ? "queued" : wire::name_of(from.appeal()));
    message.set_appealed_ms(view.appealing ? view.appealed.ms() : from.appealed_ms());
    message.set_appeal_decided_ms(from.appeal_decided_ms());
    message.set_appeal_reason(from.appeal_reason());
    message.set_may_withdraw(may_withdraw(view));
    message.set_may_appeal(may_appeal(view, now));
}

local::Message message_of(const store::MessageView& view, Timestamp now) {
    const auto& from = view.message;
    local::Message message;
    message.set_id(view.id.raw());
    message.set_contact_id(from.contact_id());
    message.set_contact_name(view.contact_name);
    message.set_own(from.direction() == wire::Message::OUTBOUND);
    message.set_state(view.state);
    message.set_text(from.text());
    for (const auto& photo : from.photos()) *message.add_photos() = photo_of(photo);
    message.set_sent_ms(from.sent_ms());
    message.set_read(from.read());
    message.set_language(from.language());
    message.set_snippet(view.snippet);
    message.set_receipt_code(from.receipt_code());
    message.set_price_credits(from.price_credits());
    message.set_prepaid(from.prepaid());
    fill_review(message, view, now);
    return message;
}

/// Cards travel by name: what they look like stands in the facility's set.
Status add_cards(const Desk& desk, const std::vector<store::MessageView>& found, local::Messages& list) {
    std::optional<std::vector<store::CardView>> cards;
    for (std::size_t at = 0; at < found.size(); ++at) {
        const std::string& id = found[at].message.card_id();
        if (id.empty()) continue;
        if (!cards) cards = TRY(desk.device.cards());
        for (const auto& card : *cards) {
            if (card.id == id) *list.mutable_messages(static_cast<int>(at))->mutable_card() = card_of(card);
        }
    }
    return {};
}

Answer answer_of(const Desk& desk, const store::MessagesView& found) {
    local::ToTerminal answer;
    auto& list = *answer.mutable_messages();
    for (const auto& message : found.messages) *list.add_messages() = message_of(message, desk.clock.now());
    TRY(add_cards(desk, found.messages, list));
    list.set_total(found.total);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).messages());
    return answer;
}

}  // namespace

bool may_withdraw(const store::MessageView& view) {
    const bool open = view.state == "queued" || view.state == "held";
    return open && view.message.direction() == wire::Message::OUTBOUND && !view.withdrawing;
}

bool may_appeal(const store::MessageView& view, Timestamp now) {
    return view.state == "rejected" && view.message.appeal() == wire::Message::APPEAL_NONE && !view.appealing &&
           view.message.appeal_by_ms() >= now.ms();
}

Answer answer_threads(Desk& desk, const local::GetThreads& query) {
    const auto found = TRY(desk.session.vault->threads(filter_of(query.filter()), page_of(query.page())));
    local::ToTerminal answer;
    auto& list = *answer.mutable_threads();
    for (const auto& thread : found.threads) *list.add_threads() = thread_of(thread);
    list.set_total(found.total);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).messages());
    return answer;
}

Answer answer_messages(Desk& desk, const local::GetMessages& query) {
    const auto contact = TRY(ContactId::from_bytes(query.contact_id()));
    return answer_of(desk, TRY(desk.session.vault->messages(contact, page_of(query.page()))));
}

Answer answer_message(Desk& desk, const local::GetMessage& query) {
    auto found = TRY(desk.session.vault->message(TRY(MessageId::from_bytes(query.id()))));
    if (!found) return Error(ErrorCode::kNotFound, "no such message of this resident");
    store::MessagesView one;
    one.messages.push_back(std::move(*found));
    one.total = 1;
    return answer_of(desk, one);
}

Answer answer_gallery(Desk& desk, const local::GetGallery& query) {
    std::optional<ContactId> contact;
    if (!query.contact_id().empty()) contact = TRY(ContactId::from_bytes(query.contact_id()));
    const auto found = TRY(desk.session.vault->gallery(contact, page_of(query.page())));
    local::ToTerminal answer;
    auto& list = *answer.mutable_gallery();
    for (const auto& view : found.photos) {
        auto& added = *list.add_photos();
        *added.mutable_photo() = photo_of(view.photo);
        added.set_message_id(view.message.raw());
        added.set_contact_id(view.contact.raw());
        added.set_contact_name(view.contact_name);
        added.set_sent_ms(view.sent.ms());
    }
    list.set_total(found.total);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).messages());
    return answer;
}

Answer answer_search(Desk& desk, const local::SearchMessages& query) {
    if (query.text().size() > kMaxSearchBytes) return Error(ErrorCode::kTooLarge, "a search of this length");
    return answer_of(desk, TRY(desk.session.vault->search(query.text(), page_of(query.page()))));
}

Answer answer_mark_read(Desk& desk, const local::MarkRead& query) {
    if (query.message_ids_size() > wire::kMaxMessagesInMarkRead)
        return Error(ErrorCode::kTooLarge, "too many messages at once");
    std::vector<MessageId> asked;
    for (const auto& id : query.message_ids()) asked.push_back(TRY(MessageId::from_bytes(id)));
    const auto unread = TRY(desk.session.vault->unread_among(asked));
    if (!unread.empty()) {
        store::Intent intent;
        intent.command = new_command(desk);
        for (const auto& id : unread) intent.command.mutable_mark_read()->add_message_ids(id.raw());
        TRY(queue_command(desk, intent));
    }
    return done();
}

}  // namespace dayroom::agent
