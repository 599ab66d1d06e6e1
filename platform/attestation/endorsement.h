// The maker's word for a TPM: the certificate of its endorsement key. Source: TCG EK Credential Profile 2.5. Private to
// this folder.
#pragma once

#include <string>
#include <vector>

#include "platform/attestation/public_key.h"
#include "platform/base/time.h"

struct x509_st;

namespace dayroom::attestation {

struct MakersWord {
    bool good = false;
    std::string why;    // a code, when it is not
    std::string maker;  // when it is
};

/// What `certificate` (DER, from the terminal) is worth to somebody who believes `makers` (PEM). It may be absent,
/// damaged, another chip's, or anybody's.
MakersWord check_endorsement(const PublicArea& endorsement, ByteView certificate,
                             const std::vector<std::string>& makers, Timestamp now);

/// As its subject says: the organisation and the common name.
std::string name_of_maker(const x509_st* certificate);

}  // namespace dayroom::attestation
