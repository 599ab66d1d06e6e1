// Accounts that go to another facility, and come from one.
//
// Sending is a pay-out (leaving/pay_out.h) to the other facility: debts of the release policy first, the rest leaves
// the books to payable/other_facility, credits are used up, and obligations of courts become inactive here, because
// they go on there. The package says exactly what left. Taking it in brings the same amounts from
// receivable/other_facility, once for ever: its id is that of the transfer, and the ledger refuses a second.
//
// Writes: the writer thread. Errors: those of pay-outs and packages; kNotFound "not_pinned"; kDenied
// "untrusted_facility", "not_for_us"; kConflict "imported_before", "amounts_differ", "number_taken"; kTooLarge
// for what no hub would take.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/facility/leaving/leaving.h"
#include "platform/facility/leaving/pay_out.h"
#include "platform/facility/packages/package.h"

namespace dayroom::facility {

inline constexpr const char* kReceivableFacility = "receivable/other_facility";

/// By what the hub signs.
struct PackageSigner {
    const crypto::SigningKey& key;
    wire::KeyCertificate certificate;
};
struct TakenPackage {
    ResidentId resident;
    Cents cents;
    Credits credits;
    std::size_t obligations = 0;
};

class PackageTransfers {
public:
    /// All outlive it; it keeps nothing of its own.
    PackageTransfers(Ledger& ledger, Obligations& obligations, Residents& residents, Leaving& leaving)
        : ledger_(ledger), obligations_(obligations), residents_(residents), leaving_(leaving) {}

    /// The file. `expected`: as in PayOutOrder.
    Result<std::string> send(Work& work, const ResidentId& resident, const FacilityId& to, const PackageSigner& signer,
                             std::optional<Cents> expected = {});

    struct Checked {
        AccountPackage package;
        bool taken = false;  // before
    };
    /// Believed, and for `us`.
    Result<Checked> check(database::Connection& connection, std::string_view file, const FacilityId& us, Timestamp now);
    /// A new resident with `number`, or whoever had it and left.
    Result<TakenPackage> take(Work& work, std::string_view file, const UnitId& unit, const std::string& number);

private:
    Result<AccountPackage> describe(Work& work, const ResidentId& resident);
    Status hand_over(Work& work, const ResidentId& resident, const AccountPackage& package);
    Result<ResidentId> arrive(Work& work, const AccountPackage& package, const UnitId& unit, const std::string& number);
    Status book(Work& work, const AccountPackage& package, const ResidentId& resident);
    Ledger& ledger_;
    Obligations& obligations_;
    Residents& residents_;
    Leaving& leaving_;
};

}  // namespace dayroom::facility
