#include "platform/facility/commissary/refunds.h"

namespace dayroom::facility {

Result<Cents> refunded_of(database::Connection& connection, const OrderId& order) {
    const auto found = TRY(connection.first(
        "SELECT f.cents FROM commissary_refund f JOIN commissary_order o ON o.no = f.ordered WHERE o.id = $1",
        [](const database::Row& row) { return row.cents(0); }, order));
    return found.value_or(Cents());
}

}  // namespace dayroom::facility
