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
            return ask_cart(host);
        case ScreenId::kShelf:
            ask_cart(host);
            if (place.parameter != shelf_.category || !shelf_.items.known()) open_shelf(host, place.parameter, {});
            return;
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
    asked_.remember(host.ask(std::move(query)), asking);
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
    ++stamp_;
    ask(host, std::move(query), {Want::kCart});
}

/// The nonce is saved before anything is ordered: after a crash of either side the order is made once.
void CommissaryFeature::submit(Host& host) {
    const bool again = earlier_.has_value() && same_order(*earlier_, cart_);
    order_sent_ = again ? *earlier_ : make_order(cart_, host.random());
    draft_.save_now(host, order_sent_.SerializeAsString());
    local::ToAgent query;
    *query.mutable_submit_order() = order_sent_;
    const auto number = host.ask(std::move(query));
    step_ = number == 0 ? Step::kLooking : Step::kSending;
    refused_ = number == 0 ? host.texts()("problem.agent_away") : std::string();
    outcome_.reset();
    asked_.remember(number, {Want::kSubmit});
}

void CommissaryFeature::cancel(Host& host) {
    local::ToAgent query;
    query.mutable_cancel_order()->set_order_id(order_.id());
    ask(host, std::move(query), {Want::kCancel});
}

void CommissaryFeature::take_again(Host& host) {
    local::ToAgent query;
    query.mutable_set_cart()->set_order_id(order_.id());
    ask(host, std::move(query), {Want::kAgain});
}

void CommissaryFeature::accept(Host& host) {
    local::ToAgent query;
    auto& accept = *query.mutable_accept_delivery();
    accept.set_order_id(order_.id());
    for (const auto& [item, units] : not_taken_) {
        if (units == 0) continue;
        accept.add_refused()->set_item(item);
        accept.mutable_refused(accept.refused_size() - 1)->set_units(units);
    }
    accept.set_pin(pin_.digits().data(), pin_.size());
    pin_.clear();
    const auto number = host.ask(std::move(query));
    accepting_ = number != 0;
    refused_ = number == 0 ? host.texts()("problem.agent_away") : std::string();
    asked_.remember(number, {Want::kAccept});
}

std::string CommissaryFeature::refusal_of(Host& host, const local::ToTerminal& reply) const {
    const auto& problem = reply.problem();
    if (problem.code() == "wrong_pin" && problem.attempts_left() > 0)
        return host.texts()("problem.wrong_pin_left", {{"count", problem.attempts_left()}});
    return cart_refusal(problem.code().empty() ? "try_again" : problem.code(), host.texts());
}

void CommissaryFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (draft_.answer(number, reply)) {
        local::SubmitOrder kept;
        const auto found = draft_.take_found();
        if (found.has_value() && step_ != Step::kSending && kept.ParseFromString(*found)) earlier_ = kept;
        return;
    }
    const auto asking = asked_.take(number);
    if (!asking.has_value()) return;
    switch (asking->want) {
        case Want::kShop:
            if (!reply.has_commissary()) return;
            shop_ = reply.commissary();
            shop_known_ = true;
            return;
        case Want::kCart:
            return take_cart(host, reply);
        case Want::kItems:
        case Want::kOrders:
        case Want::kOrder:
            return take_list(*asking, reply);
        case Want::kSubmit:
            return take_submitted(host, reply);
        default:
            return take_step(host, *asking, reply);
    }
}

void CommissaryFeature::take_cart(Host& host, const local::ToTerminal& reply) {
    if (!reply.has_cart()) {
        refused_ = refusal_of(host, reply);
        host.toast(refused_, ui::Tone::kDanger);
        return ask_cart(host);
    }
    cart_ = reply.cart();
    cart_known_ = true;
    in_cart_.clear();
    for (const auto& line : cart_.lines()) in_cart_[line.item().code()] = line.units();
    ++stamp_;
}

void CommissaryFeature::take_list(const Asking& asking, const local::ToTerminal& reply) {
    ++stamp_;
    if (reply.has_items() && asking.want == Want::kItems && asking.shelf == shelf_.number) {
        shelf_.items.put(asking.offset, {reply.items().items().begin(), reply.items().items().end()},
                         reply.items().total());
    }
    if (reply.has_orders() && asking.want == Want::kOrders) {
        orders_.put(asking.offset, {reply.orders().orders().begin(), reply.orders().orders().end()},
                    reply.orders().total());
    }
    if (asking.want == Want::kOrder && reply.has_orders() && reply.orders().orders_size() == 1) {
        order_ = reply.orders().orders(0);
        order_known_ = true;
    }
}

void CommissaryFeature::take_submitted(Host& host, const local::ToTerminal& reply) {
    step_ = Step::kLooking;
    earlier_.reset();
    draft_.remove(host);
    if (!reply.has_submitted()) {
        refused_ = refusal_of(host, reply);
        ask_cart(host);
        return draft_.open(host, kOrderDraft);
    }
    submitted_ = reply.submitted();
    host.replace({ScreenId::kOrderReceipt, submitted_.request_id()});
}

/// Cancelled, taken again, handed over.
void CommissaryFeature::take_step(Host& host, const Asking& asking, const local::ToTerminal& reply) {
    accepting_ = false;
    if (reply.has_problem()) {
        refused_ = refusal_of(host, reply);
        return ask_order(host, order_.id());
    }
    refused_.clear();
    if (asking.want == Want::kAgain) {
        take_cart(host, reply);
        return host.go({ScreenId::kCart, {}});
    }
    host.toast(host.texts()(asking.want == Want::kCancel ? "commissary.cancelled" : "commissary.accepted"),
               ui::Tone::kSuccess);
    not_taken_.clear();
    host.back();
}

void CommissaryFeature::outcome(Host&, const local::Outcome& outcome) {
    if (outcome.what() == "order" && outcome.receipt_code() == submitted_.receipt_code()) outcome_ = outcome;
}

std::string CommissaryFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    switch (place.screen) {
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
