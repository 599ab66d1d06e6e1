#include "terminal/ui/kit/overlays.h"
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {
namespace {

constexpr float kReadAround = 5;  // px between what is read and its frame
constexpr float kReadStripe = 6;  // px: a thick start tells it from the ring of the focus
constexpr float kReadRadius = 8;

}  // namespace

void mark_being_read(Ui& ui, NodeKey key) {
    const Node* node = ui.state().tree.mark_being_read(key);
    if (node == nullptr || node->visible().empty()) return;
    const Rect clip = node->clip.outset(kReadAround).intersect(ui.window());
    const ClipScope scope(ui, clip);
    const Rect frame = node->visible().outset(ui.px(kReadAround) / 2);
    const Color color = ui.theme().focus;
    ui.canvas().stroke_round_rect(frame, ui.px(kReadRadius), ui.metrics().focus_width, color);
    ui.canvas().fill_rect(frame.strip_start(ui.px(kReadStripe), ui.direction()), color);
}

}  // namespace dayroom::ui
