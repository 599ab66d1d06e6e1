// What is done with a cart and with orders, and what the agent answers.
#include "terminal/features/base/nonce.h"
#include "terminal/features/commissary/commissary_feature.h"

namespace dayroom::features {

/// The nonce is saved before anything is ordered: after a crash of either side the order is made once.
void CommissaryFeature::submit(Host& host) {
    const bool again = earlier_.has_value() && same_order(*earlier_, cart_);
    order_sent_ = make_order(cart_, again ? earlier_->nonce() : new_nonce(host.random()));
    draft_.save_now(host, order_draft(cart_, order_sent_.nonce()));
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
        const auto found = draft_.take_found();
        if (!found.has_value() || step_ == Step::kSending) return;
        earlier_ = read_order_draft(*found);
        return forget_earlier(host);
    }
    if (photos_.answer(host, number, reply)) return;
    const auto asking = asked_.take(number);
    if (!asking.has_value()) return;
    switch (asking->want) {
        case Want::kShop:
            if (!reply.has_commissary()) return;
            shop_ = reply.commissary();
            shop_known_ = true;
            return;
        case Want::kCart:
            return take_cart(host, reply, asking->change == changes_);
        case Want::kItem:
            if (asking->item != place_.parameter || !reply.has_items()) return;  // of a page that was left
            item_gone_ = reply.items().items().empty();
            if (!item_gone_) item_ = reply.items().items(0);
            return;
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

// Whoever presses faster than the agent answers is ahead of an older answer: their own count stays.
void CommissaryFeature::take_cart(Host& host, const local::ToTerminal& reply, bool is_newest) {
    if (!reply.has_cart()) {
        refused_ = refusal_of(host, reply);
        host.toast(refused_, ui::Tone::kDanger);
        return ask_cart(host);
    }
    cart_ = reply.cart();
    cart_known_ = true;
    forget_earlier(host);
    if (!is_newest) return;
    in_cart_.clear();
    for (const auto& line : cart_.lines()) in_cart_[line.item().code()] = line.units();
    ++stamp_;
}

// The agent empties the cart in the same step that makes an order of it. So a cart that is another than that of the
// order under way says that this one was made, or was given up: the next order, though it be the same again, is a new
// one.
void CommissaryFeature::forget_earlier(Host& host) {
    if (!earlier_ || !cart_known_ || step_ == Step::kSending || same_order(*earlier_, cart_)) return;
    earlier_.reset();
    draft_.remove(host);
    draft_.open(host, kOrderDraft);
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
        take_cart(host, reply, asking.change == changes_);
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

}  // namespace dayroom::features
