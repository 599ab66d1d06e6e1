#include "terminal/shell/emergency.h"

#include <algorithm>
#include <string>

#include "terminal/features/base/local_text.h"

namespace dayroom::shell {
namespace {

constexpr float kMostOfScreen = 0.2F;  // of the height, for title and words while nobody is signed in

}  // namespace

EmergencyStrip draw_emergency(ui::Ui& ui, ui::Rect rect, const local::Status& status, const ui::Texts& texts,
                              bool signed_in) {
    const auto& notices = status.public_notices();
    const auto first = std::find_if(notices.begin(), notices.end(), [](const auto& each) { return each.emergency(); });
    if (first == notices.end()) return {rect};
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    if (!signed_in) page.skip(m.gap);  // no header is above it
    const float width = ui.cut(page.rest()).inset(m.margin, 0).width();
    const std::string title = features::pick(first->title(), texts.language());
    ui::BannerSpec spec{.text = title, .tone = ui::Tone::kDanger, .alert = true};
    if (signed_in) {
        spec.action = texts("home.banner_open");
    } else {
        spec.text += " " + features::pick(first->text(), texts.language());
        if (ui::banner_height(ui, spec, width) > rect.h * kMostOfScreen) spec.text = title;
    }
    const ui::Rect strip = ui.cut(page.top(ui::banner_height(ui, spec, width), m.gap)).inset(m.margin, 0).rest();
    const bool pressed = ui::banner(ui, "emergency", strip, spec);
    return {page.rest(), pressed};
}

}  // namespace dayroom::shell
