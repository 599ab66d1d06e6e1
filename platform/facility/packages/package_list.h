// Packages that were sent and taken in, for staff; and one that was sent again as it was signed, for whoever lost the
// file. Reads, on any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/packages/package.h"

namespace dayroom::facility {

inline constexpr int kPackagePage = 200;

struct ListedPackage {
    PackageId id;
    bool sent = false;  // else taken in
    ResidentId resident;
    std::string resident_number;
    FacilityId facility;        // the other one
    std::string facility_name;  // empty: its root is pinned no more
    Timestamp at;
    Cents cents;
};
/// Newest first. `limit`: 1 to kPackagePage.
Result<std::vector<ListedPackage>> list_packages(database::Connection& connection, int limit, int offset);
/// The file that was sent; nothing when no such package was.
Result<std::optional<std::string>> sent_package(database::Connection& connection, const PackageId& id);

}  // namespace dayroom::facility
