#include "platform/attestation/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace dayroom::attestation {
namespace {

using Number = std::unique_ptr<BIGNUM, crypto::Freeing<BN_free>>;
using KeyMaker = std::unique_ptr<EVP_PKEY_CTX, crypto::Freeing<EVP_PKEY_CTX_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, crypto::Freeing<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, crypto::Freeing<OSSL_PARAM_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, crypto::Freeing<ECDSA_SIG_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, crypto::Freeing<EVP_MD_CTX_free>>;

constexpr unsigned long kExponent = 65537;

Number number_of(ByteView bytes) { return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)); }

crypto::PkeyHandle make_public(const char* type, OSSL_PARAM* parameters) {
    const KeyMaker maker(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* made = nullptr;
    if (!maker || parameters == nullptr || EVP_PKEY_fromdata_init(maker.get()) != 1 ||
        EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return nullptr;
    return crypto::PkeyHandle(made);
}

crypto::PkeyHandle point_key(const crypto::HeldPublic& point) {
    Bytes octets = {4};  // uncompressed
    octets.insert(octets.end(), point.x.begin(), point.x.end());
    octets.insert(octets.end(), point.y.begin(), point.y.end());
    std::string group = "P-256";
    OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
                               OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size()),
                               OSSL_PARAM_construct_end()};
    return make_public("EC", parameters);
}

crypto::PkeyHandle modulus_key(ByteView modulus) {
    const Number n = number_of(modulus);
    const Number e(BN_new());
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || BN_set_word(e.get(), kExponent) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    const Params parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    return make_public("RSA", parameters.get());
}

Bytes der_of(const crypto::HeldSignature& signature) {
    const EcdsaSignature made(ECDSA_SIG_new());
    Number r = number_of(signature.r);
    Number s = number_of(signature.s);
    if (!made || !r || !s || ECDSA_SIG_set0(made.get(), r.get(), s.get()) != 1) return {};
    r.release();
    s.release();
    unsigned char* written = nullptr;
    const int size = i2d_ECDSA_SIG(made.get(), &written);
    if (size <= 0) return {};
    Bytes der(written, written + size);
    OPENSSL_free(written);
    return der;
}

}  // namespace

Result<crypto::PkeyHandle> public_key_of(const PublicArea& area) {
    auto key = area.kind == PublicArea::Kind::kRsa2048 ? modulus_key(area.modulus) : point_key(area.point);
    if (key) return key;
    ERR_clear_error();
    return Error(ErrorCode::kInvalid, "a TPM's public key is none");
}

bool has_signed(evp_pkey_st* key, ByteView message, const crypto::HeldSignature& signature) {
    const Bytes der = der_of(signature);
    const DigestContext context(EVP_MD_CTX_new());
    const bool good = !der.empty() && context &&
                      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                      EVP_DigestVerify(context.get(), der.data(), der.size(), message.data(), message.size()) == 1;
    ERR_clear_error();
    return good;
}

}  // namespace dayroom::attestation
