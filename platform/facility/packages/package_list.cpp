#include "platform/facility/packages/package_list.h"

#include <algorithm>

namespace dayroom::facility {

Result<std::vector<ListedPackage>> list_packages(database::Connection& connection, int limit, int offset) {
    std::vector<ListedPackage> all;
    TRY(connection.each(
        "SELECT m.id, m.sent, m.resident, r.number, m.facility, coalesce(f.name, ''), m.at_ms, m.cents FROM ("
        "SELECT s.id, 1 AS sent, s.resident, s.facility, s.at_ms, coalesce(p.cents, 0) AS cents FROM package_sent s "
        "LEFT JOIN pay_out p ON p.id = s.id UNION ALL "
        "SELECT id, 0, resident, facility, at_ms, cents FROM package_taken) m "
        "JOIN resident r ON r.id = m.resident LEFT JOIN facility_root f ON f.facility = m.facility "
        "ORDER BY m.at_ms DESC, m.id LIMIT $1 OFFSET $2",
        [&](const database::Row& row) {
            all.push_back({row.id<PackageId>(0), row.flag(1), row.id<ResidentId>(2), row.string(3),
                           row.id<FacilityId>(4), row.string(5), row.time(6), row.cents(7)});
        },
        std::clamp(limit, 1, kPackagePage), std::max(offset, 0)));
    return all;
}

Result<std::optional<std::string>> sent_package(database::Connection& connection, const PackageId& id) {
    return connection.first(
        "SELECT body FROM package_sent WHERE id = $1", [](const database::Row& row) { return row.string(0); }, id);
}

}  // namespace dayroom::facility
