// Everything that a reviewer is shown of one item. For staff only: it holds the text and who wrote it.
#pragma once

#include "platform/facility/messages/cards.h"
#include "platform/facility/moderation/review_queue.h"

namespace dayroom::facility {

struct KeptHit {
    std::string list_name;
    WatchList::Kind kind = WatchList::Kind::kWord;
    std::string pattern;
    int start = 0;  // in code points
    int length = 0;
};

struct ReviewNote {
    std::string by;
    Timestamp at;
    std::string text;
};

struct ReviewDetails {
    ReviewItem item;
    StoredMessage message;
    std::string resident_name;
    std::string unit;
    std::string contact_name;
    std::string relationship;
    bool contact_approved = true;
    std::optional<wire::Card> card;
    std::vector<KeptHit> hits;
    std::vector<ReviewNote> notes;
    std::optional<std::string> claimed_by;  // while the claim lasts
    std::string claimed_by_name;            // whoever's it was
    std::string first_by_name;              // who approved first; of an appeal: who rejected
    std::string granted_by_name;            // of an appeal: who granted it first
};

/// Nothing when it waits no longer.
Result<std::optional<ReviewDetails>> review_details(database::Connection& connection, Messages& messages,
                                                    const MessageId& id, Timestamp now);
/// The name of an account or token; empty for nobody.
Result<std::string> staff_name(database::Connection& connection, const std::optional<ThingId>& id);

}  // namespace dayroom::facility
