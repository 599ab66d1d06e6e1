#include "terminal/ui/kit/figures.h"
#include "terminal/ui/kit/overlays.h"
#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/scroll.h"
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

namespace {

constexpr float kWidth = 540;  // px at 100 %

struct DialogPlan {
    float width = 0;
    float text = 0;  // height of title, text and facts
    float buttons = 0;
    bool stacked = false;
};

ButtonSpec safe_button(const DialogSpec& spec) {
    ButtonSpec button;
    button.label = spec.safe_label;
    button.kind = spec.action_label.empty() ? ButtonKind::kPrimary : ButtonKind::kOutline;
    button.enabled = !spec.busy;
    button.initial_focus = true;
    return button;
}

ButtonSpec action_button(const DialogSpec& spec) {
    ButtonSpec button;
    button.label = spec.action_label;
    button.kind = spec.danger ? ButtonKind::kDanger : ButtonKind::kPrimary;
    button.icon = spec.action_icon;
    button.price = spec.action_price;
    button.busy = spec.busy;
    return button;
}

DialogPlan plan_of(Ui& ui, const DialogSpec& spec) {
    DialogPlan plan;
    const Rect window = ui.window();
    plan.width = std::min(ui.px(kWidth), window.w - 2 * ui.metrics().gap);
    const float inside = plan.width - 2 * ui.metrics().pad_large;
    plan.text = ui.measure(spec.title, Type::kHeading, FontWeight::kBold, inside).h + ui.px(10);
    if (!spec.text.empty()) plan.text += ui.measure(spec.text, Type::kBody, FontWeight::kRegular, inside).h + ui.px(12);
    for (const auto& entry : spec.facts) plan.text += fact_height(ui, entry.first, entry.second, inside);
    const float half = (inside - ui.metrics().gap) / 2;
    plan.stacked = button_width(ui, safe_button(spec)) > half ||
                   (!spec.action_label.empty() && button_width(ui, action_button(spec)) > half);
    const int rows = plan.stacked && !spec.action_label.empty() ? 2 : 1;
    plan.buttons = static_cast<float>(rows) * ui.metrics().button + static_cast<float>(rows - 1) * ui.metrics().gap;
    return plan;
}

void draw_text(Ui& ui, Cut& column, const DialogSpec& spec) {
    column.skip(ui.heading(column.rest(), spec.title, Type::kHeading, "title") + ui.px(10));
    if (!spec.text.empty())
        column.skip(ui.text(column.rest(), spec.text, {.ink = Ink::kSecondary, .personal = false}, "text") + ui.px(12));
    for (std::size_t i = 0; i < spec.facts.size(); ++i)
        column.skip(fact(ui, "fact." + std::to_string(i), column.rest(), spec.facts[i].first, spec.facts[i].second));
}

/// Safe choice first: at the start, or above.
DialogChoice draw_choices(Ui& ui, Rect place, const DialogSpec& spec, bool stacked) {
    Cut line = ui.cut(place);
    const bool both = !spec.action_label.empty();
    Rect first = place;
    Rect second;
    if (both && stacked) {
        first = line.top(ui.metrics().button, ui.metrics().gap);
        second = line.top(ui.metrics().button);
    } else if (both) {
        const std::vector<Rect> halves = line.columns(2, ui.metrics().gap);
        first = halves[0];
        second = halves[1];
    }
    DialogChoice choice = DialogChoice::kNone;
    if (button(ui, "cancel", first, safe_button(spec))) choice = DialogChoice::kSafe;
    if (both && button(ui, "confirm", second, action_button(spec))) choice = DialogChoice::kAction;
    if (ui.back_requested() && !spec.busy) choice = DialogChoice::kSafe;
    return choice;
}

}  // namespace

DialogChoice dialog(Ui& ui, std::string_view id, const DialogSpec& spec) {
    const Theme& t = ui.theme();
    const DialogPlan plan = plan_of(ui, spec);
    const float pad = ui.metrics().pad_large;
    const float wanted = plan.text + plan.buttons + 2 * pad + ui.px(14);
    const Rect room = ui.window().inset(ui.metrics().gap);
    const Rect box = centred(room, {plan.width, wanted});
    ui.push_layer();
    ui.canvas().fill_rect(ui.window(), t.veil);
    paint_shadow(ui, box, ui.metrics().radius_large * 1.2F, Lift::kHigh);
    paint_panel(ui, box, ui.metrics().radius_large * 1.2F, t.surface, t.border);
    const SurfaceScope surface(ui, t.surface);
    ui.note(id, Role::kDialog, spec.title, spec.text, box);
    const IdScope scope(ui, id);
    Cut inside = ui.cut(box.inset(pad));
    const Rect buttons = inside.bottom(plan.buttons, ui.px(14));
    if (inside.height() + 1 < plan.text) {
        ScrollArea area(ui, "body", inside.rest());
        Cut column = ui.cut(area.content());
        draw_text(ui, column, spec);
        area.used_until(column.rest().y);
    } else {
        draw_text(ui, inside, spec);
    }
    const DialogChoice choice = draw_choices(ui, buttons, spec, plan.stacked);
    ui.pop_layer();
    if (choice != DialogChoice::kNone) ui.wake_in(Milliseconds(0));
    return choice;
}

}  // namespace dayroom::ui
