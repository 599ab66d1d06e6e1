#include "platform/device/tpm/endorsement_key.h"

#include <algorithm>

#include "platform/attestation/word.h"
#include "platform/device/tpm/object.h"

namespace dayroom::device::tpm {
namespace {

constexpr TPM2_HANDLE kRsaCertificateIndex = 0x01C00002;
constexpr TPM2_HANDLE kEccCertificateIndex = 0x01C0000A;
constexpr UINT16 kReadAtOnce = 512;  // every TPM takes so much
constexpr std::size_t kDerHeaderBytes = 4;

// TPM2_PolicySecret(TPM_RH_ENDORSEMENT), as the profile prints it.
constexpr std::array<BYTE, 32> kEndorsementPolicy = {0x83, 0x71, 0x97, 0x67, 0x44, 0x84, 0xB3, 0xF8, 0x1A, 0x90, 0xCC,
                                                     0x8D, 0x46, 0xA5, 0xD7, 0x24, 0xFD, 0x52, 0xD7, 0x6E, 0x06, 0x52,
                                                     0x0B, 0x64, 0xF2, 0xA1, 0xDA, 0x1B, 0x33, 0x14, 0x69, 0xAA};

TPM2B_PUBLIC endorsement_template(TPMI_ALG_PUBLIC type) {
    TPM2B_PUBLIC wanted{};
    TPMT_PUBLIC& area = wanted.publicArea;
    area.type = type;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN |
                            TPMA_OBJECT_ADMINWITHPOLICY | TPMA_OBJECT_RESTRICTED | TPMA_OBJECT_DECRYPT;
    fill(area.authPolicy, kEndorsementPolicy);
    TPMT_SYM_DEF_OBJECT& cipher =
        type == TPM2_ALG_RSA ? area.parameters.rsaDetail.symmetric : area.parameters.eccDetail.symmetric;
    cipher.algorithm = TPM2_ALG_AES;
    cipher.keyBits.aes = 128;
    cipher.mode.aes = TPM2_ALG_CFB;
    if (type == TPM2_ALG_RSA) {
        area.parameters.rsaDetail.scheme.scheme = TPM2_ALG_NULL;
        area.parameters.rsaDetail.keyBits = 2048;
        area.unique.rsa.size = 256;  // zeros
    } else {
        area.parameters.eccDetail.scheme.scheme = TPM2_ALG_NULL;
        area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
        area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
        area.unique.ecc.x.size = 32;
        area.unique.ecc.y.size = 32;
    }
    return wanted;
}

/// Makers fill the rest of the place up.
Bytes without_filling(Bytes bytes) {
    if (bytes.size() < kDerHeaderBytes || bytes[0] != 0x30 || bytes[1] != 0x82) return {};
    const std::size_t size = kDerHeaderBytes + (std::size_t{bytes[2]} << 8 | bytes[3]);
    if (size > bytes.size()) return {};
    bytes.resize(size);
    return bytes;
}

Result<Bytes> read_place(const Connection& tpm, ESYS_TR place, std::size_t size) {
    Bytes read;
    while (read.size() < size) {
        const auto wanted = static_cast<UINT16>(std::min<std::size_t>(kReadAtOnce, size - read.size()));
        TPM2B_MAX_NV_BUFFER* part = nullptr;
        TRY(checked(Esys_NV_Read(tpm.esys(), place, place, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, wanted,
                                 static_cast<UINT16>(read.size()), &part),
                    "read the maker's certificate"));
        const Owned<TPM2B_MAX_NV_BUFFER> owned(part);
        if (owned->size == 0) return Error(ErrorCode::kIo, "the TPM reads nothing");
        read.insert(read.end(), owned->buffer, owned->buffer + owned->size);
    }
    return read;
}

/// Empty: there is none, or it cannot be read. Not having one is no fault of the machine.
Bytes certificate_at(const Connection& tpm, TPM2_HANDLE index) {
    ESYS_TR place = ESYS_TR_NONE;
    if (Esys_TR_FromTPMPublic(tpm.esys(), index, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &place) != TSS2_RC_SUCCESS)
        return {};
    TPM2B_NV_PUBLIC* described = nullptr;
    const TSS2_RC found =
        Esys_NV_ReadPublic(tpm.esys(), place, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &described, nullptr);
    const Owned<TPM2B_NV_PUBLIC> owned(found == TSS2_RC_SUCCESS ? described : nullptr);
    Bytes certificate;
    if (owned && owned->nvPublic.dataSize <= attestation::kMaxEndorsementCertificateBytes)
        certificate = without_filling(read_place(tpm, place, owned->nvPublic.dataSize).value_or({}));
    Esys_TR_Close(tpm.esys(), &place);
    return certificate;
}

Result<EndorsementKey> make_primary(const Connection& tpm, TPMI_ALG_PUBLIC type) {
    const TPM2B_PUBLIC wanted = endorsement_template(type);
    const TPM2B_SENSITIVE_CREATE no_secret{};
    const TPM2B_DATA no_data{};
    const TPML_PCR_SELECTION no_pcrs{};
    ESYS_TR made = ESYS_TR_NONE;
    TPM2B_PUBLIC* public_area = nullptr;
    TRY(checked(
        Esys_CreatePrimary(tpm.esys(), ESYS_TR_RH_ENDORSEMENT, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &no_secret,
                           &wanted, &no_data, &no_pcrs, &made, &public_area, nullptr, nullptr, nullptr),
        "make the TPM's endorsement key"));
    EndorsementKey key;
    key.handle = Handle(tpm.esys(), made);
    const Owned<TPM2B_PUBLIC> owned(public_area);
    key.public_area = TRY(write_public(*owned));
    return key;
}

}  // namespace

Result<EndorsementKey> endorsement_key(const Connection& tpm) {
    Bytes certificate = certificate_at(tpm, kEccCertificateIndex);
    TPMI_ALG_PUBLIC type = TPM2_ALG_ECC;
    if (certificate.empty()) {
        certificate = certificate_at(tpm, kRsaCertificateIndex);
        // RSA takes a TPM seconds to make: only where it is the one that is certified.
        if (!certificate.empty()) type = TPM2_ALG_RSA;
    }
    EndorsementKey key = TRY(make_primary(tpm, type));
    key.certificate = std::move(certificate);
    return key;
}

Result<Handle> endorsement_session(const Connection& tpm) {
    TPMT_SYM_DEF none{};
    none.algorithm = TPM2_ALG_NULL;
    ESYS_TR begun = ESYS_TR_NONE;
    TRY(checked(Esys_StartAuthSession(tpm.esys(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                      nullptr, TPM2_SE_POLICY, &none, TPM2_ALG_SHA256, &begun),
                "begin a session for the endorsement key"));
    Handle session(tpm.esys(), begun);
    TRY(checked(Esys_PolicySecret(tpm.esys(), ESYS_TR_RH_ENDORSEMENT, begun, ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                  ESYS_TR_NONE, nullptr, nullptr, nullptr, 0, nullptr, nullptr),
                "satisfy the endorsement key's policy"));
    return session;
}

}  // namespace dayroom::device::tpm
