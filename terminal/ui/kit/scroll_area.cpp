#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/scroll.h"
#include "terminal/ui/kit/scroll_parts.h"

namespace dayroom::ui {

namespace {

constexpr float kEndless = 1e6F;
constexpr float kRingRoom = 4;  // px beside the content: focus rings and shadows are not cut
constexpr float kRevealMargin = 10;

/// `moved`: by how much the area, and its content with it, stands lower than when the node was drawn.
void reveal_focus(Ui& ui, NodeKey key, ScrollState& scroll, float moved) {
    const Ui::State& s = ui.state();
    if (s.reveal == kNoNode) return;
    const Node* node = s.last.find(s.reveal);
    if (!node || node->scroller != key) return;
    const float margin = ui.px(kRevealMargin);
    const float over = scroll.rect.y + margin - (node->rect.y + moved);
    const float under = node->rect.bottom() + moved + margin - scroll.rect.bottom();
    if (over > 0)
        scroll.motion.scroll_by(static_cast<double>(-over));
    else if (under > 0)
        scroll.motion.scroll_by(static_cast<double>(std::min(under, -over)));
}

void draw_bar(Ui& ui, const ScrollState& scroll, double content) {
    const double most = scroll.motion.max_offset();
    if (most <= 0 || content <= 0) return;
    const float share = static_cast<float>(static_cast<double>(scroll.rect.h) / content);
    const float height = std::max(ui.px(36), scroll.rect.h * share);
    const float place = static_cast<float>(std::clamp(scroll.motion.offset() / most, 0.0, 1.0));
    const float width = 6;
    Rect lane = scroll.rect.strip_end(width, ui.direction());
    ui.canvas().fill_round_rect({lane.x, lane.y + (lane.h - height) * place, width, height}, width / 2,
                                ui.theme().scrollbar);
}

}  // namespace

float scroll_gutter(const Ui& ui) { return std::max(12.0F, ui.px(12)); }

ScrollState& begin_scroll(Ui& ui, NodeKey key, Rect rect, double content_height) {
    Ui::State& s = ui.state();
    ScrollState& scroll = s.scrolls[key];
    const float moved = rect.y - scroll.rect.y;
    scroll.rect = rect;
    scroll.layer = s.layer;
    scroll.seen = true;
    scroll.outer = s.scroller;
    scroll.motion.set_extent(static_cast<double>(rect.h), content_height);
    if (const auto saved = s.restored_scrolls.find(key);
        saved != s.restored_scrolls.end() && !saved->second.row && content_height > 0) {
        scroll.motion.scroll_to(saved->second.offset);
        scroll.positioned = true;
        s.restored_scrolls.erase(saved);
    }
    reveal_focus(ui, key, scroll, moved);
    s.scroller = key;
    ui.push_clip({rect.x - kRingRoom, rect.y, rect.w + 2 * kRingRoom, rect.h});
    return scroll;
}

void end_scroll(Ui& ui, NodeKey key, ScrollState& scroll, double content_height) {
    Ui::State& s = ui.state();
    ui.pop_clip();
    s.scroller = scroll.outer;
    if (scroll.content != content_height) {
        scroll.content = content_height;
        ui.wake_in(Milliseconds(0));
    }
    scroll.motion.set_extent(static_cast<double>(scroll.rect.h), content_height);
    const bool more = scroll.motion.offset() < scroll.motion.max_offset() - 1;
    if (more && ui.theme().kind != ThemeKind::kHighContrast) {
        const Color behind = ui.surface();
        const float h = std::min(ui.px(22), scroll.rect.h / 4);
        ui.canvas().vertical_gradient({scroll.rect.x, scroll.rect.bottom() - h, scroll.rect.w, h}, behind.with_alpha(0),
                                      behind);
    }
    draw_bar(ui, scroll, content_height);
    static_cast<void>(key);
}

ScrollArea::ScrollArea(Ui& ui, std::string_view id, Rect rect)
    : ui_(ui), key_(ui.key(id)), outer_(kNoNode), rect_(rect) {
    const auto known = ui.state().scrolls.find(key_);
    const double height = known == ui.state().scrolls.end() ? 0 : known->second.content;
    ScrollState& scroll = begin_scroll(ui, key_, rect, height);
    outer_ = scroll.outer;
    content_ = rect;
    content_.cut_end(scroll_gutter(ui), ui.direction());
    content_.y -= static_cast<float>(scroll.motion.offset());
    content_.h = kEndless;
    ui.push_id(id);
}

ScrollArea::~ScrollArea() {
    ui_.pop_id();
    end_scroll(ui_, key_, ui_.state().scrolls[key_], static_cast<double>(height_));
}

void scroll_to_top(Ui& ui, std::string_view id) {
    const auto found = ui.state().scrolls.find(ui.key(id));
    if (found != ui.state().scrolls.end()) found->second.motion.scroll_to(0);
}

void reveal(Ui& ui, std::string_view id) { ui.state().reveal = key_of(id); }

}  // namespace dayroom::ui
