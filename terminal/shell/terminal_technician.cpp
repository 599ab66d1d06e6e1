// Technicians: the way in, which stands in place of the sign-in, and diagnostics while the agent says that one is here.
#include "terminal/shell/asking.h"
#include "terminal/shell/terminal.h"

namespace dayroom::shell {

void Terminal::run_technician(ui::Ui& ui) {
    const bool open = choice().face == Face::kSignedOut;
    if (std::exchange(door_wanted_, false) && open && !door_shown_) {
        const Asking asking(asking_, &door_);
        door_shown_ = true;
        door_.enter(*this, {features::ScreenId::kTechnician, {}});
    }
    if (door_shown_ && (door_.take_done() || !open)) leave_door(ui);
    if (std::exchange(in_diagnostics_, status_.diagnostics()) == status_.diagnostics()) return;
    const Asking asking(asking_, &diagnostics_);
    diagnostics_.forget();
    ui.clear();
    ++sessions_ended_;  // neither finds what the other has seen
    if (in_diagnostics_) {
        sign_in_.forget();
        reading_.leave();
        diagnostics_.enter(*this, {features::ScreenId::kTechnician, {}});
    }
    ui.wake_in(Milliseconds(0));
}

void Terminal::leave_door(ui::Ui& ui) {
    if (!std::exchange(door_shown_, false)) return;
    const Asking asking(asking_, &door_);
    door_.leave(*this, {features::ScreenId::kTechnician, {}});
    ui.close_keyboard();
    ui.wake_in(Milliseconds(0));
}

void Terminal::draw_diagnostics(ui::Ui& ui) {
    if (ui.had_input() && parts_.clock.steady() - last_touch_sent_ >= kTouchEvery) {
        last_touch_sent_ = parts_.clock.steady();
        local::ToAgent query;
        query.mutable_touch();
        ask_shell(std::move(query));
    }
    const Asking asking(asking_, &diagnostics_);
    diagnostics_.draw(*this, ui, ui.body(), {features::ScreenId::kTechnician, {}});
}

}  // namespace dayroom::shell
