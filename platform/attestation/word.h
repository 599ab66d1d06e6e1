// A TPM's word for the terminal that enrols, and what the other side makes of it. Structures are those of TPM 2.0, as
// the TPM writes them: nobody has looked into them yet.
#pragma once

#include <string>

#include "platform/base/bytes.h"

namespace dayroom::attestation {

inline constexpr std::size_t kMaxStructureBytes = 1024;  // each of the TPM's structures and signatures
inline constexpr std::size_t kMaxEndorsementCertificateBytes = 8 * 1024;
inline constexpr std::size_t kSecretBytes = 32;  // the answer, the nonce, a PCR
inline constexpr std::size_t kMaxTicketBytes = 64;
inline constexpr std::size_t kMaxMakerCharacters = 80;

/// Who the TPM is, and that the TLS key is in it.
struct Offer {
    Bytes endorsement_key;          // TPM2B_PUBLIC
    Bytes endorsement_certificate;  // DER; empty: the TPM holds none
    Bytes attestation_key;          // TPM2B_PUBLIC
    Bytes tls_key;                  // TPM2B_PUBLIC
    Bytes certified;                // TPMS_ATTEST over tls_key
    Bytes certified_signature;      // TPMT_SIGNATURE by attestation_key
};

/// What only the TPM of an offer can answer.
struct Challenge {
    Bytes credential;  // TPM2B_ID_OBJECT
    Bytes secret;      // TPM2B_ENCRYPTED_SECRET
};

/// The answer to a challenge, and what the machine has booted.
struct Proof {
    Bytes answer;           // what was in the credential
    Bytes quoted;           // TPMS_ATTEST over PCR 7 and 11
    Bytes quote_signature;  // TPMT_SIGNATURE by attestation_key
    Bytes secure_boot_pcr;
    Bytes image_pcr;
    Bytes image_signature;  // of the policy "PCR 11 holds image_pcr"; empty: the image brings none
};

/// What was proved, each level with all before it.
enum class Level : std::uint8_t {
    kNone,   // no TPM gave its word
    kTpm,    // the TLS key is in something that works like a TPM
    kMaker,  // which is one, of a maker that IT believes
    kImage,  // and the machine has booted an image that IT's image key has signed
};
/// "", "tpm", "maker", "image": as it stands in the database and on the wire.
const char* to_string(Level level);

struct Finding {
    Level level = Level::kNone;
    std::string why;    // why no more, a code (docs/features/attestation.md); empty at kImage and kNone
    std::string maker;  // of the TPM, as the authority that vouches for it is named; from kMaker on
};

}  // namespace dayroom::attestation
