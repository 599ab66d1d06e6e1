// What a resident may order, and what they have ordered, as the terminal sees it.
#include "platform/facility/feed/order_week.h"
#include "platform/facility/feed/record_parts.h"
#include "platform/facility/feed/records.h"

namespace dayroom::facility {
namespace {

void add_codes(std::string_view lines, google::protobuf::RepeatedPtrField<std::string>& to) {
    for (std::string& code : split_lines(lines)) *to.Add() = std::move(code);
}

Status load_lines(database::Connection& connection, std::int64_t no, wire::Order& order) {
    return connection.each(
        "SELECT item, units, price_cents, name, delivered, short, refused, refunded FROM commissary_line "
        "WHERE ordered = $1 AND revision = $2 ORDER BY position",
        [&](const database::Row& row) -> Status {
            wire::OrderLine& line = *order.add_lines();
            const std::string_view name = as_text(row.bytes(3));
            if (!line.ParseFromArray(name.data(), static_cast<int>(name.size())))
                return Error(ErrorCode::kCorrupt, "a stored line of an order cannot be read");
            line.set_item(row.string(0));
            line.set_units(row.small(1));
            line.set_price_cents(row.integer(2));
            // What was found missing later was not delivered.
            line.set_delivered(row.small(4) - row.small(7));
            line.set_short_(row.small(5) + row.small(7));
            line.set_refused(row.small(6));
            return {};
        },
        no, order.revision());
}

}  // namespace

Result<std::optional<wire::Order>> load_order(database::Connection& connection, const ThingId& id) {
    std::optional<wire::Order> order;
    std::int64_t no = 0;
    TRY(connection.each(
        "SELECT o.no, o.window_id, o.state, o.total_cents, o.charged_cents, o.given_back_cents, o.receipt_code, "
        "o.submitted_ms, o.changed_ms, w.cut_off_ms, w.delivery_ms, o.handed_over_ms, o.reason, o.revision, "
        "coalesce(r.cents, 0) FROM commissary_order o JOIN order_window w ON w.id = o.window_id "
        "LEFT JOIN commissary_refund r ON r.ordered = o.no WHERE o.id = $1",
        [&](const database::Row& row) {
            no = row.integer(0);
            wire::Order& out = order.emplace();
            out.set_window_id(row.id<ThingId>(1).raw());
            out.set_state(static_cast<wire::Order::State>(row.integer(2)));
            out.set_total_cents(row.integer(3));
            out.set_charged_cents(row.integer(4) - row.integer(14));
            out.set_given_back_cents(row.integer(5) + row.integer(14));
            out.set_receipt_code(row.string(6));
            out.set_submitted_ms(row.integer(7));
            out.set_changed_ms(row.integer(8));
            out.set_cut_off_ms(row.integer(9));
            out.set_delivery_ms(row.integer(10));
            out.set_handed_over_ms(row.integer(11));
            out.set_reason(row.string(12));
            out.set_revision(row.small(13));
        },
        id));
    if (order) TRY(load_lines(connection, no, *order));
    return order;
}

Result<std::optional<ThingId>> window_of_resident(database::Connection& connection, const ResidentId& id,
                                                  Timestamp now) {
    return connection.first(
        "SELECT w.id FROM order_window w JOIN resident r ON r.id = $1 WHERE w.state < 3 AND w.cut_off_ms > $2 "
        "AND (w.unit IS NULL OR w.unit = r.unit) ORDER BY w.opens_ms LIMIT 1",
        [](const database::Row& row) { return row.id<ThingId>(0); }, id, now);
}

Result<std::optional<wire::CommissaryStanding>> load_standing(database::Connection& connection, const ResidentId& id,
                                                              Timestamp now) {
    std::optional<wire::CommissaryStanding> standing;
    TRY(connection.each(
        "SELECT c.code, c.limit_cents, p.barred_items, p.barred_categories, p.diets, p.barred, p.barred_until_ms "
        "FROM resident r LEFT JOIN commissary_resident p ON p.resident = r.id LEFT JOIN spending_class c "
        "ON c.code = coalesce(p.class, (SELECT code FROM spending_class WHERE is_default = 1)) WHERE r.id = $1",
        [&](const database::Row& row) {
            wire::CommissaryStanding& out = standing.emplace();
            out.set_spending_class(row.string(0));
            out.set_limit_cents(row.is_null(1) ? 0 : row.integer(1));
            add_codes(row.text(2), *out.mutable_barred_items());
            add_codes(row.text(3), *out.mutable_barred_categories());
            add_codes(row.text(4), *out.mutable_diets());
            const std::int64_t until = row.is_null(6) ? 0 : row.integer(6);
            out.set_barred(!row.is_null(5) && row.flag(5) && (until == 0 || until > now.ms()));
            if (out.barred()) out.set_barred_until_ms(until);
        },
        id));
    if (!standing) return standing;
    const auto window = TRY(window_of_resident(connection, id, now));
    if (!window) return standing;
    standing->set_window_id(window->raw());
    const rules::LocalWeek week = TRY(week_of_window(connection, *window));
    standing->set_used_cents(TRY(connection.number(
        "SELECT coalesce(sum(counted_cents), 0) FROM commissary_order WHERE resident = $1 AND state <> 4 AND window_id "
        "IN (SELECT id FROM order_window WHERE cut_off_ms >= $2 AND cut_off_ms < $3)",
        id, week.begin, week.end)));
    return standing;
}

}  // namespace dayroom::facility
