// All orders of one window for a vendor, in the published format docs/formats/dayroom-orders-1.schema.json, and as a
// table.
#pragma once

#include <map>

#include <nlohmann/json.hpp>

#include "platform/facility/commissary/commissary.h"

namespace dayroom::facility {

inline constexpr const char* kOrdersFormat = "dayroom-orders-1";

struct OrderExport {
    StoredWindow window;
    std::vector<OrderSummary> orders;          // to be picked, or picked
    std::map<UnitId, std::string> unit_names;  // of every unit
};
Result<OrderExport> read_order_export(database::Connection& connection, Orders& orders, const OrderWindowId& window);
nlohmann::json order_document(const OrderExport& all, const FacilityId& facility, Timestamp at);
/// A row a line of an order, with a head.
std::string order_table(const OrderExport& all);
/// Units of each item in these orders without what is short, and how many orders hold it.
nlohmann::json totals_view(const std::vector<OrderSummary>& orders);

}  // namespace dayroom::facility
