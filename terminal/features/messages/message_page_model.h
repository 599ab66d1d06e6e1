// One message with everything about it: each step with its time, what became of the credits, its receipt code, what can
// be done. Pure.
#pragma once

#include <string>
#include <vector>

#include "terminal/features/base/place.h"
#include "terminal/features/base/prefill.h"
#include "terminal/features/messages/bubble_model.h"

namespace dayroom::features {

struct MessageStep {
    enum class State { kDone, kNow, kWaiting, kFailed };
    std::string label;
    std::string detail;
    State state = State::kDone;
};

struct MessagePage {
    std::string title;  // "Your message to Maria Delgado"
    Bubble bubble;
    std::vector<MessageStep> steps;
    std::string credits;  // "1 credit is set aside.", "Maria Delgado has paid for it."; empty: it came from outside
    std::string receipt_code;
};
MessagePage make_message_page(const local::Message& message, const ui::Texts& texts, Timestamp now);

/// What is given back when it is taken back: "1 credit".
std::string withdraw_comes_back(const Bubble& bubble, const ui::Texts& texts);

/// Only what was let through goes on paper.
bool may_be_printed(const local::Message& message);
/// The form for a copy on paper, filled in with which message it is.
Place print_place(const local::Message& message, const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
