// What a resident does: booking, moving, cancelling, checking in.
#include "platform/facility/visits/visits.h"

#include <algorithm>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/visits/visit_rows.h"
#include "platform/facility/visits/visit_wish.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

Error too_late() { return visit_conflict(decline::kVisitTooLate, "too late for that"); }
Error decided() { return visit_conflict(decline::kAlreadyDecided, "this visit is decided"); }

Timestamp said_at(Work& work, Timestamp made) { return std::min(made, work.now()); }

Status insert_visit(Work& work, const StoredVisit& stored) {
    const wire::Visit& visit = stored.visit;
    std::optional<ThingId> device;
    if (!visit.device_id().empty()) device = TRY(ThingId::from_bytes(std::string_view(visit.device_id())));
    Status made = work.db().run(
        "INSERT INTO visit (id, resident, contact, visitor, resource, place, device, from_ms, to_ms, state, "
        "minute_mills, held, hold, receipt_code, booked_ms, change_until_ms, full_refund_until_ms, "
        "late_refund_points, missed_refund_points, check_in_from_ms, check_in_until_ms, remind_from_ms) VALUES ($1, "
        "$2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        stored.id, stored.resident, stored.contact, visit.visitor(), stored.resource, visit.place(), device,
        visit.from_ms(), visit.to_ms(), visit.minute_mills(), visit.held_cents(), stored.hold, visit.receipt_code(),
        work.now(), visit.change_until_ms(), visit.full_refund_until_ms(), visit.late_refund_points(),
        stored.missed_refund_points, visit.check_in_from_ms(), visit.check_in_until_ms(), visit.remind_from_ms());
    if (!made.ok() && database::violation(made.error()))
        return visit_conflict(decline::kContent, "this id was used before");
    return made;
}

Status update_visit(Work& work, const StoredVisit& stored) {
    const wire::Visit& visit = stored.visit;
    std::optional<ThingId> device;
    if (!visit.device_id().empty()) device = TRY(ThingId::from_bytes(std::string_view(visit.device_id())));
    return work.db().run(
        "UPDATE visit SET resource = $2, place = $3, device = $4, from_ms = $5, to_ms = $6, revision = revision + 1, "
        "minute_mills = $7, held = $8, hold = $9, changed_ms = $10, change_until_ms = $11, full_refund_until_ms = $12, "
        "late_refund_points = $13, missed_refund_points = $14, check_in_from_ms = $15, check_in_until_ms = $16, "
        "remind_from_ms = $17 WHERE id = $1",
        stored.id, stored.resource, visit.place(), device, visit.from_ms(), visit.to_ms(), visit.minute_mills(),
        visit.held_cents(), stored.hold, work.now(), visit.change_until_ms(), visit.full_refund_until_ms(),
        visit.late_refund_points(), stored.missed_refund_points, visit.check_in_from_ms(), visit.check_in_until_ms(),
        visit.remind_from_ms());
}

}  // namespace

Result<StoredVisit> Visits::load(Work& work, const VisitId& id) {
    auto found = TRY(find(work.db(), id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such visit.");
    return std::move(*found);
}

Result<StoredVisit> Visits::load_own(Work& work, const ResidentId& resident, const std::string& id) {
    StoredVisit visit = TRY(load(work, TRY(VisitId::from_bytes(std::string_view(id)))));
    if (visit.resident != resident) return Error(ErrorCode::kNotFound, "There is no such visit.");
    return visit;
}

Status Visits::tell(Work& work, const StoredVisit& visit, std::string_view code) {
    work.touch(Scope::resident(visit.resident), RecordKind::kVisit, visit.id);
    TRY(touch_visit_day(work, visit.from(), TRY(read_facility(work.db())).time_zone()));
    return work.audit(record::Event::kVisitChanged, visit.id, code);
}

Status Visits::take(Work& work, StoredVisit& stored, const Wish& wish) {
    const auto agreed = TRY(agree(work, stored, wish.wish));
    wire::Visit& visit = stored.visit;
    stored.resource = agreed.resource;
    stored.missed_refund_points = agreed.missed_refund_points;
    visit.set_place(agreed.place);
    visit.set_device_id(agreed.device ? agreed.device->raw() : std::string());
    visit.set_from_ms(wish.wish.span.from.ms());
    visit.set_to_ms(wish.wish.span.to.ms());
    visit.set_minute_mills(agreed.fare.minute_mills);
    visit.set_held_cents(agreed.fare.price.units());
    visit.set_change_until_ms(agreed.promise.change_until.ms());
    visit.set_full_refund_until_ms(agreed.promise.full_refund_until.ms());
    visit.set_late_refund_points(agreed.promise.late_refund_points);
    visit.set_check_in_from_ms(agreed.promise.check_in_from.ms());
    visit.set_check_in_until_ms(agreed.promise.check_in_until.ms());
    visit.set_remind_from_ms(agreed.promise.remind_from.ms());
    return {};
}

Status Visits::hold(Work& work, StoredVisit& visit) {
    if (visit.held().is_zero()) return {};
    visit.hold = work.make_id<TransferId>();
    const Reason reason{TransferKind::kVisit, "visit", visit.visit.visitor(), {}};
    return ledger_.hold(work,
                        {*visit.hold, visit.resident, TRY(PositiveCents::from(visit.held())), kVisitRevenue, reason},
                        visit.to() + kVisitHoldTime);
}

Status Visits::book(Work& work, const ResidentId& resident, const wire::BookVisit& body) {
    if (!rules::is_receipt_code(body.receipt_code())) return Error(ErrorCode::kInvalid, "not a receipt code");
    StoredVisit stored;
    stored.id = TRY(VisitId::from_bytes(std::string_view(body.visit_id())));
    stored.resident = resident;
    stored.contact = TRY(ContactId::from_bytes(std::string_view(body.contact_id())));
    stored.visit.set_visitor(TRY(approved_visitor(work, resident, stored.contact)));
    stored.visit.set_receipt_code(body.receipt_code());
    TRY(take(work, stored, {TRY(wish_of(body))}));
    TRY(hold(work, stored));
    TRY(insert_visit(work, stored));
    TRY(take_cells(work, stored));
    return tell(work, stored, "booked");
}

Status Visits::change(Work& work, const ResidentId& resident, const wire::ChangeVisit& body) {
    StoredVisit stored = TRY(load_own(work, resident, body.visit_id()));
    if (stored.visit.state() != wire::Visit::BOOKED) return decided();
    if (stored.visit.revision() != body.seen_revision())
        return visit_conflict(decline::kVisitChanged, "the visit was moved since");
    if (work.now() > stored.promise().change_until) return too_late();
    TRY(approved_visitor(work, resident, stored.contact));
    const StoredVisit before = stored;
    TRY(free_cells(work, stored.id));
    TRY(take(work, stored, {TRY(wish_of(body))}));
    if (stored.held() != before.held()) {
        if (before.hold) TRY(ledger_.void_if_open(work, *before.hold));
        stored.hold.reset();
        TRY(hold(work, stored));
    }
    TRY(update_visit(work, stored));
    TRY(take_cells(work, stored));
    TRY(touch_visit_day(work, before.from(), TRY(read_facility(work.db())).time_zone()));
    return tell(work, stored, "moved");
}

Status Visits::cancel(Work& work, const ResidentId& resident, const wire::CancelVisit& body, Timestamp made) {
    const StoredVisit stored = TRY(load_own(work, resident, body.visit_id()));
    const bool was_missed = stored.visit.state() == wire::Visit::MISSED;
    if (stored.visit.state() != wire::Visit::BOOKED && !was_missed) return decided();
    const Timestamp at = said_at(work, made);
    if (at >= stored.from()) return was_missed ? decided() : too_late();
    const Cents back = rules::visit_back(stored.promise(), stored.held(), at);
    if (back.units() < body.back_seen_cents())
        return visit_conflict(decline::kPriceChanged, "less comes back than was seen");
    if (was_missed) return take_back_missed(work, stored, back);
    Ending ending{wire::Visit::CANCELLED};
    ending.charge = Cents::of(stored.held().units() - back.units());
    ending.by = "resident";
    return settle(work, stored, ending);
}

Status Visits::take_back_missed(Work& work, const StoredVisit& stored, Cents back) {
    const std::int64_t more = std::max<std::int64_t>(back.units() - stored.visit.given_back_cents(), 0);
    std::optional<TransferId> refund;
    if (more > 0 && stored.hold) {
        refund = work.make_id<TransferId>();
        const Reason reason{TransferKind::kRefund, "visit_refund", stored.visit.visitor(), {}};
        TRY(ledger_.give_back_part(work, *refund, *stored.hold, TRY(PositiveCents::of(more)), reason));
    }
    TRY(work.db().run(
        "UPDATE visit SET state = 4, charged = charged - $2, given_back = given_back + $2, refunded = $2, refund = "
        "$3, cancelled_by = 'resident', decided_ms = $4 WHERE id = $1",
        stored.id, more, refund, work.now()));
    return tell(work, stored, wire::name_of(wire::Visit::CANCELLED));
}

Status Visits::check_in(Work& work, const ResidentId& resident, const VisitId& id, const DeviceId& device,
                        Timestamp made) {
    const StoredVisit stored = TRY(load_own(work, resident, id.raw()));
    if (stored.visit.state() == wire::Visit::CHECKED_IN) return {};
    if (stored.visit.state() != wire::Visit::BOOKED) return decided();
    if (stored.visit.device_id() != device.raw())
        return visit_conflict(decline::kVisitElsewhere, "the visit takes place elsewhere");
    const Timestamp at = said_at(work, made);
    const rules::VisitPromise promise = stored.promise();
    if (at < promise.check_in_from || at > promise.check_in_until)
        return visit_conflict(decline::kVisitNotNow, "not the time to check in");
    TRY(work.db().run("UPDATE visit SET state = 2, checked_in_ms = $2 WHERE id = $1", id, at));
    return tell(work, stored, wire::name_of(wire::Visit::CHECKED_IN));
}

}  // namespace dayroom::facility
