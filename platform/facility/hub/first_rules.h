// What a rejection may name at a new facility, until IT writes the facility's own list (console, "Review rules").
#pragma once

#include <vector>

#include "platform/facility/moderation/review_policy.h"

namespace dayroom::facility {

/// The resident is told the number and the reason, in their language; the text is the reviewer's.
inline std::vector<ReviewRule> first_review_rules() {
    return {
        {"1.1", "safety", "Nothing about locks, doors, cameras, counts, transport or how staff move."},
        {"1.2", "safety", "No drugs, alcohol, tobacco, weapons or phones: not how to get, make or bring them in."},
        {"2.1", "threat", "No threats against anybody, and nothing that is meant to frighten."},
        {"2.2", "gang", "No gang names, signs, numbers or orders."},
        {"3.1", "contact_not_allowed", "No messages for somebody else, and none to a person protected by a court."},
        {"4.1", "explicit", "No sexually explicit text."},
        {"4.2", "photo_not_allowed", "No photos with nudity, gang signs, weapons, drugs, money or other residents."},
        {"5.1", "code", "No codes and no hidden meanings."},
        {"6.1", "other", "No business, no betting and no asking strangers for money."}};
}

}  // namespace dayroom::facility
