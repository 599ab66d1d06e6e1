// The home screen: what waits, in tiles. Amounts are hidden until touched.
#pragma once

#include <optional>

#include "terminal/features/base/feature.h"
#include "terminal/features/home/home_model.h"

namespace dayroom::features {

class HomeFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

    /// For the badges of the navigation.
    const local::Home& numbers() const { return home_; }

private:
    void keep_up(Host& host);
    void next(Host& host, ui::Ui& ui, ui::Cut& column, const HomeNext& line);
    float banners(Host& host, ui::Ui& ui, ui::Rect rect, const HomeModel& model);
    void tiles(Host& host, ui::Ui& ui, ui::Cut& column, const HomeModel& model, float room);

    local::Home home_;
    bool known_ = false;
    bool amounts_shown_ = false;
    Timestamp asked_;
};

}  // namespace dayroom::features
