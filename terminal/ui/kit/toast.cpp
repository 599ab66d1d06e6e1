#include "platform/base/utf8.h"
#include "terminal/ui/kit/overlays.h"
#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

namespace {

constexpr Milliseconds kShown{5000};
constexpr int kLongerFrom = 50;       // letters
constexpr Milliseconds kALetter{60};  // longer texts stay longer

Milliseconds time_to_read(const std::string& text) {
    const int letters = static_cast<int>(utf8::length(text));
    return kShown + kALetter * std::max(0, letters - kLongerFrom);
}

Color sign_colour(const Theme& t, Tone tone) {
    if (t.kind == ThemeKind::kHighContrast) return t.text;
    switch (tone) {
        case Tone::kSuccess:
            return Color::rgb(0x2E9E57);
        case Tone::kWarning:
            return Color::rgb(0xB86E00);
        case Tone::kDanger:
            return Color::rgb(0xC6362D);
        default:
            return Color::rgb(0x2C7F8C);
    }
}

}  // namespace

void show_toast(Ui& ui, std::string text, Tone tone) {
    std::deque<Toast>& toasts = ui.state().toasts;
    if (toasts.size() >= kMaxToasts) toasts.pop_back();
    toasts.push_back({std::move(text), tone, MonotonicTime()});
    ui.wake_in(Milliseconds(0));
}

void draw_toasts(Ui& ui) {
    Ui::State& s = ui.state();
    while (!s.toasts.empty() && s.toasts.front().until.ns() != 0 && s.toasts.front().until <= s.now)
        s.toasts.pop_front();
    if (s.toasts.empty()) return;
    Toast& toast = s.toasts.front();
    if (toast.until.ns() == 0) toast.until = s.now + time_to_read(toast.text);
    ui.wake_in(std::chrono::duration_cast<Milliseconds>(toast.until - s.now) + Milliseconds(1));
    const Theme& t = ui.theme();
    const float most = std::min(ui.window().w - 2 * ui.metrics().margin, ui.px(620));
    const float side = ui.px(36);
    const float around = 2 * ui.px(18) + side + ui.px(12);
    const Size words = ui.measure(toast.text, Type::kBody, FontWeight::kSemiBold, most - around);
    const float width = std::min(most, words.w + around + 2);
    const float height = std::max(side, words.h) + 2 * ui.px(14);
    const Rect box{(ui.window().w - width) / 2, ui.px(14), width, height};
    const std::int32_t layer = s.layer;
    s.layer = s.tree.live_layer();
    const float radius = ui.metrics().radius_large;
    paint_shadow(ui, box, radius, Lift::kHigh);
    ui.canvas().fill_round_rect(box, radius, t.toast);
    ui.canvas().stroke_round_rect(box, radius, border_width(ui),
                                  t.kind == ThemeKind::kLight ? t.toast : t.border_strong);
    Cut inside = ui.cut(box.inset(ui.px(18), ui.px(14)));
    const Rect sign = inside.start(side, ui.px(12));
    const Rect circle = centred(sign, {side, side});
    const Color disc = sign_colour(t, toast.tone);
    ui.canvas().fill_circle(circle.center(), side / 2, disc);
    ui.icon(icon_of(toast.tone), circle.inset(side * 0.2F),
            t.kind == ThemeKind::kHighContrast ? t.toast : Color{255, 255, 255, 255});
    const SurfaceScope surface(ui, t.toast);
    ui.label(inside.rest(), toast.text, {.weight = FontWeight::kSemiBold, .color = t.on_toast, .middle = true});
    ui.note("toast", Role::kAlert, toast.text, {}, box);
    s.layer = layer;
}

}  // namespace dayroom::ui
