#include "terminal/features/messages/messages_model.h"

#include <algorithm>

#include "terminal/features/base/local_text.h"

namespace dayroom::features {
namespace {

std::string relationship_words(const local::Thread& thread, const ui::Texts& t) {
    std::string words;
    if (!thread.relationship().empty()) {
        words = t.has("contact.relationship." + thread.relationship())
                    ? t("contact.relationship." + thread.relationship())
                    : thread.relationship();
        words += " · ";
    }
    return words + t.of_code("contact.state.", thread.contact_state(), "contact.state.unknown");
}

}  // namespace

MessageMark mark_of(const std::string& state) {
    if (state == "queued") return MessageMark::kQueued;
    if (state == "held") return MessageMark::kReview;
    if (state == "delivered") return MessageMark::kDelivered;
    if (state == "rejected") return MessageMark::kRejected;
    if (state == "withdrawn") return MessageMark::kWithdrawn;
    if (state == "expired") return MessageMark::kExpired;
    if (state == "refused") return MessageMark::kRefused;
    return MessageMark::kNone;
}

std::string mark_icon(MessageMark mark) {
    switch (mark) {
        case MessageMark::kQueued:
            return "cloud-off";
        case MessageMark::kReview:
            return "hourglass";
        case MessageMark::kDelivered:
            return "check";
        case MessageMark::kRejected:
            return "circle-x";
        case MessageMark::kWithdrawn:
            return "undo-2";
        case MessageMark::kExpired:
            return "clock";
        case MessageMark::kRefused:
            return "circle-alert";
        case MessageMark::kNone:
            break;
    }
    return {};
}

std::string mark_words(MessageMark mark, const ui::Texts& t) {
    switch (mark) {
        case MessageMark::kQueued:
            return t("messages.state.queued");
        case MessageMark::kReview:
            return t("messages.state.held");
        case MessageMark::kDelivered:
            return t("messages.state.delivered");
        case MessageMark::kRejected:
            return t("messages.state.rejected");
        case MessageMark::kWithdrawn:
            return t("messages.state.withdrawn");
        case MessageMark::kExpired:
            return t("messages.state.expired");
        case MessageMark::kRefused:
            return t("messages.state.refused");
        case MessageMark::kNone:
            break;
    }
    return {};
}

ThreadRow make_thread(const local::Thread& thread, const ui::Texts& t, Timestamp now) {
    ThreadRow row;
    row.contact_id = thread.contact_id();
    row.name = thread.name();
    row.initials = initials(thread.name());
    row.relationship = relationship_words(thread, t);
    row.preview = thread.preview_is_own() ? t("messages.you", {{"text", thread.preview()}}) : thread.preview();
    row.when = thread.last_ms() > 0 ? t.short_when(Timestamp::from_ms(thread.last_ms()), now) : std::string();
    row.unread = std::max(0, thread.unread());
    const MessageMark mark = mark_of(thread.last_state());
    row.mark = mark == MessageMark::kDelivered ? MessageMark::kNone : mark;
    row.draft = thread.draft();
    row.spoken = row.name;
    if (row.draft) row.spoken += ". " + t("messages.draft");
    if (row.unread > 0) row.spoken += ". " + t("home.new_messages", {{"count", row.unread}});
    if (row.mark != MessageMark::kNone) row.spoken += ". " + mark_words(row.mark, t);
    row.spoken += ". " + row.when;
    return row;
}

SearchRow make_search_row(const local::Message& message, const ui::Texts& t, Timestamp now) {
    SearchRow row;
    row.contact_id = message.contact_id();
    row.name = message.contact_name();
    row.when = t.short_when(Timestamp::from_ms(message.sent_ms()), now);
    const std::string& found = message.snippet().empty() ? message.text() : message.snippet();
    row.snippet = message.own() ? t("messages.you", {{"text", found}}) : found;
    row.spoken = row.name + ". " + row.when;
    return row;
}

local::Filter filter_of(const std::string& code) {
    if (code == "unread") return local::UNREAD;
    if (code == "sent") return local::SENT;
    if (code == "photos") return local::PHOTOS;
    if (code == "waiting") return local::WAITING;
    return local::ALL;
}

}  // namespace dayroom::features
