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

/// A reason is a code with a sentence in the catalogs, or staff's own words.
std::string reason_words(const std::string& reason, const ui::Texts& t) {
    const std::string key = "messages.reason." + reason;
    return t.has(key) ? t(key) : reason;
}

std::vector<std::string> explain(const local::Message& message, MessageMark mark, const ui::Texts& t, Timestamp now) {
    std::vector<std::string> lines;
    const auto date = [&](std::int64_t ms) { return t.date(Timestamp::from_ms(ms), now); };
    if (mark == MessageMark::kReview && message.decide_by_ms() > 0) {
        lines.push_back(t("messages.decide_by", {{"date", date(message.decide_by_ms())}}));
    }
    if (mark == MessageMark::kQueued) lines.push_back(t("messages.queued_explained"));
    if (mark != MessageMark::kRejected) return lines;
    lines.push_back(t(message.own() ? "messages.rejected_own" : "messages.rejected_other"));
    if (!message.reason().empty())
        lines.push_back(t("messages.rejected_reason", {{"reason", reason_words(message.reason(), t)}}));
    if (!message.rule().empty()) lines.push_back(t("messages.rejected_rule", {{"rule", message.rule()}}));
    if (message.own()) lines.push_back(t("messages.rejected_refund"));
    if (message.appeal_by_ms() > 0) lines.push_back(t("messages.appeal_by", {{"date", date(message.appeal_by_ms())}}));
    return lines;
}

}  // namespace

MessageMark mark_of(const std::string& state) {
    if (state == "queued") return MessageMark::kQueued;
    if (state == "held") return MessageMark::kReview;
    if (state == "delivered") return MessageMark::kDelivered;
    if (state == "rejected") return MessageMark::kRejected;
    if (state == "withdrawn") return MessageMark::kWithdrawn;
    if (state == "expired") return MessageMark::kExpired;
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
    row.spoken = row.name;
    if (row.unread > 0) row.spoken += ". " + t("home.new_messages", {{"count", row.unread}});
    if (row.mark != MessageMark::kNone) row.spoken += ". " + mark_words(row.mark, t);
    row.spoken += ". " + row.when;
    return row;
}

Bubble make_bubble(const local::Message& message, const std::string& contact_name, const ui::Texts& t, Timestamp now) {
    Bubble bubble;
    bubble.id = message.id();
    bubble.contact_id = message.contact_id();
    bubble.contact_name = message.contact_name().empty() ? contact_name : message.contact_name();
    bubble.own = message.own();
    bubble.unread = !message.own() && !message.read();
    bubble.text = message.text();
    bubble.mark = mark_of(message.state());
    bubble.when = t.moment(Timestamp::from_ms(message.sent_ms()), now);
    if (bubble.own || bubble.mark != MessageMark::kDelivered) {
        const std::string words = mark_words(bubble.mark, t);
        if (!words.empty()) bubble.when += " · " + words;
    }
    bubble.explanation = explain(message, bubble.mark, t, now);
    for (int at = 0; at < message.photos_size(); ++at) {
        const auto& photo = message.photos(at);
        bubble.photos.push_back({photo.sha256(), std::max(1, photo.width()), std::max(1, photo.height()),
                                 t("messages.photo_of", {{"number", at + 1}, {"total", message.photos_size()}})});
    }
    return bubble;
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
    return local::ALL;
}

std::vector<std::string> unread_ids(const std::vector<Bubble>& messages) {
    std::vector<std::string> ids;
    for (const auto& message : messages) {
        if (message.unread) ids.push_back(message.id);
    }
    return ids;
}

}  // namespace dayroom::features
