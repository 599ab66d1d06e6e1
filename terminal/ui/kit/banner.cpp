#include "terminal/ui/kit/overlays.h"
#include "terminal/ui/kit/paint.h"

namespace dayroom::ui {

namespace {

constexpr float kBannerPadX = 20;
constexpr float kBannerPadY = 14;
constexpr float kIcon = 26;

struct BannerPlan {
    float action = 0;    // width of the button
    bool below = false;  // the button stands under the text
    float text_width = 0;
    float text_height = 0;
};

BannerPlan plan_of(Ui& ui, const BannerSpec& spec, float width) {
    BannerPlan plan;
    const float room = width - 2 * ui.px(kBannerPadX) - ui.px(kIcon) - ui.px(16);
    if (!spec.action.empty()) {
        plan.action = button_width(ui, {.label = spec.action, .kind = ButtonKind::kOutline});
        plan.below = plan.action > room * 0.45F;
        if (plan.below) plan.action = std::min(plan.action, width - 2 * ui.px(kBannerPadX));
    }
    plan.text_width = plan.below || plan.action <= 0 ? room : room - plan.action - ui.px(12);
    plan.text_height = ui.measure(spec.text, Type::kBody, FontWeight::kSemiBold, plan.text_width).h;
    return plan;
}

}  // namespace

float banner_height(Ui& ui, const BannerSpec& spec, float width) {
    const BannerPlan plan = plan_of(ui, spec, width);
    float inner = plan.text_height;
    if (plan.below)
        inner += ui.metrics().target + ui.px(10);
    else if (plan.action > 0)
        inner = std::max(inner, ui.metrics().target);
    return std::ceil(inner + 2 * ui.px(plan.action > 0 && !plan.below ? 8 : kBannerPadY));
}

bool banner(Ui& ui, std::string_view id, Rect rect, const BannerSpec& spec) {
    const ToneColours& tone = ui.theme().tone(spec.tone);
    const BannerPlan plan = plan_of(ui, spec, rect.w);
    paint_panel(ui, rect, ui.metrics().radius, tone.fill, tone.border);
    const SurfaceScope surface(ui, tone.fill);
    ui.note(id, spec.alert ? Role::kAlert : Role::kStatus, spec.text, {}, rect);
    const IdScope scope(ui, id);
    Cut inside = ui.cut(rect.inset(ui.px(kBannerPadX), ui.px(plan.action > 0 && !plan.below ? 8 : kBannerPadY)));
    bool pressed = false;
    const ButtonSpec action{.label = spec.action, .kind = ButtonKind::kOutline};
    if (plan.below)
        pressed =
            button(ui, "action", ui.cut(inside.bottom(ui.metrics().target, ui.px(10))).start(plan.action), action);
    else if (plan.action > 0)
        pressed = button(ui, "action", centred(inside.end(plan.action, ui.px(12)), {plan.action, ui.metrics().target}),
                         action);
    const Rect sign = inside.start(ui.px(kIcon), ui.px(16));
    ui.icon(spec.icon.empty() ? icon_of(spec.tone) : std::string_view(spec.icon),
            centred(sign, {ui.px(kIcon), ui.px(kIcon)}), tone.text);
    ui.label(inside.rest(), spec.text,
             {.weight = FontWeight::kSemiBold, .color = tone.text, .middle = true, .personal = false});
    return pressed;
}

}  // namespace dayroom::ui
