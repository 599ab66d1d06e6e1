// Orders: one hold of the exact total at submission, a charge of exactly what was handed over, the rest given back.
//
//   SUBMITTED (may be replaced or cancelled until the cut-off) → PICKED (staff, with what is short) → DELIVERED
//   (charged) | REFUSED (all of it, by the resident);  SUBMITTED | PICKED → CANCELLED
//
// The hold takes its id from the command, so that the ledger itself refuses a second. Stock is reserved in the same
// transaction, and comes back with what is cancelled or refused. A hold lasts longer than an order may wait: one that
// nobody hands over is cancelled first. A cart is no order: nothing here knows of one.
//
// Writes: the writer thread. Errors: kConflict with a code of feed/decline.h, kNotFound (also for somebody else's
// order), kInvalid, and the ledger's.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/facility/commissary/types.h"
#include "platform/facility/ledger/ledger.h"

namespace dayroom::facility {

/// After its delivery day an order that was not handed over waits so long for its owner; then it is cancelled …
inline constexpr Milliseconds kUndeliveredTime = std::chrono::hours(24 * 60);
/// … well before its hold would expire.
inline constexpr Milliseconds kOrderHoldTime = kUndeliveredTime + std::chrono::hours(24 * 30);

/// Who said that the bag was right.
enum class Signature : std::uint8_t { kNone = 0, kPin = 1, kPaper = 2 };

/// Reasons that the hub itself gives; others are staff's own words.
inline constexpr const char* kReasonReleased = "released";           // the resident left the facility
inline constexpr const char* kReasonNotDelivered = "not_delivered";  // nobody handed it over in time
inline constexpr const char* kReasonShort = "out_of_stock";          // nothing of it was there

class Orders {
public:
    explicit Orders(Ledger& ledger) : ledger_(ledger) {}

    // ---- the resident, through commands
    /// New, or in place of the revision that it names: then the old hold is void and its stock free, in one with the
    /// new. Declines: "window_closed", "order_changed", "price_changed", "barred", "over_item", "over_category",
    /// "over_limit", "out_of_stock"; kInsufficientFunds.
    Status submit(Work& work, const ResidentId& resident, const CommandId& command, const wire::SubmitOrder& body,
                  Timestamp made);
    /// Until the cut-off: after it "window_closed".
    Status cancel(Work& work, const ResidentId& resident, const OrderId& id);
    /// Takes the bag that staff have picked, but for what is refused; the session proves the PIN.
    Status accept(Work& work, const ResidentId& resident, const OrderId& id, const std::vector<ItemUnits>& refused);

    // ---- staff
    /// After the cut-off: in the bag, but for what is short. May be said again until the hand-over.
    Status pick(Work& work, const OrderId& id, const std::vector<ItemUnits>& missing);
    /// All submitted orders of the window, of one unit or all, with nothing short; how many.
    Result<int> pick_all(Work& work, const OrderWindowId& window, const std::optional<UnitId>& unit);
    /// Handed over with a signature on paper.
    Status hand_over(Work& work, const OrderId& id, const std::vector<ItemUnits>& refused);
    Status cancel_by_staff(Work& work, const OrderId& id, std::string_view reason);
    /// Found missing after the hand-over: gives back the price of these units as a correction of the charge. One an
    /// order: kConflict "corrected_before". What was given back, in cents.
    Result<Cents> refund(Work& work, const OrderId& id, const std::vector<ItemUnits>& units, std::string_view reason);

    // ---- events
    /// Their open orders are cancelled.
    Status resident_left(Work& work, const ResidentId& resident);
    /// For the hub's clock: cancels at most `limit` orders that nobody handed over; how many.
    Result<int> tick(Work& work, int limit);

    // ---- reads, on any connection
    Result<std::optional<OrderSummary>> find(database::Connection& connection, const OrderId& id);
    /// Newest first.
    Result<std::vector<OrderSummary>> list(database::Connection& connection, const OrderFilter& filter);
    /// What is to be picked, or is picked: by unit, then resident number. Every order of the window.
    Result<std::vector<OrderSummary>> pick_list(database::Connection& connection, const OrderWindowId& window,
                                                const std::optional<UnitId>& unit);

private:
    struct Stored;
    struct Wanted;
    Result<std::optional<Stored>> find_stored(Work& work, const OrderId& id);
    Result<Stored> load(Work& work, const OrderId& id);
    Result<Stored> load_own(Work& work, const ResidentId& resident, const OrderId& id);
    Result<std::vector<OrderId>> ids(Work& work, const std::string& where, const database::Value& value, int limit);
    Result<Wanted> want(Work& work, const ResidentId& resident, const wire::SubmitOrder& body);
    Status take_back(Work& work, const Stored& order);
    Status write_lines(Work& work, std::int64_t no, int revision, Wanted& wanted);
    Status end(Work& work, const Stored& order, wire::Order::State state, std::string_view reason);
    Status deliver(Work& work, Stored order, const std::vector<ItemUnits>& refused, Signature signature);
    Status charge(Work& work, const Stored& order, std::int64_t cents, Signature signature);
    void tell(Work& work, const Stored& order);

    Ledger& ledger_;
};

}  // namespace dayroom::facility
