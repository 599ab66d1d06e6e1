#include "terminal/features/messages/bubble_view.h"

#include <algorithm>

namespace dayroom::features {
namespace {

constexpr float kBubbleShare = 0.8F;    // of the width of the pane
constexpr float kMaxPhotoHeight = 340;  // px at 100 %, like all below
constexpr float kMaxCardHeight = 220;
constexpr float kMinPhotoHeight = 80;
constexpr float kLeastWidth = 260;
constexpr float kPad = 16;
constexpr float kLineIcon = 20;
constexpr float kMoreIcon = 16;

int button_count(const Bubble& bubble) {
    return (bubble.may_withdraw ? 1 : 0) + (bubble.may_appeal ? 1 : 0) + (bubble.may_retry ? 1 : 0);
}

}  // namespace

float BubbleView::outer(float width) const {
    return std::min(width - ui_.px(8), std::max(width * kBubbleShare, ui_.px(kLeastWidth)));
}

float BubbleView::inner(float width) const { return outer(width) - 2 * ui_.px(kPad); }

float BubbleView::picture_height(const PhotoBox& photo, float width) const {
    const float natural = inner(width) * static_cast<float>(photo.height) / static_cast<float>(photo.width);
    return std::clamp(natural, ui_.px(kMinPhotoHeight), ui_.px(kMaxPhotoHeight));
}

float BubbleView::card_height(const PhotoBox& card, float width) const {
    return std::min(picture_height(card, width), ui_.px(kMaxCardHeight));
}

float BubbleView::text_height(const Bubble& bubble, float width) const {
    if (bubble.text.empty()) return 0;
    const float text = ui_.measure(bubble.text, ui::Type::kBody, ui::FontWeight::kRegular, inner(width)).h;
    return std::max(text, ui_.metrics().target - touch_above(bubble));
}

/// How far above the text a touch still counts for it: the edge of the bubble, unless a card is there.
float BubbleView::touch_above(const Bubble& bubble) const { return bubble.card.has_value() ? 0 : ui_.px(kPad); }

float BubbleView::line_height(const StateLine& line, float width) const {
    const auto& m = ui_.metrics();
    const float room = inner(width) - (line.icon.empty() ? 0 : ui_.px(kLineIcon) + m.gap_small);
    const auto weight = line.strong ? ui::FontWeight::kSemiBold : ui::FontWeight::kRegular;
    return std::max(ui_.measure(line.text, ui::Type::kSecondary, weight, room).h,
                    line.icon.empty() ? 0 : ui_.px(kLineIcon));
}

float BubbleView::box_height(const Bubble& bubble, float width) const {
    const auto& m = ui_.metrics();
    float height = 2 * ui_.px(kPad);
    int parts = 0;
    const auto add = [&](float part) { height += part + (parts++ > 0 ? m.gap_small : 0); };
    if (bubble.card.has_value()) add(card_height(*bubble.card, width));
    if (!bubble.text.empty()) add(text_height(bubble, width));
    for (const auto& photo : bubble.photos) add(picture_height(photo, width));
    for (const auto& line : bubble.lines) add(line_height(line, width));
    for (int at = 0; at < button_count(bubble); ++at) add(m.target);
    return std::max(height, m.target);
}

float BubbleView::when_height(const Bubble& bubble, float width) const {
    const float room = outer(width) - (bubble.text.empty() ? 0 : ui_.px(kMoreIcon) + ui_.px(6));
    return ui_.measure(bubble.when, ui::Type::kSmall, ui::FontWeight::kSemiBold, room).h;
}

float BubbleView::height(const Bubble& bubble, float width) const {
    return box_height(bubble, width) + ui_.metrics().gap_small + when_height(bubble, width);
}

BubblePress BubbleView::draw(ui::Rect rect, const Bubble& bubble, const std::string& id) {
    const auto& m = ui_.metrics();
    BubblePress press;
    ui::Cut row = ui_.cut(rect);
    ui::Cut side = ui_.cut(bubble.own ? row.end(outer(rect.w)) : row.start(outer(rect.w)));
    const ui::Rect box = side.top(box_height(bubble, rect.w), m.gap_small);
    ui::bubble(ui_, box, bubble.own);
    {
        const ui::SurfaceScope surface(ui_, ui::bubble_surface(ui_, bubble.own));
        ui::Cut column = ui_.cut(box);
        column.inset(ui_.px(kPad), ui_.px(kPad));
        if (bubble.card.has_value()) {
            const auto place = column.top(card_height(*bubble.card, rect.w), m.gap_small);
            draw_picture(place, *bubble.card, id + ".card", false);
        }
        draw_text(column, box, text_height(bubble, rect.w), bubble, id, press);
        for (std::size_t at = 0; at < bubble.photos.size(); ++at) {
            const auto& photo = bubble.photos[at];
            const auto place = column.top(picture_height(photo, rect.w), m.gap_small);
            if (draw_picture(place, photo, id + ".photo." + std::to_string(at), true)) press.photo = photo.sha256;
        }
        draw_lines(column, bubble);
        draw_buttons(column, bubble, id, press);
    }
    const bool failed = bubble.mark == MessageMark::kRejected || bubble.mark == MessageMark::kRefused;
    if (!bubble.text.empty()) {  // a sign that there is more to see
        const float icon = ui_.px(kMoreIcon);
        const float line = ui_.measure("X", ui::Type::kSmall).h;
        const ui::Rect place = bubble.own ? side.end(icon, ui_.px(6)) : side.start(icon, ui_.px(6));
        ui_.icon("info", {place.x, place.y + (line - icon) / 2, icon, icon}, ui_.theme().secondary);
    }
    ui_.text(side.rest(), bubble.when,
             {.type = ui::Type::kSmall,
              .weight = ui::FontWeight::kSemiBold,
              .ink = failed ? ui::Ink::kDanger : ui::Ink::kSecondary,
              .align = bubble.own ? ui::TextAlign::kEnd : ui::TextAlign::kStart,
              .personal = false});
    return press;
}

/// The text is one control: a touch on it opens everything about the message.
void BubbleView::draw_text(ui::Cut& column, ui::Rect box, float block, const Bubble& bubble, const std::string& id,
                           BubblePress& press) {
    const auto& m = ui_.metrics();
    if (bubble.text.empty()) return;
    const ui::Rect text = column.top(block, m.gap_small);
    const float above = touch_above(bubble);
    const ui::Rect touch{box.x, text.y - above, box.w, text.h + above};
    ui::Node node;
    node.id = id;
    node.role = ui::Role::kRow;
    node.label = bubble.text;
    node.value = bubble.when;
    node.rect = touch;
    const ui::Control control = ui_.control(std::move(node));
    press.open = control.fired;
    if (control.pressed)
        ui_.canvas().fill_round_rect(touch.inset(2), m.radius_small, ui_.theme().primary.with_alpha(24));
    ui_.label(text, bubble.text, {});
    if (control.ring) ui_.focus_ring(touch.inset(4), m.radius_small);
}

void BubbleView::draw_lines(ui::Cut& column, const Bubble& bubble) {
    const auto& m = ui_.metrics();
    const bool high = ui_.theme().kind == ui::ThemeKind::kHighContrast;  // then only the sign has its colour
    for (const auto& line : bubble.lines) {
        const auto weight = line.strong ? ui::FontWeight::kSemiBold : ui::FontWeight::kRegular;
        const float icon = line.icon.empty() ? 0 : ui_.px(kLineIcon);
        const float room = column.width() - (line.icon.empty() ? 0 : icon + m.gap_small);
        const float height = ui_.measure(line.text, ui::Type::kSecondary, weight, room).h;
        ui::Cut row = ui_.cut(column.top(std::max(height, icon), m.gap_small));
        if (!line.icon.empty()) {
            const ui::Rect sign = row.start(icon, m.gap_small);
            const float first = std::min(height, ui_.measure("X", ui::Type::kSecondary).h);
            ui_.icon(line.icon, {sign.x, sign.y + (first - icon) / 2, icon, icon}, ui_.theme().ink(line.ink));
        }
        ui_.text(row.rest(), line.text,
                 {.type = ui::Type::kSecondary,
                  .weight = weight,
                  .ink = high ? ui::Ink::kText : line.ink,
                  .personal = false});
    }
}

void BubbleView::draw_buttons(ui::Cut& column, const Bubble& bubble, const std::string& id, BubblePress& press) {
    const auto& m = ui_.metrics();
    const auto button = [&](bool wanted, const char* part, const char* key, const char* icon) {
        if (!wanted) return false;
        const std::string label = host_.texts()(key);
        const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::kOutline, .icon = icon};
        const ui::Rect place = column.top(m.target, m.gap_small);
        const float width = std::min(place.w, ui::button_width(ui_, spec));
        return ui::button(ui_, id + part, ui_.cut(place).start(width), spec);
    };
    press.withdraw = button(bubble.may_withdraw, ".withdraw", "message.withdraw", "undo-2");
    press.appeal = button(bubble.may_appeal, ".appeal", "appeal.ask", "scale");
    press.retry = button(bubble.may_retry, ".retry", "message.retry", "rotate-cw");
}

bool BubbleView::draw_picture(ui::Rect rect, const PhotoBox& box, const std::string& id, bool pressable) {
    const auto& t = host_.texts();
    const PhotoView view = photos_.get(host_, box.sha256, static_cast<int>(rect.w), static_cast<int>(rect.h));
    if (view.state == PhotoState::kCannotShow) {
        const std::string words = pressable ? t("messages.photo_cannot") : box.label;
        ui_.text(rect, words, {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false}, id);
        return false;
    }
    const ui::Size natural{static_cast<float>(view.width > 0 ? view.width : box.width),
                           static_cast<float>(view.height > 0 ? view.height : box.height)};
    const bool ready = view.state == PhotoState::kReady;
    std::string label = box.label;
    if (pressable) label += ". " + (ready ? t("messages.open_photo") : t("messages.photo_loading"));
    const std::string caption = pressable ? t("messages.open_photo") : std::string();
    return ui::photo(
        ui_, id, rect,
        {.label = label, .image = view.image, .natural = natural, .caption = caption, .pressable = pressable && ready});
}

}  // namespace dayroom::features
