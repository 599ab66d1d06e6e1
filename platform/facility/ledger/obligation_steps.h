// The history of an obligation: one step for everything that changed it, for ever. Steps carry the last transfer of
// their moment, so that what was owed before any deposit can be told. Written by the ledger; the writer thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/money/money.h"

namespace dayroom::facility {

/// Stored: never renumber.
enum class ObligationChange : std::uint8_t {
    kSet = 1,      // by a court or another authority
    kCharged = 2,  // the facility's own: a charge that could not be paid
    kAmount = 3,   // the order was amended
    kPaid = 4,
    kPaymentUndone = 5,
    kChargeUndone = 6,
    kSuspended = 7,
    kResumed = 8,
    kForgiven = 9,
    kPriority = 10,
};
/// "set", "charged", "amount", "paid", "payment_undone", "charge_undone", "suspended", "resumed", "forgiven",
/// "priority".
const char* name_of(ObligationChange change);

struct ObligationStep {
    Timestamp at{};
    ObligationChange what = ObligationChange::kSet;
    Cents change{};            // of what is owed
    Cents owed{};              // after it
    std::int64_t through = 0;  // the last transfer.no then
    std::string reason{};
    std::optional<ThingId> by{};
};
inline constexpr int kMaxObligationSteps = 500;  // of one read: the last ones

/// The obligation of this account, when it is one, has changed: a step is added, a fulfilled one that is owed again is
/// active, one that was paid, amended or forgiven to nothing is fulfilled, and the resident's feed is told. After the
/// account was changed.
Status note_obligation(Work& work, std::int64_t account, ObligationChange what, std::int64_t change,
                       std::string_view reason = {});
/// Oldest first.
Result<std::vector<ObligationStep>> read_obligation_steps(database::Connection& connection, const ObligationId& id);

}  // namespace dayroom::facility
