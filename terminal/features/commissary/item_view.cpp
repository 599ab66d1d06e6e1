// One item: on the shelf, in the cart, and on a page of its own.
#include <algorithm>

#include "terminal/features/commissary/commissary_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxItemWidth = 860;
constexpr float kStepperWidth = 200;
constexpr float kStepperBeside = 560;  // from this logical width on the stepper stands beside the words
constexpr float kPictureSide = 64;
constexpr float kLargePicture = 200;

float picture_side(ui::Ui& ui) { return std::max(ui.px(kPictureSide), ui.metrics().target); }

}  // namespace

float CommissaryFeature::item_height(ui::Ui& ui, float width, const ItemCard& item) const {
    const auto& m = ui.metrics();
    const bool beside = width >= ui.px(kStepperBeside);
    const float inner = width - 2 * m.pad - picture_side(ui) - m.gap - (beside ? ui.px(kStepperWidth) + m.gap : 0);
    float words = ui.measure(item.name, ui::Type::kBody, ui::FontWeight::kSemiBold, inner).h;
    for (const auto& text : {item.about, item.price, item.problem}) {
        if (!text.empty())
            words += ui.measure(text, ui::Type::kSecondary, ui::FontWeight::kSemiBold, inner).h + m.gap_small / 2;
    }
    words = std::max(words, picture_side(ui));
    return 2 * m.pad + (beside ? std::max(words, m.target) : words + m.gap_small + m.target);
}

void CommissaryFeature::draw_item(Host& host, ui::Ui& ui, ui::Rect rect, const ItemCard& item) {
    const auto& m = ui.metrics();
    const ui::CardSpec spec{.raised = false};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut card = ui.cut(ui::card(ui, rect, spec));
    const bool beside = rect.w >= ui.px(kStepperBeside);
    const ui::Rect stepper = beside ? card.end(ui.px(kStepperWidth), m.gap) : card.bottom(m.target, m.gap_small);
    const ui::Rect picture = card.start(picture_side(ui), m.gap);
    draw_picture(host, ui, {picture.x, picture.y, picture.w, picture.w}, item, true);
    const auto line = [&](std::string_view part, const std::string& text, const ui::TextSpec& look) {
        if (text.empty()) return;
        card.skip(ui.text(card.rest(), text, look, item.code + std::string(part)) + m.gap_small / 2);
    };
    line(".name", item.name, {.weight = ui::FontWeight::kSemiBold, .personal = false});
    line(".about", item.about, {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false});
    line(".price", item.price, {.type = ui::Type::kSecondary, .weight = ui::FontWeight::kSemiBold, .personal = false});
    line(".problem", item.problem,
         {.type = ui::Type::kSecondary,
          .weight = ui::FontWeight::kSemiBold,
          .ink = ui::Ink::kDanger,
          .personal = false});
    draw_stepper(host, ui, beside ? ui::Rect{stepper.x, stepper.y, stepper.w, m.target} : stepper, item);
}

/// The item's picture, else the sign of its shelf; on a shelf it opens the item's page.
void CommissaryFeature::draw_picture(Host& host, ui::Ui& ui, ui::Rect rect, const ItemCard& item, bool opens) {
    const std::string id = item.code + ".open";
    const std::string label =
        host.texts()(opens ? "commissary.open_item" : "commissary.picture_of", {{"name", item.name}});
    bool pressed = false;
    if (!item.picture.empty()) {
        const PhotoView view = photos_.get(host, item.picture, static_cast<int>(rect.w), static_cast<int>(rect.h));
        pressed = ui::photo(ui, id, rect,
                            {.label = label,
                             .image = view.image,
                             .natural = {static_cast<float>(view.width), static_cast<float>(view.height)},
                             .pressable = opens,
                             .fill = true});
    } else if (opens) {
        pressed = ui::icon_button(ui, id, rect, {.label = label, .icon = item.icon});
    }
    if (pressed) host.go({ScreenId::kItem, item.code});
}

void CommissaryFeature::draw_stepper(Host& host, ui::Ui& ui, ui::Rect rect, const ItemCard& item) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut row = ui.cut(ui.cut(rect).start(std::min(rect.w, ui.px(kStepperWidth))));
    const ui::Rect less = row.start(m.target, m.gap_small);
    const ui::Rect more = row.end(m.target, m.gap_small);
    if (ui::icon_button(
            ui, item.code + ".less", less,
            {.label = t("commissary.one_less", {{"name", item.name}}), .icon = "minus", .enabled = item.units > 0})) {
        set_units(host, item.code, item.units - 1);
    }
    ui.text(row.rest(), std::to_string(item.units),
            {.weight = ui::FontWeight::kBold, .align = ui::TextAlign::kCenter, .middle = true, .personal = false},
            item.code + ".units", ui::Role::kStatus);
    if (ui::icon_button(
            ui, item.code + ".more", more,
            {.label = t("commissary.one_more", {{"name", item.name}}), .icon = "plus", .enabled = item.can_add})) {
        set_units(host, item.code, item.units + 1);
    }
}

void CommissaryFeature::draw_item_page(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (item_gone_) {
        ui::empty_state(
            ui, "item.gone", rect,
            {.icon = "search-x", .title = t("commissary.item_gone"), .text = t("commissary.item_gone_text")});
        return;
    }
    if (item_.code().empty()) return ui::spinner(ui, "item.loading", rect, t("kit.working"));
    const auto held = in_cart_.find(item_.code());
    const ItemPage page = make_item_page(item_, held == in_cart_.end() ? 0 : held->second, t);
    ui::Cut body = ui.cut(rect);
    body.inset(m.margin, 0);
    body.bottom(m.gap);
    const ui::Rect foot = body.bottom(m.button, m.gap);
    draw_about(host, ui, body.rest(), page);
    const std::string cart = t("commissary.cart_count", {{"count", units_in_cart()}});
    if (ui::button(ui, "item.cart", foot,
                   {.label = cart, .kind = ui::ButtonKind::kSecondary, .icon = "shopping-cart"})) {
        host.go({ScreenId::kCart, {}});
    }
}

void CommissaryFeature::draw_about(Host& host, ui::Ui& ui, ui::Rect rect, const ItemPage& page) {
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "item", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxItemWidth));
    ui::Cut column = ui.cut(content);
    if (!page.card.picture.empty()) {
        const ui::Rect picture = column.top(ui.px(kLargePicture), m.gap);
        draw_picture(host, ui, ui.cut(picture).start(std::min(picture.w, picture.h * 1.5F)), page.card, false);
    }
    draw_item_words(ui, column, page);
    column.skip(m.gap);
    draw_stepper(host, ui, column.top(m.target, m.gap), page.card);
    area.used_until(column.rest().y + m.gap_large);
}

void CommissaryFeature::draw_item_words(ui::Ui& ui, ui::Cut& column, const ItemPage& page) const {
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), page.card.name, ui::Type::kHeading, "item.name") + m.gap_small);
    if (!page.note.empty()) column.skip(ui.text(column.rest(), page.note, {.personal = false}, "item.note") + m.gap);
    if (!page.card.problem.empty()) {
        const ui::BannerSpec spec{.text = page.card.problem, .tone = ui::Tone::kWarning};
        ui::banner(ui, "item.problem", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    for (std::size_t at = 0; at < page.facts.size(); ++at)
        column.skip(ui::fact(ui, "item.fact." + std::to_string(at), column.rest(), page.facts[at].first,
                             page.facts[at].second));
    column.skip(m.gap);
    for (std::size_t at = 0; at < page.allergens.size(); ++at) {
        const ui::BadgeSpec spec{.label = page.allergens[at], .icon = "triangle-alert", .tone = ui::Tone::kWarning};
        ui::badge(ui, "item.allergen." + std::to_string(at), column.top(ui::badge_size(ui, spec).h, m.gap_small), spec);
    }
    column.skip(ui.text(column.rest(), page.allergy_note, {.ink = ui::Ink::kSecondary, .personal = false},
                        "item.allergy_note"));
}

}  // namespace dayroom::features
