#include "platform/facility/feed/facility_record.h"

#include <optional>

namespace dayroom::facility {

Result<std::string> unit_name(database::Connection& connection, const UnitId& unit) {
    std::string name;
    TRY(connection.each(
        "SELECT name FROM housing_unit WHERE id = $1", [&](const database::Row& row) { name = row.string(0); }, unit));
    return name;
}

Result<wire::Facility> read_facility(database::Connection& connection) {
    std::optional<wire::Facility> facility;
    TRY(connection.each("SELECT body FROM facility WHERE one = 1", [&](const database::Row& row) -> Status {
        const ByteView body = row.bytes(0);
        if (!facility.emplace().ParseFromArray(body.data(), static_cast<int>(body.size()))) {
            return Error(ErrorCode::kCorrupt, "the facility's record cannot be read");
        }
        return {};
    }));
    if (!facility) return Error(ErrorCode::kNotFound, "this database holds no facility");
    return std::move(*facility);
}

}  // namespace dayroom::facility
