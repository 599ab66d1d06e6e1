// Text, icons and the one function through which every control goes.
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

namespace {

constexpr float kBodyLine = 1.38F;     // of the size
constexpr float kHeadingLine = 1.22F;  // large type needs less air

TextStyle style_of(const Ui& ui, Type type, FontWeight weight) {
    TextStyle style;
    style.size_px = type_size(type, ui.metrics().scale);
    style.weight = weight;
    style.line_height = type <= Type::kHeading ? kHeadingLine : kBodyLine;
    return style;
}

struct Placed {
    ParagraphPtr paragraph;
    Point at;
    Size size;  // of what can be seen
};

/// One line is put at the interface's start, middle or end; several lines follow their own direction.
Placed place(Ui& ui, Rect rect, std::string_view text, const TextSpec& spec) {
    TextLayout layout;
    layout.max_width = std::max(1.0F, rect.w);
    layout.max_lines = spec.max_lines;
    layout.fallback = ui.direction();
    if (!spec.personal)
        layout.direction = ui.right_to_left() ? BaseDirection::kRightToLeft : BaseDirection::kLeftToRight;
    if (spec.max_lines != 1) layout.align = spec.align;
    Placed placed;
    placed.paragraph = ui.engine().layout(text, style_of(ui, spec.type, spec.weight), layout);
    const Paragraph& p = *placed.paragraph;
    placed.size = {0, p.size().h};
    for (const TextLine& line : p.lines()) placed.size.w = std::max(placed.size.w, line.width);
    placed.at = rect.origin();
    if (spec.middle) placed.at.y += (rect.h - placed.size.h) / 2;
    if (p.lines().size() == 1) {
        const TextLine& line = p.lines().front();
        float x = ui.right_to_left() ? rect.right() - line.width : rect.x;
        if (spec.align == TextAlign::kCenter) x = rect.x + (rect.w - line.width) / 2;
        if (spec.align == TextAlign::kEnd) x = ui.right_to_left() ? rect.x : rect.right() - line.width;
        placed.at.x = x - line.x;
    }
    return placed;
}

}  // namespace

Color Ui::color(const TextSpec& spec) const {
    if (spec.color) return *spec.color;
    return spec.dimmed ? theme().disabled : theme().ink(spec.ink);
}

Size Ui::measure(std::string_view text, Type type, FontWeight weight, float max_width, int max_lines) {
    TextLayout layout;
    layout.max_width = std::max(1.0F, max_width);
    layout.max_lines = max_lines;
    layout.fallback = direction();
    const ParagraphPtr p = engine().layout(text, style_of(*this, type, weight), layout);
    Size size{0, p->size().h};
    for (const TextLine& line : p->lines()) size.w = std::max(size.w, line.width);
    return size;
}

float Ui::label(Rect rect, std::string_view text, const TextSpec& spec) {
    if (text.empty()) return 0;
    const Placed placed = place(*this, rect, text, spec);
    if (rect.intersects(clip())) engine().draw(canvas(), *placed.paragraph, placed.at, color(spec));
    TextSample sample;
    sample.text = std::string(text.substr(0, 120));
    sample.rect = rect;
    sample.drawn = placed.size;
    sample.clip = clip();
    sample.foreground = color(spec);
    sample.background = surface();
    sample.layer = state_->layer;
    sample.shortened = placed.paragraph->truncated();
    sample.may_shorten = spec.may_shorten;
    sample.dimmed = spec.dimmed;
    state_->tree.add_text(std::move(sample));
    return placed.size.h;
}

float Ui::text(Rect rect, std::string_view text, const TextSpec& spec, std::string_view id, Role role) {
    if (text.empty()) return 0;
    const float height = label(rect, text, spec);
    Rect box = rect;
    if (!spec.middle) box.h = std::min(rect.h, height);
    if (id.empty())
        note("text-" + std::to_string(++state_->unnamed.back()), role, text, {}, box);
    else
        note(id, role, text, {}, box);
    return height;
}

float Ui::heading(Rect rect, std::string_view words, Type type, std::string_view id) {
    TextSpec spec;
    spec.type = type;
    spec.weight = FontWeight::kBold;
    return text(rect, words, spec, id, Role::kHeading);
}

void Ui::icon(std::string_view name, Rect box, Color color) {
    if (!name.empty() && box.intersects(clip())) engine().draw_icon(canvas(), name, box, color);
}

Control Ui::control(Node node) {
    State& s = *state_;
    node.id = path(node.id);
    node.key = key_of(node.id);
    node.clip = clip();
    node.layer = s.layer;
    node.scroller = s.scroller;
    node.pressable = true;
    node.focusable = true;
    Control out;
    out.focused = s.focus.is_focused(node.key);
    node.focused = out.focused;
    out.ring = out.focused && s.focus.ring_visible();
    if (node.enabled) {
        const Node* seen = s.last.find(node.key);
        out.fired = std::find(s.fired.begin(), s.fired.end(), node.key) != s.fired.end();
        out.pressed = s.active == node.key && seen && seen->visible().contains(s.pointer);
    }
    s.tree.add(std::move(node));
    return out;
}

void Ui::note(std::string_view id, Role role, std::string_view label, std::string_view value, Rect rect) {
    State& s = *state_;
    Node node;
    node.id = path(id);
    node.role = role;
    node.label = std::string(label);
    node.value = std::string(value);
    node.rect = rect;
    node.clip = clip();
    node.layer = s.layer;
    node.scroller = s.scroller;
    s.tree.add(std::move(node));
}

void Ui::focus_ring(Rect rect, float radius) {
    const float width = metrics().focus_width;
    canvas().stroke_round_rect(rect.outset(width / 2), radius + width / 2, width, theme().focus);
}

}  // namespace dayroom::ui
