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
    if (ui.had_input()) {
        prea_touched_ = parts_.clock.steady();
        prea_warned_ = false;
    }
    const auto left = features::kPreaQuiet - (parts_.clock.steady() - prea_touched_);
    if (!prea_.take_done() && left > Milliseconds(0)) {
        const bool warns = left <= features::kPreaWarning;
        if (warns && !std::exchange(prea_warned_, true)) toast(texts_("prea.closing"), ui::Tone::kWarning);
        return wake_in(std::chrono::ceil<Milliseconds>(warns ? left : left - features::kPreaWarning));
    }
    prea_shown_ = prea_warned_ = false;
    prea_.leave(*this, {features::ScreenId::kPrea, {}});
    if (std::exchange(prea_keeps_preferences_, false) && session_ == nullptr) reset_preferences();
    ui.clear();  // what the window itself has kept of it
    ++sessions_ended_;
    ui.wake_in(Milliseconds(0));
}

void Terminal::draw_prea(ui::Ui& ui) {
    const Asking asking(asking_, &prea_);
    const ui::Rect body = draw_emergency(ui, ui.body(), status_, texts_, false).rest;
    transition_.paint(ui, [&] { prea_.draw(*this, ui, body, {features::ScreenId::kPrea, {}}); });
}

}  // namespace dayroom::shell
