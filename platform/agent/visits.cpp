// What is known about visits at this terminal, and what follows from it by the rules.
#include "platform/agent/visits.h"

#include <algorithm>

namespace dayroom::agent {
namespace {

rules::VisitSpan span_of_ms(std::int64_t from_ms, std::int64_t to_ms) {
    return {Timestamp::from_ms(from_ms), Timestamp::from_ms(to_ms)};
}

/// What is left of `span` beside `hole`.
void add_without(const rules::VisitSpan& span, const rules::VisitSpan& hole, std::vector<rules::VisitSpan>& out) {
    if (!span.overlaps(hole)) return out.push_back(span);
    if (span.from < hole.from) out.push_back({span.from, hole.from});
    if (hole.to < span.to) out.push_back({hole.to, span.to});
}

/// From `begin` on until `end` (0: for ever) something lies in [from, to], or at `from` itself.
bool meets(std::int64_t begin, std::int64_t end, Timestamp from, Timestamp to) {
    return (begin <= from.ms() || begin < to.ms()) && (end == 0 || from.ms() < end);
}

bool ahead(const VisitBook& book, const store::VisitView& view) {
    return view.state == "booked" && book.now.ms() < view.visit.from_ms();
}

}  // namespace

bool VisitBook::suspended_now() const { return suspended_at({now, now}); }

bool VisitBook::suspended_at(const rules::VisitSpan& span) const {
    return standing.suspended() &&
           meets(standing.suspended_from_ms(), standing.suspended_until_ms(), span.from, span.to);
}

bool is_stopped(const wire::Contact& contact, Timestamp from, Timestamp to) {
    return contact.visits_stopped_from_ms() > 0 &&
           meets(contact.visits_stopped_from_ms(), contact.visits_stopped_until_ms(), from, to);
}

bool VisitBook::stands(const store::VisitView& visit) {
    const bool open = visit.state == "booked" || visit.state == "checked_in" || visit.state == "queued";
    return open && visit.waiting != "cancel";
}

rules::VisitSpan VisitBook::span_of(const store::VisitView& visit) {
    return visit.wanted ? span_of_ms(visit.wanted->from_ms(), visit.wanted->to_ms())
                        : span_of_ms(visit.visit.from_ms(), visit.visit.to_ms());
}

const wire::VisitDay::Place* VisitBook::place(const std::string& resource_id) const {
    for (const auto& day : days)
        for (const auto& each : day.places())
            if (each.resource_id() == resource_id) return &each;
    return nullptr;
}

bool VisitBook::week_is_full(Timestamp from, const std::string& changing_id) const {
    if (rules.a_week <= 0) return false;
    const rules::VisitSpan week = rules::visit_week(from, rules.first_weekday, zone);
    const auto counts = [&](const store::VisitView& visit) {
        const bool gone = visit.state == "cancelled" || visit.state == "refused" || visit.waiting == "cancel";
        return !gone && visit.id.raw() != changing_id && week.holds(span_of(visit).from);
    };
    return std::count_if(visits.begin(), visits.end(), counts) >= rules.a_week;
}

bool VisitBook::overlaps_own(const rules::VisitSpan& span, const std::string& changing_id) const {
    return std::any_of(visits.begin(), visits.end(), [&](const store::VisitView& visit) {
        return stands(visit) && visit.id.raw() != changing_id && span_of(visit).overlaps(span);
    });
}

std::vector<rules::VisitSpan> VisitBook::taken_at(const wire::VisitDay::Place& place,
                                                  const std::string& changing_id) const {
    const auto moving = std::find_if(visits.begin(), visits.end(),
                                     [&](const store::VisitView& visit) { return visit.id.raw() == changing_id; });
    const bool own = moving != visits.end() && moving->visit.resource_id() == place.resource_id();
    std::vector<rules::VisitSpan> out;
    for (const auto& each : place.taken()) {
        const auto span = span_of_ms(each.from_ms(), each.to_ms());
        if (own)
            add_without(span, span_of_ms(moving->visit.from_ms(), moving->visit.to_ms()), out);
        else
            out.push_back(span);
    }
    return out;
}

bool VisitBook::is_free(const std::string& resource_id, const rules::VisitSpan& span,
                        const std::string& changing_id) const {
    const auto length = std::chrono::duration_cast<std::chrono::minutes>(span.to - span.from);
    for (const auto& day : days) {
        for (const auto& each : day.places()) {
            if (each.resource_id() != resource_id) continue;
            const auto free = rules::free_slots(hours_of(each), taken_at(each, changing_id), rules.slot_minutes,
                                                static_cast<int>(length.count()));
            if (std::find(free.begin(), free.end(), span) != free.end()) return true;
        }
    }
    return false;
}

std::vector<rules::VisitSpan> hours_of(const wire::VisitDay::Place& place) {
    std::vector<rules::VisitSpan> open;
    for (const auto& each : place.open()) open.push_back(span_of_ms(each.from_ms(), each.to_ms()));
    return open;
}

Result<VisitBook> visit_book(Desk& desk) {
    VisitBook book = TRY(own_visits(desk));
    book.days = TRY(desk.device.visit_days());
    return book;
}

Result<VisitBook> own_visits(Desk& desk) {
    VisitBook book;
    if (auto terms = TRY(desk.device.visit_terms())) book.terms = std::move(*terms);
    book.rules = rules::visit_rules_of(book.terms);
    book.visits = TRY(desk.session.vault->visits());
    book.zone = TRY(time_zone_of(desk));
    book.now = desk.clock.now();
    book.device = desk.context.device.raw();
    book.standing = TRY(desk.session.vault->visit_standing());
    return book;
}

rules::VisitPromise promise_of(const VisitBook& book, const store::VisitView& view) {
    const wire::Visit& visit = view.visit;
    if (view.state == "queued") return rules::visit_promise(book.rules, span_of_ms(visit.from_ms(), visit.to_ms()));
    rules::VisitPromise promise;
    promise.change_until = Timestamp::from_ms(visit.change_until_ms());
    promise.full_refund_until = Timestamp::from_ms(visit.full_refund_until_ms());
    promise.late_refund_points = visit.late_refund_points();
    promise.check_in_from = Timestamp::from_ms(visit.check_in_from_ms());
    promise.check_in_until = Timestamp::from_ms(visit.check_in_until_ms());
    promise.remind_from = Timestamp::from_ms(visit.remind_from_ms());
    return promise;
}

local::Visit visit_shown(const VisitBook& book, const store::VisitView& view) {
    const wire::Visit& from = view.visit;
    const rules::VisitPromise promise = promise_of(book, view);
    const rules::VisitSpan span = VisitBook::span_of(view);
    const std::string& resource = view.wanted ? view.wanted->resource_id() : from.resource_id();
    const auto* place = book.place(resource);
    local::Visit out;
    out.set_id(view.id.raw());
    out.set_contact_id(from.contact_id());
    out.set_visitor(from.visitor());
    out.set_state(view.state);
    out.set_from_ms(span.from.ms());
    out.set_to_ms(span.to.ms());
    out.set_place(from.place());
    if (place != nullptr && (view.wanted || from.place().empty())) out.set_place(place->name());
    out.set_here(!from.device_id().empty() && from.device_id() == book.device);
    out.set_price_cents(view.wanted ? view.wanted->price_seen_cents() : from.held_cents());
    out.set_charged_cents(from.charged_cents());
    out.set_given_back_cents(from.given_back_cents());
    out.set_minutes_used(from.minutes_used());
    out.set_receipt_code(from.receipt_code());
    out.set_refusal_code(view.refusal_code);
    out.set_reason(from.reason());
    out.set_cancelled_by(from.cancelled_by());
    out.set_waiting(view.waiting);
    out.set_booked_ms(from.booked_ms());
    out.set_check_in_from_ms(promise.check_in_from.ms());
    out.set_check_in_until_ms(promise.check_in_until.ms());
    out.set_change_until_ms(promise.change_until.ms());
    out.set_full_refund_until_ms(promise.full_refund_until.ms());
    out.set_back_cents(rules::visit_back(promise, Cents::of(from.held_cents()), book.now).units());
    const bool still = view.waiting.empty();
    out.set_may_change(ahead(book, view) && still && book.now <= promise.change_until);
    out.set_may_cancel(view.state == "queued" || view.state == "refused" ||
                       (ahead(book, view) && (still || view.waiting == "change")));
    out.set_may_check_in(view.state == "booked" && still && out.here() && promise.check_in_from <= book.now &&
                         book.now < promise.check_in_until);
    out.set_soon(view.state == "booked" && promise.remind_from.is_set() && promise.remind_from <= book.now &&
                 book.now < span.to);
    return out;
}

Answer answer_visiting(Desk& desk, const local::ToAgent& query) {
    switch (query.query_case()) {
        case local::ToAgent::kGetVisits:
            return answer_visits(desk, query.get_visits());
        case local::ToAgent::kGetVisitDays:
            return answer_visit_days(desk, query.get_visit_days());
        case local::ToAgent::kBookVisit:
            return answer_book_visit(desk, query.book_visit());
        case local::ToAgent::kChangeVisit:
            return answer_change_visit(desk, query.change_visit());
        case local::ToAgent::kCancelVisit:
            return answer_cancel_visit(desk, query.cancel_visit());
        case local::ToAgent::kCheckInVisit:
            return answer_check_in_visit(desk, query.check_in_visit());
        default:
            return Error(ErrorCode::kUnsupported, "a query of a newer screen");
    }
}

}  // namespace dayroom::agent
