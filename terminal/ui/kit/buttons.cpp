#include "terminal/ui/kit/buttons.h"

#include "terminal/ui/kit/overlays.h"
#include "terminal/ui/kit/paint.h"

namespace dayroom::ui {

namespace {

struct ButtonColours {
    Color fill, ink, border;
    bool raised = false;
};

ButtonColours colours_of(const Theme& t, const ButtonSpec& spec, bool pressed) {
    if (!spec.enabled) return {t.sunken, t.disabled, t.border, false};
    switch (spec.kind) {
        case ButtonKind::kPrimary:
            return {pressed ? t.primary_pressed : t.primary, t.on_primary, Color{0, 0, 0, 0}, true};
        case ButtonKind::kDanger:
            return {pressed ? t.danger_pressed : t.danger, t.on_danger, Color{0, 0, 0, 0}, true};
        case ButtonKind::kSecondary: {
            const Color border = t.kind == ThemeKind::kHighContrast ? t.tint_border : Color{0, 0, 0, 0};
            return {pressed ? t.tint_pressed : t.tint, t.on_tint, border, false};
        }
        case ButtonKind::kOutline:
            return {pressed ? t.pressed : (spec.selected ? t.tint : t.surface), spec.selected ? t.on_tint : t.text,
                    spec.selected ? t.tint_border : t.border, false};
        case ButtonKind::kQuiet:
            break;
    }
    return {pressed ? t.pressed : Color{0, 0, 0, 0}, t.accent, Color{0, 0, 0, 0}, false};
}

std::string name_of(const ButtonSpec& spec) {
    std::string name(spec.label);
    if (!spec.price.empty()) name.append(", ").append(spec.price);
    return name;
}

constexpr float kIconGap = 10;
constexpr float kSidePad = 20;
constexpr float kPricePad = 12;
constexpr double kHighContrast = 10;  // what that theme promises (theme.h)

/// Size of the label: the largest type that shows it whole on one line, else smaller and on two.
struct Fit {
    Type type = Type::kBody;
    int lines = 1;
};
bool words_fit(Ui& ui, std::string_view label, Type type, float width) {
    while (!label.empty()) {
        const std::size_t end = std::min(label.find(' '), label.size());
        if (ui.measure(label.substr(0, end), type, FontWeight::kBold).w > width) return false;
        label.remove_prefix(std::min(end + 1, label.size()));
    }
    return true;
}

Fit fit_label(Ui& ui, std::string_view label, float width, float height) {
    for (const Type type : {Type::kBody, Type::kSecondary}) {
        if (ui.measure(label, type, FontWeight::kBold).w <= width) return {type, 1};
    }
    for (const Type type : {Type::kBody, Type::kSecondary, Type::kSmall}) {
        if (words_fit(ui, label, type, width) && ui.measure(label, type, FontWeight::kBold, width).h <= height)
            return {type, 0};
    }
    return {Type::kSmall, 1};  // the lint will say so
}

float price_width(Ui& ui, const ButtonSpec& spec) {
    if (spec.price.empty()) return 0;
    return ui.measure(spec.price, Type::kBody, FontWeight::kBold).w + 2 * ui.px(kPricePad);
}

void draw_inside(Ui& ui, Rect rect, const ButtonSpec& spec, const ButtonColours& colours) {
    Color behind = colours.fill.a ? colours.fill : ui.surface();
    const SurfaceScope surface(ui, behind);
    const bool dim = !spec.enabled;
    Cut inside = ui.cut(rect.inset(ui.px(spec.price.empty() ? 10 : 8), ui.px(4)));
    if (const float w = price_width(ui, spec); w > 0) {
        Rect pill = inside.end(w, ui.px(6));
        pill = pill.inset(0, (pill.h - std::min(pill.h, ui.px(38))) / 2);
        const Color pill_fill = colours.ink.mixed(behind, 0.84F);
        const double least = ui.theme().kind == ThemeKind::kHighContrast ? kHighContrast : kMinContrast;
        const Color readable = contrast_ratio(colours.ink, pill_fill) >= least ? pill_fill : behind;
        ui.canvas().fill_round_rect(pill, ui.metrics().radius_small, readable);
        const SurfaceScope on_pill(ui, readable);
        ui.label(pill, spec.price,
                 {.weight = FontWeight::kBold,
                  .color = colours.ink,
                  .align = TextAlign::kCenter,
                  .max_lines = 1,
                  .middle = true,
                  .dimmed = dim});
    }
    const bool has_icon = !spec.icon.empty() || spec.busy;
    const float icon = has_icon ? std::min(ui.px(24), inside.height()) : 0;
    float gap = has_icon ? ui.px(kIconGap) : 0;
    const float room = std::max(1.0F, inside.width() - icon - gap);
    const Fit fit = fit_label(ui, spec.label, room, inside.height());
    const float label_w = std::min(room, ui.measure(spec.label, fit.type, FontWeight::kBold, room, fit.lines).w + 1);
    const float whole = icon + gap + label_w;
    inside.start((inside.width() - whole) / 2);
    if (has_icon) {
        Rect box = inside.start(icon, gap);
        if (spec.busy)
            draw_spinner(ui, centred(box, {icon, icon}), colours.ink);
        else
            ui.icon(spec.icon, centred(box, {icon, icon}), colours.ink);
    }
    ui.label(inside.start(label_w), spec.label,
             {.type = fit.type,
              .weight = FontWeight::kBold,
              .color = colours.ink,
              .align = TextAlign::kCenter,
              .max_lines = fit.lines,
              .middle = true,
              .personal = false,
              .dimmed = dim});
}

}  // namespace

float button_width(Ui& ui, const ButtonSpec& spec) {
    float w = ui.measure(spec.label, Type::kBody, FontWeight::kBold).w + 2 * ui.px(kSidePad);
    if (!spec.icon.empty() || spec.busy) w += ui.px(24 + kIconGap);
    if (!spec.price.empty()) w += price_width(ui, spec) + ui.px(10);
    return std::max(std::ceil(w), ui.metrics().target);
}

bool button(Ui& ui, std::string_view id, Rect rect, const ButtonSpec& spec) {
    Node node;
    node.id = std::string(id);
    node.role = Role::kButton;
    node.label = name_of(spec);
    node.rect = rect;
    node.enabled = spec.enabled && !spec.busy;
    node.initial_focus = spec.initial_focus;
    node.selected = spec.selected;
    if (spec.busy) node.value = ui.words().working;
    const Control c = ui.control(std::move(node));
    if (!rect.intersects(ui.clip())) return c.fired;
    const Theme& t = ui.theme();
    const float radius = ui.metrics().radius;
    const ButtonColours colours = colours_of(t, spec, c.pressed);
    const Rect face = c.pressed && colours.raised ? rect.moved({0, 1}) : rect;
    if (colours.raised && !c.pressed) paint_shadow(ui, rect, radius, Lift::kLow);
    ui.canvas().fill_round_rect(face, radius, colours.fill);
    ui.canvas().stroke_round_rect(face, radius, border_width(ui), colours.border);
    draw_inside(ui, face, spec, colours);
    if (c.ring) ui.focus_ring(rect, radius);
    return c.fired;
}

bool icon_button(Ui& ui, std::string_view id, Rect rect, const IconButtonSpec& spec) {
    Node node;
    node.id = std::string(id);
    node.role = Role::kButton;
    node.label = std::string(spec.label);
    node.rect = rect;
    node.enabled = spec.enabled;
    node.selected = spec.selected;
    const Control c = ui.control(std::move(node));
    if (!rect.intersects(ui.clip())) return c.fired;
    const Theme& t = ui.theme();
    const float radius = ui.metrics().radius;
    Color fill = spec.bordered ? t.surface : Color{0, 0, 0, 0};
    Color ink = spec.enabled ? t.text : t.disabled;
    if (spec.selected) fill = t.tint, ink = t.on_tint;
    if (c.pressed) fill = spec.selected ? t.tint_pressed : t.pressed;
    ui.canvas().fill_round_rect(rect, radius, fill);
    if (spec.bordered || spec.selected)
        ui.canvas().stroke_round_rect(rect, radius, border_width(ui), spec.selected ? t.tint_border : t.border);
    const float side = ui.metrics().icon;
    ui.icon(spec.icon, centred(rect, {side, side}), ink);
    if (c.ring) ui.focus_ring(rect, radius);
    return c.fired;
}

bool toggle(Ui& ui, std::string_view id, Rect rect, std::string_view label, bool on, bool enabled) {
    Node node;
    node.id = std::string(id);
    node.role = Role::kCheckbox;
    node.label = std::string(label);
    node.value = on ? ui.words().on : ui.words().off;
    node.rect = rect;
    node.enabled = enabled;
    node.checked = on;
    const Control c = ui.control(std::move(node));
    const Theme& t = ui.theme();
    const Color fill = c.pressed ? t.pressed : t.surface;
    paint_panel(ui, rect, ui.metrics().radius, fill, t.border);
    const SurfaceScope surface(ui, fill);
    Cut inside = ui.cut(rect.inset(ui.metrics().gap, 0));
    const Rect place = centred(inside.end(ui.px(60), ui.metrics().gap), {ui.px(60), ui.px(34)});
    ui.canvas().fill_round_rect(place, place.h / 2, on ? t.primary : t.sunken);
    ui.canvas().stroke_round_rect(place, place.h / 2, border_width(ui) * 2, on ? t.primary : t.border_strong);
    Cut track = ui.cut(place.inset(ui.px(5)));
    const Rect knob = on ? track.end(track.height()) : track.start(track.height());
    ui.canvas().fill_circle(knob.center(), knob.h / 2, on ? t.on_primary : t.border_strong);
    if (on) ui.icon("check", knob.inset(knob.h * 0.15F), t.primary);
    ui.label(inside.rest(), label, {.weight = FontWeight::kSemiBold, .middle = true, .dimmed = !enabled});
    if (c.ring) ui.focus_ring(rect, ui.metrics().radius);
    return c.fired ? !on : on;
}

}  // namespace dayroom::ui
