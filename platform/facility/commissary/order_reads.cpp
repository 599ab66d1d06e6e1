#include <algorithm>

#include "platform/facility/commissary/stored.h"
#include "platform/facility/feed/records.h"

namespace dayroom::facility {
namespace {

constexpr const char* kSummarySql =
    "SELECT o.id, o.resident, r.number, r.unit, r.language FROM commissary_order o JOIN resident r ON r.id = "
    "o.resident ";

template <typename... Values>
Result<std::vector<OrderSummary>> select_orders(database::Connection& connection, const std::string& where,
                                                const Values&... values) {
    std::vector<OrderSummary> all;
    TRY(connection.each(
        kSummarySql + where,
        [&](const database::Row& row) {
            OrderSummary& out = all.emplace_back();
            out.id = row.id<OrderId>(0);
            out.resident = row.id<ResidentId>(1);
            out.resident_number = row.string(2);
            out.unit = row.id<UnitId>(3);
            out.language = row.string(4);
        },
        values...));
    for (OrderSummary& out : all) {
        auto order = TRY(load_order(connection, thing(out.id)));
        if (!order) return Error(ErrorCode::kCorrupt, "an order without its window");
        out.order = std::move(*order);
    }
    return all;
}

}  // namespace

Result<std::optional<Orders::Stored>> Orders::find_stored(Work& work, const OrderId& id) {
    auto found = TRY(work.db().first(
        "SELECT no, resident, window_id, state, revision, hold, total_cents, charged_cents, receipt_code "
        "FROM commissary_order WHERE id = $1",
        [&](const database::Row& row) {
            Stored out;
            out.no = row.integer(0);
            out.id = id;
            out.resident = row.id<ResidentId>(1);
            out.window = row.id<OrderWindowId>(2);
            out.state = static_cast<wire::Order::State>(row.integer(3));
            out.revision = row.small(4);
            out.hold = row.id<TransferId>(5);
            out.total = row.cents(6);
            out.charged = row.cents(7);
            out.receipt_code = row.string(8);
            return out;
        },
        id));
    if (!found) return found;
    TRY(work.db().each(
        "SELECT position, item, units, price_cents, reserved, delivered, short, refused, refunded "
        "FROM commissary_line WHERE ordered = $1 AND revision = $2 ORDER BY position",
        [&](const database::Row& row) {
            found->lines.push_back({row.small(0), row.string(1), row.small(2), row.cents(3), row.flag(4), row.small(5),
                                    row.small(6), row.small(7), row.small(8)});
        },
        found->no, found->revision));
    return found;
}

Result<Orders::Stored> Orders::load(Work& work, const OrderId& id) {
    auto found = TRY(find_stored(work, id));
    if (!found) return Error(ErrorCode::kNotFound, "no such order");
    return std::move(*found);
}

Result<Orders::Stored> Orders::load_own(Work& work, const ResidentId& resident, const OrderId& id) {
    auto found = TRY(find_stored(work, id));
    if (!found || found->resident != resident) return Error(ErrorCode::kNotFound, "no such order");
    return std::move(*found);
}

Result<std::vector<OrderId>> Orders::ids(Work& work, const std::string& where, const database::Value& value,
                                         int limit) {
    std::vector<OrderId> all;
    TRY(work.db().each(
        "SELECT id FROM commissary_order WHERE state IN (1, 2) AND " + where + " ORDER BY no LIMIT $2",
        [&](const database::Row& row) { all.push_back(row.id<OrderId>(0)); }, value, limit));
    return all;
}

Result<std::optional<OrderSummary>> Orders::find(database::Connection& connection, const OrderId& id) {
    auto found = TRY(select_orders(connection, "WHERE o.id = $1", id));
    if (found.empty()) return std::optional<OrderSummary>();
    return std::optional(std::move(found.front()));
}

Result<std::vector<OrderSummary>> Orders::list(database::Connection& connection, const OrderFilter& filter) {
    std::optional<int> state;
    if (filter.state) state = *filter.state;
    return select_orders(
        connection,
        "WHERE ($1 IS NULL OR o.window_id = $1) AND ($2 IS NULL OR o.resident = $2) AND ($3 IS NULL OR r.unit = $3) "
        "AND ($4 IS NULL OR o.state = $4) AND ($5 = '' OR o.receipt_code = $5) ORDER BY o.no DESC LIMIT $6 OFFSET $7",
        filter.window, filter.resident, filter.unit, state, filter.receipt_code,
        std::clamp(filter.limit, 1, kOrderPage), std::max(filter.offset, 0));
}

Result<std::vector<OrderSummary>> Orders::pick_list(database::Connection& connection, const OrderWindowId& window,
                                                    const std::optional<UnitId>& unit) {
    return select_orders(connection,
                         "JOIN housing_unit u ON u.id = r.unit WHERE o.window_id = $1 AND o.state IN (1, 2) AND ($2 IS "
                         "NULL OR r.unit = $2) ORDER BY u.name, r.number, o.no",
                         window, unit);
}

}  // namespace dayroom::facility
