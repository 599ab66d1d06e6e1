// The terminals that may call, by the SHA-256 of their certificates. Asked on every request, so it lives in memory;
// hub.db has the same. A resumed TLS session proves only that the certificate was good once: this is what says whether
// it still is.
#pragma once

#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/crypto/hash.h"
#include "platform/crypto/keys.h"
#include "platform/database/connection.h"
#include "platform/facility/feed/scope.h"

namespace dayroom::facility {

struct DeviceCertificate {
    crypto::Digest sha256{};
    Timestamp issued;
    Timestamp not_after;
};

struct Device {
    DeviceId id;
    std::string name;  // "B-East kiosk 1"
    UnitId unit;
    std::string unit_name;
    std::string kind;  // "kiosk", "tablet"
    bool revoked = false;
    crypto::SigningPublic signing_key;
    crypto::BoxPublic box_key;
    DeviceCertificate certificate;           // in use
    std::optional<DeviceCertificate> next;   // given, not yet used: its first use makes it the one in use
    std::optional<crypto::Digest> replaced;  // the one before: refused
    std::string serial;
    Timestamp enrolled;
};

/// Which of its certificates a terminal showed.
enum class CertificateRole : std::uint8_t { kInUse, kNext, kReplaced };

/// Safe from any thread. A Device that was handed out never changes: ask again for the state of now.
class DeviceRegistry {
public:
    /// Replaces everything by what hub.db says.
    Status load(database::Connection& connection);
    /// After the commit that enrolled it.
    void add(Device device);
    /// After the commit that revoked it.
    void set_revoked(const DeviceId& id);
    /// After the commit that gave it another certificate, which it may use from now on. Nothing when it uses it
    /// already.
    void set_next(const DeviceId& id, const DeviceCertificate& next);
    /// After the commit that saw `used` in use: the one before is refused from now on. Nothing when it is not the next.
    void set_replaced(const DeviceId& id, const crypto::Digest& used);

    struct Found {
        std::shared_ptr<const Device> device;
        CertificateRole role = CertificateRole::kInUse;
    };
    /// `sha256`: 32 raw bytes, as the TLS handshake saw them. Nothing: this hub never gave it.
    std::optional<Found> find_by_certificate(std::string_view sha256) const;
    std::shared_ptr<const Device> find(const DeviceId& id) const;
    /// Looks at each: for enrolment. Nothing: a key that this hub never saw.
    std::shared_ptr<const Device> find_by_signing_key(const crypto::SigningPublic& key) const;
    std::size_t size() const;

private:
    void put(Device device);  // under the lock
    template <typename Change>
    void change(const DeviceId& id, Change&& change);
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, Found> by_certificate_;
    std::unordered_map<DeviceId, std::shared_ptr<const Device>> by_id_;
};

}  // namespace dayroom::facility
