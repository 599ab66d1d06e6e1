#include "platform/attestation/image_pcr.h"

#include "platform/crypto/hash.h"

namespace dayroom::attestation {

Bytes policy_of_image_pcr(ByteView image_pcr) {
    constexpr std::array<std::uint8_t, 14> kPolicyPcrEleven = {
        0x00, 0x00, 0x01, 0x7F,                                       // TPM_CC_PolicyPCR
        0x00, 0x00, 0x00, 0x01, 0x00, 0x0B, 0x03, 0x00, 0x08, 0x00};  // one bank, SHA-256, register 11
    Bytes text(crypto::kDigestBytes, 0);
    text.insert(text.end(), kPolicyPcrEleven.begin(), kPolicyPcrEleven.end());
    const crypto::Digest held = crypto::sha256(image_pcr);
    text.insert(text.end(), held.begin(), held.end());
    const crypto::Digest policy = crypto::sha256(text);
    return Bytes(policy.begin(), policy.end());
}

}  // namespace dayroom::attestation
