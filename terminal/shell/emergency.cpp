#include "terminal/shell/emergency.h"

#include <algorithm>
#include <string>

#include "terminal/features/base/local_text.h"

namespace dayroom::shell {
namespace {

constexpr float kMostOfScreen = 0.2F;  // of the height, for title and words of one while nobody is signed in
constexpr float kMostOfAll = 0.35F;    // of the height, for all of them; the first stands in any case

}  // namespace

EmergencyStrip draw_emergency(ui::Ui& ui, ui::Rect rect, const local::Status& status, const ui::Texts& texts,
                              bool signed_in) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    EmergencyStrip strip;
    int drawn = 0;
    for (const local::Notice& notice : status.public_notices()) {
        if (!notice.emergency()) continue;
        if (drawn == 0 && !signed_in) page.skip(m.gap);  // no header is above it
        const float width = ui.cut(page.rest()).inset(m.margin, 0).width();
        const std::string title = features::pick(notice.title(), texts.language());
        ui::BannerSpec spec{.text = title, .tone = ui::Tone::kDanger, .alert = true};
        if (signed_in) {
            spec.action = texts("home.banner_open");
        } else {
            spec.text += " " + features::pick(notice.text(), texts.language());
            if (ui::banner_height(ui, spec, width) > rect.h * kMostOfScreen) spec.text = title;
        }
        const float height = ui::banner_height(ui, spec, width);
        if (drawn > 0 && rect.h - page.height() + height > rect.h * kMostOfAll) break;
        const std::string id = drawn == 0 ? "emergency" : "emergency." + std::to_string(drawn);
        const ui::Rect place = ui.cut(page.top(height, m.gap)).inset(m.margin, 0).rest();
        strip.read_pressed = ui::banner(ui, id, place, spec) || strip.read_pressed;
        ++drawn;
    }
    strip.rest = page.rest();
    return strip;
}

const local::Notice* new_emergency(const local::Status& before, const local::Status& now) {
    const auto& known = before.public_notices();
    const auto& notices = now.public_notices();
    const auto found = std::find_if(notices.begin(), notices.end(), [&](const local::Notice& notice) {
        return notice.emergency() && std::none_of(known.begin(), known.end(), [&](const local::Notice& old) {
                   return old.emergency() && old.id() == notice.id();
               });
    });
    return found == notices.end() ? nullptr : &*found;
}

}  // namespace dayroom::shell
