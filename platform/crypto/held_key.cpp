// OpenSSL 3 has no simple way to lend it a signature but the EC_KEY_METHOD of before, which it declares deprecated and
// still serves: a provider would be a library of its own, loaded by configuration. Nothing else here needs it.
#include "platform/crypto/held_key.h"

#include <algorithm>

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include "platform/crypto/freeing.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace dayroom::crypto {
namespace {

/// Named here, where what is deprecated may be: Freeing is compiled elsewhere.
void free_ec_key(EC_KEY* key) { EC_KEY_free(key); }
using EcKey = std::unique_ptr<EC_KEY, Freeing<free_ec_key>>;
using EcNumber = std::unique_ptr<BIGNUM, Freeing<BN_free>>;

int holder_index() {
    static const int index = CRYPTO_get_ex_new_index(CRYPTO_EX_INDEX_EC_KEY, 0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

EcNumber number_from(const std::array<std::uint8_t, kCoordinateBytes>& bytes) {
    return EcNumber(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

ECDSA_SIG* sign_held(const unsigned char* digest, int size, const BIGNUM* /*inverse*/, const BIGNUM* /*point*/,
                     EC_KEY* key) {
    const auto* holder = static_cast<const HeldKey*>(EC_KEY_get_ex_data(key, holder_index()));
    Digest wanted{};
    if (holder == nullptr || size != static_cast<int>(wanted.size())) return nullptr;
    std::copy(digest, digest + size, wanted.begin());
    const auto made = holder->sign(wanted);
    if (!made.ok()) {
        ERR_raise_data(ERR_LIB_USER, ERR_R_OPERATION_FAIL, "%s", made.error().detail.c_str());
        return nullptr;
    }
    EcNumber r = number_from(made.value().r);
    EcNumber s = number_from(made.value().s);
    std::unique_ptr<ECDSA_SIG, Freeing<ECDSA_SIG_free>> signature(ECDSA_SIG_new());
    if (!r || !s || !signature || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return nullptr;
    r.release();
    s.release();
    return signature.release();
}

int sign_held_der(int /*type*/, const unsigned char* digest, int size, unsigned char* out, unsigned int* out_size,
                  const BIGNUM* inverse, const BIGNUM* point, EC_KEY* key) {
    const std::unique_ptr<ECDSA_SIG, Freeing<ECDSA_SIG_free>> signature(sign_held(digest, size, inverse, point, key));
    if (!signature) return 0;
    const int written = i2d_ECDSA_SIG(signature.get(), &out);
    if (written <= 0) return 0;
    *out_size = static_cast<unsigned int>(written);
    return 1;
}

int no_set_up(EC_KEY* /*key*/, BN_CTX* /*context*/, BIGNUM** /*inverse*/, BIGNUM** /*point*/) { return 0; }

/// As OpenSSL's own, but for signing.
const EC_KEY_METHOD* held_method() {
    static EC_KEY_METHOD* const method = [] {
        EC_KEY_METHOD* made = EC_KEY_METHOD_new(EC_KEY_OpenSSL());
        if (made != nullptr) EC_KEY_METHOD_set_sign(made, sign_held_der, no_set_up, sign_held);
        return made;
    }();
    return method;
}

}  // namespace

void FreePkey::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

Result<PkeyHandle> pkey_of(const HeldKey& key) {
    const Error failed(ErrorCode::kInvalid, "the key that is held elsewhere is none of P-256");
    const HeldPublic point = key.public_point();
    const EcKey made(EC_KEY_new_by_curve_name(NID_X9_62_prime256v1));
    const EcNumber x = number_from(point.x);
    const EcNumber y = number_from(point.y);
    const bool filled = made && x && y && held_method() != nullptr &&
                        EC_KEY_set_public_key_affine_coordinates(made.get(), x.get(), y.get()) == 1 &&
                        EC_KEY_set_method(made.get(), held_method()) == 1;
    // OpenSSL keeps a plain pointer, and hands it to each copy that it makes.
    void* holder = const_cast<HeldKey*>(&key);
    if (!filled || EC_KEY_set_ex_data(made.get(), holder_index(), holder) != 1) {
        ERR_clear_error();
        return failed;
    }
    PkeyHandle wrapped(EVP_PKEY_new());
    if (!wrapped || EVP_PKEY_set1_EC_KEY(wrapped.get(), made.get()) != 1) return failed;
    return wrapped;
}

}  // namespace dayroom::crypto

#pragma GCC diagnostic pop
