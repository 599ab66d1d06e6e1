#include "platform/wire/attestation.h"

namespace dayroom::wire {
void check_attestation(Checker& check, const Attestation& word) {
    using attestation::kMaxStructureBytes;
    check.bytes_between(word.endorsement_key(), 1, kMaxStructureBytes, "attestation.endorsement_key");
    check.bytes_between(word.endorsement_certificate(), 0, attestation::kMaxEndorsementCertificateBytes,
                        "attestation.endorsement_certificate");
    check.bytes_between(word.attestation_key(), 1, kMaxStructureBytes, "attestation.attestation_key");
    check.bytes_between(word.tls_key(), 1, kMaxStructureBytes, "attestation.tls_key");
    check.bytes_between(word.certified(), 1, kMaxStructureBytes, "attestation.certified");
    check.bytes_between(word.certified_signature(), 1, kMaxStructureBytes, "attestation.certified_signature");
    // Not there yet when a challenge is asked for.
    check.bytes_between(word.ticket(), 0, attestation::kMaxTicketBytes, "attestation.ticket");
    check.bytes_between(word.answer(), 0, attestation::kSecretBytes, "attestation.answer");
    check.bytes_between(word.quoted(), 0, kMaxStructureBytes, "attestation.quoted");
    check.bytes_between(word.quote_signature(), 0, kMaxStructureBytes, "attestation.quote_signature");
    check.bytes_between(word.secure_boot_pcr(), 0, attestation::kSecretBytes, "attestation.secure_boot_pcr");
    check.bytes_between(word.image_pcr(), 0, attestation::kSecretBytes, "attestation.image_pcr");
    check.bytes_between(word.image_signature(), 0, kMaxStructureBytes, "attestation.image_signature");
}

attestation::Offer offer_of(const Attestation& word) {
    return {to_bytes(word.endorsement_key()), to_bytes(word.endorsement_certificate()),
            to_bytes(word.attestation_key()), to_bytes(word.tls_key()),
            to_bytes(word.certified()),       to_bytes(word.certified_signature())};
}

attestation::Proof proof_of(const Attestation& word) {
    return {to_bytes(word.answer()),          to_bytes(word.quoted()),    to_bytes(word.quote_signature()),
            to_bytes(word.secure_boot_pcr()), to_bytes(word.image_pcr()), to_bytes(word.image_signature())};
}

void put_offer(const attestation::Offer& offer, Attestation& word) {
    word.set_endorsement_key(to_string(offer.endorsement_key));
    word.set_endorsement_certificate(to_string(offer.endorsement_certificate));
    word.set_attestation_key(to_string(offer.attestation_key));
    word.set_tls_key(to_string(offer.tls_key));
    word.set_certified(to_string(offer.certified));
    word.set_certified_signature(to_string(offer.certified_signature));
}

void put_proof(const attestation::Proof& proof, Attestation& word) {
    word.set_answer(to_string(proof.answer));
    word.set_quoted(to_string(proof.quoted));
    word.set_quote_signature(to_string(proof.quote_signature));
    word.set_secure_boot_pcr(to_string(proof.secure_boot_pcr));
    word.set_image_pcr(to_string(proof.image_pcr));
    word.set_image_signature(to_string(proof.image_signature));
}

attestation::Challenge challenge_of(const AttestResponse& answer) {
    return {to_bytes(answer.credential()), to_bytes(answer.secret())};
}

}  // namespace dayroom::wire
