// PREA: who says whom residents may tell outside of the facility, reports closed to that body, its answers, and the
// report code with which alone an answer can be found and read. What the code can and cannot do: docs/security-prea.md.
#pragma once

#include <string>

#include "platform/base/id.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/crypto/keys.h"
#include "platform/crypto/secret.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

/// 15 random characters of 5 bits, and one that checks them.
inline constexpr std::size_t kPreaCodeCharacters = 16;

// --------------------------------------------------------------------------------------------------- the outside body
PreaBody sign_prea_statement(const PreaStatement& statement, const crypto::SigningKey& root);
/// kUnauthenticated: the facility root did not sign it, or it is another facility's; kInvalid.
Result<PreaStatement> verify_prea_statement(const PreaBody& body, const crypto::SigningPublic& root,
                                            const FacilityId& facility);
/// First 8 bytes of BLAKE2b(key).
std::string prea_key_id(const crypto::BoxPublic& key);
/// Six groups of four characters, to compare with what the body itself has published: "3F9A 01C4 …". 96 bits of
/// BLAKE2b.
std::string prea_fingerprint(const crypto::BoxPublic& key);

// ---------------------------------------------------------------------------------------------------- reports, answers
/// Padded to kPreaReportPlainBytes, then closed: the box has kPreaReportBoxBytes whatever was written. kInvalid,
/// kTooLarge.
Result<Bytes> close_prea_report(const PreaReport& report, const crypto::BoxPublic& body);
Result<PreaReport> open_prea_report(ByteView box, const crypto::BoxKey& body);
Result<Bytes> close_prea_answer(const PreaAnswerText& answer, const crypto::BoxPublic& answer_key);
Result<PreaAnswerText> open_prea_answer(ByteView box, const crypto::BoxKey& answer_key);

// --------------------------------------------------------------------------------------------------------- report
// codes
/// ASCII, without letters that look like digits.
Secret make_prea_code(Random& random);
/// What a person typed: small letters, spaces and dashes, O for 0, I and L for 1 are understood. kInvalid: none of
/// ours.
Result<Secret> read_prea_code(ByteView typed);

struct PreaAnswerAddress {
    crypto::BoxKey key;
    std::string tag;  // kPreaTagBytes
};
/// Takes the Argon2 time: a code is guessed at by whoever holds the hub's disk, at that price for each try.
Result<PreaAnswerAddress> prea_answer_address(const Secret& code, const FacilityId& facility);

}  // namespace dayroom::wire
