// Private to platform/facility/ledger: a transfer about to be written.
#pragma once

#include <optional>

#include "platform/facility/ledger/ledger.h"

namespace dayroom::facility {

/// Stored: never renumber.
enum class Phase : std::uint8_t { kPosted = 1, kPending = 2, kPosts = 3, kVoids = 4, kExpires = 5 };

struct Ledger::Movement {
    TransferId id;
    Phase phase = Phase::kPosted;
    std::int64_t debit = 0;  // account.no
    std::int64_t credit = 0;
    Unit unit = Unit::kCents;
    std::int64_t amount = 0;
    const Reason* reason = nullptr;
    std::optional<std::int64_t> debit_after;  // nothing: a house account
    std::optional<std::int64_t> credit_after;
    std::optional<ResidentId> line;  // whose statement shows it
    std::optional<std::int64_t> available_after;
    std::optional<std::int64_t> pending;
    std::optional<std::int64_t> corrects;
    std::optional<std::int64_t> part_of;
};

struct Ledger::OpenHold {
    TransferId id;
    std::int64_t no = 0;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    Unit unit = Unit::kCents;
    std::int64_t amount = 0;
    HoldState state = HoldState::kOpen;
    ResidentId resident;
    Reason reason;
    Timestamp made;
    bool was_spending = false;
};

/// A transfer that was posted, as its correction needs it.
struct Ledger::Past {
    std::int64_t no = 0;
    Phase phase = Phase::kPosted;
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    Unit unit = Unit::kCents;
    std::int64_t amount = 0;
    std::optional<ResidentId> line;
    bool is_deposit = false;
    bool sold_credits = false;  // the cents of a sale
};

/// Whether the resident's brake counts it (spend_brake.h).
bool is_spending(const Actor& actor, TransferKind kind);

/// account.stopped: nothing may be spent, although money may come in. Stored: 1 a tie-out found a difference, 2 paid
/// out at release, 3 both. Each is added and taken off by itself (Ledger::set_closed, record_tie_out).
inline constexpr int kStoppedClosed = 2;

/// Why nothing may be spent from this account.
Error stopped_error(Work& work, std::int64_t account);

/// What the constraints of `account` and `transfer` mean.
Error ledger_error(Error error);

}  // namespace dayroom::facility
