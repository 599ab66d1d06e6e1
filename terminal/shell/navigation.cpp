#include "terminal/shell/navigation.h"

namespace dayroom::shell {

void Navigation::go(features::Place place, ui::ScreenPlace left) {
    if (place == current()) return;
    stack_.back().looks = std::move(left);
    if (stack_.size() >= kMaxDepth) stack_.erase(stack_.begin() + 1);
    stack_.push_back({std::move(place), {}});
}

void Navigation::replace(features::Place place) { stack_.back() = {std::move(place), {}}; }

void Navigation::open(features::Place place) {
    stack_.resize(1);
    stack_.front().looks = {};
    if (place.screen != features::ScreenId::kHome) stack_.push_back({std::move(place), {}});
}

std::optional<ui::ScreenPlace> Navigation::back() {
    if (!can_go_back()) return std::nullopt;
    stack_.pop_back();
    return stack_.back().looks;
}

void Navigation::clear() {
    stack_.clear();
    stack_.push_back({{features::ScreenId::kHome, {}}, {}});
}

}  // namespace dayroom::shell
