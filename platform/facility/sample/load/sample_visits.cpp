#include "platform/facility/sample/load/sample_visits.h"

#include <set>

#include "platform/facility/visits/visit_people.h"
#include "platform/rules/calendar.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility::sample {
namespace {

constexpr int kSampleVisits = 24;               // that somebody tries to book
constexpr std::int64_t kEnoughToVisit = 2'500;  // cents: nobody spends the last of it

bool is_visitor(const SampleContact& contact, std::size_t index) {
    return contact.state == wire::Contact::APPROVED && index % 3 != 0;
}

}  // namespace

Status SampleVisits::set_plan(Work& work) {
    VisitPlan plan;
    plan.terms = sample_.texts.visits.terms;
    for (const VisitPlaceTexts& texts : sample_.texts.visits.places) {
        VisitResource& place = plan.resources.emplace_back();
        place.code = texts.code;
        place.name = texts.name;
        place.room = texts.room;
        place.neighbours = texts.neighbours;
        place.hours = texts.hours;
    }
    return set_visit_plan(work, plan);
}

Status SampleVisits::approve(Work& work, std::size_t index) {
    const SampleContact& contact = sample_.contacts[index];
    return is_visitor(contact, index) ? set_may_visit(work, contact.id, true) : Status();
}

Status SampleVisits::book(Work& work) {
    TRY(tick_visit_days(work));
    const VisitPlan plan = TRY(read_visit_plan(work.db()));
    const rules::VisitRules rules = rules::visit_rules_of(plan.terms);
    const std::string& zone = sample_.texts.facility.time_zone();
    const int length = rules.minutes.front();
    std::set<std::size_t> asked;  // one visit of a resident
    int tried = 0;
    for (std::size_t index = 0; index < sample_.contacts.size() && tried < kSampleVisits; ++index) {
        const SampleContact& contact = sample_.contacts[index];
        if (!is_visitor(contact, index) || asked.contains(contact.resident)) continue;
        const BalanceSheet sheet = TRY(ledger_.balances(work.db(), resident(contact.resident)));
        const VisitResource& place = plan.resources[static_cast<std::size_t>(tried) % plan.resources.size()];
        const auto date = rules::local_date(work.now(), zone) + std::chrono::days(2 + tried % (rules.ahead_days - 2));
        const auto open = rules::visit_hours_on(date, place.hours, zone);
        const auto slots = rules::free_slots(open, {}, rules.slot_minutes, length);
        if (slots.empty() || sheet.spendable.units() < kEnoughToVisit) continue;
        const rules::VisitSpan& slot = slots[static_cast<std::size_t>(tried) % slots.size()];
        ++tried;
        asked.insert(contact.resident);
        TRY(book_one(work, contact, place.id, slot, rules::visit_fare(rules, slot.from, length)->price));
    }
    return {};
}

/// A slot that another has, or a week that is used up, is nobody's loss: that visit is left out.
Status SampleVisits::book_one(Work& work, const SampleContact& contact, const VisitResourceId& place,
                              const rules::VisitSpan& slot, Cents price) {
    wire::BookVisit body;
    body.set_visit_id(work.make_id<VisitId>().raw());
    body.set_contact_id(contact.id.raw());
    body.set_resource_id(place.raw());
    body.set_from_ms(slot.from.ms());
    body.set_to_ms(slot.to.ms());
    body.set_price_seen_cents(price.units());
    body.set_receipt_code(rules::make_receipt_code(*work.context().random));
    const Work::ActingAs as(work, Actor::resident(resident(contact.resident)));
    auto part = TRY(database::Savepoint::begin(work.db()));
    const std::size_t mark = work.mark();
    if (visits_.book(work, resident(contact.resident), body).ok()) return part.release();
    TRY(part.rollback());
    work.forget_after(mark);
    ++report_.skipped;
    return {};
}

}  // namespace dayroom::facility::sample
