// Money: what can be spent, what is kept elsewhere, and every transaction in plain words; a deposit opens as
// arithmetic.
#pragma once

#include <map>

#include "terminal/features/base/feature.h"
#include "terminal/features/base/paged.h"
#include "terminal/features/money/money_model.h"

namespace dayroom::features {

class MoneyFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    struct Line {
        TransactionRow row;
        local::Transaction raw;
    };
    /// What stands in a row of the list: on narrow screens the cards come first, then the filter.
    enum class Part { kCards, kMonth, kFilter, kTransaction, kNothing };

    void want(Host& host, int first, int last);
    void took_back(Host& host, const local::ToTerminal& reply);
    void take_forms(Host& host, const local::Forms& forms);
    Part part_at(std::size_t row, bool narrow, int& transaction) const;
    std::size_t rows(bool narrow) const;
    bool starts_day(int transaction) const;

    // money_view.cpp
    void draw_wide(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model);
    void draw_list(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model, bool narrow);
    float part_height(Host& host, ui::Ui& ui, float width, const MoneyModel& model, Part part, int transaction);
    void draw_part(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model, Part part, int transaction);
    float cards_height(ui::Ui& ui, float width, const MoneyModel& model);
    void draw_cards(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model);
    float filter_height(Host& host, ui::Ui& ui, float width);
    void draw_filter(Host& host, ui::Ui& ui, ui::Rect rect);
    float month_height(ui::Ui& ui, float width, const MoneyModel& model);
    void draw_month(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model);
    float transaction_height(ui::Ui& ui, float width, int transaction);
    void draw_transaction(Host& host, ui::Ui& ui, ui::Rect rect, int transaction);
    // transaction_view.cpp
    void draw_take_back(Host& host, ui::Ui& ui, ui::Cut& column);
    void ask_take_back(Host& host, ui::Ui& ui);
    void draw_detail(Host& host, ui::Ui& ui, ui::Rect rect);

    local::Money money_;
    bool known_ = false;
    bool wide_ = false;  // cards above, list and month side by side
    local::MoneyFilter filter_ = local::EVERYTHING;
    Paged<Line> lines_;
    std::map<std::uint32_t, int> queries_;
    std::uint64_t stamp_ = 1;
    local::Transaction opened_;
    bool asking_ = false;            // whether to take the opened one back
    std::uint32_t taking_back_ = 0;  // the query under way
    FormNames forms_;
};

}  // namespace dayroom::features
