// Taking a message back that staff have not decided yet: the question, what comes back, the answer.
#pragma once

#include <optional>

#include "terminal/features/base/feature.h"
#include "terminal/features/messages/bubble_model.h"

namespace dayroom::features {

class Withdrawal {
public:
    void ask(const Bubble& bubble) { asked_about_ = bubble; }
    /// True when it was the answer to its query.
    bool answer(Host& host, std::uint32_t number, const local::ToTerminal& reply);
    /// The dialog, when there is one. Call after the rest of the screen.
    void draw(Host& host, ui::Ui& ui);

private:
    void withdraw(Host& host);

    std::optional<Bubble> asked_about_;
    std::uint32_t query_ = 0;
};

}  // namespace dayroom::features
