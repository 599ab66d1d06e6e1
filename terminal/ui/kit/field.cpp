// The single line.
#include "terminal/ui/kit/edit.h"
#include "terminal/ui/kit/fields.h"
#include "terminal/ui/kit/paint.h"

namespace dayroom::ui {

namespace {

constexpr float kFieldPadX = 17;
constexpr float kFieldPadY = 11;

/// `width`: of the field.
float label_height(Ui& ui, const FieldSpec& spec, float width) {
    const float line = ui.measure("X", Type::kSmall).h;
    if (!spec.wrap) return line;
    const float room = std::max(1.0F, width - 2 * ui.px(kFieldPadX));
    return std::max(line, ui.measure(spec.label, Type::kSmall, FontWeight::kSemiBold, room).h);
}

float box_height(Ui& ui, const FieldSpec& spec, float width) {
    return std::ceil(2 * ui.px(kFieldPadY) + label_height(ui, spec, width) + ui.measure("X", Type::kSubheading).h +
                     ui.px(2));
}

float error_height(Ui& ui, std::string_view error, float width) {
    return error.empty()
               ? 0
               : ui.measure(error, Type::kSecondary, FontWeight::kSemiBold, std::max(1.0F, width - ui.px(28)), 2).h +
                     ui.px(8);
}

ParagraphPtr line_of(Ui& ui, const std::string& text) {
    TextStyle style;
    style.size_px = type_size(Type::kSubheading, ui.metrics().scale);
    style.weight = FontWeight::kSemiBold;
    style.line_height = 1.38F;
    TextLayout layout;
    layout.fallback = ui.direction();
    return ui.engine().layout(text, style, layout);
}

/// Keeps the caret inside the line's window: returns where the paragraph stands.
Point origin_of(Ui& ui, Rect line, const Paragraph& paragraph, const TextBuffer& buffer, FieldState& field) {
    const float first = paragraph.lines().empty() ? 0 : paragraph.lines().front().x;
    const float width = paragraph.lines().empty() ? 0 : paragraph.lines().front().width;
    const float caret = paragraph.caret_rect(buffer.caret()).x - first;
    const float room = line.w - ui.px(4);
    auto scroll = static_cast<float>(field.scroll);
    if (width <= room)
        scroll = 0;
    else
        scroll = std::clamp(scroll, std::max(0.0F, caret - room), std::min(caret, width - room + ui.px(4)));
    field.scroll = static_cast<double>(scroll);
    const float start = ui.right_to_left() && width <= room ? line.right() - width : line.x;
    return {start - first - scroll, line.y};
}

}  // namespace

void draw_field_error(Ui& ui, std::string_view id, Rect rect, std::string_view error) {
    Cut line = ui.cut(rect);
    ui.icon("circle-alert",
            Rect(line.start(ui.px(20), ui.px(8)))
                .strip_start(ui.px(20), ui.direction())
                .intersect({rect.x, rect.y, rect.w, ui.px(22)}),
            ui.theme().danger_ink);
    ui.text(line.rest(), error,
            {.type = Type::kSecondary,
             .weight = FontWeight::kSemiBold,
             .ink = Ink::kDanger,
             .max_lines = 2,
             .personal = false},
            std::string(id) + ".error", Role::kAlert);
}

float text_field_height(Ui& ui, const FieldSpec& spec, float width) {
    // The error's room is measured for two lines at most, at a width that every layout has.
    return box_height(ui, spec, width) + error_height(ui, spec.error, ui.px(300));
}

FieldResult text_field(Ui& ui, std::string_view id, Rect rect, TextBuffer& buffer, const FieldSpec& spec) {
    const Theme& t = ui.theme();
    Rect below = rect;
    const Rect box = below.cut_top(std::min(rect.h, box_height(ui, spec, rect.w)));
    Node node;
    node.id = std::string(id);
    node.role = Role::kField;
    node.label = std::string(spec.label);
    node.value = buffer.text();
    node.rect = box;
    node.enabled = spec.enabled;
    node.key_use = KeyUse::kLine;
    node.initial_focus = spec.initial_focus;
    node.keyboard = spec.keyboard;
    const NodeKey key = ui.key(id);
    const Control c = ui.control(std::move(node));
    FieldState& field = ui.state().fields[key];
    field.seen = true;
    const bool active = ui.text_target() == key && spec.enabled;

    Cut inside = ui.cut(box.inset(ui.px(kFieldPadX), ui.px(kFieldPadY)));
    const Rect label_box = inside.top(label_height(ui, spec, rect.w), ui.px(2));
    const Rect line = inside.rest();
    ParagraphPtr paragraph = line_of(ui, buffer.text());
    edit_by_pointer(ui, key, buffer, *paragraph, field, origin_of(ui, line, *paragraph, buffer, field));
    const EditOutcome done = edit(ui, key, buffer, *paragraph, field, spec.digits_only, 1);
    if (done.changed) {
        paragraph = line_of(ui, buffer.text());
        field.blink_from = ui.now();
        ui.wake_in(Milliseconds(0));  // the tree of this frame still has the old value
    }

    const Color fill = spec.enabled ? t.surface : t.sunken;
    const float radius = ui.metrics().radius;
    ui.canvas().fill_round_rect(box, radius, fill);
    const Color edge = !spec.error.empty() ? t.danger_ink : (active ? t.accent : t.border_strong);
    ui.canvas().stroke_round_rect(box, radius,
                                  active || !spec.error.empty() ? 2 * border_width(ui) + 0.5F : border_width(ui), edge);
    const SurfaceScope surface(ui, fill);
    ui.label(label_box, spec.label,
             {.type = Type::kSmall,
              .weight = FontWeight::kSemiBold,
              .ink = active ? Ink::kAccent : Ink::kSecondary,
              .max_lines = spec.wrap ? 0 : 1,
              .may_shorten = !spec.wrap,
              .personal = false,
              .dimmed = !spec.enabled});
    {
        const ClipScope clip(ui, line.outset(2));
        draw_editable(ui, buffer, *paragraph, field, origin_of(ui, line, *paragraph, buffer, field), active,
                      spec.enabled ? t.text : t.disabled);
        if (buffer.empty())
            ui.label(line, spec.hint,
                     {.type = Type::kBody,
                      .ink = Ink::kSecondary,
                      .max_lines = 1,
                      .middle = true,
                      .may_shorten = true,
                      .personal = false});
    }
    if (!spec.error.empty()) {
        below.cut_top(ui.px(6));
        draw_field_error(ui, id, below, spec.error);
    }
    if (c.ring) ui.focus_ring(box, radius);
    return {done.changed, done.submitted};
}

}  // namespace dayroom::ui
