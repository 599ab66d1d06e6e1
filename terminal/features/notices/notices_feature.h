// Notices of the facility, and the results that were announced in this session.
#pragma once

#include "terminal/features/base/feature.h"
#include "terminal/features/notices/notices_model.h"

namespace dayroom::features {

class NoticesFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    float one(Host& host, ui::Ui& ui, ui::Rect rect, const NoticeView& notice, std::size_t index);
    float results(Host& host, ui::Ui& ui, ui::Rect rect);

    local::Notices notices_;
    bool known_ = false;
};

}  // namespace dayroom::features
