// Challenge and answer, as two people say them to each other over a telephone.
#include <algorithm>

#include "platform/crypto/agreement.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/wire/technician.h"

namespace dayroom::wire {
namespace {

constexpr std::string_view kSaidAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kRandomCharacters = 8;
constexpr std::size_t kSaidCharacters = 10;
constexpr std::size_t kGroup = 5;

/// The first characters of what `digest` says, 5 bits each.
std::string spoken(const crypto::Digest& digest, std::size_t characters) {
    std::string out;
    for (std::size_t at = 0; at < characters; ++at) out += kSaidAlphabet[digest[at] % kSaidAlphabet.size()];
    return out;
}

std::string in_groups(const std::string& code) { return code.substr(0, kGroup) + "-" + code.substr(kGroup); }

/// As typed or heard: small letters, spaces and dashes, O for 0, I and L for 1 are understood. Empty: none of ours.
std::string read_said(std::string_view typed) {
    std::string out;
    for (char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (kSaidAlphabet.find(c) == std::string_view::npos || out.size() == kSaidCharacters) return {};
        out += c;
    }
    return out.size() == kSaidCharacters ? out : std::string();
}

/// The two characters that fit one terminal alone.
std::string terminal_mark(const std::string& random_part, const crypto::BoxPublic& terminal) {
    crypto::Blake2b hash;
    hash.update_sized(as_bytes(random_part)).update_sized(terminal.bytes());
    return spoken(hash.finish(), kSaidCharacters - kRandomCharacters);
}

std::string answer_of(const Secret& shared, const std::string& challenge, const crypto::BoxPublic& terminal) {
    const Secret key = crypto::derive_key(shared, crypto::kLabelTechnicianAnswer, terminal.bytes());
    return spoken(crypto::keyed_blake2b(key, as_bytes(challenge)), kSaidCharacters);
}

}  // namespace

std::string make_technician_challenge(const crypto::BoxPublic& terminal, Random& random) {
    Bytes bytes(kRandomCharacters);
    random.fill(bytes);
    std::string code;
    for (const std::uint8_t byte : bytes) code += kSaidAlphabet[byte % kSaidAlphabet.size()];
    return in_groups(code + terminal_mark(code, terminal));
}

Result<std::string> answer_technician_challenge(std::string_view challenge, const crypto::BoxPublic& terminal,
                                                const crypto::SigningKey& root) {
    const std::string code = read_said(challenge);
    const std::string random_part = code.substr(0, std::min(code.size(), kRandomCharacters));
    if (code.empty() || code != random_part + terminal_mark(random_part, terminal))
        return Error(ErrorCode::kInvalid,
                     "this is not a challenge of that terminal: compare each character, and the terminal's name");
    return in_groups(answer_of(TRY(crypto::agree(root, terminal)), code, terminal));
}

Status check_technician_answer(std::string_view challenge, std::string_view answer, const crypto::BoxKey& terminal,
                               const crypto::SigningPublic& root) {
    const std::string code = read_said(challenge);
    const std::string typed = read_said(answer);
    const std::string right = answer_of(TRY(crypto::agree(terminal, root)), code, terminal.public_key());
    if (code.empty() || !crypto::same(as_bytes(typed), as_bytes(right)))
        return Error(ErrorCode::kUnauthenticated, "wrong answer", "technician_answer");
    return {};
}

}  // namespace dayroom::wire
