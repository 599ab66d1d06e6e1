#include "platform/device/tpm/seal.h"

#include <algorithm>

#include "platform/crypto/hash.h"
#include "platform/device/tpm/connection.h"
#include "platform/device/tpm/image_key.h"
#include "platform/device/tpm/object.h"

namespace dayroom::device::tpm {
namespace {

constexpr const char* kPolicyStep = "follow the sealing policy";

TPML_PCR_SELECTION only_pcr(int number) {
    TPML_PCR_SELECTION selection{};
    selection.count = 1;
    selection.pcrSelections[0].hash = TPM2_ALG_SHA256;
    selection.pcrSelections[0].sizeofSelect = 3;
    selection.pcrSelections[0].pcrSelect[number / 8] = static_cast<BYTE>(1 << (number % 8));
    return selection;
}

/// One policy being followed (or, on trial, written down) step by step.
class Policy {
public:
    Policy(const Connection& tpm, Handle session) : tpm_(tpm), session_(std::move(session)) {}

    ESYS_TR session() const { return session_.get(); }

    Status need_pcr(int number) {
        const TPML_PCR_SELECTION pcrs = only_pcr(number);
        const TPM2B_DIGEST as_it_is{};
        return checked(
            Esys_PolicyPCR(tpm_.esys(), session(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &as_it_is, &pcrs),
            kPolicyStep);
    }

    Result<TPM2B_DIGEST> digest() {
        TPM2B_DIGEST* digest = nullptr;
        TRY(checked(Esys_PolicyGetDigest(tpm_.esys(), session(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &digest),
                    kPolicyStep));
        const Owned<TPM2B_DIGEST> owned(digest);
        return *owned;
    }

    /// What was followed so far is put in place of whatever `signer` (a key's name) signs.
    Status authorize(ByteView signer, const TPMT_TK_VERIFIED& ticket) {
        const TPM2B_DIGEST approved = TRY(digest());
        TPM2B_NAME name{};
        name.size = static_cast<UINT16>(signer.size());
        std::copy(signer.begin(), signer.end(), name.name);
        const TPM2B_NONCE no_reference{};
        return checked(Esys_PolicyAuthorize(tpm_.esys(), session(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &approved,
                                            &no_reference, &name, &ticket),
                       kPolicyStep);
    }

private:
    const Connection& tpm_;
    Handle session_;
};

struct ImageKey {
    Handle handle;
    TPM2B_PUBLIC area;
    Bytes name;
};

Result<ImageKey> load_image_key(const Connection& tpm, const std::string& pem) {
    ImageKey key{{}, TRY(image_key_public(pem)), {}};
    ESYS_TR loaded = ESYS_TR_NONE;
    TRY(checked(Esys_LoadExternal(tpm.esys(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, nullptr, &key.area,
                                  ESYS_TR_RH_OWNER, &loaded),
                "show the TPM the image key"));
    key.handle = Handle(tpm.esys(), loaded);
    key.name = TRY(tpm.name_of(loaded));
    return key;
}

/// The policy that every image signed by `key` can follow, on this firmware.
Result<TPM2B_DIGEST> policy_to_seal_under(const Connection& tpm, const Handle& root, const ImageKey& key) {
    Policy trial(tpm, TRY(tpm.session(root, TPM2_SE_TRIAL, 0)));
    TPMT_TK_VERIFIED on_trial{};
    on_trial.tag = TPM2_ST_VERIFIED;
    on_trial.hierarchy = TPM2_RH_OWNER;
    TRY(trial.need_pcr(kImagePcr));
    TRY(trial.authorize(key.name, on_trial));
    TRY(trial.need_pcr(kSecureBootPcr));
    return trial.digest();
}

/// The TPM's word that the key has signed the state that PCR 11 is in.
Result<Owned<TPMT_TK_VERIFIED>> verify_state(const Connection& tpm, const ImageKey& key, const TPM2B_DIGEST& state,
                                             const ImagePolicy& policy) {
    const auto same_state = [&](const SignedPolicy& each) { return std::ranges::equal(each.policy, view_of(state)); };
    const auto found = std::ranges::find_if(policy.states, same_state);
    if (found == policy.states.end())
        return Error(ErrorCode::kDenied, "the image that runs, or this phase of its start, is not signed");
    const TPMT_SIGNATURE signature = TRY(image_key_signature(key.area, found->signature));
    TPM2B_DIGEST signed_digest{};
    fill(signed_digest, crypto::sha256(found->policy));
    TPMT_TK_VERIFIED* ticket = nullptr;
    TRY(checked(Esys_VerifySignature(tpm.esys(), key.handle.get(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                     &signed_digest, &signature, &ticket),
                "check who signed the image"));
    return Owned<TPMT_TK_VERIFIED>(ticket);
}

/// A session in which the sealed key may be used, if everything is as it must be.
Result<Policy> follow_policy(const Connection& tpm, const Handle& root, const std::string& image_key_pem,
                             const ImagePolicy& policy) {
    ImageKey key = TRY(load_image_key(tpm, image_key_pem));
    Policy followed(tpm, TRY(tpm.session(root, TPM2_SE_POLICY, TPMA_SESSION_ENCRYPT)));
    TRY(followed.need_pcr(kImagePcr));
    const auto ticket = TRY(verify_state(tpm, key, TRY(followed.digest()), policy));
    TRY(followed.authorize(key.name, *ticket));
    TRY(followed.need_pcr(kSecureBootPcr));
    return followed;
}

}  // namespace

Result<HeldObject> seal(const std::string& tcti, const Secret& key, const ImagePolicy& policy) {
    const Connection tpm = TRY(Connection::open(tcti));
    const Handle root = TRY(tpm.storage_root());
    TPM2B_PUBLIC wanted{};
    wanted.publicArea.type = TPM2_ALG_KEYEDHASH;
    wanted.publicArea.nameAlg = TPM2_ALG_SHA256;
    // Without USERWITHAUTH: the policy is the only way in.
    wanted.publicArea.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_NODA;
    wanted.publicArea.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
    {
        const ImageKey image_key = TRY(load_image_key(tpm, policy.image_key_pem));
        wanted.publicArea.authPolicy = TRY(policy_to_seal_under(tpm, root, image_key));
    }
    TPM2B_SENSITIVE_CREATE content{};
    if (!fill(content.sensitive.data, key.bytes())) return Error(ErrorCode::kTooLarge, "no key of that size");
    auto sealed = create_object(tpm, root, content, wanted);
    wipe({content.sensitive.data.buffer, sizeof content.sensitive.data.buffer});
    if (!sealed.ok()) return sealed;
    sealed->kind = HeldObject::Kind::kStoreKey;
    sealed->image_key_pem = policy.image_key_pem;
    return sealed;
}

Result<Secret> unseal(const std::string& tcti, const HeldObject& sealed, const ImagePolicy& policy) {
    const Connection tpm = TRY(Connection::open(tcti));
    const Handle root = TRY(tpm.storage_root());
    TRY(check_root(tpm, root, sealed));
    const Policy followed = TRY(follow_policy(tpm, root, sealed.image_key_pem, policy));
    const Handle object = TRY(load_object(tpm, root, sealed));
    TPM2B_SENSITIVE_DATA* content = nullptr;
    TRY(checked(Esys_Unseal(tpm.esys(), object.get(), followed.session(), ESYS_TR_NONE, ESYS_TR_NONE, &content),
                "open the sealed store key"));
    const Owned<TPM2B_SENSITIVE_DATA> owned(content);
    Secret key = Secret::copy_of(view_of(*owned));
    wipe({owned->buffer, owned->size});
    if (key.size() != kKeyBytes) return Error(ErrorCode::kCorrupt, "what is sealed in the TPM is no store key");
    return key;
}

}  // namespace dayroom::device::tpm
