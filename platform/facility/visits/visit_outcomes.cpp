// How a visit ends: what staff, the provider of the video and the hub's clock say.
#include <algorithm>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/plain_text.h"
#include "platform/facility/visits/visit_rows.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

/// A provider's clock may be ahead of ours by so much, and a visit may begin so long before or after its time.
constexpr Milliseconds kProviderAhead = std::chrono::minutes(10);
constexpr Milliseconds kAroundVisit = std::chrono::hours(12);

Error decided_before() { return visit_conflict(decline::kAlreadyDecided, "This visit is decided."); }
Error said_otherwise() { return visit_conflict(decline::kContent, "Another time was recorded before."); }

Status check_moment(Work& work, const StoredVisit& visit, Timestamp at) {
    if (at > work.now() + kProviderAhead) return Error(ErrorCode::kInvalid, "This moment lies ahead.");
    if (at < visit.from() - kAroundVisit || at > visit.to() + kAroundVisit)
        return Error(ErrorCode::kInvalid, "This moment is far from the time of the visit.");
    return {};
}

}  // namespace

/// The hold ends first: whatever is wrong with the account, the visit stays as it was. Of a hold that ended by itself
/// nothing can be charged any more.
Status Visits::settle(Work& work, const StoredVisit& visit, const Ending& ending) {
    const bool open = visit.hold && TRY(ledger_.find_hold(work.db(), *visit.hold)).state == HoldState::kOpen;
    const Cents charge = open ? ending.charge : Cents();
    if (open)
        TRY(charge.is_zero() ? ledger_.void_hold(work, *visit.hold)
                             : ledger_.post_part(work, *visit.hold, charge.units()));
    TRY(work.db().run(
        "UPDATE visit SET state = $2, charged = $3, given_back = held - $3, minutes_used = $4, cancelled_by = $5, "
        "reason = $6, decided_ms = $7, decided_by = $8 WHERE id = $1 AND state IN (1, 2)",
        visit.id, static_cast<int>(ending.state), charge.units(), ending.minutes_used, ending.by, ending.reason,
        work.now(), work.actor().staff_id()));
    if (work.db().changes() != 1) return decided_before();
    TRY(free_cells(work, visit.id));
    return tell(work, visit, wire::name_of(ending.state));
}

Status Visits::check_in_by_staff(Work& work, const VisitId& id) {
    const StoredVisit visit = TRY(load(work, id));
    if (visit.visit.state() == wire::Visit::CHECKED_IN) return {};
    if (visit.visit.state() != wire::Visit::BOOKED) return decided_before();
    TRY(check_moment(work, visit, work.now()));
    TRY(work.db().run("UPDATE visit SET state = 2, checked_in_ms = $2 WHERE id = $1", id, work.now()));
    return tell(work, visit, wire::name_of(wire::Visit::CHECKED_IN));
}

Status Visits::begin(Work& work, const VisitId& id, Timestamp began) {
    const StoredVisit visit = TRY(load(work, id));
    if (visit.began == began) return {};
    if (!visit.is_open()) return decided_before();
    if (visit.began.is_set()) return said_otherwise();
    TRY(check_moment(work, visit, began));
    TRY(work.db().run(
        "UPDATE visit SET state = 2, began_ms = $2, checked_in_ms = CASE WHEN checked_in_ms = 0 THEN $2 ELSE "
        "checked_in_ms END WHERE id = $1",
        id, began));
    return tell(work, visit, "began");
}

Status Visits::end(Work& work, const VisitId& id, Timestamp began, Timestamp ended) {
    const StoredVisit visit = TRY(load(work, id));
    if (visit.visit.state() == wire::Visit::ENDED && visit.began == began && visit.ended == ended) return {};
    if (visit.visit.state() == wire::Visit::ENDED && visit.ended.is_set()) return said_otherwise();
    if (!visit.is_open()) return decided_before();
    if (visit.began.is_set() && visit.began != began) return said_otherwise();
    TRY(check_moment(work, visit, began));
    TRY(check_moment(work, visit, ended));
    if (ended < began) return Error(ErrorCode::kInvalid, "A visit ends after its beginning.");
    const int booked = static_cast<int>((visit.to() - visit.from()) / std::chrono::minutes(1));
    Ending ending{wire::Visit::ENDED};
    ending.minutes_used = std::min(booked, rules::visit_minutes_used((ended - began) / Seconds(1)));
    ending.charge = rules::visit_charge(visit.held(), visit.visit.minute_mills(), ending.minutes_used);
    TRY(work.db().run("UPDATE visit SET began_ms = $2, ended_ms = $3 WHERE id = $1", id, began, ended));
    return settle(work, visit, ending);
}

Status Visits::cancel_by_staff(Work& work, const VisitId& id, std::string_view reason) {
    if (!is_plain_line(reason, kMaxVisitReason))
        return Error(ErrorCode::kInvalid, "A reason is one line of 1 to 400 characters.");
    const StoredVisit visit = TRY(load(work, id));
    if (!visit.is_open()) return decided_before();
    Ending ending{wire::Visit::CANCELLED};
    ending.by = "staff";
    ending.reason = reason;
    return settle(work, visit, ending);
}

Status Visits::end_all(Work& work, const std::string& where, const database::Value& value, int limit,
                       const Ending& ending) {
    std::vector<VisitId> ids;
    TRY(work.db().each(
        "SELECT v.id FROM visit v WHERE v.state IN (1, 2) AND " + where + " ORDER BY v.to_ms LIMIT $2",
        [&](const database::Row& row) { ids.push_back(row.id<VisitId>(0)); }, value, limit));
    for (const VisitId& id : ids) {
        const StoredVisit visit = TRY(load(work, id));
        Ending each = ending;
        if (ending.state == wire::Visit::MISSED) {
            const Cents back = rules::visit_given_back(visit.held(), visit.missed_refund_points);
            each.charge = Cents::of(visit.held().units() - back.units());
        }
        TRY(settle(work, visit, each));
    }
    return {};
}

Status Visits::resident_left(Work& work, const ResidentId& resident) {
    Ending ending{wire::Visit::CANCELLED};
    ending.by = "facility";
    ending.reason = kVisitReasonReleased;
    return end_all(work, "v.resident = $1", resident, INT32_MAX, ending);
}

Status Visits::tick(Work& work, int limit) {
    // What nobody came to is charged as was promised; not from an account that a tie-out stopped: it waits.
    TRY(end_all(work,
                "v.state = 1 AND v.to_ms <= $1 AND NOT EXISTS (SELECT 1 FROM account a WHERE a.resident = v.resident "
                "AND a.kind = 1 AND a.stopped <> 0)",
                work.now(), limit, {wire::Visit::MISSED}));
    Ending unknown{wire::Visit::ENDED};
    unknown.reason = kVisitReasonNotReported;
    TRY(end_all(work, "v.state = 2 AND v.to_ms <= $1", work.now() - kVisitReportTime, limit, unknown));
    Ending lost{wire::Visit::CANCELLED};
    lost.by = "facility";
    lost.reason = kVisitReasonVisitor;
    TRY(end_all(work,
                "v.state = 1 AND v.from_ms > $1 AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = v.contact AND "
                "c.state = 2 AND c.may_visit = 1)",
                work.now(), limit, lost));
    TRY(tick_visit_days(work));
    return {};
}

}  // namespace dayroom::facility
