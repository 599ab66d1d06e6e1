#include "platform/store/certificate_store.h"

namespace dayroom::store {
namespace {

constexpr int kWaitingRole = 1;
constexpr int kBeforeRole = 2;

Result<std::optional<crypto::CertifiedKey>> spare(database::Connection& connection, int role) {
    return connection.first(
        "SELECT pem, tls_key FROM spare_tls_key WHERE role=$1",
        [](const database::Row& row) {
            return crypto::CertifiedKey{row.string(0), Secret::copy_of(row.bytes(1))};
        },
        role);
}

}  // namespace

Result<crypto::CertifiedKey> CertificateStore::in_use() {
    auto pair = TRY(connection_.first("SELECT certificate_pem, tls_key FROM enrolment", [](const database::Row& row) {
        return crypto::CertifiedKey{row.string(0), Secret::copy_of(row.bytes(1))};
    }));
    if (!pair) return Error(ErrorCode::kNotFound, "this terminal is not enrolled");
    return std::move(*pair);
}

Status CertificateStore::save_waiting(const crypto::SigningRequest& waiting) {
    return connection_.run("INSERT OR REPLACE INTO spare_tls_key VALUES($1,$2,$3)", kWaitingRole, waiting.request_pem,
                           waiting.key_pem.bytes());
}

Result<std::optional<crypto::SigningRequest>> CertificateStore::waiting() {
    auto pair = TRY(spare(connection_, kWaitingRole));
    if (!pair) return std::optional<crypto::SigningRequest>();
    return std::optional(crypto::SigningRequest{std::move(pair->certificate_pem), std::move(pair->key_pem)});
}

Status CertificateStore::drop_waiting() {
    return connection_.run("DELETE FROM spare_tls_key WHERE role=$1", kWaitingRole);
}

Status CertificateStore::take_into_use(const std::string& certificate_pem) {
    auto transaction = TRY(database::Transaction::begin(connection_));
    TRY(connection_.run("INSERT OR REPLACE INTO spare_tls_key SELECT $1, certificate_pem, tls_key FROM enrolment",
                        kBeforeRole));
    TRY(connection_.run(
        "UPDATE enrolment SET certificate_pem=$1, tls_key=waiting.tls_key FROM spare_tls_key AS waiting "
        "WHERE waiting.role=$2",
        certificate_pem, kWaitingRole));
    if (connection_.changes() != 1) return Error(ErrorCode::kConflict, "no key waits for a certificate");
    TRY(drop_waiting());
    return transaction.commit();
}

Result<std::optional<crypto::CertifiedKey>> CertificateStore::before() { return spare(connection_, kBeforeRole); }

Status CertificateStore::take_back() {
    auto transaction = TRY(database::Transaction::begin(connection_));
    TRY(
        connection_.run("UPDATE enrolment SET certificate_pem=before.pem, tls_key=before.tls_key FROM spare_tls_key AS "
                        "before WHERE before.role=$1",
                        kBeforeRole));
    if (connection_.changes() != 1) return Error(ErrorCode::kConflict, "there is no certificate before this one");
    TRY(connection_.run("DELETE FROM spare_tls_key"));
    return transaction.commit();
}

}  // namespace dayroom::store
