#include "platform/facility/devices/attestation.h"

#include <algorithm>

#include "platform/attestation/credential.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/labels.h"
#include "platform/wire/attestation.h"

namespace dayroom::facility {
namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kTicketBytes = kTimeBytes + 16;

Bytes new_ticket(Timestamp now, Random& random) {
    Bytes ticket(kTicketBytes);
    for (std::size_t at = 0; at < kTimeBytes; ++at)
        ticket[at] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(now.ms()) >> (8 * (kTimeBytes - 1 - at)));
    random.fill(std::span(ticket).subspan(kTimeBytes));
    return ticket;
}

/// Bound to everything that the terminal may not exchange between its two calls.
Bytes context_of(const wire::EnrollRequest& request, ByteView ticket) {
    const wire::Attestation& word = request.attestation();
    crypto::Blake2b hash;
    hash.update_sized(ticket);
    for (const std::string* field :
         {&request.token().payload(), &request.csr_pem(), &request.signing_key(), &request.box_key(),
          &word.endorsement_key(), &word.endorsement_certificate(), &word.attestation_key(), &word.tls_key(),
          &word.certified(), &word.certified_signature()})
        hash.update_sized(as_bytes(*field));
    const crypto::Digest digest = hash.finish();
    return Bytes(digest.begin(), digest.end());
}

crypto::Digest derived(const Secret& key, std::string_view label, ByteView context) {
    crypto::Digest made{};
    const Secret secret = crypto::derive_key(key, label, context);
    std::copy(secret.bytes().begin(), secret.bytes().end(), made.begin());
    return made;
}

Result<attestation::CheckedOffer> checked_offer(const wire::EnrollRequest& request) {
    const crypto::HeldPublic tls = TRY(crypto::signing_request_point(request.csr_pem()));
    const crypto::Digest token = crypto::sha256(as_bytes(request.token().payload()));
    return attestation::check_offer(wire::offer_of(request.attestation()), tls, token);
}

}  // namespace

attestation::Expected Attestation::expected(const wire::EnrollRequest& request, ByteView ticket) const {
    const Secret key = crypto::derive_key(signing_.seed(), crypto::kLabelAttestation);
    const Bytes context = context_of(request, ticket);
    return {derived(key, crypto::kLabelAttestationAnswer, context),
            derived(key, crypto::kLabelAttestationNonce, context)};
}

Status Attestation::check_ticket(ByteView ticket) const {
    if (ticket.size() != kTicketBytes)
        return Error(ErrorCode::kUnauthenticated, "The terminal answered without a challenge.", "attestation_invalid");
    std::uint64_t made = 0;
    for (const std::uint8_t byte : ticket.first(kTimeBytes)) made = made << 8 | byte;
    // Who changes the time changes the challenge. The hubs of a facility may differ by a little.
    const auto now = static_cast<std::uint64_t>(clock_.now().ms());
    const auto life = static_cast<std::uint64_t>(kChallengeLife.count());
    if ((made <= now && now - made <= life) || (made > now && made - now <= life)) return {};
    return Error(ErrorCode::kExpired, "The terminal took too long to answer for its TPM. Try again.",
                 "attestation_expired");
}

Result<wire::AttestResponse> Attestation::challenge(const wire::EnrollRequest& request) const {
    if (!request.has_attestation()) return Error(ErrorCode::kInvalid, "There is no word of a TPM to challenge.");
    const attestation::CheckedOffer offer = TRY(checked_offer(request));
    const Bytes ticket = new_ticket(clock_.now(), random_);
    const attestation::Expected wanted = expected(request, ticket);
    const attestation::Challenge made =
        TRY(attestation::make_credential(offer.endorsement, offer.attestation.name, wanted.answer, random_));
    wire::AttestResponse answer;
    answer.set_credential(to_string(made.credential));
    answer.set_secret(to_string(made.secret));
    answer.set_nonce(to_string(wanted.nonce));
    answer.set_ticket(to_string(ticket));
    return answer;
}

Result<attestation::Finding> Attestation::conclude(const wire::EnrollRequest& request,
                                                   const attestation::Trust& trust) const {
    if (!request.has_attestation()) return attestation::Finding{};
    const wire::Attestation& word = request.attestation();
    TRY(check_ticket(as_bytes(word.ticket())));
    const attestation::CheckedOffer offer = TRY(checked_offer(request));
    return attestation::check_proof(offer, as_bytes(word.endorsement_certificate()), wire::proof_of(word),
                                    expected(request, as_bytes(word.ticket())), trust, clock_.now());
}

}  // namespace dayroom::facility
