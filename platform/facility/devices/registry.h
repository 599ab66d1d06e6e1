// The terminals that may call, by the SHA-256 of their certificate. Asked on every request, so it lives in memory;
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

struct Device {
    DeviceId id;
    std::string name;  // "B-East kiosk 1"
    UnitId unit;
    std::string unit_name;
    std::string kind;  // "kiosk", "tablet"
    bool revoked = false;
    crypto::SigningPublic signing_key;
    crypto::BoxPublic box_key;
    crypto::Digest certificate_sha256{};
    Timestamp certificate_not_after;
    std::string serial;
    Timestamp enrolled;
};

/// Safe from any thread. A Device that was handed out never changes: ask again for the state of now.
class DeviceRegistry {
public:
    /// Replaces everything by what hub.db says.
    Status load(database::Connection& connection);
    /// After the commit that enrolled it.
    void add(Device device);
    /// After the commit that revoked it.
    void set_revoked(const DeviceId& id);

    /// `sha256`: 32 raw bytes, as the TLS handshake saw them. Nothing: this hub never enrolled it.
    std::shared_ptr<const Device> find_by_certificate(std::string_view sha256) const;
    std::shared_ptr<const Device> find(const DeviceId& id) const;
    std::size_t size() const;

private:
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<const Device>> by_certificate_;
    std::unordered_map<DeviceId, std::shared_ptr<const Device>> by_id_;
};

}  // namespace dayroom::facility
