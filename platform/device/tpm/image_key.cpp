#include "platform/device/tpm/image_key.h"

#include <array>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "platform/crypto/freeing.h"

namespace dayroom::device::tpm {
namespace {

constexpr int kCoordinateBytes = 32;
constexpr std::size_t kMaxImageKeyPemBytes = 8 * 1024;

using PublicKey = std::unique_ptr<EVP_PKEY, crypto::Freeing<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, crypto::Freeing<BN_free>>;
using KeyText = std::unique_ptr<BIO, crypto::Freeing<BIO_free_all>>;
using Signature = std::unique_ptr<ECDSA_SIG, crypto::Freeing<ECDSA_SIG_free>>;

Error unsupported() {
    ERR_clear_error();
    return Error(ErrorCode::kUnsupported, "the image key must be RSA of 2048 to 4096 bits, or P-256, as PEM");
}

Number number_of(const EVP_PKEY* key, const char* name) {
    BIGNUM* value = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &value) != 1) return nullptr;
    return Number(value);
}

/// Big-endian, filled up with zeros in front to `size`.
template <typename Buffer>
bool write_number(const BIGNUM* number, int size, Buffer& out) {
    if (number == nullptr || size > static_cast<int>(sizeof out.buffer)) return false;
    out.size = static_cast<UINT16>(size);
    return BN_bn2binpad(number, out.buffer, size) == size;
}

bool fill_rsa(const EVP_PKEY* key, TPMT_PUBLIC& area) {
    const int bits = EVP_PKEY_get_bits(key);
    const Number modulus = number_of(key, OSSL_PKEY_PARAM_RSA_N);
    const Number exponent = number_of(key, OSSL_PKEY_PARAM_RSA_E);
    if (bits < 2048 || bits > 4096 || bits % 8 != 0 || exponent == nullptr || BN_num_bits(exponent.get()) > 32)
        return false;
    area.type = TPM2_ALG_RSA;
    area.parameters.rsaDetail.symmetric.algorithm = TPM2_ALG_NULL;
    area.parameters.rsaDetail.scheme.scheme = TPM2_ALG_NULL;
    area.parameters.rsaDetail.keyBits = static_cast<TPMI_RSA_KEY_BITS>(bits);
    area.parameters.rsaDetail.exponent = static_cast<UINT32>(BN_get_word(exponent.get()));
    return write_number(modulus.get(), bits / 8, area.unique.rsa);
}

bool fill_p256(const EVP_PKEY* key, TPMT_PUBLIC& area) {
    std::array<char, 32> group{};
    std::size_t size = 0;
    if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) != 1 ||
        std::string_view(group.data(), size) != "prime256v1")
        return false;
    const Number x = number_of(key, OSSL_PKEY_PARAM_EC_PUB_X);
    const Number y = number_of(key, OSSL_PKEY_PARAM_EC_PUB_Y);
    area.type = TPM2_ALG_ECC;
    area.parameters.eccDetail.symmetric.algorithm = TPM2_ALG_NULL;
    area.parameters.eccDetail.scheme.scheme = TPM2_ALG_NULL;
    area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
    area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
    return write_number(x.get(), kCoordinateBytes, area.unique.ecc.x) &&
           write_number(y.get(), kCoordinateBytes, area.unique.ecc.y);
}

}  // namespace

Result<TPM2B_PUBLIC> image_key_public(const std::string& pem) {
    if (pem.empty() || pem.size() > kMaxImageKeyPemBytes) return unsupported();
    const KeyText text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const PublicKey key(PEM_read_bio_PUBKEY(text.get(), nullptr, nullptr, nullptr));
    if (!key) return unsupported();
    TPM2B_PUBLIC made{};
    TPMT_PUBLIC& area = made.publicArea;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_SIGN_ENCRYPT;
    const bool filled = EVP_PKEY_is_a(key.get(), "RSA") == 1  ? fill_rsa(key.get(), area)
                        : EVP_PKEY_is_a(key.get(), "EC") == 1 ? fill_p256(key.get(), area)
                                                              : false;
    if (!filled) return unsupported();
    return made;
}

Result<TPMT_SIGNATURE> image_key_signature(const TPM2B_PUBLIC& key, ByteView signature) {
    const Error wrong(ErrorCode::kDenied, "the signature of the PCR policy is none of the image key");
    TPMT_SIGNATURE made{};
    if (key.publicArea.type == TPM2_ALG_RSA) {
        made.sigAlg = TPM2_ALG_RSASSA;
        made.signature.rsassa.hash = TPM2_ALG_SHA256;
        if (!fill(made.signature.rsassa.sig, signature)) return wrong;
        return made;
    }
    const unsigned char* at = signature.data();
    const Signature parts(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(signature.size())));
    ERR_clear_error();
    if (!parts) return wrong;
    made.sigAlg = TPM2_ALG_ECDSA;
    made.signature.ecdsa.hash = TPM2_ALG_SHA256;
    const bool filled =
        write_number(ECDSA_SIG_get0_r(parts.get()), kCoordinateBytes, made.signature.ecdsa.signatureR) &&
        write_number(ECDSA_SIG_get0_s(parts.get()), kCoordinateBytes, made.signature.ecdsa.signatureS);
    if (!filled) return wrong;
    return made;
}

}  // namespace dayroom::device::tpm
