// What becomes of a form's fee at each step of a request: held, charged, released. The hub's ledger does it; the
// terminal says it beforehand.
#pragma once

#include "platform/forms/form.h"

namespace dayroom::forms {

enum class Event : std::uint8_t { kSubmitted, kAnswered, kDeclined, kWithdrawn };
enum class FeeStep : std::uint8_t {
    kNothing,
    kHold,     // only at submission
    kCharge,   // what is held, or at once; without money, where the form may: as a debt
    kRelease,  // what is held goes back
};

/// Of each request at most one charge, and never a charge and a release: test "each fee ends charged or released".
FeeStep fee_step(const Fee& fee, Event event);

}  // namespace dayroom::forms
