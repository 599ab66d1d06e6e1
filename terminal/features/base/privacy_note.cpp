#include "terminal/features/base/privacy_note.h"

#include <algorithm>

namespace dayroom::features {

float privacy_note_height(Host& host, ui::Ui& ui, float width) {
    const auto& m = ui.metrics();
    const float text = ui.measure(host.texts()("messages.not_private"), ui::Type::kSmall, ui::FontWeight::kRegular,
                                  width - m.icon_small - m.gap_small)
                           .h;
    return std::max(text, m.icon_small);
}

float privacy_note(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& m = ui.metrics();
    const ui::TextSpec spec{.type = ui::Type::kSmall, .ink = ui::Ink::kSecondary, .personal = false};
    ui::Cut row = ui.cut(rect);
    const ui::Rect sign = row.start(m.icon_small, m.gap_small);
    const float height = ui.text(row.rest(), host.texts()("messages.not_private"), spec, "messages.not_private");
    ui.icon("eye", {sign.x, sign.y, m.icon_small, m.icon_small}, ui.theme().secondary);
    return std::max(height, m.icon_small);
}

}  // namespace dayroom::features
