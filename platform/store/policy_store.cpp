#include "platform/store/policy_store.h"

#include <algorithm>

#include "platform/wire/policy.h"

namespace dayroom::store {
namespace {

constexpr int kInForce = 1;
constexpr int kTrial = 2;

Error older() { return Error(ErrorCode::kConflict, "an older policy than the one in force", "policy_older"); }
Error differs() { return Error(ErrorCode::kConflict, "another policy has this version already", "policy_differs"); }

}  // namespace

Result<std::optional<PolicyStore::Kept>> PolicyStore::kept(int role, const crypto::Digest& digest) {
    return connection_.first(
        "SELECT version, digest FROM policy WHERE role=$1",
        [&](const database::Row& row) {
            const ByteView stored = row.bytes(1);
            return Kept{row.integer(0), std::equal(stored.begin(), stored.end(), digest.begin(), digest.end())};
        },
        role);
}

Status PolicyStore::keep(int role, const wire::PolicyBundle& bundle, const crypto::Digest& digest) {
    return connection_.run("INSERT OR REPLACE INTO policy VALUES($1,$2,$3,$4)", role, bundle.version(),
                           ByteView(digest), database::blob(wire::terminal_rules(bundle).SerializeAsString()));
}

Result<PolicyStore::Taken> PolicyStore::take(const wire::PolicyBundle& bundle, const crypto::Digest& digest) {
    auto transaction = TRY(database::Transaction::begin(connection_));
    const auto before = TRY(kept(kInForce, digest));
    if (before && bundle.version() < before->version) return older();
    if (before && bundle.version() == before->version) {
        if (!before->same) return differs();
        return Taken::kSame;
    }
    TRY(keep(kInForce, bundle, digest));
    TRY(connection_.run("DELETE FROM policy WHERE role=$1 AND version<=$2", kTrial, bundle.version()));
    TRY(transaction.commit());
    return Taken::kNew;
}

Result<PolicyStore::Taken> PolicyStore::try_out(const wire::PolicyBundle& bundle, const crypto::Digest& digest) {
    auto transaction = TRY(database::Transaction::begin(connection_));
    if (bundle.version() <= TRY(floor())) return older();
    const auto before = TRY(kept(kTrial, digest));
    if (before && before->version == bundle.version()) {
        if (!before->same) return differs();
        return Taken::kSame;
    }
    TRY(keep(kTrial, bundle, digest));
    TRY(transaction.commit());
    return Taken::kNew;
}

Result<bool> PolicyStore::drop_trial() {
    TRY(connection_.run("DELETE FROM policy WHERE role=$1", kTrial));
    return connection_.changes() > 0;
}

Result<std::optional<wire::PolicyBundle>> PolicyStore::rules() {
    std::optional<wire::PolicyBundle> found;
    TRY(connection_.each("SELECT rules FROM policy ORDER BY role DESC LIMIT 1",
                         [&](const database::Row& row) -> Status {
                             const ByteView bytes = row.bytes(0);
                             if (found.emplace().ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
                                 return {};
                             return Error(ErrorCode::kCorrupt, "the kept policy cannot be read");
                         }));
    return found;
}

Result<bool> PolicyStore::offers(std::string_view feature) {
    const auto counting = TRY(rules());
    if (!counting) return true;
    const auto unit = TRY(
        connection_.first("SELECT unit FROM enrolment", [](const database::Row& row) { return row.id<UnitId>(0); }));
    return !unit || wire::offers(*counting, *unit, feature);
}

Result<std::int64_t> PolicyStore::version() {
    return connection_.number("SELECT coalesce((SELECT version FROM policy ORDER BY role DESC LIMIT 1), 0)");
}

Result<std::int64_t> PolicyStore::floor() {
    return connection_.number("SELECT coalesce((SELECT version FROM policy WHERE role=$1), 0)", kInForce);
}

}  // namespace dayroom::store
