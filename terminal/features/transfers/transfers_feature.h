// Moving money: to the phone account, to savings, out of the facility; and the most that one wants to spend a day. What
// is typed is kept as a draft, the amount stands on the button, the confirmation repeats it, the hub has the last word.
#pragma once

#include <map>
#include <optional>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/asked_price.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/transfers/transfers_model.h"

namespace dayroom::features {

class TransfersFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void outcome(Host& host, const local::Outcome& outcome) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class Want { kMoney, kContacts, kTransfer, kBrake };
    enum class Step { kTyping, kConfirming, kSending, kAskingBrake };

    void refresh(Host& host);
    void begin_anew(Host& host);
    void keep_money_in(Host& host);
    void take_found(const std::string& content);
    void take_answer(Host& host, const local::ToTerminal& reply);
    void send(Host& host);
    void set_brake(Host& host);
    std::string contact_name() const;

    // transfers_view.cpp
    float draw_target(Host& host, ui::Ui& ui, ui::Rect rect, const TransfersModel& model);
    float draw_contacts(Host& host, ui::Ui& ui, ui::Rect rect);
    float draw_amount(Host& host, ui::Ui& ui, ui::Rect rect);
    float draw_send(Host& host, ui::Ui& ui, ui::Rect rect, const TransfersModel& model);
    float draw_brake(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_questions(Host& host, ui::Ui& ui);
    void draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect);
    void edited(ui::Ui& ui);

    Asked<Want> asked_;
    DraftKeeper draft_;
    local::Money money_;
    local::Contacts contacts_;
    bool known_ = false;
    TransferAnswers answers_;
    ui::TextBuffer amount_{kMaxAmountCharacters};
    ui::TextBuffer note_{kMaxNoteCharacters};
    std::map<std::string, std::string> problems_;
    Step step_ = Step::kTyping;
    AskedPrice question_;
    std::int64_t brake_ = 0;  // that is asked about
    TransferAnswers sent_;
    std::string sent_to_;  // the contact's name
    local::Submitted submitted_;
    std::optional<local::Outcome> outcome_;  // of that transfer
};

}  // namespace dayroom::features
