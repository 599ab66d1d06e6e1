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
    return thread;
}

local::Message message_of(const store::MessageView& view) {
    const auto& from = view.message;
    local::Message message;
    message.set_id(view.id.raw());
    message.set_contact_id(from.contact_id());
    message.set_contact_name(view.contact_name);
    message.set_own(from.direction() == wire::Message::OUTBOUND);
    message.set_state(view.state);
    message.set_text(from.text());
    for (const auto& photo : from.photos()) {
        auto& added = *message.add_photos();
        added.set_sha256(photo.sha256());
        added.set_width(photo.width());
        added.set_height(photo.height());
    }
    message.set_sent_ms(from.sent_ms());
    message.set_decide_by_ms(from.decide_by_ms());
    message.set_decided_ms(from.decided_ms());
    message.set_rule(from.rule());
    message.set_reason(from.reason());
    message.set_appeal_by_ms(from.appeal_by_ms());
    message.set_read(from.read());
    message.set_language(from.language());
    message.set_snippet(view.snippet);
    return message;
}

Answer answer_of(const Desk& desk, const store::MessagesView& found) {
    local::ToTerminal answer;
    auto& list = *answer.mutable_messages();
    for (const auto& message : found.messages) *list.add_messages() = message_of(message);
    list.set_total(found.total);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).messages());
    return answer;
}

}  // namespace

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

Answer answer_search(Desk& desk, const local::SearchMessages& query) {
    if (query.text().size() > kMaxSearchBytes) return Error(ErrorCode::kTooLarge, "a search of this length");
    return answer_of(desk, TRY(desk.session.vault->search(query.text(), page_of(query.page()))));
}

Answer answer_mark_read(Desk& desk, const local::MarkRead& query) {
    if (query.message_ids_size() > wire::kMaxMessagesInMarkRead)
        return Error(ErrorCode::kTooLarge, "too many messages at once");
    std::vector<MessageId> asked;
    for (const auto& id : query.message_ids()) asked.push_back(TRY(MessageId::from_bytes(id)));
    const auto unread = TRY(desk.session.vault->mark_read(asked));
    if (!unread.empty()) {
        store::Intent intent;
        intent.command = new_command(desk);
        for (const auto& id : unread) intent.command.mutable_mark_read()->add_message_ids(id.raw());
        TRY(queue_command(desk, intent, false));
    }
    local::ToTerminal answer;
    answer.mutable_done();
    return answer;
}

}  // namespace dayroom::agent
