// The schedule: the unit's hours and one's own appointments, today first, then the days that are known. Without a
// connection it shows what is here, and says since when nothing new can have come.
#pragma once

#include "terminal/features/base/feature.h"
#include "terminal/features/schedule/schedule_model.h"

namespace dayroom::features {

class ScheduleFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    void keep_up(Host& host);

    // schedule_view.cpp
    void draw_page(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_one_day(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place);
    void draw_today(Host& host, ui::Ui& ui, ui::Cut& column, const ScheduleModel& model);
    void draw_own(Host& host, ui::Ui& ui, ui::Cut& column, const ScheduleModel& model);
    void draw_coming(Host& host, ui::Ui& ui, ui::Cut& column, const ScheduleModel& model);

    local::Schedule schedule_;
    bool known_ = false;
    bool earlier_shown_ = false;
    Timestamp asked_;
};

}  // namespace dayroom::features
