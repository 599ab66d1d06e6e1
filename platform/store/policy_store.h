// The signed policy that this terminal goes by, in device.db: the one in force, and one that is tried out here. What is
// taken was opened against the facility's root before. Nothing below the one in force is ever taken: what was in force
// once is the floor. Part of the device store, with its lock; every change is one transaction.
#pragma once

#include <optional>
#include <string_view>

#include "platform/base/result.h"
#include "platform/crypto/hash.h"
#include "platform/database/connection.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::store {

class PolicyStore {
public:
    explicit PolicyStore(database::Connection& connection) : connection_(connection) {}

    enum class Taken { kNew, kSame };
    /// It is in force from now on; one that was tried out is forgotten, unless it is newer. kConflict: "policy_older",
    /// or another of the same version ("policy_differs").
    Result<Taken> take(const wire::PolicyBundle& bundle, const crypto::Digest& digest);
    /// It is tried out: it counts instead of the one in force until that is taken again, or another. kConflict as
    /// take(); also when it is the one in force.
    Result<Taken> try_out(const wire::PolicyBundle& bundle, const crypto::Digest& digest);
    /// The one in force counts again. Whether there was one to drop.
    Result<bool> drop_trial();

    /// What counts here: the one that is tried out, else the one in force; without what the hub alone needs.
    Result<std::optional<wire::PolicyBundle>> rules();
    /// Whether what counts offers `feature` in the unit where this terminal stands (wire/policy.h).
    Result<bool> offers(std::string_view feature);
    /// Of what counts; 0: none.
    Result<std::int64_t> version();
    /// Of the one in force: nothing older is taken; 0: none was yet.
    Result<std::int64_t> floor();

private:
    struct Kept {
        std::int64_t version = 0;
        bool same = false;
    };
    Result<std::optional<Kept>> kept(int role, const crypto::Digest& digest);
    Status keep(int role, const wire::PolicyBundle& bundle, const crypto::Digest& digest);
    database::Connection& connection_;
};

}  // namespace dayroom::store
