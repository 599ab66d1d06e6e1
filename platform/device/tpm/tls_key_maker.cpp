#include "platform/device/tpm/tls_key_maker.h"

#include <algorithm>

#include "platform/device/tpm/connection.h"
#include "platform/device/tpm/held_object.h"
#include "platform/device/tpm/object.h"

namespace dayroom::device::tpm {
namespace {

using Coordinate = std::array<std::uint8_t, crypto::kCoordinateBytes>;

TPM2B_PUBLIC tls_key_template() {
    TPM2B_PUBLIC wanted{};
    TPMT_PUBLIC& area = wanted.publicArea;
    area.type = TPM2_ALG_ECC;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN |
                            TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA | TPMA_OBJECT_SIGN_ENCRYPT;
    area.parameters.eccDetail.symmetric.algorithm = TPM2_ALG_NULL;
    area.parameters.eccDetail.scheme.scheme = TPM2_ALG_ECDSA;
    area.parameters.eccDetail.scheme.details.ecdsa.hashAlg = TPM2_ALG_SHA256;
    area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
    area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
    return wanted;
}

/// A TPM may leave leading zeros out.
bool read_coordinate(const TPM2B_ECC_PARAMETER& number, Coordinate& out) {
    const ByteView bytes = view_of(number);
    if (bytes.size() > out.size()) return false;
    out.fill(0);
    std::copy(bytes.begin(), bytes.end(), out.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return true;
}

class KeyInTpm final : public crypto::HeldKey {
public:
    KeyInTpm(std::string tcti, HeldObject object, crypto::HeldPublic point)
        : tcti_(std::move(tcti)), object_(std::move(object)), point_(point) {}

    crypto::HeldPublic public_point() const override { return point_; }

    Result<crypto::HeldSignature> sign(const crypto::Digest& digest) const override {
        const Connection tpm = TRY(Connection::open(tcti_));
        const Handle root = TRY(tpm.storage_root());
        TRY(check_root(tpm, root, object_));
        const Handle key = TRY(load_object(tpm, root, object_));
        const Handle session = TRY(tpm.session(root, TPM2_SE_HMAC, TPMA_SESSION_DECRYPT));
        TPM2B_DIGEST wanted{};
        fill(wanted, digest);
        TPMT_SIG_SCHEME scheme{};
        scheme.scheme = TPM2_ALG_ECDSA;
        scheme.details.ecdsa.hashAlg = TPM2_ALG_SHA256;
        TPMT_TK_HASHCHECK not_of_the_tpm{};
        not_of_the_tpm.tag = TPM2_ST_HASHCHECK;
        not_of_the_tpm.hierarchy = TPM2_RH_NULL;
        TPMT_SIGNATURE* made = nullptr;
        TRY(checked(Esys_Sign(tpm.esys(), key.get(), session.get(), ESYS_TR_NONE, ESYS_TR_NONE, &wanted, &scheme,
                              &not_of_the_tpm, &made),
                    "sign with the TLS key in the TPM"));
        const Owned<TPMT_SIGNATURE> owned(made);
        crypto::HeldSignature signature;
        if (owned->sigAlg != TPM2_ALG_ECDSA || !read_coordinate(owned->signature.ecdsa.signatureR, signature.r) ||
            !read_coordinate(owned->signature.ecdsa.signatureS, signature.s))
            return Error(ErrorCode::kIo, "the TPM's signature is of another kind");
        return signature;
    }

private:
    std::string tcti_;
    HeldObject object_;
    crypto::HeldPublic point_;
};

Result<std::shared_ptr<const crypto::HeldKey>> holder(const std::string& tcti, HeldObject object) {
    const TPM2B_PUBLIC area = TRY(read_public(object));
    crypto::HeldPublic point;
    if (area.publicArea.type != TPM2_ALG_ECC || !read_coordinate(area.publicArea.unique.ecc.x, point.x) ||
        !read_coordinate(area.publicArea.unique.ecc.y, point.y))
        return Error(ErrorCode::kCorrupt, "what is kept of the TLS key is of another kind");
    return std::shared_ptr<const crypto::HeldKey>(std::make_shared<KeyInTpm>(tcti, std::move(object), point));
}

Result<HeldObject> make_key_in(const std::string& tcti) {
    const Connection tpm = TRY(Connection::open(tcti));
    const Handle root = TRY(tpm.storage_root());
    HeldObject made = TRY(create_object(tpm, root, TPM2B_SENSITIVE_CREATE{}, tls_key_template()));
    made.kind = HeldObject::Kind::kTlsKey;
    return made;
}

}  // namespace

Result<crypto::SigningRequest> TlsKeyMaker::make_request() const {
    if (!place_.there()) return crypto::make_signing_request();
    HeldObject made = TRY(make_key_in(place_.tcti));
    crypto::SigningRequest request;
    request.key_pem = Secret::copy_of(encode(made));
    const auto signer = TRY(holder(place_.tcti, std::move(made)));
    request.request_pem = TRY(crypto::make_signing_request(*signer));
    return request;
}

Result<std::shared_ptr<const crypto::HeldKey>> TlsKeyMaker::holder_of(const Secret& key) const {
    if (!is_held_object(key.bytes())) return std::shared_ptr<const crypto::HeldKey>();
    if (!place_.there())
        return Error(ErrorCode::kNotFound, "the TLS key is in a TPM that is not here; enrol this terminal again");
    return holder(place_.tcti, TRY(decode_held_object(key.bytes(), HeldObject::Kind::kTlsKey)));
}

}  // namespace dayroom::device::tpm
