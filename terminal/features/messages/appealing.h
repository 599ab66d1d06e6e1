// Asking for another look at a message that was not let through: a short text, prefilled; the draft; the sending.
#pragma once

#include <optional>
#include <string>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/messages/appeal_model.h"
#include "terminal/features/messages/message_receipt.h"

namespace dayroom::features {

class Appealing {
public:
    explicit Appealing(MessageReceipt& receipt);

    void open(Host& host, const std::string& message_id);
    void leave(Host& host);
    bool answer(Host& host, std::uint32_t number, const local::ToTerminal& reply);
    void moved(Host& host);
    void draw(Host& host, ui::Ui& ui, ui::Rect rect);

private:
    enum class Want { kMessage, kSend };
    enum class Step { kTyping, kConfirming, kRefused, kSending };

    void ask_message(Host& host);
    void begin(Host& host);
    void take_sent(Host& host, const local::ToTerminal& reply);
    void send(Host& host);
    void refuse(Host& host, const std::string& code);
    float draw_head(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_editor(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_send(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_dialogs(Host& host, ui::Ui& ui);

    MessageReceipt& receipt_;
    Asked<Want> asked_;
    std::string message_id_;
    std::optional<local::Message> message_;
    bool gone_ = false;
    Appeal appeal_;
    bool begun_ = false;  // the text is there: the draft, or the words that it begins with
    ui::TextBuffer buffer_;
    DraftKeeper draft_;
    Step step_ = Step::kTyping;
    bool focus_wanted_ = false;  // the editor has it as soon as it is there
    bool empty_said_ = false;
    std::string refusal_;
};

}  // namespace dayroom::features
