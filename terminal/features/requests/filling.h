// The form that is being filled in: what was typed, what is wrong with it, and how far the sending has come. Inside
// terminal/features/requests only.
#pragma once

#include <map>
#include <string>

#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/prefill.h"
#include "terminal/features/requests/form_model.h"
#include "terminal/ui/kit/text_buffer.h"

namespace dayroom::features {

struct Filling {
    enum class Step { kTyping, kConfirming, kRefused, kDiscarding, kSending };

    std::string form;
    Prefill prefill;  // what the form was opened with
    bool filled_in = false;
    FormAnswers answers;
    std::map<std::string, ui::TextBuffer> buffers;  // text fields by code
    std::map<std::string, std::string> problems;    // sentences by field code
    DraftKeeper draft;
    Step step = Step::kTyping;
    std::string refusal_title;
    std::string refusal;
};

}  // namespace dayroom::features
