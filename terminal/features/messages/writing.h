// Writing to one contact: the text, the card, the draft, and the sending that can be repeated without harm.
#pragma once

#include <optional>
#include <string>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/asked_price.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/base/photo_cache.h"
#include "terminal/features/messages/message_receipt.h"
#include "terminal/features/messages/writing_model.h"

namespace dayroom::features {

class Writing {
public:
    Writing(PhotoCache& photos, MessageReceipt& receipt);

    /// Its page, or that of its cards, comes onto the screen.
    void open(Host& host, const std::string& contact_id);
    /// A text that was written before and could not be sent: it is put with what the draft says.
    void bring(const std::string& contact_id, const std::string& text);
    void leave(Host& host);
    bool answer(Host& host, std::uint32_t number, const local::ToTerminal& reply);
    void moved(Host& host);
    std::string title(Host& host) const;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_cards(Host& host, ui::Ui& ui, ui::Rect rect);

private:
    enum class Want { kWriting, kSend };
    enum class Step { kTyping, kConfirming, kRefused, kDiscarding, kSending };
    struct Brought {
        std::string contact_id;
        std::string text;
    };

    // writing.cpp
    void ask_writing(Host& host);
    void take_draft();
    void take_brought();
    void take_sent(Host& host, const local::ToTerminal& reply);
    void put_text(std::string text);
    std::string content() const;
    WriteModel model(Host& host) const;
    void edited(ui::Ui& ui);
    void try_send(Host& host, const WriteModel& model);
    void close_moved(Host& host, const WriteModel& model);
    void send(Host& host, const WriteModel& model);
    void refuse(Host& host, const std::string& code);
    void choose_card(Host& host, ui::Ui& ui, const std::string& card_id);
    void discard(Host& host);

    // write_view.cpp
    void draw_wide(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model);
    void draw_narrow(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model);
    void draw_side(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model);
    void draw_below(Host& host, ui::Ui& ui, ui::Cut& column, const WriteModel& model);
    void draw_editor(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model);
    float draw_problem(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model);
    void draw_card_button(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model);
    void draw_send(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model);
    float draw_draft(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_dialogs(Host& host, ui::Ui& ui, const WriteModel& model);
    // cards_view.cpp
    bool draw_card_choice(Host& host, ui::Ui& ui, ui::Rect rect, const CardChoice& card, bool chosen);

    PhotoCache& photos_;
    MessageReceipt& receipt_;
    Asked<Want> asked_;
    std::string contact_id_;
    std::optional<local::Writing> writing_;
    std::string not_found_;  // the contact is not there: the agent's code
    Letter letter_;
    ui::TextBuffer buffer_;
    DraftKeeper draft_;
    std::optional<Brought> brought_;
    Step step_ = Step::kTyping;
    bool focus_wanted_ = false;  // the editor has it as soon as it is there
    bool empty_said_ = false;    // Send was pressed with nothing written
    std::string refusal_;
    AskedPrice question_;
    float below_ = 0;  // height of what stands under the editor, of the last frame
};

}  // namespace dayroom::features
