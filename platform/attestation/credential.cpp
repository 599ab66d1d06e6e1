#include "platform/attestation/credential.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "platform/attestation/public_key.h"
#include "platform/crypto/hmac.h"

namespace dayroom::attestation {
namespace {

using KeyUse = std::unique_ptr<EVP_PKEY_CTX, crypto::Freeing<EVP_PKEY_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, crypto::Freeing<EVP_CIPHER_CTX_free>>;

constexpr std::string_view kIdentity{"IDENTITY\0", 9};
constexpr std::size_t kCipherKeyBytes = 16;
constexpr int kTries = 64;

void append(Bytes& to, ByteView bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

void append_u16(Bytes& to, std::size_t value) {
    to.push_back(static_cast<std::uint8_t>(value >> 8 & 0xFF));
    to.push_back(static_cast<std::uint8_t>(value & 0xFF));
}

void append_u32(Bytes& to, std::uint32_t value) {
    append_u16(to, value >> 16);
    append_u16(to, value & 0xFFFF);
}

void append_sized(Bytes& to, ByteView bytes) {
    append_u16(to, bytes.size());
    append(to, bytes);
}

Error openssl_failed(const char* what) {
    ERR_clear_error();
    return Error(ErrorCode::kIo, what);
}

/// KDFa (SP 800-108, counter mode), one block.
crypto::Digest kdf_a(const Secret& key, std::string_view label, ByteView context, std::uint32_t bits) {
    Bytes text;
    append_u32(text, 1);
    append(text, as_bytes(label));
    text.push_back(0);
    append(text, context);
    append_u32(text, bits);
    return crypto::hmac_sha256(key, text);
}

/// KDFe (SP 800-56A), one block.
crypto::Digest kdf_e(ByteView shared, ByteView own_x, ByteView other_x) {
    Bytes text;
    append_u32(text, 1);
    append(text, shared);
    append(text, as_bytes(kIdentity));
    append(text, own_x);
    append(text, other_x);
    return crypto::sha256(text);
}

struct Seed {
    Secret seed;
    Bytes secret;  // TPM2B_ENCRYPTED_SECRET: the seed, for the TPM alone
};

Result<Seed> seed_by_rsa(EVP_PKEY* key, Random& random) {
    const Error failed = openssl_failed("encrypt for a TPM");
    Seed made{Secret::random(crypto::kDigestBytes, random), {}};
    const KeyUse use(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    auto* label = static_cast<unsigned char*>(OPENSSL_memdup(kIdentity.data(), kIdentity.size()));
    const bool ready = use && label != nullptr && EVP_PKEY_encrypt_init(use.get()) == 1 &&
                       EVP_PKEY_CTX_set_rsa_padding(use.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
                       EVP_PKEY_CTX_set_rsa_oaep_md(use.get(), EVP_sha256()) == 1 &&
                       EVP_PKEY_CTX_set_rsa_mgf1_md(use.get(), EVP_sha256()) == 1;
    // OpenSSL keeps the label when it takes it.
    if (!ready || EVP_PKEY_CTX_set0_rsa_oaep_label(use.get(), label, static_cast<int>(kIdentity.size())) != 1) {
        OPENSSL_free(label);
        return failed;
    }
    Bytes sealed(kRsaBytes);
    std::size_t size = sealed.size();
    const ByteView seed = made.seed.bytes();
    if (EVP_PKEY_encrypt(use.get(), sealed.data(), &size, seed.data(), seed.size()) != 1 || size != kRsaBytes)
        return failed;
    append_sized(made.secret, sealed);
    return made;
}

struct Agreement {
    std::array<std::uint8_t, crypto::kCoordinateBytes> shared{};
    crypto::HeldPublic own;
};

bool export_point(EVP_PKEY* key, crypto::HeldPublic& out) {
    std::array<unsigned char, 2 * crypto::kCoordinateBytes + 1> octets{};
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size(), &size) != 1 ||
        size != octets.size())
        return false;
    std::copy_n(octets.begin() + 1, out.x.size(), out.x.begin());
    std::copy_n(octets.begin() + 1 + crypto::kCoordinateBytes, out.y.size(), out.y.begin());
    return true;
}

bool agree(EVP_PKEY* other, Agreement& out) {
    const crypto::PkeyHandle own(EVP_EC_gen("P-256"));
    if (!own || !export_point(own.get(), out.own)) return false;
    const KeyUse use(EVP_PKEY_CTX_new_from_pkey(nullptr, own.get(), nullptr));
    std::size_t size = out.shared.size();
    return use && EVP_PKEY_derive_init(use.get()) == 1 && EVP_PKEY_derive_set_peer(use.get(), other) == 1 &&
           EVP_PKEY_derive(use.get(), out.shared.data(), &size) == 1 && size == out.shared.size();
}

Result<Seed> seed_by_point(EVP_PKEY* key, const crypto::HeldPublic& other) {
    Agreement agreed;
    for (int more = kTries; more > 0; --more) {
        if (!agree(key, agreed)) return openssl_failed("agree on a key with a TPM");
        // Some TPMs leave leading zeros out of what they hash, some do not: there are none, then.
        if (agreed.shared[0] == 0 || agreed.own.x[0] == 0) continue;
        crypto::Digest derived = kdf_e(agreed.shared, agreed.own.x, other.x);
        Bytes point;
        append_sized(point, agreed.own.x);
        append_sized(point, agreed.own.y);
        Seed made{Secret::copy_of(derived), {}};
        append_sized(made.secret, point);
        return made;
    }
    return Error(ErrorCode::kIo, "agree on a key with a TPM");
}

Result<Bytes> encrypted(ByteView key, ByteView plain) {
    const std::array<unsigned char, kCipherKeyBytes> no_start{};
    const Cipher cipher(EVP_CIPHER_CTX_new());
    Bytes out(plain.size());
    int size = 0;
    if (!cipher || EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_cfb128(), nullptr, key.data(), no_start.data()) != 1 ||
        EVP_EncryptUpdate(cipher.get(), out.data(), &size, plain.data(), static_cast<int>(plain.size())) != 1 ||
        size != static_cast<int>(plain.size()))
        return openssl_failed("encrypt a credential");
    return out;
}

}  // namespace

Result<Challenge> make_credential(const PublicArea& endorsement, ByteView attestation_name, ByteView secret,
                                  Random& random) {
    const crypto::PkeyHandle key = TRY(public_key_of(endorsement));
    const bool rsa = endorsement.kind == PublicArea::Kind::kRsa2048;
    const Seed seed = TRY(rsa ? seed_by_rsa(key.get(), random) : seed_by_point(key.get(), endorsement.point));
    const crypto::Digest cipher_key = kdf_a(seed.seed, "STORAGE", attestation_name, kCipherKeyBytes * 8);
    const crypto::Digest mac_key = kdf_a(seed.seed, "INTEGRITY", {}, crypto::kDigestBytes * 8);
    Bytes plain;
    append_sized(plain, secret);
    const Bytes identity = TRY(encrypted(ByteView(cipher_key).first(kCipherKeyBytes), plain));
    Bytes covered = identity;
    append(covered, attestation_name);
    Bytes object;
    append_sized(object, crypto::hmac_sha256(Secret::copy_of(mac_key), covered));
    append(object, identity);
    Challenge made;
    append_sized(made.credential, object);
    made.secret = seed.secret;
    return made;
}

}  // namespace dayroom::attestation
