#include "terminal/features/commissary/commissary_feature.h"

#include <algorithm>

namespace dayroom::features {

void CommissaryFeature::enter(Host& host, const Place& place) {
    place_ = place;
    refused_.clear();
    if (step_ != Step::kSending) step_ = Step::kLooking;
    switch (place.screen) {
        case ScreenId::kCommissary:
            ask_shop(host);
            ask_cart(host);
            if (step_ != Step::kSending) draft_.open(host, kOrderDraft);
            return;
        case ScreenId::kShelf:
            ask_cart(host);
            if (place.parameter != shelf_.category || !shelf_.items.known()) open_shelf(host, place.parameter, {});
            return;
        case ScreenId::kItem:
            if (item_.code() != place.parameter) {
                item_.Clear();
                item_gone_ = false;
            }
            ask_cart(host);
            return ask_item(host);
        case ScreenId::kCart:
            ask_cart(host);
            if (step_ != Step::kSending) draft_.open(host, kOrderDraft);
            return;
        case ScreenId::kOrders:
            orders_.mark_stale();
            return want_orders(host, 0, kPageRows - 1);
        case ScreenId::kOrder:
        case ScreenId::kHandOver:
            if (order_.id() != place.parameter) {
                order_known_ = false;
                not_taken_.clear();
            }
            return ask_order(host, place.parameter);
        default:
            return;
    }
}

void CommissaryFeature::leave(Host&, const Place& place) {
    if (place.screen == ScreenId::kHandOver) pin_.clear();
}

void CommissaryFeature::moved(Host& host) {
    shelf_.items.mark_stale();
    ++stamp_;
    switch (place_.screen) {
        case ScreenId::kCommissary:
            ask_shop(host);
            return ask_cart(host);
        case ScreenId::kShelf:
            want_items(host, 0, kPageRows - 1);
            return ask_cart(host);
        case ScreenId::kItem:
            ask_cart(host);
            return ask_item(host);
        case ScreenId::kCart:
            return ask_cart(host);
        case ScreenId::kOrders:
            orders_.mark_stale();
            return want_orders(host, 0, kPageRows - 1);
        case ScreenId::kOrder:
        case ScreenId::kHandOver:
            return ask_order(host, place_.parameter);
        default:
            return;
    }
}

void CommissaryFeature::ask(Host& host, local::ToAgent query, const Asking& asking) {
    Asking remembered = asking;
    remembered.change = changes_;
    asked_.remember(host.ask(std::move(query)), remembered);
}

void CommissaryFeature::ask_shop(Host& host) {
    local::ToAgent query;
    query.mutable_get_commissary();
    ask(host, std::move(query), {Want::kShop});
}

void CommissaryFeature::ask_cart(Host& host) {
    local::ToAgent query;
    query.mutable_get_cart();
    ask(host, std::move(query), {Want::kCart});
}

void CommissaryFeature::ask_item(Host& host) {
    local::ToAgent query;
    query.mutable_get_items()->set_code(place_.parameter);
    ask(host, std::move(query), {.want = Want::kItem, .item = place_.parameter});
}

void CommissaryFeature::ask_order(Host& host, const std::string& id) {
    local::ToAgent query;
    query.mutable_get_orders()->set_id(id);
    ask(host, std::move(query), {Want::kOrder});
}

void CommissaryFeature::open_shelf(Host& host, std::string category, std::string search) {
    shelf_.category = std::move(category);
    shelf_.searched = std::move(search);
    shelf_.items.clear();
    ++shelf_.number;
    ++stamp_;
    want_items(host, 0, kPageRows - 1);
}

void CommissaryFeature::want_items(Host& host, int first, int last) {
    while (const auto offset = shelf_.items.wanted(first, last)) {
        local::ToAgent query;
        auto& wanted = *query.mutable_get_items();
        if (shelf_.searched.empty()) wanted.set_category(shelf_.category);
        wanted.set_search(shelf_.searched);
        wanted.mutable_page()->set_offset(*offset);
        wanted.mutable_page()->set_count(kPageRows);
        ask(host, std::move(query), {Want::kItems, *offset, shelf_.number});
    }
}

void CommissaryFeature::want_orders(Host& host, int first, int last) {
    while (const auto offset = orders_.wanted(first, last)) {
        local::ToAgent query;
        query.mutable_get_orders()->mutable_page()->set_offset(*offset);
        query.mutable_get_orders()->mutable_page()->set_count(kPageRows);
        ask(host, std::move(query), {Want::kOrders, *offset});
    }
}

void CommissaryFeature::set_units(Host& host, const std::string& item, int units) {
    local::ToAgent query;
    query.mutable_set_cart()->set_item(item);
    query.mutable_set_cart()->set_units(units);
    in_cart_[item] = units;  // shown at once; the answer says what is kept
    ++changes_;
    ++stamp_;
    ask(host, std::move(query), {Want::kCart});
}

std::string CommissaryFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    switch (place.screen) {
        case ScreenId::kItem:
            return t("commissary.about");
        case ScreenId::kCart:
            return t("commissary.cart");
        case ScreenId::kOrders:
            return t("commissary.orders");
        case ScreenId::kOrder:
        case ScreenId::kOrderReceipt:
            return t("commissary.order");
        case ScreenId::kHandOver:
            return t("commissary.hand_over");
        default:
            return t("nav.commissary");
    }
}

void CommissaryFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    switch (place.screen) {
        case ScreenId::kShelf:
            return draw_shelf(host, ui, rect);
        case ScreenId::kItem:
            return draw_item_page(host, ui, rect);
        case ScreenId::kCart:
            return draw_cart(host, ui, rect);
        case ScreenId::kOrderReceipt:
            return draw_receipt(host, ui, rect);
        case ScreenId::kOrders:
            return draw_orders(host, ui, rect);
        case ScreenId::kOrder:
            return draw_order(host, ui, rect);
        case ScreenId::kHandOver:
            return draw_hand_over(host, ui, rect);
        default:
            return draw_shop(host, ui, rect);
    }
}

}  // namespace dayroom::features
