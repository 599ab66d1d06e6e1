// A finger, or a mouse: what it holds, drags and releases.
#include <cmath>

#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

NodeKey Ui::State::scroll_at(Point point) const {
    NodeKey best = kNoNode;
    float smallest = 0;
    for (const auto& [key, scroll] : scrolls) {
        if (scroll.layer != last.live_layer() || !scroll.rect.contains(point)) continue;
        const float area = scroll.rect.w * scroll.rect.h;
        if (best == kNoNode || area < smallest) {
            best = key;
            smallest = area;
        }
    }
    return best;
}

void Ui::State::pointer_down_at(const InputEvent& event) {
    pointer = press_at = event.position;
    pointer_down = true;
    press_shift = event.modifiers.shift;
    press_touch = event.touch;
    dragged = kNoNode;
    press_scroller = scroll_at(pointer);
    active = kNoNode;
    focus.hide_ring();
    if (press_scroller != kNoNode && scrolls[press_scroller].motion.moving()) {
        scrolls[press_scroller].motion.stop();  // a finger on gliding content only stops it
        return;
    }
    const Node* target = last.at(pointer);
    if (!target || !target->enabled) return;
    active = pressed_now = target->key;
    if (!target->keeps_focus && target->focusable) {
        focus.set(target->key, false);
        follow_text_target();
        if (target->keyboard && settings.on_screen_keyboard && !keyboard.open) {
            keyboard = {};
            keyboard.open = true;
            reveal = target->key;
        }
    }
}

void Ui::State::pointer_moved(const InputEvent& event) {
    pointer = event.position;
    if (!pointer_down) return;
    if (dragged != kNoNode) {
        scrolls[dragged].motion.drag_to(static_cast<double>(pointer.y), event.at);
        return;
    }
    const Node* held = active != kNoNode ? last.find(active) : nullptr;
    if (held && held->key_use == KeyUse::kParagraph) return;  // the editor selects, and scrolls by itself
    if (press_scroller == kNoNode || scrolls[press_scroller].motion.max_offset() <= 0) return;
    if (std::abs(pointer.y - press_at.y) > static_cast<float>(kScrollSlop)) {
        active = kNoNode;
        dragged = press_scroller;
        scrolls[dragged].motion.drag_begin(static_cast<double>(press_at.y), event.at);
        scrolls[dragged].motion.drag_to(static_cast<double>(pointer.y), event.at);
    }
}

bool Ui::State::pointer_up(const InputEvent& event) {
    pointer = event.position;
    pointer_down = false;
    const NodeKey was_active = active;
    active = kNoNode;
    if (dragged != kNoNode) {
        scrolls[dragged].motion.drag_end(event.at);
        dragged = kNoNode;
        return true;
    }
    const Node* target = was_active != kNoNode ? last.find(was_active) : nullptr;
    if (!target || !target->enabled || !target->visible().contains(pointer)) return true;
    fired.push_back(was_active);
    return false;  // what comes next is meant for the picture that this press leads to
}

}  // namespace dayroom::ui
