// An account on its way to another facility, as a file: docs/formats/dayroom-transfer-1.schema.json. The payload is
// JSON, signed as it was written by the hub's signing key, with the certificate by which the facility root vouches for
// that key. Nothing here touches a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/keys.h"
#include "platform/facility/packages/facility_roots.h"
#include "platform/money/money.h"

namespace dayroom::facility {

using PackageId = Id<struct PackageTag>;

inline constexpr const char* kTransferFormat = "dayroom-transfer-1";
inline constexpr std::size_t kMaxPackageBytes = 64 * 1024;
inline constexpr std::size_t kMaxPackageObligations = 200;
inline constexpr std::size_t kMaxPackageLegalBasis = 400;  // code points

struct PackageObligation {
    std::string code;
    std::string legal_basis;
    Cents owed;
};
struct PackageRecords {  // what the other facility keeps, in numbers
    std::int64_t deposits = 0;
    Cents deposited;
    std::int64_t orders = 0;
    std::int64_t requests = 0;
    std::int64_t messages = 0;
};
struct AccountPackage {
    PackageId id;
    Timestamp made;
    FacilityId from;
    std::string from_name;
    FacilityId to;
    std::string number;  // of the resident there
    std::string given_name;
    std::string family_name;
    std::string language;
    Cents spendable;
    Cents savings;
    Cents phone;
    Credits credits;
    std::vector<PackageObligation> obligations;
    PackageRecords records;

    /// kTooLarge past 64 bits.
    Result<Cents> cents() const { return TRY(spendable.plus(savings)).plus(phone); }
};

/// The file. `certificate`: of `key`, by the facility root.
std::string write_package(const AccountPackage& package, const crypto::SigningKey& key,
                          const wire::KeyCertificate& certificate);
/// Who says to have sent it: not believed yet. kInvalid when it is no package.
Result<FacilityId> sender_of(std::string_view file);
/// kInvalid, kTooLarge: it is no package, or one of its values may not be; kUnauthenticated "bad_signature": not signed
/// by a hub that `root` vouches for now, or changed since.
Result<AccountPackage> read_package(std::string_view file, const FacilityRoot& root, Timestamp now);

}  // namespace dayroom::facility
