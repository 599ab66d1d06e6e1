#include "platform/wire/prea.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/crypto/password.h"
#include "platform/wire/check.h"

namespace dayroom::wire {
namespace {

constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeBits = 5;
constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kFingerprintBytes = 12;

/// Odd weights: another character in one place is always another sum.
char check_character(ByteView values) {
    std::size_t sum = 0;
    for (std::size_t at = 0; at < values.size(); ++at) sum += values[at] * (2 * at + 1);
    return kCodeAlphabet[sum % kCodeAlphabet.size()];
}

/// The length, the content, zeros: always `size` bytes.
Result<Secret> padded(const google::protobuf::MessageLite& message, std::size_t size) {
    const std::size_t length = message.ByteSizeLong();
    if (length + kLengthBytes > size) return Error(ErrorCode::kTooLarge, "a PREA text beyond its limit");
    Secret plain = Secret::zeroed(size);
    const auto bytes = plain.writable();
    for (std::size_t at = 0; at < kLengthBytes; ++at) bytes[at] = static_cast<std::uint8_t>(length >> (8 * at));
    message.SerializeWithCachedSizesToArray(bytes.data() + kLengthBytes);
    return plain;
}

Result<ByteView> unpadded(const Secret& plain, std::size_t size) {
    if (plain.size() != size) return Error(ErrorCode::kInvalid, "a PREA box of another size");
    const ByteView bytes = plain.bytes();
    std::size_t length = 0;
    for (std::size_t at = 0; at < kLengthBytes; ++at) length |= std::size_t{bytes[at]} << (8 * at);
    if (length > size - kLengthBytes) return Error(ErrorCode::kInvalid, "a PREA box that says a wrong length");
    return bytes.subspan(kLengthBytes, length);
}

}  // namespace

PreaBody sign_prea_statement(const PreaStatement& statement, const crypto::SigningKey& root) {
    PreaBody body;
    body.set_payload(statement.SerializeAsString());
    body.set_signature(std::string(as_text(root.sign(crypto::kDomainPrea, as_bytes(body.payload())))));
    return body;
}

Result<PreaStatement> verify_prea_statement(const PreaBody& body, const crypto::SigningPublic& root,
                                            const FacilityId& facility) {
    TRY(crypto::verify(root, crypto::kDomainPrea, as_bytes(body.payload()), as_bytes(body.signature())));
    auto statement = TRY(parse_prea_statement(as_bytes(body.payload())));
    if (statement.facility_id() != facility.raw())
        return Error(ErrorCode::kUnauthenticated, "a PREA statement of another facility");
    return statement;
}

std::string prea_key_id(const crypto::BoxPublic& key) {
    return std::string(as_text(ByteView(crypto::blake2b(key.bytes())).first(crypto::kKeyIdBytes)));
}

std::string prea_fingerprint(const crypto::BoxPublic& key) {
    const crypto::Digest digest = crypto::blake2b(key.bytes());
    std::string digits = to_hex(ByteView(digest).first(kFingerprintBytes));
    std::string out;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        if (at > 0 && at % 4 == 0) out.push_back(' ');
        const char c = digits[at];
        out.push_back(c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return out;
}

Result<Bytes> close_prea_report(const PreaReport& report, const crypto::BoxPublic& body) {
    const Secret plain = TRY(padded(report, kPreaReportPlainBytes));
    return crypto::seal_to(body, plain.bytes());
}

Result<PreaReport> open_prea_report(ByteView box, const crypto::BoxKey& body) {
    const Secret plain = TRY(body.open_secret(box));
    return parse_prea_report(TRY(unpadded(plain, kPreaReportPlainBytes)));
}

Result<Bytes> close_prea_answer(const PreaAnswerText& answer, const crypto::BoxPublic& answer_key) {
    const Secret plain = TRY(padded(answer, kPreaAnswerPlainBytes));
    return crypto::seal_to(answer_key, plain.bytes());
}

Result<PreaAnswerText> open_prea_answer(ByteView box, const crypto::BoxKey& answer_key) {
    const Secret plain = TRY(answer_key.open_secret(box));
    return parse_prea_answer_text(TRY(unpadded(plain, kPreaAnswerPlainBytes)));
}

Secret make_prea_code(Random& random) {
    Secret values = Secret::random(kPreaCodeCharacters - 1, random);
    for (std::uint8_t& value : values.writable()) value &= (1U << kCodeBits) - 1;
    Secret code = Secret::zeroed(kPreaCodeCharacters);
    const auto out = code.writable();
    for (std::size_t at = 0; at < values.size(); ++at)
        out[at] = static_cast<std::uint8_t>(kCodeAlphabet[values.bytes()[at]]);
    out[kPreaCodeCharacters - 1] = static_cast<std::uint8_t>(check_character(values.bytes()));
    return code;
}

Result<Secret> read_prea_code(ByteView typed) {
    const auto none = [] { return Error(ErrorCode::kInvalid, "not a report code", "prea_code_wrong"); };
    Secret code = Secret::zeroed(kPreaCodeCharacters);
    Secret values = Secret::zeroed(kPreaCodeCharacters);
    std::size_t count = 0;
    for (const std::uint8_t byte : typed) {
        char c = static_cast<char>(byte);
        if (c == ' ' || c == '-') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        const std::size_t value = kCodeAlphabet.find(c);
        if (value == std::string_view::npos || count == kPreaCodeCharacters) return none();
        values.writable()[count] = static_cast<std::uint8_t>(value);
        code.writable()[count++] = static_cast<std::uint8_t>(c);
    }
    if (count != kPreaCodeCharacters) return none();
    const ByteView random_part = values.bytes().first(kPreaCodeCharacters - 1);
    if (static_cast<std::uint8_t>(check_character(random_part)) != code.bytes().back()) return none();
    return code;
}

Result<PreaAnswerAddress> prea_answer_address(const Secret& code, const FacilityId& facility) {
    const crypto::Digest digest = crypto::blake2b(facility.bytes());
    crypto::Salt salt{};
    std::copy_n(digest.begin(), salt.size(), salt.begin());
    const Secret stretched = TRY(crypto::derive_from_password(code.bytes(), salt, crypto::ArgonCost{}));
    const Secret tag = crypto::derive_key(stretched, crypto::kLabelPreaTag);
    return PreaAnswerAddress{TRY(crypto::BoxKey::from_seed(crypto::derive_key(stretched, crypto::kLabelPreaAnswer))),
                             std::string(as_text(tag.bytes().first(kPreaTagBytes)))};
}

}  // namespace dayroom::wire
