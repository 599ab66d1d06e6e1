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
    PackageTransfers(Ledger& ledger, Obligations& obligations, Residents& residents, Leaving& leaving,
                     PayOuts& pay_outs)
        : ledger_(ledger), obligations_(obligations), residents_(residents), leaving_(leaving), pay_outs_(pay_outs) {}

    /// Pays the account out to the facility `to`, whose root must be pinned; the file for it, which is kept too.
    /// `expected`: as in PayOutOrder.
    Result<std::string> send(Work& work, const ResidentId& resident, const FacilityId& to, const PackageSigner& signer,
                             std::optional<Cents> expected = {});

    struct Checked {
        AccountPackage package;
        bool taken = false;  // before
    };
    /// What take() would take in, changing nothing: a package of a facility whose root is pinned, signed by its hub,
    /// unchanged, and for `us`. A package that was taken in before is no error here: `taken` says so. Whether its
    /// number is free here, and whether the accounts have room, only take() finds out.
    static Result<Checked> check(database::Connection& connection, std::string_view file, const FacilityId& us,
                                 Timestamp now);
    /// check(), and then all of it in the commit of `work`: into the accounts of a new resident with `number` in
    /// `unit`, or of whoever had that number and left. What the accounts hold afterwards is compared with the package.
    Result<TakenPackage> take(Work& work, std::string_view file, const UnitId& unit, const std::string& number);
    /// Puts on record that take() refused a package because of who sent it (kDenied): in a commit of its own.
    static Status note_refusal(Work& work, const Error& error);

private:
    Result<AccountPackage> describe(Work& work, const ResidentId& resident);
    Status hand_over(Work& work, const ResidentId& resident, const AccountPackage& package);
    Result<ResidentId> arrive(Work& work, const AccountPackage& package, const UnitId& unit, const std::string& number);
    Status book(Work& work, const AccountPackage& package, const ResidentId& resident);
    Ledger& ledger_;
    Obligations& obligations_;
    Residents& residents_;
    Leaving& leaving_;
    PayOuts& pay_outs_;
};

}  // namespace dayroom::facility
