// Visits: one's own, the rules, and what is free.
#include <algorithm>
#include <map>

#include "platform/agent/visits.h"
#include "platform/rules/calendar.h"

namespace dayroom::agent {
namespace {

constexpr int kMostVisitsShown = 100;
constexpr int kPointsInPercent = 100;
constexpr std::chrono::minutes kNoon{12 * 60};

void add_rules(const VisitBook& book, local::Visits& out) {
    for (const int minutes : book.rules.minutes) out.add_minutes(minutes);
    if (!book.rules.minutes.empty()) {
        if (const auto fare = rules::visit_fare(book.rules, book.now, book.rules.minutes.front()))
            out.set_minute_mills(fare->minute_mills);
    }
    out.set_notice_minutes(book.rules.notice_minutes);
    out.set_ahead_days(book.rules.ahead_days);
    out.set_visits_a_week(book.rules.a_week);
    out.set_full_refund_minutes(book.rules.full_refund_minutes);
    out.set_late_refund_percent(book.rules.late_refund_points / kPointsInPercent);
    copy_texts(book.terms.note(), out.mutable_note());
}

local::Visitor visitor_shown(const VisitBook& book, const store::ContactView& view) {
    const wire::Contact& contact = view.contact;
    local::Visitor visitor;
    visitor.set_contact_id(view.id.raw());
    visitor.set_name(contact.name());
    visitor.set_relationship(contact.relationship());
    const bool stopped = is_stopped(contact, book.now, book.now);
    visitor.set_may_visit(contact.may_visit() && !stopped);
    if (contact.visit_refused()) {
        visitor.set_why_code("refused");
        visitor.set_rule(contact.visit_rule());
        visitor.set_reason(contact.visit_reason());
        return visitor;
    }
    if (!contact.may_visit()) {
        visitor.set_why_code("not_approved");
        return visitor;
    }
    if (stopped) visitor.set_why_code("stopped");
    if (stopped || contact.visits_stopped_from_ms() > book.now.ms()) {
        visitor.set_reason(contact.visits_stopped_reason());
        visitor.set_stopped_from_ms(contact.visits_stopped_from_ms());
        visitor.set_stopped_until_ms(contact.visits_stopped_until_ms());
    }
    return visitor;
}

/// Those who may come first, each group by name as the vault has it.
Result<bool> add_visitors(Desk& desk, const VisitBook& book, local::Visits& out) {
    auto contacts = TRY(desk.session.vault->contacts());
    std::erase_if(contacts, [](const auto& each) { return each.state != "approved"; });
    std::stable_partition(contacts.begin(), contacts.end(), [](const auto& each) { return each.contact.may_visit(); });
    for (const auto& each : contacts) *out.add_visitors() = visitor_shown(book, each);
    return !contacts.empty() && contacts.front().contact.may_visit();
}

void add_suspension(const VisitBook& book, local::Visits& out) {
    const wire::VisitStanding& standing = book.standing;
    const bool comes = standing.suspended() && standing.suspended_from_ms() > book.now.ms();
    if (!comes && !book.suspended_now()) return;
    if (comes) out.set_suspended_from_ms(standing.suspended_from_ms());
    out.set_suspended_until_ms(standing.suspended_until_ms());
    out.set_suspension_reason(standing.reason());
}

Status add_visit_money(Desk& desk, local::Visits& out) {
    const auto money = TRY(desk.session.vault->money(desk.clock.now()));
    out.set_spendable_cents(TRY(money_left(desk)).units());
    out.set_as_of_ms(money.balances.as_of_ms());
    if (const auto today = TRY(left_today(desk))) {
        out.set_brake(true);
        out.set_brake_left_cents(today->units());
    }
    return {};
}

bool is_to_come(const VisitBook& book, const store::VisitView& visit) {
    const bool open = visit.state == "queued" || visit.state == "booked" || visit.state == "checked_in";
    return open && book.now < VisitBook::span_of(visit).to;
}

void add_visits(const VisitBook& book, local::Visits& out) {
    std::vector<const store::VisitView*> order;
    for (const auto& visit : book.visits) order.push_back(&visit);
    const auto to_come = [&](const store::VisitView* visit) { return is_to_come(book, *visit); };
    const auto over = std::stable_partition(order.begin(), order.end(), to_come);
    std::stable_sort(order.begin(), over, [](const auto* left, const auto* right) {
        return VisitBook::span_of(*left).from < VisitBook::span_of(*right).from;
    });
    std::reverse(over, order.end());
    for (std::size_t at = 0; at < order.size() && at < kMostVisitsShown; ++at)
        *out.add_visits() = visit_shown(book, *order[at]);
}

bool may_begin(const VisitBook& book, Timestamp from) {
    return rules::visit_room(book.rules, from, book.now, book.zone) == rules::VisitRoom::kOpen;
}

/// By when they begin; at each time the first place, this terminal before others.
using FreeTimes = std::map<Timestamp, local::VisitDay::Slot>;

void add_place(const VisitBook& book, const wire::VisitDay::Place& place, const local::GetVisitDays& query,
               FreeTimes& out) {
    const bool here = !place.device_id().empty() && place.device_id() == book.device;
    const auto taken = book.taken_at(place, query.changing_id());
    for (const auto& span : rules::free_slots(hours_of(place), taken, book.rules.slot_minutes, query.minutes())) {
        if (!may_begin(book, span.from) || book.suspended_at(span) || book.overlaps_own(span, query.changing_id()))
            continue;
        const auto fare = rules::visit_fare(book.rules, span.from, query.minutes());
        if (!fare || (out.contains(span.from) && !here)) continue;
        local::VisitDay::Slot slot;
        slot.set_resource_id(place.resource_id());
        slot.set_from_ms(span.from.ms());
        slot.set_to_ms(span.to.ms());
        slot.set_place(place.name());
        slot.set_here(here);
        slot.set_price_cents(fare->price.units());
        out[span.from] = std::move(slot);
    }
}

/// Whether anything could be booked on it if nobody else had: else it is not full, but closed, over or too soon.
bool would_have_times(const VisitBook& book, const wire::VisitDay& day, int minutes) {
    for (const auto& place : day.places()) {
        const auto all = rules::free_slots(hours_of(place), {}, book.rules.slot_minutes, minutes);
        if (std::any_of(all.begin(), all.end(), [&](const auto& each) { return may_begin(book, each.from); }))
            return true;
    }
    return false;
}

/// Nothing: it is over, or cannot be booked yet.
std::optional<local::VisitDay> day_shown(const VisitBook& book, const wire::VisitDay& day,
                                         const local::GetVisitDays& query) {
    const std::chrono::local_days date{std::chrono::days(day.date())};
    const auto today = rules::local_date(book.now, book.zone);
    if (date < today || date - today > std::chrono::days(book.rules.ahead_days)) return std::nullopt;
    FreeTimes times;
    for (const auto& place : day.places()) add_place(book, place, query, times);
    local::VisitDay out;
    out.set_date(day.date());
    out.set_at_ms(rules::local_moment(date, kNoon, book.zone).ms());
    if (times.empty() && !would_have_times(book, day, query.minutes())) return std::nullopt;
    if (times.empty()) out.set_refusal_code("slot_taken");
    if (!times.empty() && book.week_is_full(times.begin()->first, query.changing_id()))
        out.set_refusal_code("visits_used");
    for (auto& [from, slot] : times) *out.add_slots() = std::move(slot);
    return out;
}

}  // namespace

Answer answer_visits(Desk& desk, const local::GetVisits& query) {
    const VisitBook book = TRY(visit_book(desk));
    local::ToTerminal answer;
    auto& out = *answer.mutable_visits();
    out.set_offered(book.rules.offered());
    if (!query.id().empty()) {
        const auto visit = TRY(desk.session.vault->visit(TRY(VisitId::from_bytes(query.id()))));
        if (!visit) return Error(ErrorCode::kNotFound, "no such visit of this resident");
        *out.add_visits() = visit_shown(book, *visit);
    } else {
        add_visits(book, out);
    }
    add_rules(book, out);
    const bool somebody = TRY(add_visitors(desk, book, out));
    TRY(add_visit_money(desk, out));
    if (!out.offered())
        out.set_refusal_code("visits_off");
    else if (book.suspended_now())
        out.set_refusal_code("visits_suspended");
    else if (!somebody)
        out.set_refusal_code("no_visitors");
    else if (!check_room(desk).ok())
        out.set_refusal_code("outbox_full");
    add_suspension(book, out);
    out.set_stamp(moved_of(desk.device.stamps(), desk.session).visits());
    return answer;
}

Answer answer_visit_days(Desk& desk, const local::GetVisitDays& query) {
    const VisitBook book = TRY(visit_book(desk));
    const auto& lengths = book.rules.minutes;
    if (std::find(lengths.begin(), lengths.end(), query.minutes()) == lengths.end())
        return Error(ErrorCode::kInvalid, "no such length of a visit");
    local::ToTerminal answer;
    auto& out = *answer.mutable_visit_days();
    for (const auto& day : book.days) {
        if (auto shown = day_shown(book, day, query)) *out.add_days() = std::move(*shown);
        const bool older = out.as_of_ms() == 0 || day.as_of_ms() < out.as_of_ms();
        if (day.as_of_ms() > 0 && older) out.set_as_of_ms(day.as_of_ms());
    }
    out.set_stamp(moved_of(desk.device.stamps(), desk.session).visits());
    return answer;
}

Status fill_visits(Desk& desk, local::Home& home) {
    const VisitBook book = TRY(own_visits(desk));
    const bool offered = book.rules.offered() && TRY(desk.device.policy().offers("visits"));
    home.set_visits(offered || !book.visits.empty());
    const store::VisitView* next = nullptr;
    for (const auto& visit : book.visits) {
        if (!VisitBook::stands(visit) || !is_to_come(book, visit)) continue;
        if (next == nullptr || VisitBook::span_of(visit).from < VisitBook::span_of(*next).from) next = &visit;
    }
    if (next != nullptr) *home.mutable_next_visit() = visit_shown(book, *next);
    return {};
}

}  // namespace dayroom::agent
