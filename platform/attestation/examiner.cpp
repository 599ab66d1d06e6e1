#include "platform/attestation/examiner.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "platform/attestation/endorsement.h"
#include "platform/attestation/image_pcr.h"
#include "platform/attestation/public_key.h"

namespace dayroom::attestation {
namespace {

using ImageKey = std::unique_ptr<EVP_PKEY, crypto::Freeing<EVP_PKEY_free>>;
using ImageKeyText = std::unique_ptr<BIO, crypto::Freeing<BIO_free_all>>;
using ImageCheck = std::unique_ptr<EVP_MD_CTX, crypto::Freeing<EVP_MD_CTX_free>>;

constexpr std::uint32_t kBornInTpm = kFixedTpm | kFixedParent | kSensitiveDataOrigin;

Error refused(const char* why) { return Error(ErrorCode::kUnauthenticated, why, "attestation_invalid"); }

bool same_point(const crypto::HeldPublic& left, const crypto::HeldPublic& right) {
    return left.x == right.x && left.y == right.y;
}

Status check_signed(const PublicArea& key, ByteView statement, ByteView signature) {
    const crypto::HeldSignature read = TRY(read_signature(signature));
    const crypto::PkeyHandle made = TRY(public_key_of(key));
    if (has_signed(made.get(), statement, read)) return {};
    return refused("The TPM's statement is not signed by its attestation key.");
}

Status check_keys(const PublicArea& endorsement, const PublicArea& attestation) {
    if (!endorsement.has(kBornInTpm | kRestricted | kDecrypt) || endorsement.has(kSign) || !endorsement.storage_cipher)
        return refused("The endorsement key is none.");
    if (attestation.kind != PublicArea::Kind::kP256 || !attestation.ecdsa_sha256)
        return refused("The attestation key is of another kind.");
    if (!attestation.has(kBornInTpm)) return refused("The attestation key may leave its TPM.");
    if (!attestation.has(kRestricted | kSign) || attestation.has(kDecrypt))
        return refused("The attestation key signs other things than its TPM's own statements.");
    return {};
}

bool image_key_has_signed(const std::string& pem, ByteView policy, ByteView signature) {
    const ImageKeyText text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const ImageKey key(PEM_read_bio_PUBKEY(text.get(), nullptr, nullptr, nullptr));
    const ImageCheck check(EVP_MD_CTX_new());
    const bool good =
        key && check && EVP_DigestVerifyInit(check.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
        EVP_DigestVerify(check.get(), signature.data(), signature.size(), policy.data(), policy.size()) == 1;
    ERR_clear_error();
    return good;
}

/// Why the image is nobody's; nothing when one of IT's keys has signed it.
std::string doubt_of_image(const Proof& proof, const std::vector<std::string>& image_keys) {
    if (image_keys.empty()) return "images_not_set";
    if (proof.image_signature.empty()) return "image_unsigned";
    const Bytes policy = policy_of_image_pcr(proof.image_pcr);
    for (const std::string& pem : image_keys) {
        if (image_key_has_signed(pem, policy, proof.image_signature)) return {};
    }
    return "image_unknown";
}

Status check_quote(const CheckedOffer& checked, const Proof& proof, const crypto::Digest& nonce) {
    TRY(check_signed(checked.attestation, proof.quoted, proof.quote_signature));
    const Attested quote = TRY(read_attested(proof.quoted));
    if (!quote.quoted || !quote.quoted->of_ours) return refused("The TPM's quote is of other registers.");
    if (!crypto::same(quote.extra, nonce)) return refused("The TPM's quote was made for another challenge.");
    Bytes registers = proof.secure_boot_pcr;
    registers.insert(registers.end(), proof.image_pcr.begin(), proof.image_pcr.end());
    const bool whole = proof.secure_boot_pcr.size() == kSecretBytes && proof.image_pcr.size() == kSecretBytes;
    if (!whole || !crypto::same(quote.quoted->digest, crypto::sha256(registers)))
        return refused("The TPM's registers are not what the terminal says.");
    return {};
}

}  // namespace

Result<CheckedOffer> check_offer(const Offer& offer, const crypto::HeldPublic& tls, const crypto::Digest& extra) {
    CheckedOffer checked;
    checked.endorsement = TRY(read_public_area(offer.endorsement_key));
    checked.attestation = TRY(read_public_area(offer.attestation_key));
    const PublicArea tls_key = TRY(read_public_area(offer.tls_key));
    TRY(check_keys(checked.endorsement, checked.attestation));
    TRY(check_signed(checked.attestation, offer.certified, offer.certified_signature));
    const Attested certified = TRY(read_attested(offer.certified));
    if (!certified.certified || *certified.certified != tls_key.name)
        return refused("The TPM's statement is about another key.");
    if (!crypto::same(certified.extra, extra)) return refused("The TPM's statement was made for another enrolment.");
    if (tls_key.kind != PublicArea::Kind::kP256 || !tls_key.has(kBornInTpm | kSign))
        return refused("The key for TLS may leave its TPM.");
    if (!same_point(tls_key.point, tls)) return refused("The key for TLS is not the one in the TPM.");
    return checked;
}

Result<Finding> check_proof(const CheckedOffer& checked, ByteView endorsement_certificate, const Proof& proof,
                            const Expected& expected, const Trust& trust, Timestamp now) {
    if (!crypto::same(proof.answer, expected.answer))
        return refused("The challenge was not answered by the TPM of that endorsement key.");
    TRY(check_quote(checked, proof, expected.nonce));
    const MakersWord word = check_endorsement(checked.endorsement, endorsement_certificate, trust.makers, now);
    if (!word.good) return Finding{Level::kTpm, word.why, {}};
    const std::string doubt = doubt_of_image(proof, trust.image_keys);
    return Finding{doubt.empty() ? Level::kImage : Level::kMaker, doubt, word.maker};
}

}  // namespace dayroom::attestation
