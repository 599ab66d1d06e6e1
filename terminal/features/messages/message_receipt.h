// The page after a message or an appeal was sent: its receipt code, and what has become of it so far.
#pragma once

#include <string>

#include "terminal/features/base/feature.h"
#include "terminal/features/base/receipt.h"

namespace dayroom::features {

class MessageReceipt {
public:
    enum class Of { kMessage, kAppeal };

    /// Puts the receipt page in the place of the one that sent it. `submitted` names the message, for an appeal too.
    void show(Host& host, Of of, const local::Submitted& submitted, const std::string& message_id,
              const std::string& contact_id);
    /// Asks what has become of it.
    void refresh(Host& host);
    bool answer(std::uint32_t number, const local::ToTerminal& reply);
    void outcome(const local::Outcome& outcome);
    std::string title(Host& host) const;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect);

private:
    Of of_ = Of::kMessage;
    local::Submitted submitted_;
    std::string message_id_;
    std::string contact_id_;
    ReceiptNews news_;
    std::uint32_t query_ = 0;
};

}  // namespace dayroom::features
