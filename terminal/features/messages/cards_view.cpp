// The choice of a card: the facility's set, with the price.
#include <algorithm>

#include "terminal/features/base/privacy_note.h"
#include "terminal/features/messages/writing.h"

namespace dayroom::features {
namespace {

constexpr float kLeastCard = 240;  // px at 100 %: width of one
constexpr int kMostColumns = 4;
constexpr float kShape = 0.62F;  // height of a picture for its width
constexpr float kMostPicture = 240;

}  // namespace

bool Writing::draw_card_choice(Host& host, ui::Ui& ui, ui::Rect rect, const CardChoice& card, bool chosen) {
    const auto& m = ui.metrics();
    ui::Cut cell = ui.cut(rect);
    std::string caption = card.picture.label;
    if (!card.price.empty()) caption += " · " + card.price;
    const float words = ui.measure(caption, ui::Type::kSecondary, ui::FontWeight::kSemiBold, rect.w, 2).h;
    const ui::Rect foot = cell.bottom(words, m.gap_small);
    const ui::Rect place = cell.rest();
    const PhotoView view = photos_.get(host, card.picture.sha256, static_cast<int>(place.w), static_cast<int>(place.h));
    bool pressed = false;
    if (view.state == PhotoState::kReady) {
        pressed = ui::photo(ui, card.code, place,
                            {.label = chosen ? caption + ". " + ui.words().chosen : caption,
                             .image = view.image,
                             .natural = {static_cast<float>(view.width), static_cast<float>(view.height)},
                             .fill = true});
    } else {  // without its picture a card can be chosen all the same
        pressed = ui::button(ui, card.code, place,
                             {.label = card.picture.label, .kind = ui::ButtonKind::kOutline, .icon = "gift"});
    }
    if (chosen) ui.canvas().stroke_round_rect(place.outset(3), m.radius, 4, ui.theme().accent);
    ui.label(foot, caption,
             {.type = ui::Type::kSecondary,
              .weight = ui::FontWeight::kSemiBold,
              .max_lines = 2,
              .may_shorten = true,
              .personal = false});
    return pressed;
}

void Writing::draw_cards(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!writing_.has_value()) {
        ui::spinner(ui, "cards.loading", rect, t("kit.working"));
        return;
    }
    const WriteModel now = model(host);
    ui::ScrollArea area(ui, "cards", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    column.skip(privacy_note(host, ui, column.rest()) + m.gap);
    const std::string none = t("write.no_card");
    if (ui::button(ui, "none", column.top(m.button, m.gap_large),
                   {.label = none, .kind = ui::ButtonKind::kOutline, .selected = !now.card.has_value()}))
        choose_card(host, ui, {});
    const int columns = std::clamp(static_cast<int>(column.width() / ui.px(kLeastCard)), 1, kMostColumns);
    const float width = (column.width() - static_cast<float>(columns - 1) * m.gap_large) / static_cast<float>(columns);
    const float height = std::min(width * kShape, ui.px(kMostPicture)) + m.gap_small +
                         2 * ui.measure("X", ui::Type::kSecondary, ui::FontWeight::kSemiBold).h;
    for (std::size_t at = 0; at < now.cards.size();) {
        for (const auto& cell : ui.cut(column.top(height, m.gap_large)).columns(columns, m.gap_large)) {
            if (at >= now.cards.size()) break;
            const CardChoice& card = now.cards[at++];
            if (draw_card_choice(host, ui, cell, card, card.id == letter_.card_id)) choose_card(host, ui, card.id);
        }
    }
    area.used_until(column.rest().y);
}

}  // namespace dayroom::features
