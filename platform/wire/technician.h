// Technicians: a certificate of a few days by the facility root, the file on their stick that holds its key under a
// PIN, the list of certificates that count no more, and the answer by phone where there is no stick. All of it is
// checked without a connection. How it is used: docs/operations/technicians.md.
#pragma once

#include <optional>
#include <string>

#include "platform/base/id.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/crypto/password.h"
#include "platform/wire/check.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

inline constexpr const char* kTechnicianFileFormat = "dayroom-technician-1";
inline constexpr const char* kTechnicianFileName = "dayroom-technician.key";  // on the stick
/// What a PIN costs whoever guesses at a stick's file: a quarter of a second each on one core.
inline constexpr crypto::ArgonCost kTechnicianCost{.memory_kib = 64 * 1024, .passes = 8};

// ---------------------------------------------------------------------------------------------------------- the stick
struct NewTechnician {
    FacilityId facility;
    std::string name;
    Timestamp not_before;
    int days = 7;
};
struct IssuedTechnician {
    TechnicianFile file;
    std::string serial;  // kTechnicianSerialBytes
    Timestamp not_after;
};
/// kInvalid: no name, days outside 1 … kMaxTechnicianDays, a PIN that is not 8 to 12 digits or easily guessed.
Result<IssuedTechnician> issue_technician(const NewTechnician& wish, const crypto::SigningKey& root, ByteView pin,
                                          const crypto::ArgonCost& cost, Random& random);

/// Of a file that parse_technician_file took. kUnauthenticated "technician_foreign": another root, facility or purpose;
/// kExpired "technician_expired": not yet, or no more; kRevoked "technician_revoked".
Result<KeyStatement> verify_technician(const TechnicianFile& file, const crypto::SigningPublic& root,
                                       const FacilityId& facility,
                                       const std::optional<TechnicianRevocations>& revocations, Timestamp now);
/// The key that the certificate is of. kUnauthenticated "technician_pin". Takes the Argon2 time.
Result<crypto::SigningKey> open_technician(const TechnicianFile& file, ByteView pin);

// ----------------------------------------------------------------------------------------------------------- the list
TechnicianList sign_technician_list(const TechnicianRevocations& list, const crypto::SigningKey& root);
/// kUnauthenticated: the facility root did not sign it, or it is another facility's; kInvalid.
Result<TechnicianRevocations> verify_technician_list(const TechnicianList& list, const crypto::SigningPublic& root,
                                                     const FacilityId& facility);

// ------------------------------------------------------------------------------------------------------- by telephone
// Challenge: 8 random characters of 5 bits, and 2 that only fit this terminal: whoever mistypes it, or has another
// terminal's keys at hand, is told so. Answer: 10 characters of 5 bits under a secret that facility root and terminal
// share (crypto/agreement.h). Both in groups of five, without letters that look like digits.
std::string make_technician_challenge(const crypto::BoxPublic& terminal, Random& random);
/// At IT, with the root key. kInvalid: it is not a challenge of that terminal.
Result<std::string> answer_technician_challenge(std::string_view challenge, const crypto::BoxPublic& terminal,
                                                const crypto::SigningKey& root);
/// At the terminal. kUnauthenticated "technician_answer".
Status check_technician_answer(std::string_view challenge, std::string_view answer, const crypto::BoxKey& terminal,
                               const crypto::SigningPublic& root);

}  // namespace dayroom::wire
