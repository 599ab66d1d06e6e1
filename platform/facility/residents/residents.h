// The people of the facility: who is here, in which unit, with which vault. Names stay in hub.db and in vaults; logs
// carry ids.
//
// Writes: the writer thread. Errors: kNotFound; kConflict for a number that somebody has; kInvalid, kTooLarge for
// fields.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/keys.h"
#include "platform/crypto/password.h"
#include "platform/facility/ledger/ledger.h"

namespace dayroom::facility {

inline constexpr int kResidentPage = 200;  // rows of one list

struct NewResident {
    std::string number;  // as printed on the ID card: letters, digits, '-'
    std::string given_name;
    std::string family_name;
    UnitId unit;
    std::string language;  // BCP 47; empty: not chosen yet
};

struct StoredResident {
    ResidentId id;
    std::string number;
    std::string given_name;
    std::string family_name;
    UnitId unit;
    bool here = true;  // false: released
    std::string language;
    bool has_pin = false;
    bool must_change_pin = true;
    Timestamp locked_until;
    Timestamp last_sign_in;
    std::string last_sign_in_place;
};

struct ResidentFilter {
    std::optional<UnitId> unit;
    std::string search;  // beginning of number, given or family name; empty: all
    bool with_released = false;
    int limit = 100;  // at most kResidentPage
    int offset = 0;
};

class Residents {
public:
    explicit Residents(Ledger& ledger) : ledger_(ledger) {}

    /// A new person with a vault key of their own and four empty accounts. No PIN yet: nobody can sign in as them.
    Status add(Work& work, const ResidentId& id, const NewResident& resident);
    /// To another unit: leaves the roster of the old one, whose terminals then destroy the vault.
    Status move(Work& work, const ResidentId& id, const UnitId& unit);
    /// The person leaves the facility: off the roster, sessions end, no sign-in; what they were writing is destroyed,
    /// and open orders are cancelled. The ledger and the record stay. What else waits for them ends by
    /// facility/leaving.
    Status release(Work& work, const ResidentId& id);
    /// A new booking of somebody who left, into `unit`: on its roster, with the record and the accounts that they had.
    /// The PIN that they had counts no more, and lock-outs end. Accounts that a pay-out closed stay closed:
    /// Leaving::come_back calls this and opens them. kNotFound; kConflict "is_here".
    Status come_back(Work& work, const ResidentId& id, const UnitId& unit);
    /// `hash`: of hash_pin(). Ends every lock-out. `must_change`: it is a one-time PIN.
    Status set_pin(Work& work, const ResidentId& id, const std::string& hash, bool must_change);

    Result<std::optional<StoredResident>> find(database::Connection& connection, const ResidentId& id);
    Result<std::optional<StoredResident>> find_by_number(database::Connection& connection, std::string_view number);
    /// By family name, given name, number.
    Result<std::vector<StoredResident>> list(database::Connection& connection, const ResidentFilter& filter);

private:
    Ledger& ledger_;
};

/// What the vault key gives: the pair that envelopes are sealed to.
Result<crypto::BoxPublic> vault_public_key(const Secret& vault_key);

/// Argon2id as a string. `cost`: the default for real PINs; sample data may use a cheap one.
Result<std::string> hash_pin(ByteView pin, const crypto::ArgonCost& cost = {});

}  // namespace dayroom::facility
