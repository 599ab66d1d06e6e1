// Money: what can be spent, what is kept elsewhere, and every transaction in plain words, found by direction, kind,
// month and words; a deposit opens as arithmetic.
#pragma once

#include <optional>

#include "terminal/features/base/feature.h"
#include "terminal/features/base/search_box.h"
#include "terminal/features/money/money_model.h"
#include "terminal/features/money/transaction_list.h"

namespace dayroom::features {

class MoneyFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    /// What stands in a row of the list: on narrow screens everything else comes first.
    enum class Part { kCards, kActions, kMonth, kFilter, kTransaction, kNothing };

    void ask_month(Host& host);
    void find(Host& host, Finding finding);
    void took_back(Host& host, const local::ToTerminal& reply);
    void take_forms(Host& host, const local::Forms& forms);
    Part part_at(std::size_t row, bool narrow, int& transaction) const;
    std::size_t rows(bool narrow) const;
    MonthModel month_now(Host& host) const;

    // money_view.cpp
    void draw_wide(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model);
    void draw_list(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model, bool narrow);
    float part_height(Host& host, ui::Ui& ui, float width, const MoneyModel& model, Part part, int transaction);
    void draw_part(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model, Part part, int transaction);
    // cards_view.cpp
    float cards_height(ui::Ui& ui, float width, const MoneyModel& model) const;
    void draw_cards(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model) const;
    float actions_height(ui::Ui& ui, float width) const;
    void draw_actions(Host& host, ui::Ui& ui, ui::Rect rect) const;
    float month_height(ui::Ui& ui, float width, const MonthModel& model) const;
    void draw_month(ui::Ui& ui, ui::Rect rect, const MonthModel& model) const;
    // find_view.cpp
    float filter_height(Host& host, ui::Ui& ui, float width) const;
    void draw_filter(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_choose(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_all_choices(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_search(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_found(Host& host, ui::Ui& ui, ui::Rect rect);
    // transaction_view.cpp
    float transaction_height(ui::Ui& ui, float width, const TransactionList& list, int transaction) const;
    void draw_transaction(Host& host, ui::Ui& ui, ui::Rect rect, TransactionList& list, int transaction);
    void draw_detail(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_sum(ui::Ui& ui, ui::Cut& column, const ui::Texts& texts, const TransactionDetail& detail) const;
    void draw_take_back(Host& host, ui::Ui& ui, ui::Cut& column);
    void ask_take_back(Host& host, ui::Ui& ui);

    local::Money money_;
    bool known_ = false;
    bool wide_ = false;  // cards above, list and month side by side
    TransactionList list_;
    std::optional<local::Statement> month_;  // of the month that was chosen, else the newest
    std::uint32_t month_asked_ = 0;
    TransactionList found_;  // by words, of what the list shows
    SearchBox search_;
    local::Transaction opened_;
    bool asking_ = false;            // whether to take the opened one back
    std::uint32_t taking_back_ = 0;  // the query under way
    FormNames forms_;
};

}  // namespace dayroom::features
