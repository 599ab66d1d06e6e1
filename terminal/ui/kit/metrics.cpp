#include "terminal/ui/kit/metrics.h"

#include <array>

namespace dayroom::ui {

float type_size(Type type, float scale) {
    static constexpr std::array<float, 7> kSizes = {46, 32, 28, 22, 19, 16, 15};
    return kSizes.at(static_cast<std::size_t>(type)) * scale;
}

Metrics make_metrics(Size window, float scale) {
    Metrics m{};
    m.scale = scale;
    const bool narrow = window.w / scale < 700 || window.h / scale < 420;
    m.gap_small = 8 * scale, m.gap = 12 * scale, m.gap_large = 20 * scale;
    if (narrow) m.gap = 8 * scale, m.gap_large = 12 * scale, m.gap_small = 6 * scale;
    m.pad = (narrow ? 14.0F : 20.0F) * scale;
    m.pad_large = (narrow ? 18.0F : 32.0F) * scale;
    m.margin = (narrow ? 14.0F : 24.0F) * scale;
    m.radius_small = 8 * scale, m.radius = 14 * scale, m.radius_large = 18 * scale;
    m.target = 56 * scale, m.button = 60 * scale, m.key = 64 * scale, m.row = 72 * scale;
    m.header = (narrow ? 68.0F : 84.0F) * scale;
    m.rail = 116 * scale;
    m.bottom_bar = 66 * scale;
    m.icon_small = 18 * scale, m.icon = 26 * scale, m.icon_large = 34 * scale;
    m.avatar = 48 * scale;
    m.list_pane = std::clamp(window.w * 0.31F, 340 * scale, 440 * scale);
    m.focus_width = 4;
    m.two_panes = window.w / scale >= kTwoPaneWidth;
    return m;
}

}  // namespace dayroom::ui
