#include "terminal/shell/transition.h"

#include <utility>

namespace dayroom::shell {
namespace {

constexpr float kDistance = 40;    // px at 100 %
constexpr float kFirstInk = 0.2F;  // opacity of the first frame

/// Quick at first, then slower: 0 to 1.
float eased(float share) {
    const float left = 1 - share;
    return 1 - left * left * left;
}

}  // namespace

void Transition::begin(ui::Ui& ui) {
    since_ = ui.now();
    way_ = std::exchange(next_way_, Way::kInPlace);
}

void Transition::paint(ui::Ui& ui, const std::function<void()>& screen) const {
    const float share = since_ == MonotonicTime() ? 1 : ui.progress(since_, kTransition);
    if (share >= 1) return screen();
    const float left = 1 - eased(share);
    const float towards = (way_ == Way::kBack) == ui.right_to_left() ? 1.0F : -1.0F;
    const float x = way_ == Way::kInPlace ? 0 : left * ui.px(kDistance) * towards;
    const ui::ScopedOffset offset(ui.canvas(), {x, 0});
    const ui::ScopedOpacity opacity(ui.canvas(), 1 - left * (1 - kFirstInk));
    screen();
}

}  // namespace dayroom::shell
