// The fake agent: video visits.
#include <algorithm>

#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

constexpr std::int64_t kVisitMinuteMs = 60'000;
constexpr std::int64_t kVisitDayMs = 24 * 60 * kVisitMinuteMs;
constexpr std::int64_t kVisitPrice = 750;

local::Visit visit_with(const char* id, const char* name, const char* state, std::int64_t from_ms) {
    local::Visit visit;
    visit.set_id(id);
    visit.set_contact_id(name);
    visit.set_visitor(name);
    visit.set_relationship("mother");
    visit.set_state(state);
    visit.set_from_ms(from_ms);
    visit.set_to_ms(from_ms + 30 * kVisitMinuteMs);
    visit.set_place("Kiosk 1");
    visit.set_here(true);
    visit.set_receipt_code("K7P39QXD");
    return visit;
}

void make_open(local::Visit& visit, std::int64_t now_ms) {
    const std::int64_t from = visit.from_ms();
    visit.set_price_cents(kVisitPrice);
    visit.set_check_in_from_ms(from - 10 * kVisitMinuteMs);
    visit.set_check_in_until_ms(from + 10 * kVisitMinuteMs);
    visit.set_change_until_ms(from);
    visit.set_full_refund_until_ms(from - kVisitDayMs);
    visit.set_back_cents(now_ms <= visit.full_refund_until_ms() ? kVisitPrice : kVisitPrice / 2);
    visit.set_may_change(visit.state() == "booked");
    visit.set_may_cancel(true);
}

void add_day(local::VisitDays& days, std::int64_t opens_ms, int times) {
    auto& day = *days.add_days();
    day.set_date(static_cast<std::int32_t>(opens_ms / kVisitDayMs));
    day.set_at_ms(opens_ms);
    if (times == 0) day.set_refusal_code("slot_taken");
    for (int at = 0; at < times; ++at) {
        auto& slot = *day.add_slots();
        slot.set_resource_id(at % 3 == 2 ? "booth-2" : "kiosk-1");
        slot.set_from_ms(opens_ms + at * 30 * kVisitMinuteMs);
        slot.set_to_ms(slot.from_ms() + 30 * kVisitMinuteMs);
        slot.set_place(at % 3 == 2 ? "Booth 2" : "Kiosk 1");
        slot.set_here(at % 3 != 2);
        slot.set_price_cents(kVisitPrice);
    }
}

void add_visitor(local::Visits& visits, const char* name, const char* relationship, bool may) {
    auto& visitor = *visits.add_visitors();
    visitor.set_contact_id(name);
    visitor.set_name(name);
    visitor.set_relationship(relationship);
    visitor.set_may_visit(may);
    if (!may) visitor.set_why_code("not_approved");
}

}  // namespace

local::Visits& FakeAgent::offer_visits() {
    const std::int64_t now = clock_.now().ms();
    visits_.set_offered(true);
    for (const int minutes : {30, 60}) visits_.add_minutes(minutes);
    visits_.set_minute_mills(250);
    visits_.set_notice_minutes(24 * 60);
    visits_.set_ahead_days(14);
    visits_.set_visits_a_week(2);
    visits_.set_full_refund_minutes(24 * 60);
    visits_.set_late_refund_percent(50);
    add_texts(visits_.mutable_note(), "Visits are recorded.", "Las visitas se graban.");
    add_visitor(visits_, "Maria Delgado", "mother", true);
    add_visitor(visits_, "Ana Delgado", "sister", true);
    add_visitor(visits_, "Marcus Reed", "friend", false);
    *visits_.add_visits() = visit_with("visit-1", "Maria Delgado", "booked", now + 3 * kVisitDayMs);
    make_open(*visits_.mutable_visits(0), now);
    auto& over = *visits_.add_visits() = visit_with("visit-2", "Maria Delgado", "ended", ago(6));
    over.set_charged_cents(500);
    over.set_given_back_cents(250);
    over.set_minutes_used(20);
    auto& cancelled = *visits_.add_visits() = visit_with("visit-3", "Ana Delgado", "cancelled", ago(13));
    cancelled.set_cancelled_by("staff");
    cancelled.set_reason("The unit was locked down.");
    cancelled.set_given_back_cents(kVisitPrice);
    auto& missed = *visits_.add_visits() = visit_with("visit-4", "Ana Delgado", "missed", ago(20));
    missed.set_charged_cents(kVisitPrice);
    visit_days_.set_as_of_ms(now);
    for (const auto& [days, times] : std::vector<std::pair<int, int>>{{2, 6}, {3, 1}, {4, 0}, {5, 4}})
        add_day(visit_days_, now + days * kVisitDayMs, times);
    return visits_;
}

void FakeAgent::begin_visit_soon(int minutes, bool check_in) {
    auto& visit = *visits_.mutable_visits(0);
    const std::int64_t from = clock_.now().ms() + minutes * kVisitMinuteMs;
    visit.set_from_ms(from);
    visit.set_to_ms(from + 30 * kVisitMinuteMs);
    make_open(visit, clock_.now().ms());
    visit.set_soon(true);
    visit.set_may_check_in(check_in);
}

void FakeAgent::take_visit_times() {
    visit_days_.clear_days();
    push_moved();
}

bool FakeAgent::dispatch_visits(const local::ToAgent& query, Answer& answer) {
    using Case = local::ToAgent::QueryCase;
    switch (query.query_case()) {
        case Case::kGetVisits:
            *answer.mutable_visits() = visits_;
            answer.mutable_visits()->set_spendable_cents(money_.spendable_cents());
            return true;
        case Case::kGetVisitDays:
            *answer.mutable_visit_days() = visit_days_;
            return true;
        case Case::kBookVisit:
            book_visit(query.book_visit(), answer);
            return true;
        case Case::kChangeVisit:
            change_visit(query.change_visit(), answer);
            return true;
        case Case::kCancelVisit:
            cancel_visit(query.cancel_visit(), answer);
            return true;
        case Case::kCheckInVisit:
            if (refused(answer)) return true;
            find_visit(query.check_in_visit().visit_id())->set_state("checked_in");
            find_visit(query.check_in_visit().visit_id())->set_may_check_in(false);
            answer.mutable_done();
            return true;
        default:
            return false;
    }
}

local::Visit* FakeAgent::find_visit(const std::string& id) {
    auto& all = *visits_.mutable_visits();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.id() == id; });
    return found == all.end() ? nullptr : &*found;
}

void FakeAgent::book_visit(const local::BookVisit& query, Answer& answer) {
    if (repeated(query.nonce(), answer) || refused(answer)) return;
    const std::string id = "visit-" + std::to_string(visits_.visits_size() + 1);
    local::Visit visit =
        visit_with(id.c_str(), query.contact_id().c_str(), status_.online() ? "booked" : "queued", query.from_ms());
    visit.set_place(query.resource_id() == "booth-2" ? "Booth 2" : "Kiosk 1");
    make_open(visit, clock_.now().ms());
    money_.set_spendable_cents(money_.spendable_cents() - query.price_seen_cents());
    submitted(query.nonce(), id, answer);
    visit.set_receipt_code(answer.submitted().receipt_code());
    *visits_.add_visits() = visit;
}

void FakeAgent::change_visit(const local::ChangeVisit& query, Answer& answer) {
    if (refused(answer)) return;
    auto& visit = *find_visit(query.visit_id());
    visit.set_from_ms(query.from_ms());
    visit.set_to_ms(query.to_ms());
    if (!status_.online()) visit.set_waiting("change");
    answer.mutable_done();
}

void FakeAgent::cancel_visit(const local::CancelVisit& query, Answer& answer) {
    if (refused(answer)) return;
    auto& visit = *find_visit(query.visit_id());
    visit.set_may_change(false);
    visit.set_may_cancel(false);
    if (status_.online()) {
        visit.set_state("cancelled");
        visit.set_cancelled_by("resident");
        visit.set_given_back_cents(query.back_seen_cents());
        visit.set_charged_cents(visit.price_cents() - query.back_seen_cents());
    } else {
        visit.set_waiting("cancel");
    }
    answer.mutable_done();
}

}  // namespace dayroom::test
