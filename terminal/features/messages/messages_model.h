// What the message screens show: threads by contact, search results, the marks of states. Bubbles: bubble_model.h.
// Pure.
#pragma once

#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

enum class MessageMark { kNone, kQueued, kReview, kDelivered, kRejected, kWithdrawn, kExpired, kRefused };

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
    bool draft = false;  // something was begun and not sent
    MessageMark mark = MessageMark::kNone;
    std::string spoken;  // the whole row as one accessible label
};

struct SearchRow {
    std::string contact_id;
    std::string name;
    std::string when;
    std::string snippet;
    std::string spoken;
};

ThreadRow make_thread(const local::Thread& thread, const ui::Texts& texts, Timestamp now);
SearchRow make_search_row(const local::Message& message, const ui::Texts& texts, Timestamp now);

/// "all", "unread", "sent", "photos", "waiting"; anything else is all.
local::Filter filter_of(const std::string& code);

}  // namespace dayroom::features
