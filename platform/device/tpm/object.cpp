#include "platform/device/tpm/object.h"

#include <array>

namespace dayroom::device::tpm {
namespace {

template <auto Marshal, typename Area>
Result<Bytes> write_area(const Area& area) {
    std::array<BYTE, sizeof(Area) + 2> buffer{};
    std::size_t size = 0;
    TRY(checked(Marshal(&area, buffer.data(), buffer.size(), &size), "write down an object of the TPM"));
    return Bytes(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
}

template <auto Unmarshal, typename Area>
Result<Area> read_area(const Bytes& bytes) {
    Area area{};
    std::size_t at = 0;
    if (Unmarshal(bytes.data(), bytes.size(), &at, &area) != TSS2_RC_SUCCESS || at != bytes.size())
        return Error(ErrorCode::kCorrupt, "a structure for the TPM is damaged");
    return area;
}

}  // namespace

Result<HeldObject> create_object(const Connection& tpm, const Handle& root, const TPM2B_SENSITIVE_CREATE& content,
                                 const TPM2B_PUBLIC& wanted) {
    const TPM2B_DATA no_data{};
    const TPML_PCR_SELECTION no_pcrs{};
    TPM2B_PRIVATE* private_area = nullptr;
    TPM2B_PUBLIC* public_area = nullptr;
    const Handle session = TRY(tpm.session(root, TPM2_SE_HMAC, TPMA_SESSION_DECRYPT | TPMA_SESSION_ENCRYPT));
    TRY(checked(Esys_Create(tpm.esys(), root.get(), session.get(), ESYS_TR_NONE, ESYS_TR_NONE, &content, &wanted,
                            &no_data, &no_pcrs, &private_area, &public_area, nullptr, nullptr, nullptr),
                "make a key in the TPM"));
    const Owned<TPM2B_PRIVATE> owned_private(private_area);
    const Owned<TPM2B_PUBLIC> owned_public(public_area);
    HeldObject made;
    made.root_name = TRY(tpm.name_of(root.get()));
    made.public_area = TRY(write_area<Tss2_MU_TPM2B_PUBLIC_Marshal>(*owned_public));
    made.private_area = TRY(write_area<Tss2_MU_TPM2B_PRIVATE_Marshal>(*owned_private));
    return made;
}

Status check_root(const Connection& tpm, const Handle& root, const HeldObject& object) {
    if (TRY(tpm.name_of(root.get())) == object.root_name) return {};
    return Error(ErrorCode::kDenied, "this is another TPM than the key was made in, or it was cleared since");
}

Result<Handle> load_object(const Connection& tpm, const Handle& root, const HeldObject& object) {
    const TPM2B_PUBLIC public_area = TRY(read_public(object));
    const auto private_area = TRY((read_area<Tss2_MU_TPM2B_PRIVATE_Unmarshal, TPM2B_PRIVATE>(object.private_area)));
    const Handle session = TRY(tpm.session(root, TPM2_SE_HMAC, TPMA_SESSION_DECRYPT | TPMA_SESSION_ENCRYPT));
    ESYS_TR loaded = ESYS_TR_NONE;
    TRY(checked(Esys_Load(tpm.esys(), root.get(), session.get(), ESYS_TR_NONE, ESYS_TR_NONE, &private_area,
                          &public_area, &loaded),
                "load a key into the TPM"));
    return Handle(tpm.esys(), loaded);
}

Result<TPM2B_PUBLIC> read_public(const HeldObject& object) {
    return read_area<Tss2_MU_TPM2B_PUBLIC_Unmarshal, TPM2B_PUBLIC>(object.public_area);
}

Result<Bytes> write_public(const TPM2B_PUBLIC& area) { return write_area<Tss2_MU_TPM2B_PUBLIC_Marshal>(area); }

Result<Bytes> write_signature(const TPMT_SIGNATURE& signature) {
    return write_area<Tss2_MU_TPMT_SIGNATURE_Marshal>(signature);
}

Result<TPM2B_ID_OBJECT> read_credential(const Bytes& bytes) {
    return read_area<Tss2_MU_TPM2B_ID_OBJECT_Unmarshal, TPM2B_ID_OBJECT>(bytes);
}

Result<TPM2B_ENCRYPTED_SECRET> read_encrypted_secret(const Bytes& bytes) {
    return read_area<Tss2_MU_TPM2B_ENCRYPTED_SECRET_Unmarshal, TPM2B_ENCRYPTED_SECRET>(bytes);
}

}  // namespace dayroom::device::tpm
