#include "terminal/shell/public_reading.h"

#include "terminal/shell/asking.h"
#include "terminal/shell/terminal_parts.h"

namespace dayroom::shell {
namespace {

bool is_public(const features::Place& place) {
    using features::ScreenId;
    return place.screen == ScreenId::kDocuments || place.screen == ScreenId::kDocument ||
           place.screen == ScreenId::kChapter;
}

}  // namespace

void PublicReading::leave() {
    places_.clear();
    feature_.forget();
}

bool PublicReading::take(Step step) {
    if (step.kind == Step::Kind::kBack) {
        if (places_.empty()) return false;
        places_.pop_back();
        if (places_.empty()) leave();
        return true;
    }
    if (!is_public(step.place)) return false;
    if (step.kind == Step::Kind::kOpen) places_.clear();
    if (step.kind == Step::Kind::kReplace && !places_.empty()) places_.pop_back();
    if (places_.size() >= kMaxDepth) places_.erase(places_.begin());
    places_.push_back(std::move(step.place));
    return true;
}

void Terminal::take_public_steps(ui::Ui& ui) {
    for (auto& step : std::exchange(steps_, {})) {
        const bool goes_back = step.kind == Step::Kind::kBack;
        if (!reading_.take(std::move(step))) continue;
        read_aloud_.leave();
        new_screen_ = ui::ScreenPlace{};
        returns_ = false;
        transition_.set_way(goes_back ? Way::kBack : Way::kForward);
        ui.wake_in(Milliseconds(0));
        if (!reading_.shown()) continue;
        const Asking asking(asking_, &reading_.feature());
        reading_.feature().enter(*this, reading_.current());
    }
}

void Terminal::draw_public(ui::Ui& ui, ui::Rect rect) {
    const auto& m = ui.metrics();
    if (ui.back_requested()) back();
    ui::Cut page = ui.cut(rect);
    ui::Cut bar = ui.cut(page.top(m.header));
    bar.inset(m.margin, 0);
    const ui::Rect place = ui::centred(bar.start(m.target, m.gap), {m.target, m.target});
    if (ui::icon_button(ui, "header.back", place, {.label = texts_("nav.back"), .icon = "arrow-left"})) back();
    const HeaderButtons buttons = header_buttons(ui, bar.width(), false);
    const ui::Rect at_end = bar.end(buttons.width);
    features::Feature& feature = reading_.feature();
    const Asking asking(asking_, &feature);
    ui.text(
        bar.rest(), feature.title(*this, reading_.current()),
        {.type = ui::Type::kBody, .weight = ui::FontWeight::kBold, .max_lines = 2, .middle = true, .may_shorten = true},
        "header.title", ui::Role::kHeading);
    draw_header_buttons(ui, at_end, buttons);
    transition_.paint(ui, [&] { feature.draw(*this, ui, page.rest(), reading_.current()); });
}

}  // namespace dayroom::shell
