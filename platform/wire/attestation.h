// The word of a TPM on the wire, and as platform/attestation takes it.
#pragma once

#include "platform/attestation/word.h"
#include "platform/wire/checker.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

/// Sizes alone: what is in them is looked at by platform/attestation.
void check_attestation(Checker& check, const Attestation& word);

attestation::Offer offer_of(const Attestation& word);
attestation::Proof proof_of(const Attestation& word);
void put_offer(const attestation::Offer& offer, Attestation& word);
void put_proof(const attestation::Proof& proof, Attestation& word);
attestation::Challenge challenge_of(const AttestResponse& answer);

}  // namespace dayroom::wire
