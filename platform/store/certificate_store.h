// The terminal's TLS keys and certificates beside the one in use (Enrolment): the key that waits for its certificate,
// and the pair before the one in use. Part of device.db; every change is one transaction, so that whatever the moment
// at which the program ends, there is one pair that works. From any thread, with the device store's lock, like the
// store itself. Source: docs/decisions/0014.
#pragma once

#include <optional>
#include <string>

#include "platform/base/result.h"
#include "platform/crypto/certificate.h"
#include "platform/database/connection.h"

namespace dayroom::store {

class CertificateStore {
public:
    explicit CertificateStore(database::Connection& connection) : connection_(connection) {}

    /// The pair in use. kNotFound: not enrolled.
    Result<crypto::CertifiedKey> in_use();
    /// Before the hub is asked: a request whose answer was lost is then asked again, not another one.
    Status save_waiting(const crypto::SigningRequest& waiting);
    Result<std::optional<crypto::SigningRequest>> waiting();
    /// The hub never takes it: another is to be made.
    Status drop_waiting();
    /// The waiting key with its certificate becomes the pair in use, which becomes the one before. kConflict: no key
    /// waits.
    Status take_into_use(const std::string& certificate_pem);
    /// What a hub still knows that was restored from a backup of before the renewal.
    Result<std::optional<crypto::CertifiedKey>> before();
    /// The pair before becomes the one in use again, and the other is forgotten. kConflict: there is none.
    Status take_back();

private:
    database::Connection& connection_;
};

}  // namespace dayroom::store
