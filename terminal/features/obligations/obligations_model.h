// What is owed, in plain words: each debt with what was set, paid and left, why, and what the next deposit will give to
// it. Pure: the amounts are the hub's.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/kit/theme.h"

namespace dayroom::features {

struct ObligationCard {
    std::string id;     // of its controls
    std::string title;  // "Court debt"
    std::string state;  // "Being paid", "Nothing is taken now", "Paid"
    std::string icon;   // of the state
    ui::Tone tone = ui::Tone::kNeutral;
    std::vector<std::pair<std::string, std::string>> facts;  // in all, paid so far, left
    float paid = 0;                                          // share, 0 to 1
    std::string paid_words;                                  // "30% is paid"
    std::string why;                                         // the rule; empty: none was given
    std::string next;                                        // what the next deposit will give to it
};

struct ObligationsModel {
    std::string total;  // of those that are being paid
    std::vector<ObligationCard> cards;
};
ObligationsModel make_obligations(const local::Obligations& held, const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
