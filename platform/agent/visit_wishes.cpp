// What a resident asks for about visits: booked, moved, cancelled, checked in.
#include <algorithm>

#include "platform/agent/visits.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

/// One time at one place, as it was asked for.
struct WantedVisit {
    std::string resource_id;
    rules::VisitSpan span;
    Cents price;           // that was seen
    std::string changing;  // the visit that is to be moved; empty: a new one
};
/// kInvalid: no time that a calendar knows.
template <typename Query>
Result<WantedVisit> wanted_visit(const Query& query) {
    if (query.from_ms() <= 0 || query.to_ms() <= query.from_ms() || query.to_ms() > wire::kMaxTimestampMs)
        return Error(ErrorCode::kInvalid, "no such time of a visit");
    return WantedVisit{query.resource_id(),
                       {Timestamp::from_ms(query.from_ms()), Timestamp::from_ms(query.to_ms())},
                       Cents::of(query.price_seen_cents()),
                       {}};
}

Status check_standing(const VisitBook& book, const rules::VisitSpan& span) {
    if (!book.rules.offered()) return refusal(ErrorCode::kDenied, "visits_off", "the facility offers no visits");
    if (book.suspended_now() || book.suspended_at(span))
        return refusal(ErrorCode::kDenied, "visits_suspended", "visits are suspended for this resident");
    return {};
}

/// That visits with them are not suspended, now or then.
Status check_not_stopped(const VisitBook& book, const wire::Contact& contact, const rules::VisitSpan& span) {
    if (!is_stopped(contact, book.now, book.now) && !is_stopped(contact, span.from, span.to)) return {};
    return refusal(ErrorCode::kDenied, "visitor_stopped", "visits with this visitor are suspended");
}

Status check_visitor(Desk& desk, const VisitBook& book, const std::string& contact_id, const rules::VisitSpan& span) {
    const auto contact = TRY(desk.session.vault->contact(TRY(ContactId::from_bytes(contact_id))));
    if (!contact) return Error(ErrorCode::kNotFound, "no such contact of this resident");
    if (contact->state != "approved" || !contact->contact.may_visit())
        return refusal(ErrorCode::kDenied, "visitor_not_approved", "only approved visitors");
    return check_not_stopped(book, contact->contact, span);
}

Status check_when(const VisitBook& book, const WantedVisit& wanted) {
    switch (rules::visit_room(book.rules, wanted.span.from, book.now, book.zone)) {
        case rules::VisitRoom::kTooSoon:
            return refusal(ErrorCode::kDenied, "too_soon", "less ahead than the notice");
        case rules::VisitRoom::kTooFar:
            return refusal(ErrorCode::kDenied, "too_far", "farther ahead than may be booked");
        case rules::VisitRoom::kOpen:
            break;
    }
    if (book.week_is_full(wanted.span.from, wanted.changing))
        return refusal(ErrorCode::kDenied, "visits_used", "as many visits in that week as are allowed");
    if (book.overlaps_own(wanted.span, wanted.changing))
        return refusal(ErrorCode::kConflict, "visit_overlap", "another visit at that time");
    if (!book.is_free(wanted.resource_id, wanted.span, wanted.changing))
        return refusal(ErrorCode::kConflict, "slot_taken", "not free as far as is known here");
    return {};
}

/// All but who comes and the money.
Status check_wanted(const VisitBook& book, const WantedVisit& wanted) {
    TRY(check_standing(book, wanted.span));
    const auto length = std::chrono::duration_cast<std::chrono::minutes>(wanted.span.to - wanted.span.from);
    const auto& lengths = book.rules.minutes;
    if (std::find(lengths.begin(), lengths.end(), length.count()) == lengths.end() ||
        wanted.span.to != wanted.span.from + length)
        return Error(ErrorCode::kInvalid, "no such length of a visit");
    TRY(check_when(book, wanted));
    const auto fare = rules::visit_fare(book.rules, wanted.span.from, static_cast<int>(length.count()));
    if (!fare || fare->price != wanted.price)
        return refusal(ErrorCode::kConflict, "price_changed", "another price is in force");
    return {};
}

Answer booked_before(const Desk& desk, const wire::Command& before, const local::BookVisit& query) {
    const auto& booked = before.book_visit();
    const bool same = before.has_book_visit() && booked.contact_id() == query.contact_id() &&
                      booked.resource_id() == query.resource_id() && booked.from_ms() == query.from_ms() &&
                      booked.to_ms() == query.to_ms() && booked.price_seen_cents() == query.price_seen_cents();
    if (!same) return Error(ErrorCode::kConflict, "this nonce was used for something else");
    return submitted(desk, booked.visit_id(), booked.receipt_code());
}

Answer changed_before(const wire::Command& before, const local::ChangeVisit& query) {
    const auto& changed = before.change_visit();
    const bool same = before.has_change_visit() && changed.visit_id() == query.visit_id() &&
                      changed.resource_id() == query.resource_id() && changed.from_ms() == query.from_ms() &&
                      changed.to_ms() == query.to_ms() && changed.price_seen_cents() == query.price_seen_cents();
    return same ? Answer(done()) : Answer(Error(ErrorCode::kConflict, "this nonce was used for something else"));
}

Result<store::VisitView> visit_asked_about(Desk& desk, const std::string& id) {
    auto visit = TRY(desk.session.vault->visit(TRY(VisitId::from_bytes(id))));
    if (!visit) return Error(ErrorCode::kNotFound, "no such visit of this resident");
    return std::move(*visit);
}

Error decided() { return refusal(ErrorCode::kConflict, "already_decided", "the visit's state does not allow it"); }

Status check_may_move(const VisitBook& book, const store::VisitView& visit) {
    if (visit.state != "booked") return decided();
    if (!visit.waiting.empty()) return refusal(ErrorCode::kConflict, "conflict", "something about it waits");
    const auto until = std::min(promise_of(book, visit).change_until, Timestamp::from_ms(visit.visit.from_ms()));
    if (until < book.now) return refusal(ErrorCode::kDenied, "visit_too_late", "too late to move it");
    return {};
}

/// A move that never left this terminal is settled here: then only the visit itself is left to cancel.
Result<bool> settle_change(Desk& desk, const store::VisitView& visit) {
    if (!TRY(take_back(desk, visit.id.raw(), wire::Command::kChangeVisit))) return false;
    TRY(desk.session.vault->drop_visit_change(visit.id));
    return true;
}

Status check_may_cancel(Desk& desk, const VisitBook& book, store::VisitView& visit, const local::CancelVisit& query) {
    if (visit.state == "queued") return {};
    if (visit.state != "booked" || visit.visit.from_ms() <= book.now.ms()) return decided();
    if (visit.waiting == "change" && TRY(settle_change(desk, visit))) visit.waiting.clear();
    if (!visit.waiting.empty()) return refusal(ErrorCode::kConflict, "conflict", "something about it waits");
    const Cents back = rules::visit_back(promise_of(book, visit), Cents::of(visit.visit.held_cents()), book.now);
    if (back < Cents::of(query.back_seen_cents()))
        return refusal(ErrorCode::kConflict, "price_changed", "less comes back than was seen");
    return {};
}

}  // namespace

Answer answer_book_visit(Desk& desk, const local::BookVisit& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) return booked_before(desk, *before, query);
    const VisitBook book = TRY(visit_book(desk));
    const WantedVisit wanted = TRY(wanted_visit(query));
    TRY(check_visitor(desk, book, query.contact_id(), wanted.span));
    TRY(check_wanted(book, wanted));
    TRY(check_spending(desk, wanted.price));
    store::Intent intent;
    intent.command = new_command(desk);
    auto& booked = *intent.command.mutable_book_visit();
    booked.set_visit_id(VisitId::make(desk.clock, desk.random).raw());
    booked.set_contact_id(query.contact_id());
    booked.set_resource_id(query.resource_id());
    booked.set_from_ms(query.from_ms());
    booked.set_to_ms(query.to_ms());
    booked.set_price_seen_cents(query.price_seen_cents());
    booked.set_receipt_code(rules::make_receipt_code(desk.random));
    intent.reserved = wanted.price;
    intent.nonce = to_bytes(query.nonce());
    const auto saved = TRY(queue_command(desk, intent));
    return submitted(desk, saved.book_visit().visit_id(), saved.book_visit().receipt_code());
}

Answer answer_change_visit(Desk& desk, const local::ChangeVisit& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) return changed_before(*before, query);
    const VisitBook book = TRY(visit_book(desk));
    const auto visit = TRY(visit_asked_about(desk, query.visit_id()));
    TRY(check_may_move(book, visit));
    WantedVisit wanted = TRY(wanted_visit(query));
    wanted.changing = query.visit_id();
    TRY(check_wanted(book, wanted));
    const auto contact = TRY(desk.session.vault->contact(TRY(ContactId::from_bytes(visit.visit.contact_id()))));
    if (contact) TRY(check_not_stopped(book, contact->contact, wanted.span));
    // What is set aside for it already counts: only what it costs more is new.
    const Cents more = std::max(Cents(), TRY(wanted.price.minus(Cents::of(visit.visit.held_cents()))));
    TRY(check_spending(desk, more));
    store::Intent intent;
    intent.command = new_command(desk);
    auto& changed = *intent.command.mutable_change_visit();
    changed.set_visit_id(query.visit_id());
    changed.set_resource_id(query.resource_id());
    changed.set_from_ms(query.from_ms());
    changed.set_to_ms(query.to_ms());
    changed.set_price_seen_cents(query.price_seen_cents());
    changed.set_seen_revision(visit.visit.revision());
    intent.reserved = more;
    intent.nonce = to_bytes(query.nonce());
    TRY(queue_command(desk, intent));
    return done();
}

Answer answer_cancel_visit(Desk& desk, const local::CancelVisit& query) {
    auto visit = TRY(visit_asked_about(desk, query.visit_id()));
    if (visit.waiting == "cancel") return done();
    // Refused by the hub at once: only this terminal knows of it.
    if (visit.state == "refused") {
        TRY(desk.session.vault->drop_visit(visit.id));
        return done();
    }
    TRY(check_may_cancel(desk, TRY(visit_book(desk)), visit, query));
    TRY(check_room(desk));
    if (visit.state == "queued" && TRY(take_back(desk, visit.id.raw(), wire::Command::kBookVisit))) {
        TRY(desk.session.vault->drop_visit(visit.id));
        return done();
    }
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_cancel_visit()->set_visit_id(query.visit_id());
    intent.command.mutable_cancel_visit()->set_back_seen_cents(query.back_seen_cents());
    TRY(queue_command(desk, intent));
    return done();
}

Answer answer_check_in_visit(Desk& desk, const local::CheckInVisit& query) {
    const auto visit = TRY(visit_asked_about(desk, query.visit_id()));
    if (visit.waiting == "check_in" || visit.state == "checked_in") return done();
    if (visit.state != "booked") return decided();
    if (!visit.waiting.empty()) return refusal(ErrorCode::kConflict, "conflict", "something about it waits");
    if (visit.visit.device_id().empty() || visit.visit.device_id() != desk.context.device.raw())
        return refusal(ErrorCode::kDenied, "visit_elsewhere", "it takes place somewhere else");
    const Timestamp now = desk.clock.now();
    if (now.ms() < visit.visit.check_in_from_ms() || now.ms() >= visit.visit.check_in_until_ms())
        return refusal(ErrorCode::kDenied, "visit_not_now", "not the time to check in");
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_check_in_visit()->set_visit_id(query.visit_id());
    TRY(queue_command(desk, intent));
    return done();
}

}  // namespace dayroom::agent
