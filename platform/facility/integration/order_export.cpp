#include "platform/facility/integration/order_export.h"

#include "platform/base/csv.h"
#include "platform/facility/integration/commissary_view.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

json order_view(const OrderExport& all, const OrderSummary& summary) {
    json lines = json::array();
    for (const wire::OrderLine& line : summary.order.lines()) {
        lines.push_back({{"item", line.item()},
                         {"name", english_of(line.name())},
                         {"units", line.units()},
                         {"short", line.short_()},
                         {"price_cents", line.price_cents()}});
    }
    return {{"order_id", summary.id.to_string()},         {"receipt_code", summary.order.receipt_code()},
            {"revision", summary.order.revision()},       {"resident_number", summary.resident_number},
            {"unit", all.unit_names.at(summary.unit)},    {"submitted_ms", summary.order.submitted_ms()},
            {"total_cents", summary.order.total_cents()}, {"lines", lines}};
}

}  // namespace

Result<OrderExport> read_order_export(database::Connection& connection, Orders& orders, const OrderWindowId& id) {
    const auto window = TRY(OrderWindows::find(connection, id));
    if (!window) return Error(ErrorCode::kNotFound, "There is no such order window.");
    OrderExport all;
    all.window = *window;
    all.orders = TRY(orders.pick_list(connection, id, {}));
    TRY(connection.each("SELECT id, name FROM housing_unit",
                        [&](const database::Row& row) { all.unit_names[row.id<UnitId>(0)] = row.string(1); }));
    return all;
}

json totals_view(const std::vector<OrderSummary>& orders) {
    struct Total {
        std::string name;
        std::int64_t units = 0;
        int orders = 0;
    };
    std::map<std::string, Total> totals;
    for (const OrderSummary& summary : orders) {
        for (const wire::OrderLine& line : summary.order.lines()) {
            Total& total = totals[line.item()];
            total.name = english_of(line.name());
            total.units += line.units() - line.short_();
            ++total.orders;
        }
    }
    json list = json::array();
    for (const auto& [item, total] : totals)
        list.push_back({{"item", item}, {"name", total.name}, {"units", total.units}, {"orders", total.orders}});
    return list;
}

json order_document(const OrderExport& all, const FacilityId& facility, Timestamp at) {
    json orders = json::array();
    std::int64_t cents = 0;
    for (const OrderSummary& summary : all.orders) {
        orders.push_back(order_view(all, summary));
        cents += summary.order.total_cents();
    }
    return {{"format", kOrdersFormat},
            {"facility_id", facility.to_string()},
            {"exported_ms", at.ms()},
            {"window",
             {{"id", all.window.id.to_string()},
              {"opens_ms", all.window.times.opens.ms()},
              {"cut_off_ms", all.window.times.cut_off.ms()},
              {"delivery_ms", all.window.times.delivery.ms()}}},
            {"orders", orders},
            {"totals", {{"orders", all.orders.size()}, {"cents", cents}, {"items", totals_view(all.orders)}}}};
}

std::string order_table(const OrderExport& all) {
    std::string table = csv_row({"unit", "resident_number", "receipt_code", "order_id", "revision", "item", "name",
                                 "units", "short", "price_cents"});
    for (const OrderSummary& summary : all.orders) {
        for (const wire::OrderLine& line : summary.order.lines()) {
            table += csv_row({all.unit_names.at(summary.unit), summary.resident_number, summary.order.receipt_code(),
                              summary.id.to_string(), std::to_string(summary.order.revision()), line.item(),
                              english_of(line.name()), std::to_string(line.units()), std::to_string(line.short_()),
                              std::to_string(line.price_cents())});
        }
    }
    return table;
}

}  // namespace dayroom::facility
