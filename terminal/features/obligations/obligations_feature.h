// What you owe: the debts that a court or the facility set.
#pragma once

#include "terminal/features/base/feature.h"
#include "terminal/features/obligations/obligations_model.h"

namespace dayroom::features {

class ObligationsFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    void draw_card(ui::Ui& ui, ui::Cut& column, const ObligationCard& card);

    local::Obligations held_;
    bool known_ = false;
};

}  // namespace dayroom::features
