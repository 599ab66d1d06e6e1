#include "terminal/ui/semantics/focus.h"

#include <cmath>
#include <limits>

namespace dayroom::ui {

std::vector<const Node*> focus_order(const Tree& tree) {
    std::vector<const Node*> order;
    for (const Node& node : tree.nodes()) {
        if (node.focusable && node.enabled && tree.is_live(node) && !node.rect.empty()) order.push_back(&node);
    }
    return order;
}

namespace {

constexpr std::size_t kNotFound = std::numeric_limits<std::size_t>::max();

std::size_t place_of(NodeKey key, const std::vector<const Node*>& order) {
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i]->key == key) return i;
    }
    return kNotFound;
}

const Node* initial_of(const std::vector<const Node*>& order) {
    for (const Node* node : order) {
        if (node->initial_focus) return node;
    }
    return order.empty() ? nullptr : order.front();
}

/// Distance in the direction of travel counts once, distance across it twice: what is straight ahead wins over what is
/// near.
float cost(const Rect& from, const Rect& to, FocusMove direction) {
    const bool sideways = direction == FocusMove::kLeft || direction == FocusMove::kRight;
    const bool forward = direction == FocusMove::kRight || direction == FocusMove::kDown;
    const float from_low = sideways ? from.x : from.y;
    const float from_high = sideways ? from.right() : from.bottom();
    const float to_low = sideways ? to.x : to.y;
    const float to_high = sideways ? to.right() : to.bottom();
    const float from_middle = (from_low + from_high) / 2;
    const float to_middle = (to_low + to_high) / 2;
    if (forward ? to_middle <= from_middle : to_middle >= from_middle) return -1;
    const float along = std::max(0.0F, forward ? to_low - from_high : from_low - to_high);
    const float across_gap = sideways ? std::max({0.0F, to.y - from.bottom(), from.y - to.bottom()})
                                      : std::max({0.0F, to.x - from.right(), from.x - to.right()});
    const float off_centre = sideways ? std::abs((from.y + from.h / 2) - (to.y + to.h / 2))
                                      : std::abs((from.x + from.w / 2) - (to.x + to.w / 2));
    // A control beside this one (overlapping in the direction of travel) is not ahead of it.
    const float overlap = forward ? from_high - to_low : to_high - from_low;
    const float extent = std::min(from_high - from_low, to_high - to_low);
    if (extent > 0 && overlap > extent / 2) return -1;
    return along + 2 * across_gap + off_centre * 0.1F;
}

}  // namespace

void FocusManager::set(NodeKey key, bool by_keyboard) {
    focused_ = key;
    ring_ = by_keyboard && key != kNoNode;
    wants_initial_ = false;
    quiet_ = false;
}

void FocusManager::begin_screen() {
    focused_ = kNoNode;
    order_ = 0;
    wants_initial_ = true;
}

bool FocusManager::move(FocusMove direction, const Tree& tree) {
    const std::vector<const Node*> order = focus_order(tree);
    if (order.empty()) return false;
    const std::size_t at = place_of(focused_, order);
    if (at == kNotFound) {
        set((direction == FocusMove::kPrevious ? order.back() : initial_of(order))->key, true);
        return true;
    }
    if (quiet_) {
        set(focused_, true);
        return true;
    }
    if (direction == FocusMove::kNext) {
        set(order[(at + 1) % order.size()]->key, true);
        return true;
    }
    if (direction == FocusMove::kPrevious) {
        set(order[(at + order.size() - 1) % order.size()]->key, true);
        return true;
    }
    const Node* best = nullptr;
    float best_cost = std::numeric_limits<float>::max();
    for (const Node* node : order) {
        if (node->key == focused_) continue;
        const float c = cost(order[at]->rect, node->rect, direction);
        if (c >= 0 && c < best_cost) {
            best = node;
            best_cost = c;
        }
    }
    if (!best) return false;
    set(best->key, true);
    return true;
}

void FocusManager::follow_layers(const Tree& tree) {
    const std::int32_t live = tree.live_layer();
    if (live > layer_) {
        below_.push_back({layer_, focused_});
        focused_ = kNoNode;
        wants_initial_ = true;
    } else if (live < layer_) {
        while (!below_.empty() && below_.back().layer >= live) {
            focused_ = below_.back().key;
            below_.pop_back();
        }
        wants_initial_ = focused_ == kNoNode;
    }
    layer_ = live;
}

void FocusManager::settle(const Tree& tree) {
    follow_layers(tree);
    const std::vector<const Node*> order = focus_order(tree);
    const std::size_t at = place_of(focused_, order);
    if (at != kNotFound) {
        order_ = at;
        return;
    }
    if (order.empty()) {
        focused_ = kNoNode;
        return;
    }
    if (focused_ == kNoNode) {
        if (wants_initial_) {
            focused_ = initial_of(order)->key;
            quiet_ = !ring_;
            wants_initial_ = false;
        }
        return;
    }
    order_ = std::min(order_, order.size() - 1);
    focused_ = order[order_]->key;
}

}  // namespace dayroom::ui
