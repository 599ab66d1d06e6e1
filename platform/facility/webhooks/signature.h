// How a receiver knows that a push is the hub's, and when it was made: a header with the time and one HMAC-SHA-256 a
// key, over the time, a dot and the body's bytes. docs/features/integration.md describes it for those who verify.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/base/time.h"
#include "platform/crypto/secret.h"

namespace dayroom::facility {

inline constexpr const char* kSignatureHeader = "Dayroom-Signature";

struct WebhookKey {
    int no = 0;     // 1, 2, 3 … of one receiver
    Secret secret;  // the text as it was shown ("drw_…"): its bytes are the key
    Timestamp made;
    Timestamp until;  // not set: it is the newest
    /// "k2": how the header calls it.
    std::string name() const { return "k" + std::to_string(no); }
};

/// "t=1780000000,k2=9f86d0…,k1=60303a…": whole seconds, then one signature a key in the order given.
std::string webhook_signature(std::span<const WebhookKey> keys, Timestamp at, std::string_view body);

}  // namespace dayroom::facility
