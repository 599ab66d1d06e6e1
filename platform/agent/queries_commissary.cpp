// The commissary: its catalogue, and the cart.
#include <algorithm>
#include <map>

#include "platform/agent/cart.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

std::map<std::string, int> units_by_item(const local::KeptCart& cart) {
    std::map<std::string, int> units;
    for (const auto& line : cart.lines()) units[line.item()] = line.units();
    return units;
}

local::CartLine cart_line(const CartState& state, int at) {
    const auto& kept = state.kept.lines(at);
    const auto& item = state.items[static_cast<std::size_t>(at)];
    local::CartLine line;
    if (item) {
        *line.mutable_item() = item_of(*item, state.allowance, kept.units());
    } else {
        line.mutable_item()->set_code(kept.item());
        *line.mutable_item()->mutable_name() = kept.name();
        line.mutable_item()->set_in_cart(kept.units());
    }
    line.set_units(kept.units());
    line.set_price_cents(item ? item->price_cents() : kept.price_cents());
    if (item && item->price_cents() != kept.price_cents()) line.set_old_price_cents(kept.price_cents());
    line.set_problem(item ? state.verdict.problems[static_cast<std::size_t>(at)] : "not_sold");
    return line;
}

void keep_name(const google::protobuf::RepeatedPtrField<wire::LocalText>& names, local::KeptCart::Line& line) {
    std::size_t bytes = 0;
    for (const auto& name : names) {
        bytes += name.ByteSizeLong();
        if (bytes > kMaxKeptNameBytes) return;
        line.add_name()->set_language(name.language());
        line.mutable_name(line.name_size() - 1)->set_text(name.text());
    }
}

Status put_into(Desk& desk, local::KeptCart& cart, const local::SetCart& query) {
    if (query.units() < 0 || query.units() > wire::kMaxUnitsOfItem)
        return Error(ErrorCode::kInvalid, "units are 0 to 999");
    auto& lines = *cart.mutable_lines();
    const auto held =
        std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.item() == query.item(); });
    if (query.units() == 0) {
        if (held != lines.end()) lines.erase(held);
        return {};
    }
    const auto item = TRY(desk.device.item(query.item()));
    const bool more = held == lines.end() || query.units() > held->units();
    if (more && !item) return Error(ErrorCode::kNotFound, "this is not sold");
    const auto allowance = allowance_of(TRY(desk.session.vault->standing()), desk.clock.now());
    if (more && *rules::why_barred(wanted_of(*item, query.units()), allowance) != '\0')
        return refusal(ErrorCode::kDenied, "barred", "this person may not have it");
    if (held != lines.end()) {
        held->set_units(query.units());
        return {};
    }
    if (lines.size() >= wire::kMaxOrderLines)
        return refusal(ErrorCode::kTooLarge, "cart_full", "an order has at most 200 lines");
    auto& added = *lines.Add();
    added.set_item(query.item());
    added.set_units(query.units());
    added.set_price_cents(item->price_cents());
    keep_name(item->name(), added);
    return {};
}

/// An order that can be changed is edited; from any other its lines are taken again.
Result<local::KeptCart> cart_from_order(Desk& desk, const std::string& id) {
    const auto order = TRY(desk.session.vault->order(TRY(OrderId::from_bytes(id))));
    if (!order) return Error(ErrorCode::kNotFound, "no such order of this resident");
    const bool edit = may_change(*order, desk.clock.now());
    const bool open = order->state == "queued" || order->state == "submitted";
    if (!edit && open && desk.clock.now().ms() < order->order.cut_off_ms())
        return Error(ErrorCode::kConflict, "a change of this order is on its way");
    if (order->state == "queued") return Error(ErrorCode::kConflict, "this order has not reached the hub");
    local::KeptCart cart;
    for (const auto& line : order->order.lines()) {
        auto& added = *cart.add_lines();
        added.set_item(line.item());
        added.set_units(line.units());
        added.set_price_cents(line.price_cents());
        keep_name(line.name(), added);
    }
    if (!edit) return cart;
    cart.set_editing_order_id(id);
    cart.set_editing_revision(order->order.revision());
    return cart;
}

}  // namespace

Answer answer_commissary(Desk& desk) {
    const CartState state = TRY(look_at_cart(desk));
    const auto money = TRY(desk.session.vault->money(desk.clock.now()));
    local::ToTerminal answer;
    auto& shop = *answer.mutable_commissary();
    shop.set_offered(TRY(desk.device.items({}, {}, {0, 1})).total > 0);
    for (const auto& view : TRY(desk.device.categories())) {
        auto& category = *shop.add_categories();
        category.set_code(view.category.code());
        copy_texts(view.category.name(), category.mutable_name());
        category.set_items(view.items);
    }
    if (state.window) *shop.mutable_window() = window_of(*state.window);
    shop.set_window_open(state.window_open);
    if (state.standing) shop.set_limit_cents(state.standing->limit_cents());
    shop.set_used_cents(state.allowance.counted.units());
    shop.set_barred(state.allowance.barred);
    if (state.allowance.barred) shop.set_barred_until_ms(state.standing->barred_until_ms());
    shop.set_spendable_cents(state.left.units());
    shop.set_as_of_ms(money.balances.as_of_ms());
    int units = 0;
    for (const auto& line : state.kept.lines()) units += line.units();
    shop.set_cart_units(units);
    shop.set_cart_cents(state.verdict.total.units());
    shop.set_stamp(moved_of(desk.device.stamps(), desk.session).commissary());
    return answer;
}

Answer answer_items(Desk& desk, const local::GetItems& query) {
    store::ItemsView found;
    if (query.code().empty()) {
        found = TRY(desk.device.items(query.category(), query.search(), page_of(query.page())));
    } else if (auto one = TRY(desk.device.item(query.code()))) {
        found.items.push_back(std::move(*one));
        found.total = 1;
    }
    const auto units = units_by_item(TRY(read_cart(desk)));
    const auto allowance = allowance_of(TRY(desk.session.vault->standing()), desk.clock.now());
    local::ToTerminal answer;
    auto& list = *answer.mutable_items();
    for (const auto& item : found.items) {
        const auto in_cart = units.find(item.code());
        *list.add_items() = item_of(item, allowance, in_cart == units.end() ? 0 : in_cart->second);
    }
    list.set_total(found.total);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).commissary());
    return answer;
}

Answer answer_cart(Desk& desk) {
    const CartState state = TRY(look_at_cart(desk));
    local::ToTerminal answer;
    auto& cart = *answer.mutable_cart();
    for (int at = 0; at < state.kept.lines_size(); ++at) *cart.add_lines() = cart_line(state, at);
    cart.set_total_cents(state.verdict.total.units());
    cart.set_counted_cents(state.verdict.counted.units());
    cart.set_refusal_code(state.verdict.refusal);
    cart.set_refusal_item(state.verdict.item);
    if (state.window) *cart.mutable_window() = window_of(*state.window);
    cart.set_spendable_cents(state.left.units());
    if (state.standing) cart.set_limit_cents(state.standing->limit_cents());
    cart.set_used_cents(state.allowance.counted.units());
    cart.set_prices_changed(state.prices_changed);
    cart.set_editing_order_id(state.kept.editing_order_id());
    cart.set_stamp(moved_of(desk.device.stamps(), desk.session).commissary());
    return answer;
}

Answer answer_set_cart(Desk& desk, const local::SetCart& query) {
    const int wishes = (query.item().empty() ? 0 : 1) + (query.order_id().empty() ? 0 : 1) + (query.clear() ? 1 : 0);
    if (wishes != 1) return Error(ErrorCode::kInvalid, "an item, an order or the end of the cart");
    local::KeptCart cart;
    if (!query.order_id().empty()) {
        cart = TRY(cart_from_order(desk, query.order_id()));
    } else if (!query.clear()) {
        cart = TRY(read_cart(desk));
        TRY(put_into(desk, cart, query));
    }
    TRY(keep_cart(desk, cart));
    return answer_cart(desk);
}

}  // namespace dayroom::agent
