#include "platform/crypto/password.h"

#include <sodium.h>

#include "platform/crypto/init.h"

namespace dayroom::crypto {
namespace {

Status check_cost(const ArgonCost& cost) {
    if (cost.memory_kib < 8 || cost.memory_kib > kMaxArgonMemoryKib || cost.passes < 1 || cost.passes > kMaxArgonPasses)
        return Error(ErrorCode::kInvalid, "Argon2 cost is outside 8 KiB to 1 GiB and 1 to 10 passes");
    return {};
}

const char* password_chars(ByteView password) { return as_text(password).data(); }

}  // namespace

Salt make_salt(Random& random) {
    Salt salt;
    random.fill(salt);
    return salt;
}

Result<Secret> derive_from_password(ByteView password, const Salt& salt, const ArgonCost& cost) {
    TRY(check_cost(cost));
    ensure_ready();
    Secret key = Secret::zeroed(kKeyBytes);
    if (crypto_pwhash(key.writable().data(), key.size(), password_chars(password), password.size(), salt.data(),
                      cost.passes, cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error(ErrorCode::kUnavailable, "no memory for Argon2");
    return key;
}

Result<std::string> hash_password(ByteView password, const ArgonCost& cost) {
    TRY(check_cost(cost));
    ensure_ready();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password_chars(password), password.size(), cost.passes,
                              cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error(ErrorCode::kUnavailable, "no memory for Argon2");
    return std::string(text.data());
}

Status verify_password(const std::string& hash, ByteView password) {
    ensure_ready();
    if (hash.size() >= crypto_pwhash_STRBYTES ||
        crypto_pwhash_str_verify(hash.c_str(), password_chars(password), password.size()) != 0)
        return Error(ErrorCode::kUnauthenticated, "wrong password");
    return {};
}

}  // namespace dayroom::crypto
