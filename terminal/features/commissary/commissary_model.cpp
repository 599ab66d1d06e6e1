#include "terminal/features/commissary/commissary_model.h"

#include <algorithm>

#include "platform/base/bytes.h"
#include "platform/money/money.h"
#include "terminal/features/base/local_text.h"
#include "terminal/features/base/nonce.h"

namespace dayroom::features {
namespace {

std::string money(std::int64_t cents) { return format_money(Cents::of(cents)); }

/// What a terminal shows of prices and units is bounded: a broken number is shown as none.
std::int64_t times(std::int64_t cents, std::int64_t units) {
    const bool sane = cents >= 0 && cents <= kMaxCommandUnits && units >= 0 && units <= kMostUnits;
    return sane ? cents * units : 0;
}

std::string when(std::int64_t ms, const ui::Texts& t, Timestamp now) { return t.moment(Timestamp::from_ms(ms), now); }
std::string day(std::int64_t ms, const ui::Texts& t, Timestamp now) { return t.date(Timestamp::from_ms(ms), now); }

std::string until_words(const char* key, const local::OrderWindow& window, const ui::Texts& t, Timestamp now) {
    return t(key, {{"when", when(window.cut_off_ms(), t, now)}, {"day", day(window.delivery_ms(), t, now)}});
}

struct StateLook {
    std::string_view state;
    std::string_view icon;
};
constexpr StateLook kStates[] = {{"queued", "cloud-off"}, {"submitted", "circle-check"},
                                 {"picked", "package"},   {"delivered", "package-check"},
                                 {"cancelled", "undo-2"}, {"refused", "circle-alert"}};

std::string state_key(const local::Order& order) {
    return order.waiting().empty() ? order.state() : "waiting_" + order.waiting();
}

std::string came_words(const local::OrderLine& line, const ui::Texts& t) {
    std::string words;
    if (line.delivered() > 0) add_sentence(words, t("commissary.came", {{"count", line.delivered()}}));
    if (line.short_() > 0) add_sentence(words, t("commissary.short", {{"count", line.short_()}}));
    if (line.refused() > 0) add_sentence(words, t("commissary.not_taken", {{"count", line.refused()}}));
    return words;
}

}  // namespace

std::string window_words(const local::OrderWindow& window, bool open, const ui::Texts& t, Timestamp now) {
    if (window.id().empty()) return t("commissary.no_window");
    // Of an order that was being changed until it was picked: nothing opens any more.
    if (!open && window.opens_ms() <= now.ms()) return cart_refusal("window_closed", t);
    if (!open) return t("commissary.opens", {{"when", when(window.opens_ms(), t, now)}});
    return until_words("commissary.open_until", window, t, now);
}

namespace {

std::string limit_words(const local::Commissary& shop, const ui::Texts& t, Timestamp now) {
    if (!shop.has_limit_cents()) return t("commissary.limit_unknown");
    if (shop.limit_cents() == 0) return t("commissary.limit_none");
    if (shop.window().id().empty()) return t("commissary.limit_week", {{"limit", money(shop.limit_cents())}});
    const std::int64_t left = std::max<std::int64_t>(0, shop.limit_cents() - shop.used_cents());
    // An order counts in the week of its cut-off, which may be the next one.
    return t("commissary.limit_left", {{"left", money(left)},
                                       {"day", day(shop.window().cut_off_ms(), t, now)},
                                       {"limit", money(shop.limit_cents())}});
}

}  // namespace

ShopModel make_shop(const local::Commissary& shop, const ui::Texts& t, Timestamp now) {
    ShopModel model;
    model.window = window_words(shop.window(), shop.window_open(), t, now);
    model.limit = limit_words(shop, t, now);
    if (shop.barred()) {
        model.barred = shop.barred_until_ms() > 0
                           ? t("commissary.barred_until", {{"day", day(shop.barred_until_ms(), t, now)}})
                           : t("commissary.barred");
    }
    model.cart = t("commissary.cart_count", {{"count", shop.cart_units()}});
    if (shop.cart_units() > 0) model.cart_total = money(shop.cart_cents());
    for (const auto& category : shop.categories()) {
        const std::string name = pick(category.name(), t.language());
        if (category.items() > 0)
            model.categories.push_back({category.code(),
                                        t("commissary.category", {{"name", name.empty() ? category.code() : name},
                                                                  {"count", category.items()}}),
                                        shelf_icon(category.code())});
    }
    return model;
}

std::string cart_refusal(const std::string& code, const ui::Texts& t) {
    if (code.empty()) return {};
    const std::string own = "commissary.refusal." + code;
    return t.has(own) ? t(own) : t.of_code("problem.", code, "problem.refused");
}

CartModel make_cart(const local::Cart& cart, const ui::Texts& t, Timestamp now) {
    CartModel model;
    for (const auto& line : cart.lines()) {
        ItemCard card = make_item(line.item(), line.units(), t);
        card.about = t("commissary.each", {{"count", line.units()}, {"price", money(line.price_cents())}});
        if (line.old_price_cents() > 0 && line.old_price_cents() != line.price_cents())
            add_sentence(card.about, t("commissary.was", {{"price", money(line.old_price_cents())}}));
        card.price = money(times(line.price_cents(), line.units()));
        if (!line.problem().empty()) card.problem = cart_refusal(line.problem(), t);
        card.can_add = card.can_add && line.problem() != "not_sold";
        model.lines.push_back(std::move(card));
    }
    model.empty = model.lines.empty();
    model.total = money(cart.total_cents());
    model.editing = !cart.editing_order_id().empty();
    if (!model.empty) model.refusal = cart_refusal(cart.refusal_code(), t);
    if (cart.prices_changed()) model.changed = t("commissary.prices_changed");
    const bool open = cart.refusal_code() != "window_closed";
    if (!model.editing) model.window = window_words(cart.window(), open, t, now);
    if (model.editing && open) model.window = until_words("commissary.changing_until", cart.window(), t, now);
    if (cart.has_limit_cents()) {
        const std::int64_t left = cart.limit_cents() - cart.used_cents() - cart.counted_cents();
        model.facts.emplace_back(t("commissary.limit_after"), money(std::max<std::int64_t>(0, left)));
    }
    model.facts.emplace_back(t("money.spendable"), money(cart.spendable_cents()));
    return model;
}

OrderQuestion ask_order(const local::Cart& cart, bool online, const ui::Texts& t, Timestamp now) {
    OrderQuestion question;
    const bool editing = !cart.editing_order_id().empty();
    question.title = t(editing ? "commissary.ask_change" : "commissary.ask_order");
    question.text = t("commissary.ask_text", {{"when", when(cart.window().cut_off_ms(), t, now)}});
    if (!online) question.text += " " + t("form.confirm_offline");
    int units = 0;
    for (const auto& line : cart.lines()) units += line.units();
    question.facts.emplace_back(t("commissary.things"), std::to_string(units));
    question.facts.emplace_back(t("form.confirm_price_label"), money(cart.total_cents()));
    question.facts.emplace_back(t("form.confirm_now_label"), money(cart.spendable_cents()));
    question.facts.emplace_back(t("form.confirm_after_label"), money(cart.spendable_cents() - cart.total_cents()));
    question.facts.emplace_back(t("commissary.delivery"), day(cart.window().delivery_ms(), t, now));
    return question;
}

local::SubmitOrder make_order(const local::Cart& cart, std::string nonce) {
    local::SubmitOrder order;
    order.set_window_id(cart.window().id());
    order.set_total_seen_cents(cart.total_cents());
    order.set_nonce(std::move(nonce));
    return order;
}

std::string order_draft(const local::Cart& cart, const std::string& nonce) {
    local::SubmitRequest draft;
    const auto put = [&](const std::string& field, const std::string& value) {
        auto& answer = *draft.add_answers();
        answer.set_field(field);
        answer.set_value(value);
    };
    draft.set_nonce(nonce);
    draft.set_form_id(cart.window().id());
    draft.set_price_seen_cents(cart.total_cents());
    put({}, to_hex(as_bytes(cart.editing_order_id())));  // no item is without a code
    for (const auto& line : cart.lines())
        put(line.item().code(), std::to_string(line.units()) + " × " + std::to_string(line.price_cents()));
    return draft.SerializeAsString();
}

std::optional<local::SubmitRequest> read_order_draft(const std::string& content) {
    local::SubmitRequest draft;
    if (content.empty() || !draft.ParseFromString(content) || draft.nonce().size() != kNonceBytes) return std::nullopt;
    return draft;
}

bool same_order(const local::SubmitRequest& earlier, const local::Cart& cart) {
    return earlier.SerializeAsString() == order_draft(cart, earlier.nonce());
}

OrderRow make_order_row(const local::Order& order, const ui::Texts& t, Timestamp now) {
    OrderRow row;
    row.id = order.id();
    row.title = t("commissary.order_of", {{"day", day(order.submitted_ms(), t, now)}});
    row.state = t.of_code("commissary.state.", state_key(order), "commissary.state.submitted");
    const auto look = std::find_if(std::begin(kStates), std::end(kStates),
                                   [&](const StateLook& known) { return known.state == order.state(); });
    row.icon = std::string(look == std::end(kStates) ? "package" : look->icon);
    const bool over = order.state() == "delivered";
    row.total = money(over ? order.charged_cents() : order.total_cents());
    row.good = over || order.state() == "picked";
    row.bad = order.state() == "refused";
    return row;
}

OrderModel make_order_detail(const local::Order& order, const ui::Texts& t, Timestamp now) {
    OrderModel model;
    model.row = make_order_row(order, t, now);
    model.receipt_code = order.receipt_code();
    model.means = order.state() == "refused" && !order.refusal_code().empty()
                      ? cart_refusal(order.refusal_code(), t)
                      : t.of_code("commissary.means.", state_key(order), "commissary.means.submitted");
    if (!order.reason().empty()) model.means += " " + t("commissary.reason", {{"reason", order.reason()}});
    model.facts.emplace_back(t("commissary.total"), money(order.total_cents()));
    if (order.handed_over_ms() > 0) {
        model.facts.emplace_back(t("commissary.charged"), money(order.charged_cents()));
        model.facts.emplace_back(t("commissary.handed_over"), when(order.handed_over_ms(), t, now));
    }
    if (order.given_back_cents() > 0)
        model.facts.emplace_back(t("commissary.given_back"), money(order.given_back_cents()));
    if (order.handed_over_ms() == 0 && order.delivery_ms() > 0)
        model.facts.emplace_back(t("commissary.delivery"), day(order.delivery_ms(), t, now));
    if (order.may_change()) model.facts.emplace_back(t("commissary.change_until"), when(order.cut_off_ms(), t, now));
    if (order.state() == "queued" && order.cut_off_ms() > 0)
        model.facts.emplace_back(t("commissary.must_arrive"), when(order.cut_off_ms(), t, now));
    for (const auto& line : order.lines()) {
        OrderLineModel& shown = model.lines.emplace_back();
        shown.item = line.item();
        shown.name = item_name(line.name(), line.item(), t);
        shown.about = t("commissary.each", {{"count", line.units()}, {"price", money(line.price_cents())}});
        shown.total = money(times(line.price_cents(), line.units()));
        shown.came = came_words(line, t);
        shown.in_bag = std::clamp(line.units() - line.short_(), 0, kMostUnits);
    }
    return model;
}

}  // namespace dayroom::features
