// The phone account: the balance with what it buys, putting money on it, the list of numbers with what is asked of
// staff, the call log, and the dispute of a charge as a request that is filled in.
#pragma once

#include <map>
#include <optional>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/base/paged.h"
#include "terminal/features/phone/calls_model.h"
#include "terminal/features/phone/number_form.h"
#include "terminal/features/phone/phone_model.h"

namespace dayroom::features {

class PhoneFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void outcome(Host& host, const local::Outcome& outcome) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class What { kPhone, kCalls, kCall, kForms, kTopUp, kChange, kNumber };
    struct Want {
        What what = What::kPhone;
        int offset = 0;  // of calls
    };
    enum class Step { kLooking, kAskingTopUp, kToppingUp, kAskingChange, kAskingNumber, kSendingNumber };

    void refresh(Host& host);
    void want_calls(Host& host, int first, int last);
    void ask_call(Host& host);
    void top_up(Host& host);
    void take_top_up(Host& host, const local::ToTerminal& reply);
    void change_number(Host& host);
    void begin_number(Host& host);
    void send_number(Host& host);
    void take_number(Host& host, const local::ToTerminal& reply);
    void fill_number();
    const PhoneNumberRow* asked_row(const PhoneModel& model) const;

    // phone_view.cpp
    void draw_page(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_balance(Host& host, ui::Ui& ui, ui::Cut& column, const PhoneModel& model);
    void draw_top_up(Host& host, ui::Ui& ui, ui::Cut& column, const PhoneModel& model);
    void draw_amounts(ui::Ui& ui, ui::Cut& column);
    void draw_rates(Host& host, ui::Ui& ui, ui::Cut& column, const PhoneModel& model);
    void draw_questions(Host& host, ui::Ui& ui, const PhoneModel& model);
    // number_view.cpp
    void draw_numbers(Host& host, ui::Ui& ui, ui::Cut& column, const PhoneModel& model);
    void draw_number_form(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_relationships(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_number_field(Host& host, ui::Ui& ui, ui::Cut& column, bool is_name);
    void draw_number_question(Host& host, ui::Ui& ui);
    void number_edited(ui::Ui& ui);
    // calls_view.cpp
    void draw_calls(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_call(Host& host, ui::Ui& ui, ui::Rect rect);

    Asked<Want> asked_;
    local::Phone phone_;
    bool known_ = false;
    Step step_ = Step::kLooking;
    std::uint64_t stamp_ = 1;  // heights of rows are asked for again when it changes

    ui::TextBuffer amount_{kMaxNumberTyped};
    std::string amount_problem_;
    std::int64_t asked_cents_ = 0;
    DraftKeeper purchase_draft_;               // holds the top-up under way with its nonce
    std::optional<local::MoveMoney> earlier_;  // begun, its answer never came

    std::string changing_id_;  // the number that is asked about
    std::string number_problem_;

    bool number_begun_ = false;
    NumberAnswers number_;
    ui::TextBuffer number_name_{kMaxNumberName};
    ui::TextBuffer number_typed_{kMaxNumberTyped};
    std::map<std::string, std::string> number_problems_;
    DraftKeeper number_draft_;

    Paged<local::Call> calls_;
    std::string call_id_;
    local::Call call_;
    bool call_known_ = false;
    local::Forms forms_;
};

}  // namespace dayroom::features
