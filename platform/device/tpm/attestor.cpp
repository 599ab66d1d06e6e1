#include "platform/device/tpm/attestor.h"

#include <algorithm>

#include "platform/attestation/image_pcr.h"
#include "platform/device/tpm/endorsement_key.h"
#include "platform/device/tpm/held_object.h"
#include "platform/device/tpm/image_policy.h"
#include "platform/device/tpm/object.h"

namespace dayroom::device::tpm {
namespace {

TPM2B_PUBLIC attestation_key_template() {
    TPM2B_PUBLIC wanted{};
    TPMT_PUBLIC& area = wanted.publicArea;
    area.type = TPM2_ALG_ECC;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN |
                            TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA | TPMA_OBJECT_RESTRICTED |
                            TPMA_OBJECT_SIGN_ENCRYPT;
    area.parameters.eccDetail.symmetric.algorithm = TPM2_ALG_NULL;
    area.parameters.eccDetail.scheme.scheme = TPM2_ALG_ECDSA;
    area.parameters.eccDetail.scheme.details.ecdsa.hashAlg = TPM2_ALG_SHA256;
    area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
    area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
    return wanted;
}

TPMT_SIG_SCHEME by_ecdsa() {
    TPMT_SIG_SCHEME scheme{};
    scheme.scheme = TPM2_ALG_ECDSA;
    scheme.details.ecdsa.hashAlg = TPM2_ALG_SHA256;
    return scheme;
}

TPML_PCR_SELECTION quoted_registers() {
    TPML_PCR_SELECTION selection{};
    selection.count = 1;
    selection.pcrSelections[0].hash = TPM2_ALG_SHA256;
    selection.pcrSelections[0].sizeofSelect = 3;
    for (const int pcr : {kSecureBootPcr, kImagePcr})
        selection.pcrSelections[0].pcrSelect[pcr / 8] |= static_cast<BYTE>(1 << (pcr % 8));
    return selection;
}

Bytes bytes_of(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

struct Statement {
    Bytes text;  // TPMS_ATTEST
    Bytes signature;
};

Result<Statement> statement_of(TPM2B_ATTEST* text, TPMT_SIGNATURE* signature) {
    const Owned<TPM2B_ATTEST> owned_text(text);
    const Owned<TPMT_SIGNATURE> owned_signature(signature);
    Statement statement;
    statement.signature = TRY(write_signature(*owned_signature));
    statement.text = bytes_of({owned_text->attestationData, owned_text->size});
    return statement;
}

Result<Statement> certify(const Connection& tpm, const Handle& key, const Handle& by, ByteView extra) {
    TPM2B_DATA under{};
    fill(under, extra);
    const TPMT_SIG_SCHEME scheme = by_ecdsa();
    TPM2B_ATTEST* text = nullptr;
    TPMT_SIGNATURE* signature = nullptr;
    TRY(checked(Esys_Certify(tpm.esys(), key.get(), by.get(), ESYS_TR_PASSWORD, ESYS_TR_PASSWORD, ESYS_TR_NONE, &under,
                             &scheme, &text, &signature),
                "certify the TLS key"));
    return statement_of(text, signature);
}

Result<Statement> quote(const Connection& tpm, const Handle& by, ByteView nonce) {
    TPM2B_DATA under{};
    if (!fill(under, nonce)) return Error(ErrorCode::kInvalid, "the hub's nonce is too long");
    const TPMT_SIG_SCHEME scheme = by_ecdsa();
    const TPML_PCR_SELECTION registers = quoted_registers();
    TPM2B_ATTEST* text = nullptr;
    TPMT_SIGNATURE* signature = nullptr;
    TRY(checked(Esys_Quote(tpm.esys(), by.get(), ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &under, &scheme,
                           &registers, &text, &signature),
                "quote the TPM's registers"));
    return statement_of(text, signature);
}

Status read_registers(const Connection& tpm, attestation::Proof& proof) {
    const TPML_PCR_SELECTION registers = quoted_registers();
    TPML_DIGEST* values = nullptr;
    TRY(checked(
        Esys_PCR_Read(tpm.esys(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &registers, nullptr, nullptr, &values),
        "read the TPM's registers"));
    const Owned<TPML_DIGEST> owned(values);
    if (owned->count != 2) return Error(ErrorCode::kUnsupported, "the TPM keeps no registers by SHA-256");
    proof.secure_boot_pcr = bytes_of(view_of(owned->digests[0]));
    proof.image_pcr = bytes_of(view_of(owned->digests[1]));
    return {};
}

/// What the image that runs brings for PCR 11 as it is; empty when it brings nothing.
Bytes signature_of_image(const Place& place, ByteView image_pcr) {
    const auto policy = read_image_policy(place.policy_file, place.image_key_file);
    if (!policy.ok()) return {};
    const Bytes wanted = attestation::policy_of_image_pcr(image_pcr);
    for (const SignedPolicy& state : policy->states) {
        if (state.policy == wanted) return state.signature;
    }
    return {};
}

}  // namespace

struct Attestor::Parts {
    Place place;
    Connection tpm;
    Handle attestation_key;
    EndorsementKey endorsement;
    attestation::Offer offer;
};

Attestor::Attestor(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Attestor::Attestor(Attestor&&) noexcept = default;
Attestor::~Attestor() = default;

Result<Attestor> Attestor::begin(const Place& place, const Secret& tls_key, const crypto::Digest& extra) {
    const HeldObject tls = TRY(decode_held_object(tls_key.bytes(), HeldObject::Kind::kTlsKey));
    Connection line = TRY(Connection::open(place.tcti));
    auto parts = std::make_unique<Parts>(Parts{place, std::move(line), {}, {}, {}});
    const Connection& tpm = parts->tpm;
    {
        // A TPM has room for three: root and TLS key leave before the endorsement key comes.
        Handle root = TRY(tpm.storage_root());
        TRY(check_root(tpm, root, tls));
        const HeldObject made = TRY(create_object(tpm, root, TPM2B_SENSITIVE_CREATE{}, attestation_key_template()));
        parts->attestation_key = TRY(load_object(tpm, root, made));
        const Handle key = TRY(load_object(tpm, root, tls));
        root.flush();
        Statement certified = TRY(certify(tpm, key, parts->attestation_key, extra));
        parts->offer.attestation_key = made.public_area;
        parts->offer.tls_key = tls.public_area;
        parts->offer.certified = std::move(certified.text);
        parts->offer.certified_signature = std::move(certified.signature);
    }
    parts->endorsement = TRY(endorsement_key(tpm));
    parts->offer.endorsement_key = parts->endorsement.public_area;
    parts->offer.endorsement_certificate = parts->endorsement.certificate;
    return Attestor(std::move(parts));
}

const attestation::Offer& Attestor::offer() const { return parts_->offer; }

Result<attestation::Proof> Attestor::answer(const attestation::Challenge& challenge, ByteView nonce) const {
    const Connection& tpm = parts_->tpm;
    const auto credential = TRY(read_credential(challenge.credential));
    const auto secret = TRY(read_encrypted_secret(challenge.secret));
    attestation::Proof proof;
    {
        const Handle session = TRY(endorsement_session(tpm));
        TPM2B_DIGEST* answer = nullptr;
        TRY(checked(
            Esys_ActivateCredential(tpm.esys(), parts_->attestation_key.get(), parts_->endorsement.handle.get(),
                                    ESYS_TR_PASSWORD, session.get(), ESYS_TR_NONE, &credential, &secret, &answer),
            "open the hub's challenge"));
        const Owned<TPM2B_DIGEST> owned(answer);
        proof.answer = bytes_of(view_of(*owned));
    }
    Statement quoted = TRY(quote(tpm, parts_->attestation_key, nonce));
    proof.quoted = std::move(quoted.text);
    proof.quote_signature = std::move(quoted.signature);
    TRY(read_registers(tpm, proof));
    proof.image_signature = signature_of_image(parts_->place, proof.image_pcr);
    return proof;
}

}  // namespace dayroom::device::tpm
