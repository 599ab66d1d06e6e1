#include "platform/facility/feed/order_week.h"

#include "platform/facility/feed/facility_record.h"

namespace dayroom::facility {

Result<rules::LocalWeek> order_week(database::Connection& connection, Timestamp at) {
    return rules::local_week(at, TRY(read_facility(connection)).time_zone());
}

Result<rules::LocalWeek> week_of_window(database::Connection& connection, const ThingId& window) {
    const auto cut_off = TRY(connection.first(
        "SELECT cut_off_ms FROM order_window WHERE id = $1", [](const database::Row& row) { return row.time(0); },
        window));
    if (!cut_off) return Error(ErrorCode::kNotFound, "no such order window");
    return order_week(connection, *cut_off);
}

}  // namespace dayroom::facility
