// From the cut-off to the bag: picked, handed over, and what was found missing later.
#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/facility/commissary/catalog.h"
#include "platform/facility/commissary/order_windows.h"
#include "platform/facility/commissary/standings.h"
#include "platform/facility/commissary/stored.h"
#include "platform/facility/feed/decline.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Status check_reason(std::string_view reason) {
    if (!reason.empty() && utf8::sanitize(reason, wire::kMaxLineCharacters) == reason) return {};
    return Error(ErrorCode::kInvalid, "a reason is 1 to 400 plain characters");
}

Error ended() { return Error(ErrorCode::kConflict, "this order has ended", decline::kAlreadyDecided); }
Error not_delivered() { return Error(ErrorCode::kConflict, "more than was in the bag", decline::kNotDelivered); }

}  // namespace

Result<std::map<std::string, int>> units_by_item(const std::vector<ItemUnits>& units) {
    std::map<std::string, int> all;
    for (const auto& [item, count] : units) {
        if (count < 1 || !all.emplace(item, count).second)
            return Error(ErrorCode::kInvalid, "each item once, with one unit or more");
    }
    return all;
}

Status Orders::pick(Work& work, const OrderId& id, const std::vector<ItemUnits>& missing) {
    const Stored order = TRY(load(work, id));
    if (!order.is_open()) return ended();
    const auto window = TRY(OrderWindows::find(work.db(), order.window));
    if (!window || !is_cut_off(*window, work.now()))
        return Error(ErrorCode::kConflict, "the cut-off is not over: the order may still change");
    auto left = TRY(units_by_item(missing));
    for (const Stored::Line& line : order.lines) {
        const auto found = left.find(line.item);
        const int units = found == left.end() ? 0 : found->second;
        if (units > line.units) return not_delivered();
        if (found != left.end()) left.erase(found);
        TRY(
            work.db().run("UPDATE commissary_line SET short = $4 WHERE ordered = $1 AND revision = $2 AND position = "
                          "$3",
                          order.no, order.revision, line.position, units));
    }
    if (!left.empty()) return not_delivered();
    TRY(work.db().run("UPDATE commissary_order SET state = 2, changed_ms = $2 WHERE no = $1", order.no, work.now()));
    work.touch(Scope::resident(order.resident), RecordKind::kOrder, order.id);
    return work.audit(record::Event::kOrderPicked, order.id, missing.empty() ? "" : "short");
}

Result<int> Orders::pick_all(Work& work, const OrderWindowId& window, const std::optional<UnitId>& unit) {
    int picked = 0;
    for (const OrderSummary& order : TRY(pick_list(work.db(), window, unit))) {
        if (order.order.state() != wire::Order::SUBMITTED) continue;
        TRY(pick(work, order.id, {}));
        ++picked;
    }
    return picked;
}

Status Orders::accept(Work& work, const ResidentId& resident, const OrderId& id,
                      const std::vector<ItemUnits>& refused) {
    return deliver(work, TRY(load_own(work, resident, id)), refused, Signature::kPin);
}

Status Orders::hand_over(Work& work, const OrderId& id, const std::vector<ItemUnits>& refused) {
    return deliver(work, TRY(load(work, id)), refused, Signature::kPaper);
}

Status Orders::deliver(Work& work, Stored order, const std::vector<ItemUnits>& refused, Signature signature) {
    if (!order.is_open()) return ended();
    if (order.state != wire::Order::PICKED)
        return Error(ErrorCode::kConflict, "staff have not picked it", decline::kNotPicked);
    auto left = TRY(units_by_item(refused));
    Cents due;
    for (Stored::Line& line : order.lines) {
        if (const auto found = left.find(line.item); found != left.end()) {
            line.refused = found->second;
            left.erase(found);
        }
        line.delivered = line.units - line.missing - line.refused;
        if (line.delivered < 0) return not_delivered();
        due = TRY(due.plus(TRY(line.price.times(line.delivered))));
        TRY(
            work.db().run("UPDATE commissary_line SET delivered = $4, refused = $5 WHERE ordered = $1 AND revision = "
                          "$2 AND position = $3",
                          order.no, order.revision, line.position, line.delivered, line.refused));
    }
    if (!left.empty()) return not_delivered();
    return charge(work, order, due.units(), signature);
}

// Exactly what was handed over; nothing at all is no charge.
Status Orders::charge(Work& work, const Stored& order, std::int64_t cents, Signature signature) {
    if (cents == 0) {
        const bool was_refused = std::any_of(order.lines.begin(), order.lines.end(),
                                             [](const Stored::Line& line) { return line.refused > 0; });
        TRY(end(work, order, was_refused ? wire::Order::REFUSED : wire::Order::CANCELLED,
                was_refused ? "" : kReasonShort));
    } else {
        TRY(ledger_.post_part(work, order.hold, cents));
        for (const Stored::Line& line : order.lines) {
            if (line.reserved && line.refused > 0) TRY(Catalog::give_back(work, line.item, line.refused));
        }
    }
    TRY(work.db().run(
        "UPDATE commissary_order SET state = CASE WHEN state < 3 THEN 3 ELSE state END, charged_cents = $2, "
        "given_back_cents = total_cents - $2, handed_over_ms = $3, signed = $4, signed_by = $5 WHERE no = $1",
        order.no, cents, work.now(), static_cast<int>(signature), work.actor().staff_id()));
    tell(work, order);
    return work.audit(record::Event::kOrderHandedOver, order.id, signature == Signature::kPin ? "pin" : "signature");
}

Status Orders::cancel_by_staff(Work& work, const OrderId& id, std::string_view reason) {
    TRY(check_reason(reason));
    const Stored order = TRY(load(work, id));
    if (!order.is_open()) return ended();
    return end(work, order, wire::Order::CANCELLED, reason);
}

Result<Cents> Orders::refund(Work& work, const OrderId& id, const std::vector<ItemUnits>& units,
                             std::string_view reason) {
    TRY(check_reason(reason));
    const Stored order = TRY(load(work, id));
    if (order.state != wire::Order::DELIVERED)
        return Error(ErrorCode::kConflict, "nothing of this order was charged", decline::kNotDelivered);
    auto left = TRY(units_by_item(units));
    Cents back;
    for (const Stored::Line& line : order.lines) {
        const auto found = left.find(line.item);
        if (found == left.end()) continue;
        if (found->second > line.delivered - line.refunded) return not_delivered();
        back = TRY(back.plus(TRY(line.price.times(found->second))));
        TRY(
            work.db().run("UPDATE commissary_line SET refunded = refunded + $4 WHERE ordered = $1 AND revision = $2 "
                          "AND position = $3",
                          order.no, order.revision, line.position, found->second));
        left.erase(found);
    }
    if (!left.empty()) return not_delivered();
    const auto transfer = work.make_id<TransferId>();
    TRY(ledger_.give_back_part(work, transfer, order.hold, TRY(PositiveCents::from(back)),
                               {TransferKind::kRefund, "refund", order.receipt_code, {}}));
    TRY(
        work.db().run("INSERT INTO commissary_refund (ordered, transfer, cents, reason, by_id, at_ms) "
                      "VALUES ($1, $2, $3, $4, $5, $6)",
                      order.no, transfer, back, reason, work.actor().staff_id(), work.now()));
    tell(work, order);
    TRY(work.audit(record::Event::kOrderRefunded, order.id));
    return back;
}

void Orders::tell(Work& work, const Stored& order) {
    work.touch(Scope::resident(order.resident), RecordKind::kOrder, order.id);
    Standings::touch(work, order.resident);
}

}  // namespace dayroom::facility
