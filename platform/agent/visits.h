// The answers about video visits, of somebody who is signed in. On the server's thread, as all answers (answers.h).
// What is refused here is refused by the hub's own rules (platform/rules/visits.h), as far as is known here; the hub
// decides.
#pragma once

#include <string>
#include <vector>

#include "platform/agent/answers.h"
#include "platform/rules/visits.h"

namespace dayroom::agent {

Answer answer_visits(Desk& desk, const local::GetVisits& query);
Answer answer_visit_days(Desk& desk, const local::GetVisitDays& query);
/// Submitted, or a Problem: "visits_off", "visits_suspended", "visitor_stopped", "visitor_not_approved", "too_soon",
/// "too_far", "visits_used", "visit_overlap", "slot_taken", "price_changed", "insufficient_funds", "spend_brake",
/// "outbox_full".
Answer answer_book_visit(Desk& desk, const local::BookVisit& query);
/// Also "already_decided", "conflict" (another change waits), "visit_too_late".
Answer answer_change_visit(Desk& desk, const local::ChangeVisit& query);
/// "price_changed": less would come back than was seen.
Answer answer_cancel_visit(Desk& desk, const local::CancelVisit& query);
/// "visit_elsewhere", "visit_not_now", "already_decided".
Answer answer_check_in_visit(Desk& desk, const local::CheckInVisit& query);
/// One of the six. kUnsupported: a query of a newer screen.
Answer answer_visiting(Desk& desk, const local::ToAgent& query);
/// What the home screen says of it.
Status fill_visits(Desk& desk, local::Home& home);

/// All that is known here about visits, at one moment.
struct VisitBook {
    wire::VisitTerms terms;
    rules::VisitRules rules;
    std::vector<wire::VisitDay> days;
    std::vector<store::VisitView> visits;
    std::string zone;
    Timestamp now;
    std::string device;
    wire::VisitStanding standing;

    /// All visits are suspended now.
    bool suspended_now() const;
    /// Or at some time of `span`.
    bool suspended_at(const rules::VisitSpan& span) const;
    /// Booked, checked in or queued, and its cancellation does not wait.
    static bool stands(const store::VisitView& visit);
    /// When it is, or is to be once a change that waits is decided.
    static rules::VisitSpan span_of(const store::VisitView& visit);
    /// A place that residents of the unit use; null: it is not known here (any more).
    const wire::VisitDay::Place* place(const std::string& resource_id) const;
    /// No other visit may be booked in the week of `from`.
    bool week_is_full(Timestamp from, const std::string& changing_id) const;
    bool overlaps_own(const rules::VisitSpan& span, const std::string& changing_id) const;
    /// What is taken at a place, without the visit that is to be moved.
    std::vector<rules::VisitSpan> taken_at(const wire::VisitDay::Place& place, const std::string& changing_id) const;
    bool is_free(const std::string& resource_id, const rules::VisitSpan& span, const std::string& changing_id) const;
};
/// When a place is open.
std::vector<rules::VisitSpan> hours_of(const wire::VisitDay::Place& place);
Result<VisitBook> visit_book(Desk& desk);
/// Without the days: what the home screen needs.
Result<VisitBook> own_visits(Desk& desk);
/// Visits with this contact are suspended at `from` or between it and `to`.
bool is_stopped(const wire::Contact& contact, Timestamp from, Timestamp to);
/// As it was promised; of a queued one as it would be.
rules::VisitPromise promise_of(const VisitBook& book, const store::VisitView& visit);
local::Visit visit_shown(const VisitBook& book, const store::VisitView& view);

}  // namespace dayroom::agent
