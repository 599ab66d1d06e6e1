// Several lines: messages, requests, grievances.
#include "platform/base/utf8.h"
#include "terminal/ui/kit/edit.h"
#include "terminal/ui/kit/fields.h"
#include "terminal/ui/kit/paint.h"

namespace dayroom::ui {

namespace {

constexpr float kPad = 18;
constexpr float kNearlyFull = 0.9F;
constexpr float kBarWidth = 6;
constexpr float kBarOut = 10;  // beside the text

ParagraphPtr layout_of(Ui& ui, const std::string& text, float width) {
    TextStyle style;
    style.size_px = type_size(Type::kBody, ui.metrics().scale) * 1.05F;
    style.line_height = 1.42F;
    TextLayout layout;
    layout.max_width = std::max(1.0F, width);
    layout.fallback = ui.direction();
    return ui.engine().layout(text, style, layout);
}

/// The caret is brought into sight when it has moved or the page has another height; else one may read elsewhere.
void keep_in_sight(const Rect& caret, std::size_t at, Rect page, float height, FieldState& field, bool active) {
    auto scroll = static_cast<float>(field.scroll);
    if (active && (at != field.last_caret || page.h != field.page)) {
        if (caret.y - scroll < 0) scroll = caret.y;
        if (caret.bottom() - scroll > page.h) scroll = caret.bottom() - page.h;
    }
    field.page = page.h;
    field.scroll_most = static_cast<double>(std::max(0.0F, height - page.h));
    field.scroll = std::clamp(static_cast<double>(scroll), 0.0, field.scroll_most);
}

void draw_editor_bar(Ui& ui, Rect page, const FieldState& field) {
    if (field.scroll_most <= 0) return;
    const auto most = static_cast<float>(field.scroll_most);
    const float height = std::max(ui.px(28), page.h * page.h / (page.h + most));
    const Rect lane = page.outset(ui.px(kBarOut)).strip_end(kBarWidth, ui.direction());
    const float y = page.y + (page.h - height) * static_cast<float>(field.scroll) / most;
    ui.canvas().fill_round_rect({lane.x, y, kBarWidth, height}, kBarWidth / 2, ui.theme().scrollbar);
}

void draw_count(Ui& ui, std::string_view id, Rect line, const TextBuffer& buffer, std::size_t most) {
    const Theme& t = ui.theme();
    const std::size_t now = buffer.characters();
    const std::string words = fill_numbers(ui.words().characters, now, most);
    const float share = most == 0 ? 0 : std::min(1.0F, static_cast<float>(now) / static_cast<float>(most));
    const bool full = share >= kNearlyFull;
    Cut parts = ui.cut(line);
    const float width = std::min(line.w, ui.measure(words, Type::kSmall, FontWeight::kSemiBold).w + 2);
    ui.text(parts.end(width, ui.px(20)), words,
            {.type = Type::kSmall,
             .weight = FontWeight::kSemiBold,
             .ink = full ? Ink::kWarning : Ink::kSecondary,
             .align = TextAlign::kEnd,
             .max_lines = 1,
             .middle = true,
             .may_shorten = true,
             .personal = false},
            std::string(id) + ".count", Role::kStatus);
    if (parts.width() < ui.px(60)) return;
    const Rect track = centred(parts.rest(), {parts.width(), ui.px(8)});
    ui.canvas().fill_round_rect(track, track.h / 2, t.sunken);
    if (t.kind == ThemeKind::kHighContrast) ui.canvas().stroke_round_rect(track, track.h / 2, 1, t.border);
    if (share > 0)
        ui.canvas().fill_round_rect(ui.cut(track).start(std::max(track.h, track.w * share)), track.h / 2,
                                    full ? t.warning_ink : t.bar_fill);
}

}  // namespace

void draw_field_error(Ui& ui, std::string_view id, Rect rect, std::string_view error);  // field.cpp

FieldResult text_editor(Ui& ui, std::string_view id, Rect rect, TextBuffer& buffer, const EditorSpec& spec) {
    const Theme& t = ui.theme();
    Rect box = rect;
    Rect error_box;
    if (!spec.error.empty()) {
        error_box =
            box.cut_bottom(ui.measure(spec.error, Type::kSecondary, FontWeight::kSemiBold, rect.w - ui.px(28), 2).h);
        box.cut_bottom(ui.px(6));
    }
    Node node;
    node.id = std::string(id);
    node.role = Role::kEditor;
    node.label = std::string(spec.label);
    node.value = buffer.text();
    node.rect = box;
    node.enabled = spec.enabled;
    node.key_use = KeyUse::kParagraph;
    node.initial_focus = spec.initial_focus;
    node.keyboard = true;
    const NodeKey key = ui.key(id);
    const Control c = ui.control(std::move(node));
    FieldState& field = ui.state().fields[key];
    field.seen = true;
    const bool active = ui.text_target() == key && spec.enabled;

    Cut inside = ui.cut(box.inset(ui.px(kPad), ui.px(12)));
    Rect count;
    if (spec.show_count) count = inside.bottom(ui.measure("X", Type::kSmall).h, ui.px(6));
    const Rect page = inside.rest();
    ParagraphPtr paragraph = layout_of(ui, buffer.text(), page.w);
    const auto origin = [&] { return Point{page.x, page.y - static_cast<float>(field.scroll)}; };
    edit_by_pointer(ui, key, buffer, *paragraph, field, origin());
    const float line = paragraph->lines().empty() ? ui.px(26) : paragraph->lines().front().height;
    const EditOutcome done =
        edit(ui, key, buffer, *paragraph, field, false, std::max(1, static_cast<int>(page.h / line) - 1));
    if (done.changed) {
        paragraph = layout_of(ui, buffer.text(), page.w);
        ui.wake_in(Milliseconds(0));
    }
    keep_in_sight(paragraph->caret_rect(buffer.caret()), buffer.caret(), page, paragraph->size().h, field, active);

    const Color fill = spec.enabled ? t.surface : t.sunken;
    const float radius = ui.metrics().radius_large;
    paint_shadow(ui, box, radius, Lift::kCard);
    ui.canvas().fill_round_rect(box, radius, fill);
    const Color edge = !spec.error.empty() ? t.danger_ink : (active ? t.accent : t.border_strong);
    ui.canvas().stroke_round_rect(box, radius, active ? 2 * border_width(ui) + 0.5F : border_width(ui), edge);
    const SurfaceScope surface(ui, fill);
    {
        const ClipScope clip(ui, page.outset(3));
        draw_editable(ui, buffer, *paragraph, field, origin(), active, spec.enabled ? t.text : t.disabled);
        if (buffer.empty()) ui.label(page, spec.hint, {.ink = Ink::kSecondary, .may_shorten = true, .personal = false});
    }
    draw_editor_bar(ui, page, field);
    if (spec.show_count) draw_count(ui, id, count, buffer, std::min(spec.max_characters, buffer.max_characters()));
    if (!spec.error.empty()) draw_field_error(ui, id, error_box, spec.error);
    if (c.ring) ui.focus_ring(box, radius);
    return {done.changed, done.submitted};
}

}  // namespace dayroom::ui
