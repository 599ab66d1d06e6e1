// What this terminal is, once it is enrolled: its keys but for TLS, and what it needs to call the hub. Read from the
// device store at the start.
#pragma once

#include "platform/crypto/keys.h"
#include "platform/net/https_client.h"
#include "platform/sync/shared_store.h"

namespace dayroom::agent {

struct Identity {
    sync::SyncContext context;
    UnitId unit;
    std::string device_name;
    crypto::SigningKey signing_key;
    crypto::BoxKey box_key;
    crypto::SigningPublic root_key;  // the facility root's
    std::string hub_address;
    std::string ca_pem;

    /// Without key and certificate (TlsKeys). `connect_within`: shorter where a person waits.
    net::HttpsOptions https(Milliseconds connect_within) const;
};

/// Nothing: not enrolled. Errors: of the store, and of a hub certificate that the facility's root did not give.
Result<std::optional<Identity>> load_identity(store::DeviceStore& device, Timestamp now);

}  // namespace dayroom::agent
