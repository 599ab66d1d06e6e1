// PREA over whatever stands on the screen: it comes from everywhere, and outlives the end of a session.
#include "terminal/shell/asking.h"
#include "terminal/shell/emergency.h"
#include "terminal/shell/terminal.h"

namespace dayroom::shell {

void Terminal::run_prea(ui::Ui& ui) {
    const Asking asking(asking_, &prea_);
    if (std::exchange(prea_wanted_, false) && !prea_shown_) {
        prea_shown_ = true;
        prea_touched_ = parts_.clock.steady();
        ui.close_keyboard();
        prea_.enter(*this, {features::ScreenId::kPrea, {}});
    }
    if (!prea_shown_) return;
    prea_.set_signed_in(session_ != nullptr);
    if (ui.had_input()) prea_touched_ = parts_.clock.steady();
    const auto quiet = parts_.clock.steady() - prea_touched_;
    if (!prea_.take_done() && quiet < features::kPreaQuiet)
        return wake_in(std::chrono::ceil<Milliseconds>(features::kPreaQuiet - quiet));
    prea_shown_ = false;
    prea_.leave(*this, {features::ScreenId::kPrea, {}});
    ui.clear();  // what the window itself has kept of it
    ui.wake_in(Milliseconds(0));
}

void Terminal::draw_prea(ui::Ui& ui) {
    const Asking asking(asking_, &prea_);
    const ui::Rect body = draw_emergency(ui, ui.body(), status_, texts_, false).rest;
    transition_.paint(ui, [&] { prea_.draw(*this, ui, body, {features::ScreenId::kPrea, {}}); });
}

}  // namespace dayroom::shell
