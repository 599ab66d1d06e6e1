// Input, resolved against the frame that the person saw.
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

namespace {

constexpr float kWheelStep = 64;    // px a step at 100 %
constexpr double kPageShare = 0.9;  // of the height that can be seen

std::optional<FocusMove> arrow(Key key) {
    switch (key) {
        case Key::kUp:
            return FocusMove::kUp;
        case Key::kDown:
            return FocusMove::kDown;
        case Key::kLeft:
            return FocusMove::kLeft;
        case Key::kRight:
            return FocusMove::kRight;
        default:
            return std::nullopt;
    }
}

}  // namespace

void Ui::State::take(std::vector<InputEvent>& events) {
    had_input = false;
    for (InputEvent& event : events) {
        if (queue.size() < kMaxQueuedEvents) queue.push_back(event);
        wipe_text(event.text);
    }
    events.clear();
}

void Ui::State::handle_queue() {
    bool go_on = true;
    while (go_on && !queue.empty()) {
        go_on = handle(queue.front());
        wipe_text(queue.front().text);
        queue.pop_front();
    }
}

bool Ui::State::handle(const InputEvent& event) {
    switch (event.kind) {
        case InputKind::kPointerDown:
            had_input = by_pointer = true;
            pointer_down_at(event);
            return true;
        case InputKind::kPointerMove:
            pointer_moved(event);
            return true;
        case InputKind::kPointerUp:
            had_input = true;
            return pointer_up(event);
        case InputKind::kPointerCancel:
            if (dragged != kNoNode) scrolls[dragged].motion.drag_end(event.at);
            active = dragged = press_scroller = kNoNode;
            pointer_down = false;
            return true;
        case InputKind::kWheel:
            had_input = true;
            wheel(event.position, static_cast<double>(-event.wheel.y * kWheelStep * settings.scale()));
            return true;
        case InputKind::kKeyDown:
            had_input = true;
            by_pointer = false;
            return key_down(event);
        case InputKind::kText:
            had_input = true;
            text_typed(event);
            return true;
        case InputKind::kResize:
        case InputKind::kWake:
        case InputKind::kQuit:
            return true;
    }
    return true;
}

/// An editor that can go further has it first, then the area that it lies in.
void Ui::State::wheel(Point at, double pixels) {
    const Node* node = last.at(at);
    const auto field = node != nullptr && node->key_use == KeyUse::kParagraph ? fields.find(node->key) : fields.end();
    if (field != fields.end()) {
        FieldState& editor = field->second;
        const double to = std::clamp(editor.scroll + pixels, 0.0, editor.scroll_most);
        if (to != editor.scroll) {
            editor.scroll = to;
            return;
        }
    }
    if (const NodeKey key = scroll_at(at); key != kNoNode) scrolls[key].motion.scroll_by(pixels);
}

void Ui::State::move_focus(FocusMove move) {
    if (focus.move(move, last)) {
        reveal = focus.focused();
        follow_text_target();
    } else if (move == FocusMove::kUp || move == FocusMove::kDown) {
        page(move == FocusMove::kDown ? 0.2 : -0.2);
    }
}

void Ui::State::page(double share) {
    NodeKey key = kNoNode;
    if (const Node* node = last.find(focus.focused())) key = node->scroller;
    if (key == kNoNode) {
        float largest = 0;
        for (const auto& [candidate, scroll] : scrolls) {
            const float area = scroll.rect.w * scroll.rect.h;
            if (scroll.layer == last.live_layer() && scroll.motion.max_offset() > 0 && area > largest) {
                key = candidate;
                largest = area;
            }
        }
    }
    if (key == kNoNode) return;
    ScrollState& scroll = scrolls[key];
    scroll.motion.scroll_by(share * static_cast<double>(scroll.rect.h));
}

bool Ui::State::key_down(const InputEvent& event) {
    if (event.key == Key::kTab) {
        move_focus(event.modifiers.shift ? FocusMove::kPrevious : FocusMove::kNext);
        return true;
    }
    if (event.key == Key::kEscape) {
        if (keyboard.open)
            keyboard = {};
        else
            back = true;
        return false;
    }
    const Node* focused = last.find(focus.focused());
    if (focused && focused->key_use != KeyUse::kNone && key_for_field(event, *focused)) return true;
    return key_for_screen(event, focused);
}

bool Ui::State::key_for_field(const InputEvent& event, const Node& field) {
    switch (event.key) {
        case Key::kUp:
        case Key::kDown:
        case Key::kPageUp:
        case Key::kPageDown:
            if (field.key_use != KeyUse::kParagraph) return false;
            break;
        case Key::kSpace:
            return true;  // comes again as text
        default:
            break;
    }
    typed.push_back(event);
    return true;
}

bool Ui::State::key_for_screen(const InputEvent& event, const Node* focused) {
    if (const auto move = arrow(event.key)) {
        move_focus(*move);
        return true;
    }
    switch (event.key) {
        case Key::kEnter:
        case Key::kSpace:
            if (!focused || !focused->pressable || !focused->enabled || !last.is_live(*focused) || event.repeat)
                return true;
            fired.push_back(focused->key);
            return false;
        case Key::kPageDown:
            page(kPageShare);
            return true;
        case Key::kPageUp:
            page(-kPageShare);
            return true;
        case Key::kHome:
            page(-1e7);
            return true;
        case Key::kEnd:
            page(1e7);
            return true;
        case Key::kBackspace:
            digit('\b');
            return true;
        default:
            return true;
    }
}

void Ui::State::digit(char c) {
    const bool wanted = std::any_of(last.nodes().begin(), last.nodes().end(), [&](const Node& node) {
        return node.takes_digits && node.enabled && last.is_live(node);
    });
    if (wanted && digit_count < digits.size()) digits[digit_count++] = c;
}

void Ui::State::text_typed(const InputEvent& event) {
    const Node* focused = last.find(focus.focused());
    if (focused && focused->key_use != KeyUse::kNone) {
        typed.push_back(event);
        return;
    }
    if (focused && focused->role == Role::kKey && text_target != kNoNode) {
        if (event.text != " ") typed.push_back(event);
        return;
    }
    for (const char c : event.text) {
        if (c >= '0' && c <= '9') digit(c);
    }
}

/// The field written into is the one that has the focus; keys of the on-screen keyboard do not take it away.
void Ui::State::follow_text_target() {
    const Node* focused = last.find(focus.focused());
    if (focused && focused->key_use != KeyUse::kNone) {
        text_target = focused->key;
    } else if (!pointer_down && (!focused || focused->role != Role::kKey)) {
        // Not while a finger is down: the screen would move under it, and its press would be lost.
        text_target = kNoNode;
        keyboard = {};
    }
}

}  // namespace dayroom::ui
