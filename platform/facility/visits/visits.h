// Video visits that are booked.
//
//   BOOKED → CHECKED_IN       by the resident at its terminal, by staff, or when its beginning is recorded
//   BOOKED, CHECKED_IN → ENDED      minutes used are charged, the rest of the price goes back
//                      → CANCELLED  by the resident before it begins: all or part goes back, as was promised;
//                                   by staff or the facility: all goes back
//   BOOKED → MISSED           nobody came: what the terms gave back when it was booked
//
// The price is held when a visit is booked, in the same transaction, and is charged or released once: a visit whose use
// nobody records within kVisitReportTime costs nothing. A place's time is taken by rows of five minutes with a unique
// key, and so is a resident's: two visits cannot overlap, whoever asks first is first. Two residents who are kept apart
// are never in neighbouring places or in one room at one time; the second is told what anybody is told whose slot is
// taken. What was promised at booking is kept with the visit: later terms do not change it.
//
// A resident's cancellation and check-in count from when they were made at the terminal, also when it had no
// connection. Writes: the writer thread. Reads: any connection. Declines: feed/decline.h "visits".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/ledger/ledger.h"
#include "platform/facility/visits/visit_plan.h"

namespace dayroom::facility {

/// The house account that visits are charged to.
inline constexpr const char* kVisitRevenue = "revenue/visits";
/// A visit that somebody came to, and of which nobody recorded the end: then it costs nothing …
inline constexpr Milliseconds kVisitReportTime = std::chrono::hours(72);
/// … well before its hold would expire.
inline constexpr Milliseconds kVisitHoldTime = std::chrono::hours(24 * 60);
inline constexpr std::size_t kMaxVisitReason = 400;  // code points
inline constexpr int kVisitPage = 500;

/// Reasons that the hub itself gives; others are staff's own words.
inline constexpr const char* kVisitReasonReleased = "released";
inline constexpr const char* kVisitReasonVisitor = "visitor_not_approved";
inline constexpr const char* kVisitReasonNotReported = "not_reported";

struct StoredVisit {
    VisitId id;
    ResidentId resident;
    ContactId contact;
    VisitResourceId resource;
    wire::Visit visit;
    std::optional<TransferId> hold;
    int missed_refund_points = 0;
    Timestamp began;
    Timestamp ended;
    // in lists
    std::string resident_number{};
    std::string resident_name{};

    Cents held() const { return Cents::of(visit.held_cents()); }
    Timestamp from() const { return Timestamp::from_ms(visit.from_ms()); }
    Timestamp to() const { return Timestamp::from_ms(visit.to_ms()); }
    bool is_open() const { return visit.state() == wire::Visit::BOOKED || visit.state() == wire::Visit::CHECKED_IN; }
    rules::VisitPromise promise() const;
};
struct VisitFilter {
    Timestamp from{};  // those that end after …
    Timestamp to{};    // … and begin before; unset: any
    std::optional<ResidentId> resident{};
    bool only_open = false;
    int limit = 100;
    int offset = 0;
};

class Visits {
public:
    explicit Visits(Ledger& ledger) : ledger_(ledger) {}

    // ---- the resident, through commands
    Status book(Work& work, const ResidentId& resident, const wire::BookVisit& body);
    /// To another time or place, while it is BOOKED: with the same price the hold stays, else there is a new one.
    Status change(Work& work, const ResidentId& resident, const wire::ChangeVisit& body);
    /// Also of one that was counted as MISSED before a cancellation that was made in time came in.
    Status cancel(Work& work, const ResidentId& resident, const wire::CancelVisit& body, Timestamp made);
    Status check_in(Work& work, const ResidentId& resident, const VisitId& id, const DeviceId& device, Timestamp made);

    // ---- staff and the provider of the video. Each may be said twice. kNotFound; kConflict "already_decided"
    Status check_in_by_staff(Work& work, const VisitId& id);
    /// kConflict "other_content" when another beginning was recorded; kInvalid for a moment that cannot be.
    Status begin(Work& work, const VisitId& id, Timestamp began);
    /// Charges the minutes used. kConflict "other_content" when another end was recorded.
    Status end(Work& work, const VisitId& id, Timestamp began, Timestamp ended);
    /// Before its end is recorded: everything goes back.
    Status cancel_by_staff(Work& work, const VisitId& id, std::string_view reason);

    // ---- events
    Status resident_left(Work& work, const ResidentId& resident);
    /// For the hub's clock: nobody came, nobody reported, the visitor is no longer approved. At most `limit` of each.
    Status tick(Work& work, int limit);

    // ---- reads
    static Result<std::optional<StoredVisit>> find(database::Connection& connection, const VisitId& id);
    /// In order of time.
    static Result<std::vector<StoredVisit>> list(database::Connection& connection, const VisitFilter& filter);
    static Result<std::int64_t> count(database::Connection& connection, const VisitFilter& filter);

private:
    struct Ending {
        wire::Visit::State state;
        Cents charge{};
        std::string_view by{};
        std::string_view reason{};
        int minutes_used = 0;
    };
    struct Wish;
    Result<StoredVisit> load(Work& work, const VisitId& id);
    Result<StoredVisit> load_own(Work& work, const ResidentId& resident, const std::string& id);
    Status settle(Work& work, const StoredVisit& visit, const Ending& ending);
    Status take_back_missed(Work& work, const StoredVisit& visit, Cents back);
    Status take(Work& work, StoredVisit& visit, const Wish& wish);
    Status hold(Work& work, StoredVisit& visit);
    Status tell(Work& work, const StoredVisit& visit, std::string_view code);
    Status end_all(Work& work, const std::string& where, const database::Value& value, int limit, const Ending& ending);

    Ledger& ledger_;
};

}  // namespace dayroom::facility
