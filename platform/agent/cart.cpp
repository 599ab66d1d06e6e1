#include "platform/agent/cart.h"

#include <algorithm>
#include <set>

#include "platform/rules/week.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kMaxKeptLineBytes = 600;  // 200 of them fit into a draft
constexpr int kNewestOrders = 50;               // are looked through for those of a week; the hub counts all

/// Of an order as it is to be: a change that waits counts already.
template <typename Job>
Status each_line(const store::OrderView& view, Job&& job) {
    if (view.wanted) {
        for (const auto& line : view.wanted->lines())
            TRY(job(line.item(), line.units(), Cents::of(line.price_seen_cents())));
        return {};
    }
    for (const auto& line : view.order.lines()) TRY(job(line.item(), line.units(), Cents::of(line.price_cents())));
    return {};
}

struct Bought {
    std::string item;
    std::string category;
    int units = 0;
    Cents cents;
    bool exempt = false;
};

Result<std::vector<Bought>> bought_of(Desk& desk, const store::OrderView& view) {
    std::vector<Bought> out;
    TRY(each_line(view, [&](const std::string& code, int units, Cents price) -> Status {
        const auto item = TRY(desk.device.item(code));
        Bought one{code, {}, units, TRY(price.times(units)), false};
        if (item) {
            one.category = item->category();
            one.exempt = item->exempt_from_limit();
        }
        out.push_back(std::move(one));
        return {};
    }));
    return out;
}

/// Of what the hub has counted already: lines as it has them, not as a change here would make them.
Result<Cents> counted_at_hub(Desk& desk, store::OrderView view) {
    Cents sum;
    view.wanted.reset();
    if (view.state == "queued") return sum;
    for (const auto& one : TRY(bought_of(desk, view)))
        if (!one.exempt) sum = TRY(sum.plus(one.cents));
    return sum;
}

/// The windows whose cut-off is in the week of this one's, as far as this terminal or an order knows them: limits are
/// those of a week (rules/week.h).
Result<std::set<std::string>> windows_of_week(Desk& desk, const store::WindowView& window) {
    const auto week = rules::local_week(Timestamp::from_ms(window.window.cut_off_ms()), TRY(time_zone_of(desk)));
    std::set<std::string> ids{window.id};
    for (const auto& view : TRY(desk.device.order_windows()))
        if (week.holds(Timestamp::from_ms(view.window.cut_off_ms()))) ids.insert(view.id);
    for (const auto& view : TRY(desk.session.vault->orders({0, kNewestOrders})).orders)
        if (week.holds(Timestamp::from_ms(view.order.cut_off_ms()))) ids.insert(view.order.window_id());
    return ids;
}

/// What one other order takes of the limits. `at_hub`: the hub's sum has it already, as it was.
Status add_order(Desk& desk, const store::OrderView& order, bool at_hub, CartState& state) {
    Cents& counted = state.allowance.counted;
    if (at_hub) counted = TRY(counted.minus(TRY(counted_at_hub(desk, order))));
    if (state.editing && order.id == state.editing->id) return {};
    for (const auto& one : TRY(bought_of(desk, order))) {
        if (!one.exempt) counted = TRY(counted.plus(one.cents));
        for (rules::Ordered* sum : {&state.allowance.by_item[one.item], &state.allowance.by_category[one.category]}) {
            sum->units += one.units;
            sum->cents = TRY(sum->cents.plus(one.cents));
        }
    }
    return {};
}

/// What other orders of the same week take of the limits: the hub's own sum, put right by what is queued here.
Status add_other_orders(Desk& desk, CartState& state) {
    if (!state.window) return {};
    const auto windows = TRY(windows_of_week(desk, *state.window));
    const bool known = state.standing && windows.contains(state.standing->window_id());
    Cents& counted = state.allowance.counted;
    counted = Cents::of(known ? state.standing->used_cents() : 0);
    for (const auto& window : windows)
        for (const auto& order : TRY(desk.session.vault->orders_of_window(window)))
            TRY(add_order(desk, order, known, state));
    // The hub's sum and its orders may come one after the other.
    counted = std::max(counted, Cents());
    return {};
}

int units_in(const std::optional<store::OrderView>& order, const std::string& item) {
    int units = 0;
    if (!order) return units;
    for (const auto& line : order->order.lines())
        if (line.item() == item) units += line.units();
    return units;
}

Result<std::vector<rules::WantedItem>> wanted_lines(Desk& desk, CartState& state) {
    std::vector<rules::WantedItem> out;
    for (const auto& line : state.kept.lines()) {
        state.items.push_back(TRY(desk.device.item(line.item())));
        const auto& item = state.items.back();
        if (!item) {
            rules::WantedItem gone;
            gone.code = line.item();
            gone.units = line.units();
            gone.stock = 0;
            out.push_back(std::move(gone));
            continue;
        }
        out.push_back(wanted_of(*item, line.units()));
        // What its own order holds is there for it.
        if (out.back().stock >= 0) out.back().stock += units_in(state.editing, line.item());
        state.prices_changed = state.prices_changed || item->price_cents() != line.price_cents();
    }
    return out;
}

/// Of a unit where the resident lived before: this terminal does not hear of its windows, but the order knows its own.
store::WindowView window_of_order(const wire::Order& order) {
    store::WindowView view;
    view.id = order.window_id();
    view.window.set_opens_ms(order.submitted_ms());
    view.window.set_cut_off_ms(order.cut_off_ms());
    view.window.set_delivery_ms(order.delivery_ms());
    return view;
}

/// Which order it edits, which window it is for, and how much money there is for it.
Status find_frame(Desk& desk, CartState& state) {
    const Timestamp now = desk.clock.now();
    state.left = TRY(money_left(desk));
    state.today = TRY(left_today(desk));
    if (state.kept.editing_order_id().empty()) {
        state.window = TRY(window_now(desk));
        state.window_open = state.window && is_open(*state.window, now);
        return {};
    }
    // A cart that was to change an order must never become a second one: when the order is closed, so is the cart.
    state.editing = TRY(desk.session.vault->order(TRY(OrderId::from_bytes(state.kept.editing_order_id()))));
    if (!state.editing) return {};
    state.window = TRY(window_by_id(desk, state.editing->order.window_id()));
    state.window_open = may_change(*state.editing, now) && (!state.window || is_open(*state.window, now));
    if (!state.window) state.window = window_of_order(state.editing->order);
    if (may_change(*state.editing, now))
        state.left = TRY(state.left.plus(Cents::of(state.editing->order.total_cents())));
    if (state.today) state.today = TRY(state.today->plus(Cents::of(state.editing->order.total_cents())));
    return {};
}

bool is_kept_line(const local::KeptCart::Line& line) {
    const bool code = !line.item().empty() && line.item().size() <= wire::kMaxCodeCharacters;
    return code && line.units() >= 1 && line.units() <= wire::kMaxUnitsOfItem && line.price_cents() >= 0 &&
           line.price_cents() <= kMaxCommandUnits && line.ByteSizeLong() <= kMaxKeptLineBytes;
}

}  // namespace

Result<local::KeptCart> read_cart(Desk& desk) {
    const auto draft = TRY(desk.session.vault->draft(std::string(store::kCartDraftKey)));
    local::KeptCart held;
    local::KeptCart out;
    // Written by a terminal of another version, or damaged: then there is no cart.
    if (!draft || !held.ParseFromString(draft->content)) return out;
    std::set<std::string> seen;
    for (const auto& line : held.lines())
        if (is_kept_line(line) && out.lines_size() < wire::kMaxOrderLines && seen.insert(line.item()).second)
            *out.add_lines() = line;
    if (held.editing_order_id().size() == kIdBytes && held.editing_revision() > 0) {
        out.set_editing_order_id(held.editing_order_id());
        out.set_editing_revision(held.editing_revision());
    }
    return out;
}

Status keep_cart(Desk& desk, const local::KeptCart& cart) {
    const bool empty = cart.lines().empty() && cart.editing_order_id().empty();
    TRY(desk.session.vault->save_draft(std::string(store::kCartDraftKey), empty ? "" : cart.SerializeAsString(),
                                       desk.clock.now()));
    if (!desk.session.draft_since) desk.session.draft_since = desk.clock.steady();
    return {};
}

Result<CartState> look_at_cart(Desk& desk) {
    CartState state;
    state.kept = TRY(read_cart(desk));
    TRY(find_frame(desk, state));
    state.standing = TRY(desk.session.vault->standing());
    state.allowance = allowance_of(state.standing, desk.clock.now());
    for (const auto& view : TRY(desk.device.categories())) {
        const auto& category = view.category;
        state.allowance.categories[category.code()] = {category.max_units(), Cents::of(category.max_cents())};
    }
    TRY(add_other_orders(desk, state));
    const auto lines = TRY(wanted_lines(desk, state));
    state.verdict = TRY(rules::judge_cart(lines, state.allowance, state.window_open, state.left, state.today));
    return state;
}

bool may_change(const store::OrderView& order, Timestamp now) {
    return order.state == "submitted" && order.waiting.empty() && now.ms() < order.order.cut_off_ms();
}

bool is_open(const store::WindowView& window, Timestamp now) {
    return rules::is_open(
        {Timestamp::from_ms(window.window.opens_ms()), Timestamp::from_ms(window.window.cut_off_ms())}, now);
}

Result<std::optional<store::WindowView>> window_now(Desk& desk) {
    auto windows = TRY(desk.device.order_windows());
    std::vector<rules::OpenHours> hours;
    for (const auto& view : windows)
        hours.push_back({Timestamp::from_ms(view.window.opens_ms()), Timestamp::from_ms(view.window.cut_off_ms())});
    const int found = rules::window_for(hours, desk.clock.now());
    if (found < 0) return std::optional<store::WindowView>();
    return std::optional(std::move(windows[static_cast<std::size_t>(found)]));
}

Result<std::optional<store::WindowView>> window_by_id(Desk& desk, const std::string& id) {
    auto windows = TRY(desk.device.order_windows());
    const auto found = std::find_if(windows.begin(), windows.end(), [&](const auto& view) { return view.id == id; });
    if (found == windows.end()) return std::optional<store::WindowView>();
    return std::optional(std::move(*found));
}

local::OrderWindow window_of(const store::WindowView& view) {
    local::OrderWindow window;
    window.set_id(view.id);
    window.set_opens_ms(view.window.opens_ms());
    window.set_cut_off_ms(view.window.cut_off_ms());
    window.set_delivery_ms(view.window.delivery_ms());
    return window;
}

bool barred_now(const wire::CommissaryStanding& standing, Timestamp now) {
    return standing.barred() && (standing.barred_until_ms() == 0 || standing.barred_until_ms() > now.ms());
}

rules::OrderAllowance allowance_of(const std::optional<wire::CommissaryStanding>& standing, Timestamp now) {
    rules::OrderAllowance out;
    out.limit = Cents::of(INT64_MAX);  // nothing is known of the person: the hub decides
    if (!standing) return out;
    out.limit = Cents::of(standing->limit_cents());
    out.barred_items = {standing->barred_items().begin(), standing->barred_items().end()};
    out.barred_categories = {standing->barred_categories().begin(), standing->barred_categories().end()};
    out.diets = {standing->diets().begin(), standing->diets().end()};
    out.barred = barred_now(*standing, now);
    return out;
}

rules::WantedItem wanted_of(const wire::CatalogItem& item, int units) {
    rules::WantedItem wanted;
    wanted.code = item.code();
    wanted.category = item.category();
    wanted.price = Cents::of(item.price_cents());
    wanted.units = units;
    wanted.max_units = item.max_units();
    wanted.stock = item.stock();
    wanted.exempt = item.exempt_from_limit();
    wanted.diets = {item.diets().begin(), item.diets().end()};
    return wanted;
}

local::Item item_of(const wire::CatalogItem& from, const rules::OrderAllowance& allowance, int in_cart) {
    local::Item item;
    item.set_code(from.code());
    item.set_category(from.category());
    copy_texts(from.name(), item.mutable_name());
    copy_texts(from.note(), item.mutable_note());
    *item.mutable_allergens() = from.allergens();
    item.set_price_cents(from.price_cents());
    item.set_max_units(from.max_units());
    item.set_stock(from.stock());
    if (from.has_picture() && !from.picture().sha256().empty()) *item.mutable_picture() = photo_of(from.picture());
    item.set_barred(rules::why_barred(wanted_of(from, 1), allowance));
    item.set_in_cart(in_cart);
    item.set_exempt_from_limit(from.exempt_from_limit());
    return item;
}

}  // namespace dayroom::agent
