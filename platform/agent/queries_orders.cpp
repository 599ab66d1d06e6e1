// Orders: submitting what the cart holds, changing, cancelling, and accepting the bag.
#include <algorithm>
#include <set>

#include "platform/agent/cart.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

bool may_cancel(const store::OrderView& view, Timestamp now) {
    if (!view.waiting.empty()) return false;
    return view.state == "queued" || may_change(view, now);
}

bool refused_at_once(const store::OrderView& view) { return view.state == "refused" && !view.refusal_code.empty(); }

bool may_accept(const store::OrderView& view) { return view.state == "picked" && view.waiting.empty(); }

Result<local::OrderLine> order_line(Desk& desk, const wire::OrderLine& from) {
    local::OrderLine line;
    line.set_item(from.item());
    copy_texts(from.name(), line.mutable_name());
    if (from.name().empty())
        if (const auto item = TRY(desk.device.item(from.item()))) copy_texts(item->name(), line.mutable_name());
    line.set_units(from.units());
    line.set_price_cents(from.price_cents());
    line.set_delivered(from.delivered());
    line.set_short_(from.short_());
    line.set_refused(from.refused());
    return line;
}

wire::OrderLine wanted_line(const wire::SubmitOrder::Line& from) {
    wire::OrderLine line;
    line.set_item(from.item());
    line.set_units(from.units());
    line.set_price_cents(from.price_seen_cents());
    return line;
}

Result<local::Order> order_of(Desk& desk, const store::OrderView& view) {
    const auto& from = view.order;
    const Timestamp now = desk.clock.now();
    local::Order order;
    order.set_id(view.id.raw());
    order.set_state(view.state);
    if (view.wanted) {
        for (const auto& line : view.wanted->lines()) *order.add_lines() = TRY(order_line(desk, wanted_line(line)));
    } else {
        for (const auto& line : from.lines()) *order.add_lines() = TRY(order_line(desk, line));
    }
    order.set_total_cents(view.wanted ? view.wanted->total_seen_cents() : from.total_cents());
    order.set_charged_cents(from.charged_cents());
    order.set_given_back_cents(from.given_back_cents());
    order.set_receipt_code(from.receipt_code());
    order.set_submitted_ms(from.submitted_ms());
    order.set_cut_off_ms(from.cut_off_ms());
    order.set_delivery_ms(from.delivery_ms());
    if (from.cut_off_ms() == 0) {
        if (const auto window = TRY(window_by_id(desk, from.window_id()))) {
            order.set_cut_off_ms(window->window.cut_off_ms());
            order.set_delivery_ms(window->window.delivery_ms());
        }
    }
    order.set_handed_over_ms(from.handed_over_ms());
    order.set_reason(from.reason());
    order.set_refusal_code(view.refusal_code);
    order.set_may_change(may_change(view, now));
    order.set_may_accept(may_accept(view));
    order.set_waiting(view.waiting);
    order.set_may_cancel(may_cancel(view, now) || refused_at_once(view));
    return order;
}

Error refused_cart(const std::string& code) {
    const ErrorCode kind = code == "insufficient_funds" ? ErrorCode::kInsufficientFunds
                           : code == "spend_brake"      ? ErrorCode::kDenied
                                                        : ErrorCode::kConflict;
    return Error(kind, "the cart cannot be submitted", code);
}

/// kConflict with the cart's own code; "price_changed": the total is another than the one that was seen.
Status check_submittable(Desk& desk, const CartState& state, const local::SubmitOrder& query) {
    if (!state.verdict.refusal.empty()) return refused_cart(state.verdict.refusal);
    if (state.window->id != query.window_id()) return refused_cart("window_closed");
    if (state.verdict.total.units() != query.total_seen_cents()) return refused_cart("price_changed");
    TRY(PositiveCents::from(state.verdict.total));  // what is held is above zero
    const Cents held = Cents::of(state.editing ? state.editing->order.total_cents() : 0);
    const Cents more = TRY(state.verdict.total.minus(held));
    return more > Cents() ? check_spending(desk, more) : Status();
}

wire::SubmitOrder order_command(Desk& desk, const CartState& state) {
    wire::SubmitOrder submit;
    submit.set_order_id(state.editing ? state.editing->id.raw() : OrderId::make(desk.clock, desk.random).raw());
    submit.set_window_id(state.window->id);
    for (int at = 0; at < state.kept.lines_size(); ++at) {
        auto& line = *submit.add_lines();
        line.set_item(state.kept.lines(at).item());
        line.set_units(state.kept.lines(at).units());
        line.set_price_seen_cents(state.items[static_cast<std::size_t>(at)]->price_cents());
    }
    submit.set_total_seen_cents(state.verdict.total.units());
    // What was written down on paper goes on being true when the order is changed.
    const bool known = state.editing && !state.editing->order.receipt_code().empty();
    submit.set_receipt_code(known ? state.editing->order.receipt_code() : rules::make_receipt_code(desk.random));
    submit.set_replaces_revision(state.editing ? state.kept.editing_revision() : 0);
    return submit;
}

Result<store::OrderView> order_by_id(Desk& desk, const std::string& id) {
    auto found = TRY(desk.session.vault->order(TRY(OrderId::from_bytes(id))));
    if (!found) return Error(ErrorCode::kNotFound, "no such order of this resident");
    return std::move(*found);
}

Error closed_order(const store::OrderView& view) {
    if (!view.waiting.empty()) return Error(ErrorCode::kConflict, "a change of this order is on its way");
    const bool late = view.state == "submitted" || view.state == "picked";
    return refusal(ErrorCode::kConflict, late ? "too_late" : "already_decided", "the order is closed");
}

}  // namespace

Answer answer_submit_order(Desk& desk, const local::SubmitOrder& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) {
        const auto& submit = before->submit_order();
        const bool same = before->has_submit_order() && submit.window_id() == query.window_id() &&
                          submit.total_seen_cents() == query.total_seen_cents();
        if (!same) return Error(ErrorCode::kConflict, "this nonce was used for something else");
        return submitted(desk, submit.order_id(), submit.receipt_code());
    }
    const CartState state = TRY(look_at_cart(desk));
    TRY(check_submittable(desk, state, query));
    const Cents held = Cents::of(state.editing ? state.editing->order.total_cents() : 0);
    store::Intent intent;
    intent.command = new_command(desk);
    *intent.command.mutable_submit_order() = order_command(desk, state);
    intent.reserved = std::max(TRY(state.verdict.total.minus(held)), Cents());
    intent.nonce = to_bytes(query.nonce());
    intent.draft_key = std::string(store::kCartDraftKey);
    intent.command_names_draft = false;
    const auto saved = TRY(queue_command(desk, intent));
    // The order is safe: what cannot be queued now of the cart's end is tried again.
    if (!send_drafts(desk).ok()) desk.session.draft_since = desk.clock.steady();
    return submitted(desk, saved.submit_order().order_id(), saved.submit_order().receipt_code());
}

Answer answer_orders(Desk& desk, const local::GetOrders& query) {
    local::ToTerminal answer;
    auto& list = *answer.mutable_orders();
    if (!query.id().empty()) {
        *list.add_orders() = TRY(order_of(desk, TRY(order_by_id(desk, query.id()))));
        list.set_total(1);
    } else {
        const auto found = TRY(desk.session.vault->orders(page_of(query.page())));
        for (const auto& view : found.orders) *list.add_orders() = TRY(order_of(desk, view));
        list.set_total(found.total);
    }
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).commissary());
    return answer;
}

Answer answer_cancel_order(Desk& desk, const local::CancelOrder& query) {
    const auto view = TRY(order_by_id(desk, query.order_id()));
    if (refused_at_once(view)) {
        TRY(desk.session.vault->drop_refused_order(view.id));
        return done();
    }
    if (view.waiting == "cancel") return done();
    if (!may_cancel(view, desk.clock.now())) return closed_order(view);
    TRY(check_room(desk));
    // First the wish, durably: whatever ends the program now, what was sent is also cancelled.
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_cancel_order()->set_order_id(query.order_id());
    const auto saved = TRY(desk.session.vault->save_intent(intent));
    const bool never_left =
        view.state == "queued" && TRY(take_back(desk, query.order_id(), wire::Command::kSubmitOrder));
    if (never_left) {
        TRY(desk.session.vault->cancel_order_here(view.id, desk.clock.now()));
    } else {
        TRY(put_into_outbox(desk, saved));
    }
    return done();
}

Result<store::Intent> delivery_intent(Desk& desk, const local::AcceptDelivery& query) {
    const auto view = TRY(order_by_id(desk, query.order_id()));
    if (!may_accept(view)) return refusal(ErrorCode::kConflict, "not_picked", "there is no bag to accept");
    store::Intent intent;
    intent.command = new_command(desk);
    auto& accept = *intent.command.mutable_accept_delivery();
    accept.set_order_id(query.order_id());
    std::set<std::string> seen;
    for (const auto& refused : query.refused()) {
        const auto& lines = view.order.lines();
        const auto line =
            std::find_if(lines.begin(), lines.end(), [&](const auto& each) { return each.item() == refused.item(); });
        if (line == lines.end() || !seen.insert(refused.item()).second || refused.units() < 1 ||
            refused.units() > line->units() - line->short_())
            return Error(ErrorCode::kInvalid, "refused is what is not in the bag");
        auto& added = *accept.add_refused();
        added.set_item(refused.item());
        added.set_units(refused.units());
    }
    return intent;
}

}  // namespace dayroom::agent
