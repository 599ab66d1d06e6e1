// Notices of the facility, and the results that were announced in this session. Those that must be read before going on
// come right after sign-in, one after the other.
#pragma once

#include "terminal/features/base/feature.h"
#include "terminal/features/notices/notices_model.h"

namespace dayroom::features {

class NoticesFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

    /// At sign-in: so many must be read first.
    void hold(int notices) { held_ = notices > 0; }
    /// Something must be read before the rest of the terminal opens.
    bool holds() const { return held_; }

private:
    void draw_list(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_must_read(Host& host, ui::Ui& ui, ui::Rect rect);
    void must_read_buttons(Host& host, ui::Ui& ui, ui::Cut& column, const MustRead& must);
    void read_button(Host& host, ui::Ui& ui, ui::Cut& column, const NoticeView& notice, std::string_view id);
    void acknowledge(Host& host, const NoticeView& notice);
    void go_on(Host& host);
    float one(Host& host, ui::Ui& ui, ui::Rect rect, const NoticeView& notice, std::size_t index);
    float results(Host& host, ui::Ui& ui, ui::Rect rect);

    local::Notices notices_;
    bool known_ = false;
    bool held_ = false;
    bool read_first_ = false;   // what must be read is on the screen
    std::string reading_;       // the notice that "I have read this" was said of, until the agent has it
    std::uint32_t saying_ = 0;  // that query
};

}  // namespace dayroom::features
