#include "platform/facility/webhooks/signature.h"

#include "platform/crypto/hmac.h"

namespace dayroom::facility {

std::string webhook_signature(std::span<const WebhookKey> keys, Timestamp at, std::string_view body) {
    const std::string time = std::to_string(at.ms() / 1'000);
    std::string signed_text = time;
    signed_text.append(".").append(body);
    std::string header = "t=" + time;
    for (const WebhookKey& key : keys)
        header += "," + key.name() + "=" + to_hex(crypto::hmac_sha256(key.secret, as_bytes(signed_text)));
    return header;
}

}  // namespace dayroom::facility
