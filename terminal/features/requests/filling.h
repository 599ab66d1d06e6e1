// The form that is being filled in: what was typed, what is wrong with it, and how far the sending has come. Inside
// terminal/features/requests only.
#pragma once

#include <map>
#include <string>

#include "platform/base/time.h"
#include "terminal/features/base/prefill.h"
#include "terminal/features/requests/form_model.h"
#include "terminal/ui/kit/text_buffer.h"

namespace dayroom::features {

inline constexpr Milliseconds kDraftPause{800};

struct Filling {
    enum class Step { kTyping, kConfirming, kRefused, kDiscarding, kSending };

    std::string form;
    Prefill prefill;  // what the form was opened with
    bool filled_in = false;
    FormAnswers answers;
    std::map<std::string, ui::TextBuffer> buffers;  // text fields by code
    std::map<std::string, std::string> problems;    // sentences by field code
    bool draft_known = false;                       // the agent has said whether there was one
    bool changed = false;                           // since the last save
    MonotonicTime changed_at;
    Timestamp saved_at;
    Step step = Step::kTyping;
    std::string refusal_title;
    std::string refusal;
};

}  // namespace dayroom::features
