// The shop: when orders are taken, the cart, the shelves; and one shelf with its items.
#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/commissary/commissary_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxPageWidth = 980;
constexpr float kLeastCategory = 250;  // logical width of one shelf's button
constexpr float kBesideWidth = 560;    // from this logical width on two buttons stand beside each other

}  // namespace

void CommissaryFeature::draw_shop(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!shop_known_) return ui::spinner(ui, "shop.loading", rect, t("kit.working"));
    if (!shop_.offered()) {
        ui::empty_state(ui, "shop.none", rect,
                        {.icon = "shopping-cart", .title = t("commissary.none"), .text = t("commissary.none_text")});
        return;
    }
    const ShopModel model = make_shop(shop_, t, host.now());
    ui::ScrollArea area(ui, "shop", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxPageWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    column.skip(ui.text(column.rest(), model.window, {.weight = ui::FontWeight::kSemiBold, .personal = false},
                        "shop.window", ui::Role::kStatus) +
                m.gap_small);
    for (const auto& [id, text] : {std::pair{"shop.limit", model.limit}, std::pair{"shop.barred", model.barred}}) {
        if (text.empty()) continue;
        column.skip(
            ui.text(column.rest(), text, {.ink = ui::Ink::kSecondary, .personal = false}, id, ui::Role::kStatus) +
            m.gap_small);
    }
    column.skip(m.gap);
    if (ui::button(ui, "shop.cart", column.top(m.button, m.gap),
                   {.label = model.cart, .icon = "shopping-cart", .price = model.cart_total})) {
        host.go({ScreenId::kCart, {}});
    }
    const int beside = column.width() > ui.px(kBesideWidth) ? 2 : 1;
    const auto pair =
        ui.cut(column.top(static_cast<float>(3 - beside) * m.button + static_cast<float>(2 - beside) * m.gap,
                          m.gap_large))
            .grid(beside, 3 - beside, m.gap);
    if (ui::button(ui, "shop.orders", pair[0],
                   {.label = t("commissary.orders"), .kind = ui::ButtonKind::kOutline, .icon = "package"})) {
        host.go({ScreenId::kOrders, {}});
    }
    if (ui::button(ui, "shop.search", pair[1],
                   {.label = t("commissary.search"), .kind = ui::ButtonKind::kOutline, .icon = "search"})) {
        shelf_.search.clear();
        if (!shelf_.searched.empty()) open_shelf(host, {}, {});
        host.go({ScreenId::kShelf, {}});
    }
    column.skip(ui.heading(column.rest(), t("commissary.shelves"), ui::Type::kSubheading, "shop.shelves") +
                m.gap_small);
    const int in_row = std::clamp(static_cast<int>(column.width() / ui.px(kLeastCategory)), 1, 3);
    std::vector<ui::Rect> cells;
    for (std::size_t at = 0; at < model.categories.size(); ++at) {
        const auto place = at % static_cast<std::size_t>(in_row);
        if (place == 0) cells = ui.cut(column.top(m.button, m.gap)).columns(in_row, m.gap);
        const auto& shelf = model.categories[at];
        if (ui::button(ui, "shelf." + shelf.code, cells[place],
                       {.label = shelf.label, .kind = ui::ButtonKind::kOutline, .icon = shelf.icon}))
            host.go({ScreenId::kShelf, shelf.code});
    }
    area.used_until(column.rest().y + m.gap_large);
}

int CommissaryFeature::units_in_cart() const {
    int units = 0;
    for (const auto& [item, count] : in_cart_) units += count;
    return units;
}

void CommissaryFeature::draw_shelf(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (place_.parameter.empty()) {
        const std::string label = host.texts()("commissary.search_label");
        if (shelf_.search.draw(ui, page, "shelf.search", {.label = label, .initial_focus = true}))
            open_shelf(host, {}, shelf_.search.words());
    }
    if (page.height() < ui.px(60)) return;                // under the keyboard
    const bool with_foot = page.height() > 3 * m.button;  // else it is above the keyboard
    const ui::Rect foot = with_foot ? page.bottom(m.button, m.gap) : ui::Rect{};
    draw_items(host, ui, page.rest());
    if (with_foot) draw_shelf_foot(host, ui, foot);
}

void CommissaryFeature::draw_shelf_foot(Host& host, ui::Ui& ui, ui::Rect rect) {
    const int units = units_in_cart();
    const std::string cart = host.texts()("commissary.cart_count", {{"count", units}});
    if (ui::button(ui, "shelf.cart", rect,
                   {.label = cart,
                    .kind = ui::ButtonKind::kSecondary,
                    .icon = "shopping-cart",
                    .price = units > 0 ? format_money(Cents::of(cart_.total_cents())) : std::string()})) {
        host.go({ScreenId::kCart, {}});
    }
}

void CommissaryFeature::draw_items(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!shelf_.items.known()) return ui::spinner(ui, "shelf.loading", rect, t("kit.working"));
    if (shelf_.items.total() == 0) {
        ui::empty_state(ui, "shelf.none", rect, {.icon = "search-x", .title = t("commissary.nothing_found")});
        return;
    }
    const float width = rect.w - ui::scroll_gutter(ui);
    ui::ListSpec spec{.label = t("commissary.items"),
                      .count = static_cast<std::size_t>(shelf_.items.total()),
                      .row_height = ui.px(120)};
    spec.stamp = stamp_;
    const auto card_at = [&](std::size_t row) -> std::optional<ItemCard> {
        want_items(host, static_cast<int>(row), static_cast<int>(row));
        const local::Item* item = shelf_.items.at(static_cast<int>(row));
        if (item == nullptr) return std::nullopt;
        const auto held = in_cart_.find(item->code());
        return make_item(*item, held == in_cart_.end() ? 0 : held->second, t);
    };
    spec.measure = [&](std::size_t row) {
        const auto card = card_at(row);
        return (card ? item_height(ui, width, *card) : ui.px(100)) + m.gap;
    };
    spec.gap = m.gap;
    ui::virtual_list(ui, "shelf.list", rect, spec, [&](std::size_t row, ui::Rect box) {
        want_items(host, static_cast<int>(row), static_cast<int>(row));
        if (const auto card = card_at(row)) draw_item(host, ui, box, *card);
    });
}

}  // namespace dayroom::features
