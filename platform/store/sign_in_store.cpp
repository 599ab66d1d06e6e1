#include "platform/store/sign_in_store.h"

#include "platform/crypto/secretbox.h"

namespace dayroom::store {
namespace {

constexpr std::int64_t kMaxLockoutRows = 5'000;  // numbers that nobody has are typed too

}  // namespace

Result<PinWrap> make_pin_wrap(const ResidentId& resident, ByteView pin, const Secret& vault_key,
                              const crypto::Salt& salt, const crypto::ArgonCost& cost) {
    const Secret key = TRY(crypto::derive_from_password(pin, salt, cost));
    return PinWrap{salt, cost, crypto::encrypt(key, vault_key.bytes(), resident.bytes())};
}

Status SignInStore::keep(const ResidentId& resident, const std::string& resident_number, const PinWrap& wrap,
                         Timestamp now) {
    auto transaction = TRY(database::Transaction::begin(connection_));
    TRY(connection_.run("DELETE FROM pin_wrap WHERE resident=$1 OR number=$2", resident, resident_number));
    TRY(connection_.run("INSERT INTO pin_wrap VALUES($1,$2,$3,$4,$5,$6,$7)", resident, resident_number, wrap.salt,
                        wrap.cost.memory_kib, wrap.cost.passes, wrap.wrapped, now));
    return transaction.commit();
}

Status SignInStore::wrap(const ResidentId& resident, const std::string& resident_number, ByteView pin,
                         const Secret& vault_key, const crypto::Salt& salt, const crypto::ArgonCost& cost,
                         Timestamp now) {
    return keep(resident, resident_number, TRY(make_pin_wrap(resident, pin, vault_key, salt, cost)), now);
}

Result<OpenedWrap> SignInStore::unwrap(const std::string& resident_number, ByteView pin) {
    struct WrapRow {
        ResidentId resident;
        crypto::Salt salt{};
        crypto::ArgonCost cost;
        Bytes wrapped;
    };
    auto row = TRY(connection_.first(
        "SELECT resident, salt, memory_kib, passes, wrapped FROM pin_wrap WHERE number=$1",
        [](const database::Row& found) {
            const ByteView wrapped = found.bytes(4);
            return WrapRow{found.id<ResidentId>(0),
                           found.array<crypto::kSaltBytes>(1),
                           {found.sequence(2), found.sequence(3)},
                           Bytes(wrapped.begin(), wrapped.end())};
        },
        resident_number));
    if (!row) return Error(ErrorCode::kNotFound, "nobody with this number has signed in here");
    const Secret key = TRY(crypto::derive_from_password(pin, row->salt, row->cost));
    auto vault_key = crypto::decrypt_secret(key, row->wrapped, row->resident.bytes());
    if (!vault_key.ok()) return Error(ErrorCode::kUnauthenticated, "wrong PIN", "wrong_pin");
    return OpenedWrap{row->resident, vault_key.take(), row->cost};
}

Result<bool> SignInStore::has_wrap(const ResidentId& resident) {
    return TRY(connection_.number("SELECT count(*) FROM pin_wrap WHERE resident=$1", resident)) > 0;
}

Result<std::optional<ResidentId>> SignInStore::resident_of(const std::string& resident_number) {
    return connection_.first(
        "SELECT resident FROM pin_wrap WHERE number=$1", [](const database::Row& row) { return row.id<ResidentId>(0); },
        resident_number);
}

Result<std::optional<std::string>> SignInStore::number_of(const ResidentId& resident) {
    return connection_.first(
        "SELECT number FROM pin_wrap WHERE resident=$1", [](const database::Row& row) { return row.string(0); },
        resident);
}

Status SignInStore::forget(const ResidentId& resident) {
    return connection_.run("DELETE FROM pin_wrap WHERE resident=$1", resident);
}

Result<rules::Lockout> SignInStore::lockout(const std::string& resident_number) {
    auto found = TRY(connection_.first(
        "SELECT failures, locks, locked_until_ms FROM lockout WHERE number=$1",
        [](const database::Row& row) {
            return rules::Lockout{row.small(0), row.small(1), row.time(2)};
        },
        resident_number));
    return found.value_or(rules::Lockout{});
}

Status SignInStore::check_allowed(const std::string& resident_number, Timestamp now) {
    if (rules::is_locked(TRY(lockout(resident_number)), now))
        return Error(ErrorCode::kLocked, "too many wrong PINs", "locked");
    return {};
}

Result<rules::Lockout> SignInStore::note_failure(const std::string& resident_number, const rules::LockoutPolicy& policy,
                                                 Timestamp now) {
    const rules::Lockout next = rules::after_failure(TRY(lockout(resident_number)), policy, now);
    if (TRY(connection_.number("SELECT count(*) FROM lockout")) >= kMaxLockoutRows)
        TRY(connection_.run("DELETE FROM lockout WHERE locked_until_ms < $1", now));
    TRY(connection_.run("INSERT OR REPLACE INTO lockout VALUES($1,$2,$3,$4)", resident_number, next.failures,
                        next.locks, next.locked_until));
    return next;
}

Status SignInStore::note_success(const std::string& resident_number) {
    return connection_.run("DELETE FROM lockout WHERE number=$1", resident_number);
}

}  // namespace dayroom::store
