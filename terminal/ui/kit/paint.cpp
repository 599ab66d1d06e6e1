#include "terminal/ui/kit/paint.h"

#include <array>

namespace dayroom::ui {

namespace {

constexpr Milliseconds kSpinnerStep{110};
constexpr int kSpokes = 8;

void replace(std::string& text, std::string_view what, const std::string& with) {
    if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), with);
}

/// 13000 → "13,000".
std::string grouped(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

}  // namespace

float border_width(const Ui& ui) { return ui.theme().border_width * (ui.metrics().scale >= 1.9F ? 1.5F : 1.0F); }

void paint_shadow(Ui& ui, Rect rect, float radius, Lift lift) {
    const Color color = ui.theme().shadow;
    if (color.a == 0) return;
    switch (lift) {
        case Lift::kLow:
            ui.canvas().shadow(rect, radius, 6, {0, 2}, color);
            break;
        case Lift::kCard:
            ui.canvas().shadow(rect, radius, 10, {0, 3}, color.faded(0.8F));
            break;
        case Lift::kHigh:
            ui.canvas().shadow(rect, radius, 36, {0, 14},
                               color.with_alpha(static_cast<std::uint8_t>(std::min(255, color.a * 2))));
            break;
    }
}

void paint_panel(Ui& ui, Rect rect, float radius, Color fill, Color border) {
    ui.canvas().fill_round_rect(rect, radius, fill);
    ui.canvas().stroke_round_rect(rect, radius, border_width(ui), border);
}

void draw_spinner(Ui& ui, Rect rect, Color color) {
    const bool still = ui.settings().reduced_motion;
    int step = 0;
    if (!still) {
        step = static_cast<int>(ui.now().ns() / 1'000'000 / kSpinnerStep.count() % kSpokes);
        ui.wake_in(kSpinnerStep);
    }
    const Point middle = rect.center();
    const float radius = std::min(rect.w, rect.h) / 2;
    for (int i = 0; i < kSpokes; ++i) {
        const float angle = static_cast<float>(i) * 6.2831853F / kSpokes;
        const int age = (step - i + kSpokes) % kSpokes;
        const float strength = still ? 0.7F : 1.0F - 0.1F * static_cast<float>(age);
        const Point at{middle.x + std::sin(angle) * radius * 0.78F, middle.y - std::cos(angle) * radius * 0.78F};
        ui.canvas().fill_circle(at, std::max(1.5F, radius * 0.16F), color.faded(strength));
    }
}

std::string_view icon_of(Tone tone) {
    static constexpr std::array<std::string_view, 5> kIcons = {"info", "info", "circle-check", "triangle-alert",
                                                               "circle-alert"};
    return kIcons.at(static_cast<std::size_t>(tone));
}

std::string fill_numbers(std::string_view words, std::size_t n, std::size_t total) {
    std::string text(words);
    replace(text, "{n}", grouped(n));
    replace(text, "{total}", grouped(total));
    return text;
}

}  // namespace dayroom::ui
