#include "platform/facility/commissary/orders.h"

#include "platform/facility/commissary/catalog.h"
#include "platform/facility/commissary/order_windows.h"
#include "platform/facility/commissary/standings.h"
#include "platform/facility/commissary/stored.h"
#include "platform/facility/feed/decline.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility {
namespace {

Error closed() { return Error(ErrorCode::kConflict, "orders are not taken now", decline::kWindowClosed); }

/// `has_order`: this person ordered in it while they lived there, and may change that until its cut-off wherever they
/// live now.
Result<StoredWindow> open_window(Work& work, const ResidentId& resident, const OrderWindowId& id, bool has_order) {
    const auto window = TRY(OrderWindows::find(work.db(), id));
    if (!window || !is_open(*window, work.now())) return closed();
    if (!window->unit || has_order) return *window;
    const std::int64_t lives_there =
        TRY(work.db().number("SELECT count(*) FROM resident WHERE id = $1 AND unit = $2", resident, *window->unit));
    if (lives_there != 1) return closed();
    return *window;
}

/// The hold is one transfer a command: the order's newest revision has it.
Reason reason_of(const std::string& receipt_code) {
    return {TransferKind::kCommissary, "commissary", receipt_code, {}};
}

}  // namespace

// What is sold, at the hub's prices; another price than the one seen is declined before anything else is looked at.
Result<Orders::Wanted> Orders::want(Work& work, const ResidentId& resident, const wire::SubmitOrder& body) {
    Wanted wanted;
    bool same_prices = true;
    for (const wire::SubmitOrder::Line& line : body.lines()) {
        const auto found = TRY(Catalog::find(work.db(), line.item()));
        if (!found || !found->active) return Error(ErrorCode::kConflict, "no longer sold", decline::kOutOfStock);
        const wire::CatalogItem& item = found->item;
        same_prices = same_prices && item.price_cents() == line.price_seen_cents();
        wanted.lines.push_back({item.code(),
                                item.category(),
                                Cents::of(item.price_cents()),
                                line.units(),
                                item.max_units(),
                                item.stock(),
                                item.exempt_from_limit(),
                                {item.diets().begin(), item.diets().end()}});
        wire::OrderLine name;
        *name.mutable_name() = item.name();
        wanted.names.push_back(name.SerializeAsString());
    }
    const OrderId id = TRY(OrderId::from_bytes(std::string_view(body.order_id())));
    const OrderWindowId window = TRY(OrderWindowId::from_bytes(std::string_view(body.window_id())));
    const rules::OrderAllowance allowance = TRY(Standings::allowance(work, resident, window, id));
    const rules::OrderVerdict verdict = TRY(rules::judge_order(wanted.lines, allowance));
    if (!same_prices || verdict.total.units() != body.total_seen_cents())
        return Error(ErrorCode::kConflict, "another price than the one seen", decline::kPriceChanged);
    if (verdict.refusal != rules::OrderRefusal::kNone)
        return Error(ErrorCode::kConflict, "not allowed: " + verdict.item, rules::code_of(verdict.refusal));
    wanted.total = verdict.total;
    wanted.counted = verdict.counted;
    return wanted;
}

Status Orders::submit(Work& work, const ResidentId& resident, const CommandId& command, const wire::SubmitOrder& body,
                      Timestamp made) {
    const OrderId id = TRY(OrderId::from_bytes(std::string_view(body.order_id())));
    if (!rules::is_receipt_code(body.receipt_code())) return Error(ErrorCode::kInvalid, "not a receipt code");
    const auto before = TRY(find_stored(work, id));
    if (before && before->resident != resident) return Error(ErrorCode::kNotFound, "no such order");
    if (before && body.replaces_revision() == 0)
        return Error(ErrorCode::kConflict, "an order with this id is here already");
    if (!before && body.replaces_revision() != 0) return Error(ErrorCode::kNotFound, "no such order");
    const OrderWindowId named = TRY(OrderWindowId::from_bytes(std::string_view(body.window_id())));
    const StoredWindow window = TRY(open_window(work, resident, named, before && before->window == named));
    if (before) {
        if (before->state != wire::Order::SUBMITTED)
            return Error(ErrorCode::kConflict, "this order has ended", decline::kAlreadyDecided);
        if (before->revision != body.replaces_revision() || before->window != window.id)
            return Error(ErrorCode::kConflict, "another revision than the one replaced", decline::kOrderChanged);
        TRY(take_back(work, *before));
    }
    Wanted wanted = TRY(want(work, resident, body));
    const auto hold = id_as<TransferId>(command);
    TRY(ledger_.hold(
        work,
        {hold, resident, TRY(PositiveCents::from(wanted.total)), kCommissaryAccount, reason_of(body.receipt_code())},
        window.times.delivery + kOrderHoldTime));
    std::int64_t no = before ? before->no : 0;
    const int revision = before ? before->revision + 1 : 1;
    if (before) {
        TRY(
            work.db().run("INSERT INTO commissary_replaced (ordered, revision, hold, total_cents, at_ms) "
                          "VALUES ($1, $2, $3, $4, $5)",
                          no, before->revision, before->hold, before->total, work.now()));
        TRY(
            work.db().run("UPDATE commissary_order SET revision = $2, hold = $3, total_cents = $4, counted_cents = $5, "
                          "receipt_code = $6, changed_ms = $7 WHERE no = $1",
                          no, revision, hold, wanted.total, wanted.counted, body.receipt_code(), work.now()));
    } else {
        TRY(
            work.db().run("INSERT INTO commissary_order (id, resident, window_id, state, revision, hold, total_cents, "
                          "counted_cents, receipt_code, submitted_ms) VALUES ($1, $2, $3, 1, 1, $4, $5, $6, $7, $8)",
                          id, resident, window.id, hold, wanted.total, wanted.counted, body.receipt_code(),
                          std::min(made, work.now())));
        no = work.db().inserted();
    }
    TRY(write_lines(work, no, revision, wanted));
    work.touch(Scope::resident(resident), RecordKind::kOrder, id);
    Standings::touch(work, resident);
    return work.audit(record::Event::kOrderSubmitted, id, before ? "replaced" : "new");
}

/// Takes the stock, and keeps what was ordered.
Status Orders::write_lines(Work& work, std::int64_t no, int revision, Wanted& wanted) {
    for (std::size_t at = 0; at < wanted.lines.size(); ++at) {
        const rules::WantedItem& line = wanted.lines[at];
        const Catalog::Taken taken = TRY(Catalog::take(work, line.code, line.units));
        TRY(
            work.db().run("INSERT INTO commissary_line (ordered, revision, position, item, category, units, "
                          "price_cents, exempt, reserved, name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                          no, revision, static_cast<int>(at) + 1, line.code, line.category, line.units, line.price,
                          line.exempt, taken.reserved, database::blob(wanted.names[at])));
    }
    return {};
}

/// Releases the money, and gives the stock back.
Status Orders::take_back(Work& work, const Stored& order) {
    // A hold that has run out all the same has released its money already.
    if (TRY(ledger_.find_hold(work.db(), order.hold)).state == HoldState::kOpen)
        TRY(ledger_.void_hold(work, order.hold));
    for (const Stored::Line& line : order.lines) {
        // What is short was not there to be given back.
        if (line.reserved && line.units > line.missing)
            TRY(Catalog::give_back(work, line.item, line.units - line.missing));
    }
    return {};
}

Status Orders::end(Work& work, const Stored& order, wire::Order::State state, std::string_view reason) {
    TRY(take_back(work, order));
    TRY(
        work.db().run("UPDATE commissary_order SET state = $2, reason = $3, changed_ms = $4, charged_cents = 0, "
                      "given_back_cents = total_cents WHERE no = $1 AND state < 3",
                      order.no, static_cast<int>(state), reason, work.now()));
    if (work.db().changes() != 1) return Error(ErrorCode::kConflict, "this order has ended", decline::kAlreadyDecided);
    tell(work, order);
    return work.audit(record::Event::kOrderCancelled, order.id);
}

Status Orders::cancel(Work& work, const ResidentId& resident, const OrderId& id) {
    const Stored order = TRY(load_own(work, resident, id));
    if (!order.is_open()) return Error(ErrorCode::kConflict, "this order has ended", decline::kAlreadyDecided);
    const auto window = TRY(OrderWindows::find(work.db(), order.window));
    const bool too_late = !window || is_cut_off(*window, work.now()) || order.state != wire::Order::SUBMITTED;
    if (too_late) return closed();
    return end(work, order, wire::Order::CANCELLED, {});
}

Status Orders::resident_left(Work& work, const ResidentId& resident) {
    for (const OrderId& id : TRY(ids(work, "resident = $1", resident, INT32_MAX)))
        TRY(end(work, TRY(load(work, id)), wire::Order::CANCELLED, kReasonReleased));
    return {};
}

Result<int> Orders::tick(Work& work, int limit) {
    const auto undelivered =
        TRY(ids(work, "window_id IN (SELECT id FROM order_window WHERE state = 3 AND delivery_ms < $1)",
                work.now() - kUndeliveredTime, limit));
    for (const OrderId& id : undelivered)
        TRY(end(work, TRY(load(work, id)), wire::Order::CANCELLED, kReasonNotDelivered));
    TRY(
        work.db().run("UPDATE order_window SET state = 4 WHERE state = 3 AND delivery_ms < $1 AND NOT EXISTS (SELECT 1 "
                      "FROM commissary_order o WHERE o.window_id = order_window.id AND o.state IN (1, 2))",
                      work.now() - kUndeliveredTime));
    return static_cast<int>(undelivered.size());
}

}  // namespace dayroom::facility
