// Whom facility IT believes about TPMs and images, in hub.db: they count from the next enrolment on, at every hub, and
// are in each backup.
#pragma once

#include <string>
#include <vector>

#include "platform/attestation/anchor.h"
#include "platform/attestation/examiner.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr std::int64_t kMaxAnchors = 256;

class Anchors {
public:
    /// Twice is harmless. kTooLarge beyond kMaxAnchors.
    static Status add(Work& work, const attestation::Anchor& anchor);
    /// By the beginning of its id in hexadecimal, 8 digits at least. kNotFound, kInvalid; kConflict: several begin so.
    static Result<attestation::Anchor> remove(Work& work, const std::string& id);
    static Result<std::vector<attestation::Anchor>> list(database::Connection& connection);
    static Result<attestation::Trust> trust(database::Connection& connection);
};

}  // namespace dayroom::facility
