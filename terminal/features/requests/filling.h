// The form that is being filled in: what was typed, what is wrong with it, and how far the sending has come. Inside
// terminal/features/requests only.
#pragma once

#include <map>
#include <string>

#include "terminal/features/base/asked_price.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/prefill.h"
#include "terminal/features/requests/form_model.h"
#include "terminal/ui/kit/text_buffer.h"

namespace dayroom::features {

/// A field that is answered with an item of the commissary: what is searched for, and what was found.
struct ItemSearch {
    ui::TextBuffer words{60};
    std::vector<ChoiceView> found;
    std::string chosen;  // its name; empty: not known yet
};

struct Filling {
    enum class Step { kTyping, kConfirming, kRefused, kDiscarding, kSending };

    std::string form;
    Prefill prefill;  // what the form was opened with
    bool filled_in = false;
    FormAnswers answers;
    std::map<std::string, ui::TextBuffer> buffers;  // text fields by code
    std::map<std::string, ItemSearch> items;        // item fields by code
    std::map<std::string, std::string> problems;    // sentences by field code
    int until_problem = 0;                          // frames, then the first of them comes into sight; 0: it has
    std::vector<bool> shown;                        // which fields are asked now
    std::vector<std::string> changes;               // what is different since the draft was begun
    DraftKeeper draft;
    Step step = Step::kTyping;
    AskedPrice question;  // what is being confirmed
    std::string refusal_title;
    std::string refusal;
};

/// What was found for one of its item fields, or the item that it is answered with.
void take_items(Filling& filling, const std::string& field, const local::Items& items, const std::string& language);

}  // namespace dayroom::features
