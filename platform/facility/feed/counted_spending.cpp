#include "platform/facility/feed/counted_spending.h"

namespace dayroom::facility {

Result<CountedSpending> read_counted_spending(database::Connection& connection, const ResidentId& resident,
                                              Timestamp now) {
    const auto found = TRY(connection.first(
        "SELECT f.daily_brake, coalesce(b.chosen, 0), coalesce(b.next, 0), coalesce(b.next_from_ms, 0), "
        "coalesce(b.counted_from_ms, 0), coalesce(b.day_ends_ms, 0), coalesce(b.spent, 0) "
        "FROM facility f LEFT JOIN spend_brake b ON b.resident = $1 WHERE f.one = 1",
        [](const database::Row& row) {
            return CountedSpending{row.integer(0), row.integer(1), row.integer(2), row.time(3),
                                   row.time(4),    row.time(5),    row.integer(6)};
        },
        resident));
    CountedSpending brake = found.value_or(CountedSpending());
    if (brake.next_from.is_set() && brake.next_from <= now) {
        brake.chosen = brake.next;
        brake.next = 0;
        brake.next_from = {};
    }
    if (brake.day_ends <= now) brake.spent = 0;
    return brake;
}

}  // namespace dayroom::facility
