// The account's statement, month by month.
#pragma once

#include <optional>

#include "terminal/features/base/feature.h"
#include "terminal/features/statements/statements_model.h"

namespace dayroom::features {

class StatementsFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    void choose(Host& host, const Month& month);

    // statements_view.cpp
    void draw_months(Host& host, ui::Ui& ui, ui::Rect rect, const StatementModel& model);
    void draw_steps(Host& host, ui::Ui& ui, ui::Cut& page, const StatementModel& model);
    void draw_month(Host& host, ui::Ui& ui, ui::Rect rect, const StatementModel& model);
    void draw_paper(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_print(Host& host, ui::Ui& ui, ui::Cut& column, const StatementModel& model);

    Month month_;  // asked for; none: the newest
    std::uint32_t asked_ = 0;
    std::optional<local::Statement> statement_;
    local::Money money_;
    local::Forms forms_;
    bool refused_ = false;  // the agent has no such month
};

}  // namespace dayroom::features
