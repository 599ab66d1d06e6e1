// PIN field, PIN pad, number pad.
#include "terminal/ui/kit/fields.h"
#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

namespace {

enum class PadKey : std::uint8_t { kDigit, kClear, kDelete };

bool draw_pad_key(Ui& ui, const std::string& id, Rect rect, PadKey kind, std::string_view label) {
    const Theme& t = ui.theme();
    Node node;
    node.id = id;
    node.role = Role::kKey;
    node.label = std::string(label);
    node.rect = rect;
    node.keeps_focus = true;
    const Control c = ui.control(std::move(node));
    const bool special = kind != PadKey::kDigit;
    Color fill = special ? t.sunken : t.surface;
    if (c.pressed) fill = t.tint_pressed;
    const float radius = ui.metrics().radius;
    if (!special && !c.pressed) paint_shadow(ui, rect, radius, Lift::kLow);
    paint_panel(ui, rect, radius, fill, special && t.kind != ThemeKind::kHighContrast ? fill : t.border);
    const SurfaceScope surface(ui, fill);
    if (kind == PadKey::kDelete) {
        const float side = std::min(ui.metrics().icon * 1.1F, rect.h * 0.5F);
        ui.icon("delete", centred(rect, {side, side}), t.text);
    } else {
        const bool tight = rect.h < ui.measure("0", Type::kHeading).h;
        const Type type =
            special ? (ui.measure(label, Type::kBody, FontWeight::kBold).w < rect.w - 8 ? Type::kBody : Type::kSmall)
                    : (tight ? Type::kSubheading : Type::kHeading);
        ui.label(rect.inset(2, 0), label,
                 {.type = type,
                  .weight = FontWeight::kBold,
                  .align = TextAlign::kCenter,
                  .max_lines = 1,
                  .middle = true,
                  .personal = false});
    }
    if (c.ring) ui.focus_ring(rect, radius);
    return c.fired;
}

/// Draws the pad and calls `press` with '0'–'9', '\b' or 0 (clear), for keys of glass and of plastic alike.
template <typename Press>
void draw_pad(Ui& ui, std::string_view id, Rect rect, Press press) {
    Ui::State& s = ui.state();
    const IdScope scope(ui, id);
    Node group;
    group.id = ui.path("pad");
    group.role = Role::kGroup;
    group.label = ui.words().pad;
    group.rect = rect;
    group.clip = ui.clip();
    group.layer = s.layer;
    group.takes_digits = true;
    s.tree.add(std::move(group));
    for (std::size_t i = 0; i < s.digit_count; ++i) press(s.digits[i]);
    s.digits.fill(0);
    s.digit_count = 0;
    const float gap = std::min(ui.metrics().gap, rect.h * 0.02F + 3);
    // Digits stand as on a telephone in every language: not mirrored.
    const std::vector<Rect> cells = Cut(rect, false).grid(3, 4, gap);
    static constexpr std::string_view kDigits = "123456789";
    for (std::size_t i = 0; i < kDigits.size(); ++i) {
        if (draw_pad_key(ui, std::string(1, kDigits[i]), cells[i], PadKey::kDigit, kDigits.substr(i, 1)))
            press(kDigits[i]);
    }
    if (draw_pad_key(ui, "clear", cells[9], PadKey::kClear, ui.words().clear)) press('\0');
    if (draw_pad_key(ui, "0", cells[10], PadKey::kDigit, "0")) press('0');
    if (draw_pad_key(ui, "delete", cells[11], PadKey::kDelete, ui.words().backspace)) press('\b');
}

}  // namespace

bool finger_down(Ui& ui) { return ui.state().pointer_down; }
bool holds_something(const Ui& ui) { return ui.state().pointer_down && ui.state().active != kNoNode; }

float pin_field_height(Ui& ui) {
    return std::ceil(ui.px(22) + ui.measure("X", Type::kSmall).h + ui.measure("X", Type::kSubheading).h + ui.px(2));
}

bool pin_field(Ui& ui, std::string_view id, Rect rect, const PinBuffer& pin, const PinFieldSpec& spec) {
    const Theme& t = ui.theme();
    Rect below = rect;
    const Rect box = below.cut_top(std::min(rect.h, pin_field_height(ui)));
    Node node;
    node.id = std::string(id);
    node.role = Role::kPin;
    node.label = std::string(spec.label);
    node.value = fill_numbers(ui.words().entered, pin.size(), spec.length);
    node.value_hidden = true;
    node.rect = box;
    const Control c = ui.control(std::move(node));
    const float radius = ui.metrics().radius;
    ui.canvas().fill_round_rect(box, radius, t.surface);
    const Color edge = !spec.error.empty() ? t.danger_ink : (spec.active ? t.accent : t.border_strong);
    ui.canvas().stroke_round_rect(box, radius, spec.active ? 2 * border_width(ui) + 0.5F : border_width(ui), edge);
    const SurfaceScope surface(ui, t.surface);
    Cut inside = ui.cut(box.inset(ui.px(17), ui.px(11)));
    ui.label(inside.top(ui.measure("X", Type::kSmall).h), spec.label,
             {.type = Type::kSmall,
              .weight = FontWeight::kSemiBold,
              .ink = spec.active ? Ink::kAccent : Ink::kSecondary,
              .max_lines = 1,
              .may_shorten = true,
              .personal = false});
    const float pitch = std::min(ui.px(30), inside.width() / static_cast<float>(std::max<std::size_t>(1, spec.length)));
    for (std::size_t i = 0; i < spec.length; ++i) {
        const Rect cell = inside.start(pitch);
        const float r = std::min(pitch * 0.32F, ui.px(9));
        const Point middle{cell.x + (ui.right_to_left() ? cell.w - r - 1 : r + 1), cell.center().y};
        if (i < pin.size())
            ui.canvas().fill_circle(middle, r, t.text);
        else
            ui.canvas().stroke_circle(middle, r, 2 * border_width(ui), t.border_strong);
    }
    if (!spec.error.empty()) {
        below.cut_top(ui.px(6));
        ui.text(below, spec.error,
                {.type = Type::kSecondary,
                 .weight = FontWeight::kSemiBold,
                 .ink = Ink::kDanger,
                 .max_lines = 2,
                 .personal = false},
                std::string(id) + ".error", Role::kAlert);
    }
    if (c.ring) ui.focus_ring(box, radius);
    return c.fired;
}

PadResult pin_pad(Ui& ui, std::string_view id, Rect rect, PinBuffer& pin, std::size_t length) {
    PadResult result;
    draw_pad(ui, id, rect, [&](char c) {
        if (c == '\b')
            result.changed = pin.pop() || result.changed;
        else if (c == '\0')
            result.changed = !pin.empty() || result.changed, pin.clear();
        else if (pin.size() < length)
            result.changed = pin.push(c - '0') || result.changed;
    });
    result.full = pin.size() >= length;
    if (result.changed) ui.wake_in(Milliseconds(0));
    return result;
}

PadResult number_pad(Ui& ui, std::string_view id, Rect rect, TextBuffer& buffer, std::size_t length) {
    PadResult result;
    draw_pad(ui, id, rect, [&](char c) {
        if (c == '\b')
            result.changed = buffer.backspace() || result.changed;
        else if (c == '\0')
            result.changed = !buffer.empty() || result.changed, buffer.clear();
        else if (buffer.text().size() < length)
            result.changed = buffer.insert(std::string(1, c)) || result.changed;
    });
    result.full = buffer.text().size() >= length;
    if (result.changed) ui.wake_in(Milliseconds(0));
    return result;
}

}  // namespace dayroom::ui
