#include "platform/facility/visits/visit_wish.h"

#include <algorithm>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/suspensions/suspensions.h"
#include "platform/facility/visits/visit_rows.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {
namespace {

Error denied(const char* code, const char* detail) { return Error(ErrorCode::kDenied, detail, code); }
Error taken() { return visit_conflict(decline::kSlotTaken, "this place is not free then"); }

/// A whole slot of the place as the plan has it, for a resident of that unit.
Status check_offered(Work& work, const StoredVisit& visit, const VisitWish& wish, const rules::VisitRules& rules,
                     const std::string& zone, AgreedVisit& agreed) {
    auto found = TRY(work.db().first(
        "SELECT name, device FROM visit_resource r WHERE id = $1 AND active = 1 AND (NOT EXISTS (SELECT 1 FROM "
        "visit_resource_unit u WHERE u.resource = r.id) OR EXISTS (SELECT 1 FROM visit_resource_unit u JOIN resident p "
        "ON p.unit = u.unit WHERE u.resource = r.id AND p.id = $2))",
        [&](const database::Row& row) {
            agreed.place = row.string(0);
            agreed.device = row.optional_id<DeviceId>(1);
            return true;
        },
        wish.resource, visit.resident));
    if (!found) return taken();
    const std::chrono::local_days date = rules::local_date(wish.span.from, zone);
    std::vector<rules::WallHours> hours;
    TRY(work.db().each(
        "SELECT weekdays, from_minute, to_minute FROM visit_hours WHERE resource = $1 AND NOT EXISTS (SELECT 1 FROM "
        "visit_closed_date WHERE date = $2)",
        [&](const database::Row& row) {
            hours.push_back({row.small(0), row.small(1), row.small(2)});
        },
        wish.resource, std::int64_t{date.time_since_epoch().count()}));
    const auto open = rules::visit_hours_on(date, hours, zone);
    const int length = static_cast<int>((wish.span.to - wish.span.from) / std::chrono::minutes(1));
    if (std::find(rules.minutes.begin(), rules.minutes.end(), length) == rules.minutes.end()) return taken();
    const auto slots = rules::free_slots(open, {}, rules.slot_minutes, length);
    return std::find(slots.begin(), slots.end(), wish.span) != slots.end() ? Status() : Status(taken());
}

Status check_week(Work& work, const StoredVisit& visit, const VisitWish& wish, const rules::VisitRules& rules,
                  const std::string& zone) {
    if (rules.a_week == 0) return {};
    const rules::VisitSpan week = rules::visit_week(wish.span.from, rules.first_weekday, zone);
    const std::int64_t used = TRY(work.db().number(
        "SELECT count(*) FROM visit WHERE resident = $1 AND from_ms >= $2 AND from_ms < $3 AND state <> 4 AND id <> $4",
        visit.resident, week.from, week.to, visit.id));
    if (used < rules.a_week) return {};
    return denied(decline::kVisitsUsed, "the visits of that week are used up");
}

/// Nobody else's visit there, and nobody near from whom this resident is kept apart.
Status check_free(Work& work, const StoredVisit& visit, const VisitWish& wish) {
    const std::int64_t first = wish.span.from.ms() / kVisitCellMs;
    const std::int64_t last = (wish.span.to.ms() - 1) / kVisitCellMs;
    const std::int64_t own = TRY(work.db().number(
        "SELECT count(*) FROM visit_cell WHERE resident = $1 AND cell BETWEEN $2 AND $3", visit.resident, first, last));
    if (own > 0) return visit_conflict(decline::kVisitOverlap, "another visit of the same person");
    const std::int64_t others = TRY(work.db().number(
        "SELECT count(*) FROM visit_cell WHERE resource = $1 AND cell BETWEEN $2 AND $3", wish.resource, first, last));
    if (others > 0) return taken();
    const std::int64_t near = TRY(work.db().number(
        "SELECT count(*) FROM visit_cell c JOIN visit_resource there ON there.id = c.resource JOIN visit_resource here "
        "ON here.id = $1 WHERE c.cell BETWEEN $2 AND $3 AND (here.id = there.id OR (here.room <> '' AND here.room = "
        "there.room) OR EXISTS (SELECT 1 FROM visit_neighbour n WHERE n.resource = here.id AND n.other = there.id)) "
        "AND EXISTS (SELECT 1 FROM separation s WHERE (s.one = $4 AND s.other = c.resident) OR (s.other = $4 AND "
        "s.one = c.resident))",
        wish.resource, first, last, visit.resident));
    return near > 0 ? Status(taken()) : Status();
}

}  // namespace

Result<std::string> approved_visitor(Work& work, const ResidentId& resident, const ContactId& contact) {
    auto name = TRY(work.db().first(
        "SELECT name FROM contact WHERE id = $1 AND resident = $2 AND state = 2 AND may_visit = 1",
        [](const database::Row& row) { return row.string(0); }, contact, resident));
    if (!name) return denied(decline::kVisitorNotApproved, "visits are with approved visitors only");
    return std::move(*name);
}

Result<AgreedVisit> agree(Work& work, const StoredVisit& visit, const VisitWish& wish) {
    const wire::VisitTerms terms = TRY(read_visit_terms(work.db()));
    const rules::VisitRules rules = rules::visit_rules_of(terms);
    if (!rules.offered()) return denied(decline::kVisitsOff, "this facility offers no visits");
    switch (TRY(visit_bar(work.db(), visit.resident, visit.contact, wish.span.from, wish.span.to, work.now()))) {
        case VisitBar::kAll:
            return denied(decline::kVisitsSuspended, "visits of this resident are suspended");
        case VisitBar::kVisitor:
            return denied(decline::kVisitorStopped, "visits with this visitor are suspended");
        case VisitBar::kNone:
            break;
    }
    const std::string zone = TRY(read_facility(work.db())).time_zone();
    switch (rules::visit_room(rules, wish.span.from, work.now(), zone)) {
        case rules::VisitRoom::kTooSoon:
            return denied(decline::kTooSoon, "visits are booked earlier");
        case rules::VisitRoom::kTooFar:
            return denied(decline::kTooFar, "visits are not booked so far ahead");
        case rules::VisitRoom::kOpen:
            break;
    }
    AgreedVisit agreed;
    agreed.resource = wish.resource;
    agreed.missed_refund_points = rules.missed_refund_points;
    TRY(check_offered(work, visit, wish, rules, zone, agreed));
    TRY(check_week(work, visit, wish, rules, zone));
    TRY(check_free(work, visit, wish));
    const int length = static_cast<int>((wish.span.to - wish.span.from) / std::chrono::minutes(1));
    const auto fare = rules::visit_fare(rules, wish.span.from, length);
    if (!fare) return denied(decline::kVisitsOff, "no price is in force then");
    if (fare->price != wish.price_seen)
        return visit_conflict(decline::kPriceChanged, "another price than the one seen");
    agreed.fare = *fare;
    agreed.promise = rules::visit_promise(rules, wish.span);
    return agreed;
}

}  // namespace dayroom::facility
