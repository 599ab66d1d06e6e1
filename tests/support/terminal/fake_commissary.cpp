// The fake agent: the commissary's shelves, the cart, orders.
#include <algorithm>

#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

}  // namespace

local::Item& FakeAgent::add_item(const char* code, const char* category, const char* english, const char* spanish,
                                 std::int64_t cents) {
    local::Item& item = items_.emplace_back();
    item.set_code(code);
    item.set_category(category);
    add_texts(item.mutable_name(), english, spanish);
    item.set_price_cents(cents);
    item.set_stock(-1);
    return item;
}

void FakeAgent::make_commissary() {
    auto& soup = add_item("7011", "food", "Noodle soup, chicken", "Sopa de fideos, pollo", 45);
    add_texts(soup.mutable_note(), "3 oz, 370 calories", "3 oz, 370 calorías");
    soup.add_allergens("wheat");
    soup.add_allergens("egg");
    soup.set_max_units(12);
    add_item("7012", "food", "Refried beans", "Frijoles refritos", 210);
    add_item("7013", "food", "Peanut butter, creamy", "Crema de cacahuate", 265).set_barred("diet");
    add_item("7014", "food", "Tuna in water, pouch", "Atún en agua, bolsa", 310).set_stock(0);
    add_item("8001", "care", "Soap, mild", "Jabón suave", 95).set_exempt_from_limit(true);
    add_item("8002", "care", "Toothbrush, short", "Cepillo de dientes corto", 60).set_exempt_from_limit(true);
    for (int at = 0; at < 60; ++at) {
        const std::string number = std::to_string(at + 1);
        add_item(("9" + number).c_str(), "cards", ("Greeting card " + number).c_str(), ("Tarjeta " + number).c_str(),
                 125);
    }
    local::Order& packed = orders_.emplace_back();
    packed.set_id("order-packed-00001");
    packed.set_state("picked");
    packed.set_receipt_code("M4T7WX9K");
    packed.set_submitted_ms(ago(4));
    packed.set_delivery_ms(ago(0));
    packed.set_cut_off_ms(ago(2));
    packed.set_may_accept(true);
    for (const auto& [index, units, missing] : {std::tuple{0, 3, 1}, std::tuple{4, 2, 0}}) {
        const local::Item& item = items_[static_cast<std::size_t>(index)];
        auto& line = *packed.add_lines();
        line.set_item(item.code());
        *line.mutable_name() = item.name();
        line.set_units(units);
        line.set_short_(missing);
        line.set_price_cents(item.price_cents());
        packed.set_total_cents(packed.total_cents() + units * item.price_cents());
    }
}

bool FakeAgent::dispatch_commissary(const local::ToAgent& query, Answer& answer) {
    using Case = local::ToAgent::QueryCase;
    switch (query.query_case()) {
        case Case::kGetCommissary:
            show_shop(answer);
            return true;
        case Case::kGetItems:
            list_items(query.get_items(), answer);
            return true;
        case Case::kGetCart:
            show_cart(answer);
            return true;
        case Case::kSetCart:
            set_cart(query.set_cart(), answer);
            return true;
        case Case::kSubmitOrder:
            submit_order(query.submit_order(), answer);
            return true;
        case Case::kGetOrders:
            list_orders(query.get_orders(), answer);
            return true;
        case Case::kCancelOrder:
            cancel_order(query.cancel_order(), answer);
            return true;
        case Case::kAcceptDelivery:
            accept_delivery(query.accept_delivery(), answer);
            return true;
        default:
            return false;
    }
}

local::Item* FakeAgent::find_item(const std::string& code) {
    const auto found =
        std::find_if(items_.begin(), items_.end(), [&](const auto& item) { return item.code() == code; });
    return found == items_.end() ? nullptr : &*found;
}

void FakeAgent::show_shop(Answer& answer) {
    auto& shop = *answer.mutable_commissary();
    shop.set_offered(!items_.empty());
    for (const auto& [code, english, spanish] :
         {std::tuple{"food", "Soups and food", "Sopas y comida"}, std::tuple{"care", "Body care", "Cuidado del cuerpo"},
          std::tuple{"cards", "Cards and stamps", "Tarjetas y sellos"}}) {
        auto& category = *shop.add_categories();
        category.set_code(code);
        add_texts(category.mutable_name(), english, spanish);
        const std::string shelf = code;
        category.set_items(static_cast<int>(
            std::count_if(items_.begin(), items_.end(), [&](const auto& item) { return item.category() == shelf; })));
    }
    Answer cart;
    show_cart(cart);
    *shop.mutable_window() = cart.cart().window();
    shop.set_window_open(window_open_);
    if (limit_) shop.set_limit_cents(*limit_);
    shop.set_spendable_cents(money_.spendable_cents());
    for (const auto& [code, units] : cart_) shop.set_cart_units(shop.cart_units() + units);
    shop.set_cart_cents(cart.cart().total_cents());
}

void FakeAgent::list_items(const local::GetItems& query, Answer& answer) {
    std::vector<local::Item> shown;
    for (const auto& item : items_) {
        if (!query.category().empty() && item.category() != query.category()) continue;
        if (!query.code().empty() && item.code() != query.code()) continue;
        if (!query.search().empty() && item.name(0).text().find(query.search()) == std::string::npos) continue;
        shown.push_back(item);
    }
    const int from = std::min<int>(query.page().offset(), static_cast<int>(shown.size()));
    const int count = query.code().empty() ? query.page().count() : 1;
    const int to = std::min<int>(from + count, static_cast<int>(shown.size()));
    auto& items = *answer.mutable_items();
    for (int at = from; at < to; ++at) *items.add_items() = shown[static_cast<std::size_t>(at)];
    items.set_total(static_cast<int>(shown.size()));
}

void FakeAgent::show_cart(Answer& answer) {
    auto& cart = *answer.mutable_cart();
    bool gone = false;
    for (const auto& [code, units] : cart_) {
        const local::Item* sold = find_item(code);
        const local::Item& item = sold == nullptr ? gone_.at(code) : *sold;
        auto& line = *cart.add_lines();
        gone = gone || sold == nullptr;
        if (sold == nullptr) line.set_problem("not_sold");
        *line.mutable_item() = item;
        line.set_units(units);
        line.set_price_cents(item.price_cents());
        if (const auto old = old_prices_.find(code); old != old_prices_.end()) {
            line.set_old_price_cents(old->second);
            cart.set_prices_changed(true);
        }
        if (item.stock() == 0) line.set_problem("out_of_stock");
        cart.set_total_cents(cart.total_cents() + units * item.price_cents());
        if (!item.exempt_from_limit()) cart.set_counted_cents(cart.counted_cents() + units * item.price_cents());
    }
    auto& window = *cart.mutable_window();
    window.set_id("window-0000000001");
    window.set_opens_ms(clock_.now().ms() + (window_open_ ? -24 : 24) * kHourMs);
    window.set_cut_off_ms(clock_.now().ms() + 48 * kHourMs);
    window.set_delivery_ms(clock_.now().ms() + 96 * kHourMs);
    cart.set_spendable_cents(money_.spendable_cents());
    if (limit_) cart.set_limit_cents(*limit_);
    if (cart_.empty())
        cart.set_refusal_code("empty");
    else if (!window_open_)
        cart.set_refusal_code("window_closed");
    else if (gone)
        cart.set_refusal_code("out_of_stock");
    else if (limit_ && cart.counted_cents() > *limit_)
        cart.set_refusal_code("over_limit");
    else if (cart.total_cents() > money_.spendable_cents())
        cart.set_refusal_code("insufficient_funds");
}

void FakeAgent::set_cart(const local::SetCart& query, Answer& answer) {
    if (query.clear()) cart_.clear();
    for (const auto& order : orders_) {
        if (query.order_id().empty() || order.id() != query.order_id()) continue;
        cart_.clear();
        for (const auto& line : order.lines()) cart_[line.item()] = line.units();
    }
    if (!query.item().empty()) {
        if (find_item(query.item()) == nullptr && !gone_.contains(query.item())) return refuse(answer, "not_found");
        cart_[query.item()] = query.units();
        if (query.units() == 0) cart_.erase(query.item());
    }
    show_cart(answer);
}

void FakeAgent::submit_order(const local::SubmitOrder& query, Answer& answer) {
    if (repeated(query.nonce(), answer) || refused(answer)) return;
    Answer now;
    show_cart(now);
    if (!now.cart().refusal_code().empty()) return refuse(answer, now.cart().refusal_code().c_str());
    if (now.cart().total_cents() != query.total_seen_cents()) return refuse(answer, "price_changed");
    local::Order order;
    order.set_id("order-" + std::to_string(orders_.size() + 1));
    order.set_state(status_.online() ? "submitted" : "queued");
    order.set_submitted_ms(clock_.now().ms());
    order.set_cut_off_ms(now.cart().window().cut_off_ms());
    order.set_delivery_ms(now.cart().window().delivery_ms());
    order.set_receipt_code("K7P39QXD");
    order.set_total_cents(now.cart().total_cents());
    order.set_may_change(status_.online());
    order.set_may_cancel(true);
    for (const auto& from : now.cart().lines()) {
        auto& line = *order.add_lines();
        line.set_item(from.item().code());
        *line.mutable_name() = from.item().name();
        line.set_units(from.units());
        line.set_price_cents(from.price_cents());
    }
    money_.set_spendable_cents(money_.spendable_cents() - order.total_cents());
    cart_.clear();
    old_prices_.clear();
    submitted(query.nonce(), order.id(), answer);
    orders_.insert(orders_.begin(), std::move(order));
}

void FakeAgent::list_orders(const local::GetOrders& query, Answer& answer) {
    auto& list = *answer.mutable_orders();
    for (const auto& order : orders_) {
        if (query.id().empty() || order.id() == query.id()) *list.add_orders() = order;
    }
    list.set_total(list.orders_size());
}

void FakeAgent::cancel_order(const local::CancelOrder& query, Answer& answer) {
    if (refused(answer)) return;
    for (auto& order : orders_) {
        if (order.id() != query.order_id() || !order.may_cancel()) continue;
        order.set_state("cancelled");
        order.set_may_cancel(false);
        order.set_may_change(false);
        order.set_given_back_cents(order.total_cents());
        money_.set_spendable_cents(money_.spendable_cents() + order.total_cents());
        answer.mutable_done();
        return;
    }
    refuse(answer, "too_late");
}

void FakeAgent::accept_delivery(const local::AcceptDelivery& query, Answer& answer) {
    if (query.pin() != kPin) {
        refuse(answer, "wrong_pin");
        answer.mutable_problem()->set_attempts_left(4);
        return;
    }
    for (auto& order : orders_) {
        if (order.id() != query.order_id() || !order.may_accept()) continue;
        order.set_state("delivered");
        order.set_may_accept(false);
        order.set_handed_over_ms(clock_.now().ms());
        for (auto& line : *order.mutable_lines()) {
            for (const auto& refused : query.refused())
                if (refused.item() == line.item()) line.set_refused(refused.units());
            line.set_delivered(line.units() - line.short_() - line.refused());
            order.set_charged_cents(order.charged_cents() + line.delivered() * line.price_cents());
        }
        order.set_given_back_cents(order.total_cents() - order.charged_cents());
        answer.mutable_done();
        return;
    }
    refuse(answer, "not_picked");
}

}  // namespace dayroom::test
