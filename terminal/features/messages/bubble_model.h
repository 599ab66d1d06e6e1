// One message as a bubble: its text, photos and card, where it stands with a clock, and what the person can do about
// it. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/messages/messages_model.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/kit/theme.h"

namespace dayroom::features {

struct PhotoBox {
    std::string sha256;
    int width = 0;
    int height = 0;
    std::string label;  // "Photo 1 of 2 from Maria Delgado"

    bool operator==(const PhotoBox&) const = default;
};

/// One line about where the message stands: a sign, and words that say the same without it.
struct StateLine {
    std::string icon;
    std::string text;
    ui::Ink ink = ui::Ink::kText;
    bool strong = false;

    bool operator==(const StateLine&) const = default;
};

struct Bubble {
    std::string id;
    std::string contact_id;
    std::string contact_name;
    bool own = false;
    bool unread = false;
    std::string text;
    std::vector<PhotoBox> photos;
    std::optional<PhotoBox> card;  // its label is the card's name
    std::string when;
    MessageMark mark = MessageMark::kNone;
    std::vector<StateLine> lines;
    bool may_withdraw = false;
    bool may_appeal = false;
    bool may_retry = false;         // the hub refused it: the text may be sent again
    std::int64_t credits_back = 0;  // on withdrawal
    bool prepaid = false;           // paid for by the contact: the paid reply comes back instead

    /// Whether it takes the same room on the screen.
    bool same_size(const Bubble& other) const;
};

Bubble make_bubble(const local::Message& message, const std::string& contact_name, const ui::Texts& texts,
                   Timestamp now);

/// "1 credit came back to you.", "The paid reply is there again.", "You were not charged for it."
std::string came_back_words(const local::Message& message, const ui::Texts& texts);
/// "9:42 AM" today, else "June 4, 9:42 AM".
std::string since_words(std::int64_t ms, const ui::Texts& texts, Timestamp now);
std::vector<StateLine> state_lines(const local::Message& message, const ui::Texts& texts, Timestamp now);
/// A reason is a code with a sentence in the catalogs, or staff's own words.
std::string reason_words(const std::string& reason, const ui::Texts& texts);

/// The ids in `messages` that came from outside and are unread: what MarkRead is to name.
std::vector<std::string> unread_ids(const std::vector<Bubble>& messages);

}  // namespace dayroom::features
