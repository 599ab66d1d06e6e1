#include "platform/wire/token.h"

#include <cctype>

#include "platform/crypto/labels.h"
#include "platform/wire/check.h"
#include "platform/wire/parse.h"

namespace dayroom::wire {
namespace {
constexpr std::string_view kTokenPrefix = "DR1.";
}

Result<std::string> make_token_text(const EnrollToken& token, const crypto::SigningKey& root) {
    SignedToken signed_token;
    signed_token.set_payload(token.SerializeAsString());
    TRY(parse_enroll_token(as_bytes(signed_token.payload())));
    const crypto::Signature signature = root.sign(crypto::kDomainToken, as_bytes(signed_token.payload()));
    signed_token.set_signature(std::string(as_text(signature)));
    return std::string(kTokenPrefix) + to_base64url(as_bytes(signed_token.SerializeAsString()));
}

Result<SignedToken> read_token_text(std::string_view text) {
    if (text.size() > kMaxTokenTextBytes) return Error(ErrorCode::kTooLarge, "the enrolment token is too long");
    std::string compact;
    for (const char c : text)
        if (std::isspace(static_cast<unsigned char>(c)) == 0) compact += c;
    if (!std::string_view(compact).starts_with(kTokenPrefix))
        return Error(ErrorCode::kInvalid, "an enrolment token begins with DR1.");
    const Bytes bytes = TRY(from_base64url(std::string_view(compact).substr(kTokenPrefix.size())));
    auto token = TRY(parse_bounded<SignedToken>(bytes, kMaxTokenTextBytes));
    if (token.signature().size() != crypto::kSignatureBytes)
        return Error(ErrorCode::kInvalid, "the enrolment token is cut off");
    return token;
}

Result<EnrollToken> token_content(const SignedToken& token) { return parse_enroll_token(as_bytes(token.payload())); }

Result<EnrollToken> verify_token(const SignedToken& token, const crypto::SigningPublic& root) {
    TRY(crypto::verify(root, crypto::kDomainToken, as_bytes(token.payload()), as_bytes(token.signature())));
    return token_content(token);
}

Bytes enroll_proof_message(const SignedToken& token, const crypto::Digest& csr_der_sha256,
                           const crypto::BoxPublic& box_key) {
    Bytes message = to_bytes(token.payload());
    message.insert(message.end(), csr_der_sha256.begin(), csr_der_sha256.end());
    message.insert(message.end(), box_key.bytes().begin(), box_key.bytes().end());
    return message;
}

Bytes renew_proof_message(const DeviceId& device, const crypto::Digest& csr_der_sha256) {
    Bytes message(device.bytes().begin(), device.bytes().end());
    message.insert(message.end(), csr_der_sha256.begin(), csr_der_sha256.end());
    return message;
}

}  // namespace dayroom::wire
