#include "platform/wire/root_signed.h"

#include "platform/wire/seal.h"

namespace dayroom::wire {

RootSigned sign_for_root(std::string_view domain, std::string payload, const crypto::SigningKey& key,
                         const std::optional<KeyCertificate>& signer) {
    RootSigned envelope;
    const auto signature = key.sign(domain, as_bytes(payload));
    envelope.set_payload(std::move(payload));
    envelope.set_signature(std::string(as_text(signature)));
    if (signer) *envelope.mutable_signer() = *signer;
    return envelope;
}

Status verify_for_root(const RootSigned& envelope, std::string_view domain, const crypto::SigningPublic& root,
                       const FacilityId& facility, KeyStatement::Purpose purpose, Timestamp made) {
    crypto::SigningPublic key = root;
    if (envelope.has_signer()) {
        const KeyStatement statement = TRY(verify_key_certificate(envelope.signer(), root, facility, purpose, made));
        key = TRY(crypto::SigningPublic::from_bytes(statement.signing_key()));
    }
    return crypto::verify(key, domain, as_bytes(envelope.payload()), as_bytes(envelope.signature()));
}

}  // namespace dayroom::wire
