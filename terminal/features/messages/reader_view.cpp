// One thread: who it is with, the bubbles with the newest at the bottom, what staff can see.
#include <algorithm>

#include "terminal/features/messages/messages_feature.h"

namespace dayroom::features {
namespace {

constexpr float kBubbleShare = 0.8F;    // of the width of the pane
constexpr float kMaxPhotoHeight = 340;  // at 100 %
constexpr float kMinPhotoHeight = 80;
constexpr float kBubblePad = 16;

float bubble_width(ui::Ui& ui, float pane) {
    return std::min(pane - ui.px(8), std::max(pane * kBubbleShare, ui.px(260)));
}

float photo_height(ui::Ui& ui, const PhotoBox& photo, float width) {
    const float natural = width * static_cast<float>(photo.height) / static_cast<float>(photo.width);
    return std::clamp(natural, ui.px(kMinPhotoHeight), ui.px(kMaxPhotoHeight));
}

}  // namespace

void MessagesFeature::draw_reader(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const ui::CardSpec spec{.padded = false};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut pane = ui.cut(ui::card(ui, rect, spec));
    if (open_contact_.empty()) {
        ui::empty_state(ui, "reader.none", pane.rest(),
                        {.icon = "messages-square", .title = t("messages.choose"), .text = t("messages.choose_text")});
        return;
    }
    const bool roomy = rect.h / m.scale > 360;
    if (roomy) draw_reader_head(ui, pane.top(ui.px(84)));
    const float line = std::max(1.0F, m.scale);
    const float air = roomy ? m.gap : m.gap_small / 2;
    ui::Cut foot = pane;
    foot.inset(m.pad, 0);
    ui::Cut strip = ui.cut(pane.bottom(warning_height(host, ui, foot.width()) + 2 * air));
    ui.canvas().fill_rect({strip.rest().x, strip.rest().y, strip.width(), line}, ui.theme().border);
    strip.inset(m.pad, air);
    draw_warning(host, ui, strip.rest());
    pane.top(roomy ? 0 : 3 * line);
    pane.inset(m.gap, 0);
    if (!messages_.known()) {
        ui::spinner(ui, "reader.loading", pane.rest(), t("kit.working"));
        return;
    }
    draw_bubbles(host, ui, pane.rest());
}

void MessagesFeature::draw_reader_head(ui::Ui& ui, ui::Rect rect) {
    const auto& m = ui.metrics();
    ui.canvas().fill_rect({rect.x, rect.bottom() - std::max(1.0F, m.scale), rect.w, std::max(1.0F, m.scale)},
                          ui.theme().border);
    ui::Cut head = ui.cut(rect);
    head.inset(m.pad, m.gap);
    ui::avatar(ui, ui::centred(head.start(m.avatar, m.gap), {m.avatar, m.avatar}), open_name_);
    const auto lines = ui.cut(head.rest()).grid(1, 2, 0);
    ui.text(lines[0], open_name_,
            {.type = ui::Type::kSubheading,
             .weight = ui::FontWeight::kBold,
             .max_lines = 1,
             .middle = true,
             .may_shorten = true},
            "reader.name", ui::Role::kHeading);
    ui.text(
        lines[1], open_relationship_,
        {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .max_lines = 1, .middle = true, .may_shorten = true},
        "reader.relationship");
}

void MessagesFeature::draw_bubbles(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& m = ui.metrics();
    const int total = messages_.total();
    const float width = rect.w - ui::scroll_gutter(ui);
    ui::ListSpec spec{.count = static_cast<std::size_t>(total), .row_height = ui.px(120), .gap = 0, .from_end = true};
    spec.stamp =
        stamp_ * 1000003U + static_cast<std::uint64_t>(width) * 31U + static_cast<std::uint64_t>(m.scale * 100);
    const auto newest_first = [total](std::size_t row) { return total - 1 - static_cast<int>(row); };
    spec.measure = [&](std::size_t row) {
        const Bubble* bubble = messages_.at(newest_first(row));
        return bubble == nullptr ? ui.px(120) : bubble_height(ui, *bubble, width) + m.gap_large;
    };
    ui::virtual_list(ui, "reader.bubbles", rect, spec, [&](std::size_t row, ui::Rect box) {
        const int at = newest_first(row);
        const Bubble* bubble = messages_.at(at);
        want_messages(host, at, at);
        if (bubble != nullptr) draw_bubble(host, ui, box, *bubble, row);
    });
}

float MessagesFeature::bubble_height(ui::Ui& ui, const Bubble& bubble, float width) const {
    const auto& m = ui.metrics();
    const float outer = bubble_width(ui, width);
    const float inner = outer - 2 * ui.px(kBubblePad);
    float height = 2 * ui.px(kBubblePad);
    if (!bubble.text.empty()) height += ui.measure(bubble.text, ui::Type::kBody, ui::FontWeight::kRegular, inner).h;
    for (const auto& line : bubble.explanation) {
        height += ui.measure(line, ui::Type::kSecondary, ui::FontWeight::kRegular, inner).h + m.gap_small;
    }
    for (const auto& photo : bubble.photos) height += photo_height(ui, photo, inner) + m.gap_small;
    return height + m.gap_small + ui.measure(bubble.when, ui::Type::kSmall, ui::FontWeight::kSemiBold, outer).h;
}

void MessagesFeature::draw_bubble(Host& host, ui::Ui& ui, ui::Rect rect, const Bubble& bubble, std::size_t index) {
    const auto& m = ui.metrics();
    const float outer = bubble_width(ui, rect.w);
    const float inner = outer - 2 * ui.px(kBubblePad);
    const float when_height = ui.measure(bubble.when, ui::Type::kSmall, ui::FontWeight::kSemiBold, outer).h;
    const float box_height = bubble_height(ui, bubble, rect.w) - when_height - m.gap_small;
    ui::Cut row = ui.cut(rect);
    ui::Cut side = ui.cut(bubble.own ? row.end(outer) : row.start(outer));
    const ui::Rect box = side.top(box_height, m.gap_small);
    ui::bubble(ui, box, bubble.own);
    {
        const ui::SurfaceScope surface(ui, ui::bubble_surface(ui, bubble.own));
        ui::Cut column = ui.cut(box);
        column.inset(ui.px(kBubblePad), ui.px(kBubblePad));
        const std::string id = "message." + std::to_string(index);
        if (!bubble.text.empty()) column.skip(ui.text(column.rest(), bubble.text, {}, id));
        for (const auto& line : bubble.explanation) {
            column.skip(ui.text(column.rest(), line, {.type = ui::Type::kSecondary, .personal = false}) + m.gap_small);
        }
        for (std::size_t at = 0; at < bubble.photos.size(); ++at) {
            column.skip(m.gap_small);
            draw_photo(host, ui, column.top(photo_height(ui, bubble.photos[at], inner)), bubble.photos[at],
                       id + ".photo." + std::to_string(at));
        }
    }
    const ui::Ink ink = bubble.mark == MessageMark::kRejected ? ui::Ink::kDanger : ui::Ink::kSecondary;
    ui.text(side.rest(), bubble.when,
            {.type = ui::Type::kSmall,
             .weight = ui::FontWeight::kSemiBold,
             .ink = ink,
             .align = bubble.own ? ui::TextAlign::kEnd : ui::TextAlign::kStart,
             .personal = false});
}

void MessagesFeature::draw_photo(Host& host, ui::Ui& ui, ui::Rect rect, const PhotoBox& box, const std::string& id) {
    const auto& t = host.texts();
    const PhotoView view = photos_.get(host, box.sha256, static_cast<int>(rect.w), static_cast<int>(rect.h));
    if (view.state == PhotoState::kCannotShow) {
        ui.text(rect, t("messages.photo_cannot"),
                {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false});
        return;
    }
    const ui::Size natural{static_cast<float>(view.width > 0 ? view.width : box.width),
                           static_cast<float>(view.height > 0 ? view.height : box.height)};
    const std::string label =
        box.label + ". " + (view.state == PhotoState::kReady ? t("messages.open_photo") : t("messages.photo_loading"));
    if (ui::photo(ui, id, rect,
                  {.label = label,
                   .image = view.image,
                   .natural = natural,
                   .caption = t("messages.open_photo"),
                   .pressable = view.state == PhotoState::kReady})) {
        host.go({ScreenId::kPhoto, box.sha256});
    }
}

}  // namespace dayroom::features
