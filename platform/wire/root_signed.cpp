#include "platform/wire/root_signed.h"

#include "platform/wire/parse.h"
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

std::string carried_text(std::string_view name, const RootSigned& envelope) {
    return std::string(name) + "\n" + to_base64url(as_bytes(envelope.SerializeAsString())) + "\n";
}

Result<RootSigned> read_carried(std::string_view name, const std::string& what, std::string_view text,
                                std::size_t most) {
    if (text.size() > name.size() + 4 + most / 3 * 4 + 4) return Error(ErrorCode::kTooLarge, "too large for " + what);
    const std::size_t line = text.find('\n');
    if (line == std::string_view::npos || text.substr(0, line) != name)
        return Error(ErrorCode::kInvalid, "not " + what);
    std::string_view body = text.substr(line + 1);
    while (!body.empty() && (body.back() == '\n' || body.back() == '\r')) body.remove_suffix(1);
    const Error damaged(ErrorCode::kInvalid, "damaged, copy it again: " + what);
    const auto bytes = from_base64url(body);
    if (!bytes.ok()) return damaged;
    auto envelope = parse_bounded<RootSigned>(ByteView(*bytes), most);
    if (!envelope.ok()) return damaged;
    return envelope;
}

}  // namespace dayroom::wire
