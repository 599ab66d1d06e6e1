#include "terminal/ui/kit/edit.h"

#include <algorithm>
#include <cmath>

namespace dayroom::ui {

namespace {

constexpr Milliseconds kBlink{530};
constexpr Milliseconds kBlinkFor{20 * kBlink};  // then it stands still: a screen that nobody uses costs nothing
constexpr Milliseconds kDoublePress{400};
constexpr float kDoublePressReach = 24;  // px

bool shortcut(TextBuffer& buffer, const InputEvent& event) {
    switch (event.letter) {
        case 'a':
            buffer.select_all();
            return false;
        case 'c':
            buffer.copy();
            return false;
        case 'x':
            return buffer.cut();
        case 'v':
            return buffer.paste();
        case 'z':
            return event.modifiers.shift ? buffer.redo() : buffer.undo();
        case 'y':
            return buffer.redo();
        default:
            return false;
    }
}

void move_lines(TextBuffer& buffer, const Paragraph& paragraph, FieldState& field, int lines, bool select) {
    const Rect caret = paragraph.caret_rect(buffer.caret());
    if (field.wanted_x < 0) field.wanted_x = caret.x;
    const int line = static_cast<int>(paragraph.line_of(buffer.caret())) + lines;
    const int last = static_cast<int>(paragraph.lines().size()) - 1;
    if (line < 0) return buffer.move_to(0, select);
    if (line > last) return buffer.move_to(buffer.text().size(), select);
    const TextLine& to = paragraph.lines()[static_cast<std::size_t>(line)];
    buffer.move_to(paragraph.index_at({field.wanted_x, to.top + to.height / 2}), select);
}

void move_to_line_edge(TextBuffer& buffer, const Paragraph& paragraph, bool end, bool whole, bool select) {
    if (whole || paragraph.lines().empty()) return buffer.move_to(end ? buffer.text().size() : 0, select);
    const TextLine& line = paragraph.lines()[paragraph.line_of(buffer.caret())];
    buffer.move_to(end ? line.end : line.begin, select);
}

/// Left means left on the screen: in a line from right to left it goes on in the text.
void move_sideways(TextBuffer& buffer, const Paragraph& paragraph, bool left, const Modifiers& m) {
    const bool rtl = !paragraph.lines().empty() &&
                     paragraph.lines()[paragraph.line_of(buffer.caret())].direction == Direction::kRightToLeft;
    if (left != rtl)
        buffer.move_left(m.control, m.shift);
    else
        buffer.move_right(m.control, m.shift);
}

EditOutcome press_key(TextBuffer& buffer, const Paragraph& paragraph, FieldState& field, const InputEvent& event,
                      int page) {
    EditOutcome out;
    const Modifiers& m = event.modifiers;
    const bool vertical =
        event.key == Key::kUp || event.key == Key::kDown || event.key == Key::kPageUp || event.key == Key::kPageDown;
    if (!vertical) field.wanted_x = -1;
    switch (event.key) {
        case Key::kLeft:
            move_sideways(buffer, paragraph, true, m);
            break;
        case Key::kRight:
            move_sideways(buffer, paragraph, false, m);
            break;
        case Key::kUp:
            move_lines(buffer, paragraph, field, -1, m.shift);
            break;
        case Key::kDown:
            move_lines(buffer, paragraph, field, 1, m.shift);
            break;
        case Key::kPageUp:
            move_lines(buffer, paragraph, field, -page, m.shift);
            break;
        case Key::kPageDown:
            move_lines(buffer, paragraph, field, page, m.shift);
            break;
        case Key::kHome:
            move_to_line_edge(buffer, paragraph, false, m.control, m.shift);
            break;
        case Key::kEnd:
            move_to_line_edge(buffer, paragraph, true, m.control, m.shift);
            break;
        case Key::kBackspace:
            out.changed = buffer.backspace(m.control);
            break;
        case Key::kDelete:
            out.changed = buffer.erase(m.control);
            break;
        case Key::kEnter:
            if (buffer.multi_line() && !m.control)
                out.changed = buffer.insert("\n");
            else
                out.submitted = true;
            break;
        default:
            if (m.control) out.changed = shortcut(buffer, event);
            break;
    }
    return out;
}

/// Which of the two a drag is shows once it has gone far enough.
void drag(Ui& ui, TextBuffer& buffer, const Paragraph& paragraph, FieldState& field, Point origin) {
    using Drag = FieldState::Drag;
    const Ui::State& s = ui.state();
    const Point way = s.pointer - s.press_at;
    if (field.drag == Drag::kUndecided) {
        const auto far = static_cast<float>(kScrollSlop);
        const bool upright = s.press_touch && field.scroll_most > 0 && std::abs(way.y) > std::abs(way.x);
        if (upright && std::abs(way.y) > far) {
            field.drag = Drag::kScrolls;
            buffer.move_to(field.press_anchor, false);  // the press was not meant for the caret
            buffer.move_to(field.press_caret, true);
            field.last_caret = buffer.caret();
        } else if (!upright || std::abs(way.x) > far) {
            field.drag = Drag::kSelects;
        }
    }
    if (field.drag == Drag::kScrolls)
        field.scroll = std::clamp(field.drag_scroll - static_cast<double>(way.y), 0.0, field.scroll_most);
    if (field.drag == Drag::kSelects) buffer.move_to(paragraph.index_at(s.pointer - origin), true);
}

}  // namespace

EditOutcome edit(Ui& ui, NodeKey key, TextBuffer& buffer, const Paragraph& paragraph, FieldState& field,
                 bool digits_only, int page) {
    EditOutcome out;
    if (ui.text_target() != key) return out;
    for (const InputEvent& event : ui.typed()) {
        if (event.kind == InputKind::kText) {
            std::string text = event.text;
            if (digits_only) std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
            out.changed = buffer.insert(text) || out.changed;
            field.wanted_x = -1;
            wipe_text(text);
        } else {
            const EditOutcome one = press_key(buffer, paragraph, field, event, page);
            out.changed = out.changed || one.changed;
            out.submitted = out.submitted || one.submitted;
        }
        field.blink_from = ui.now();
    }
    return out;
}

void edit_by_pointer(Ui& ui, NodeKey key, TextBuffer& buffer, const Paragraph& paragraph, FieldState& field,
                     Point origin) {
    const Ui::State& s = ui.state();
    if (s.pressed_now == key) {
        field.drag = FieldState::Drag::kUndecided;
        field.drag_scroll = field.scroll;
        field.press_caret = buffer.caret();
        field.press_anchor = buffer.anchor();
        const std::size_t index = paragraph.index_at(s.press_at - origin);
        const bool near =
            std::abs(s.press_at.x - field.last_press_at.x) + std::abs(s.press_at.y - field.last_press_at.y) <
            kDoublePressReach;
        if (near && field.last_press.ns() > 0 && ui.now() - field.last_press < kDoublePress)
            buffer.select_word(index);
        else
            buffer.move_to(index, s.press_shift);
        field.last_press = ui.now();
        field.last_press_at = s.press_at;
        field.blink_from = ui.now();
        field.wanted_x = -1;
    } else if (s.active == key && s.pointer_down && s.pointer != s.press_at && s.pointer != field.last_press_at) {
        drag(ui, buffer, paragraph, field, origin);
    }
}

void draw_editable(Ui& ui, const TextBuffer& buffer, const Paragraph& paragraph, FieldState& field, Point origin,
                   bool active, Color ink) {
    if (active && buffer.has_selection()) {
        for (const Rect& r : paragraph.selection_rects(buffer.selection_begin(), buffer.selection_end()))
            ui.canvas().fill_rect(r.moved(origin), ui.theme().selection);
    }
    ui.engine().draw(ui.canvas(), paragraph, origin, ink);
    if (!active) return;
    if (field.last_caret != buffer.caret() || field.blink_from.ns() == 0) {
        field.last_caret = buffer.caret();
        field.blink_from = ui.now();
    }
    bool shown = true;
    if (!ui.settings().reduced_motion) {
        const auto since = std::chrono::duration_cast<Milliseconds>(ui.now() - field.blink_from);
        shown = since >= kBlinkFor || since / kBlink % 2 == 0;
        if (since < kBlinkFor) ui.wake_in(kBlink - since % kBlink);
    }
    if (!shown) return;
    Rect caret = paragraph.caret_rect(buffer.caret()).moved(origin);
    caret.w = std::max(2.0F, ui.px(2.5F));
    ui.canvas().fill_rect(caret.inset(0, caret.h * 0.08F), ui.theme().caret);
}

}  // namespace dayroom::ui
