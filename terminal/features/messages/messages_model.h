// What the message screens show: threads by contact, one thread as bubbles, search results. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

enum class MessageMark { kNone, kQueued, kReview, kDelivered, kRejected, kWithdrawn, kExpired };

/// What is shown for a state that the agent names ("held", "queued", …); an unknown one is kNone.
MessageMark mark_of(const std::string& state);
/// Lucide name and words of a mark: "hourglass", "Being reviewed".
std::string mark_icon(MessageMark mark);
std::string mark_words(MessageMark mark, const ui::Texts& texts);

struct ThreadRow {
    std::string contact_id;
    std::string name;
    std::string initials;
    std::string relationship;  // "Mother · approved contact"
    std::string preview;
    std::string when;
    int unread = 0;
    MessageMark mark = MessageMark::kNone;
    std::string spoken;  // the whole row as one accessible label
};

struct PhotoBox {
    std::string sha256;
    int width = 0;
    int height = 0;
    std::string label;  // "Photo 1 of 2 from Maria Delgado"

    bool operator==(const PhotoBox&) const = default;
};

struct Bubble {
    std::string id;
    std::string contact_id;
    std::string contact_name;
    bool own = false;
    bool unread = false;
    std::string text;
    std::vector<PhotoBox> photos;
    std::string when;
    MessageMark mark = MessageMark::kNone;
    std::vector<std::string> explanation;  // "Staff decide by …", or why it was not delivered and what can be done
};

struct SearchRow {
    std::string contact_id;
    std::string name;
    std::string when;
    std::string snippet;
    std::string spoken;
};

ThreadRow make_thread(const local::Thread& thread, const ui::Texts& texts, Timestamp now);
Bubble make_bubble(const local::Message& message, const std::string& contact_name, const ui::Texts& texts,
                   Timestamp now);
SearchRow make_search_row(const local::Message& message, const ui::Texts& texts, Timestamp now);

/// "all", "unread", "sent", "photos"; anything else is all.
local::Filter filter_of(const std::string& code);

/// The ids in `messages` that came from outside and are unread: what MarkRead is to name.
std::vector<std::string> unread_ids(const std::vector<Bubble>& messages);

}  // namespace dayroom::features
