#include "terminal/ui/semantics/contrast.h"

#include <cmath>
#include <utility>

namespace dayroom::ui {

namespace {

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

std::uint8_t mix(std::uint8_t top, std::uint8_t below, int alpha) {
    return static_cast<std::uint8_t>((top * alpha + below * (255 - alpha) + 127) / 255);
}

}  // namespace

Color blend(Color top, Color below) {
    const int alpha = top.a;
    return Color{mix(top.r, below.r, alpha), mix(top.g, below.g, alpha), mix(top.b, below.b, alpha), 255};
}

double contrast_ratio(Color foreground, Color background) {
    double light = luminance(blend(foreground, background));
    double dark = luminance(background);
    if (light < dark) std::swap(light, dark);
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace dayroom::ui
