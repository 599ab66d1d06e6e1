// The hub in memory: video visits.
#include "platform/rules/visits.h"
#include "tests/unit/platform/sync/fake_hub_parts.h"

namespace dayroom::test {
namespace {

constexpr std::int64_t kDayOfVisitsMs = 86'400'000;
constexpr std::int64_t kMinuteOfVisitMs = 60'000;
constexpr std::int64_t kOpensMs = 15LL * 3'600'000;  // 10:00 in Chicago
const std::string kKioskId(16, 'K');
const std::string kBoothId(16, 'B');

wire::VisitTerms visit_terms() {
    wire::VisitTerms terms;
    terms.add_minutes(30);
    terms.set_slot_minutes(30);
    terms.add_prices()->set_minute_mills(100);
    terms.set_notice_minutes(24 * 60);
    terms.set_ahead_days(14);
    terms.set_visits_a_week(2);
    terms.set_full_refund_minutes(24 * 60);
    terms.set_late_refund_points(5'000);
    terms.set_check_in_before_minutes(10);
    terms.set_check_in_after_minutes(10);
    terms.set_reminder_minutes(60);
    return terms;
}

void add_open(wire::VisitDay::Place& place, std::int64_t from_ms, int minutes) {
    auto& open = *place.add_open();
    open.set_from_ms(from_ms);
    open.set_to_ms(from_ms + minutes * kMinuteOfVisitMs);
}

void promise(wire::Visit& visit) {
    const auto made = rules::visit_promise(rules::visit_rules_of(visit_terms()),
                                           {Timestamp::from_ms(visit.from_ms()), Timestamp::from_ms(visit.to_ms())});
    visit.set_change_until_ms(made.change_until.ms());
    visit.set_full_refund_until_ms(made.full_refund_until.ms());
    visit.set_late_refund_points(made.late_refund_points);
    visit.set_check_in_from_ms(made.check_in_from.ms());
    visit.set_check_in_until_ms(made.check_in_until.ms());
    visit.set_remind_from_ms(made.remind_from.ms());
}

}  // namespace

std::int64_t FakeHub::set_up_visits() {
    wire::Record record;
    *record.mutable_visit_terms() = visit_terms();
    put(scope_of_facility(), record, std::string(16, 'T'));
    const std::int64_t opens = (clock_.now().ms() / kDayOfVisitsMs + 2) * kDayOfVisitsMs + kOpensMs;
    put_visit_day(opens, {});
    return opens;
}

void FakeHub::put_visit_day(std::int64_t opens_ms, const std::vector<std::int64_t>& taken) {
    wire::Record record;
    auto& day = *record.mutable_visit_day();
    day.set_date(static_cast<std::int32_t>(opens_ms / kDayOfVisitsMs));
    day.set_as_of_ms(clock_.now().ms());
    auto& kiosk = *day.add_places();
    kiosk.set_resource_id(kKioskId);
    kiosk.set_name("Kiosk 1");
    kiosk.set_device_id(device_.raw());
    add_open(kiosk, opens_ms, 90);
    for (const std::int64_t from : taken) {
        kiosk.add_taken()->set_from_ms(from);
        kiosk.mutable_taken()->rbegin()->set_to_ms(from + 30 * kMinuteOfVisitMs);
    }
    auto& booth = *day.add_places();
    booth.set_resource_id(kBoothId);
    booth.set_name("Booth 2");
    add_open(booth, opens_ms + 60 * kMinuteOfVisitMs, 60);
    put(scope_of_unit(), record, std::string(15, 'D') + static_cast<char>('A' + day.date() % 26));
}

std::string FakeHub::put_visit(const Resident& resident, std::int64_t from_ms,
                               const std::function<void(wire::Visit&)>& change) {
    wire::Record record;
    auto& visit = *record.mutable_visit();
    visit.set_contact_id(std::string(16, 'c'));
    visit.set_visitor("Maria Vega");
    visit.set_state(wire::Visit::BOOKED);
    visit.set_from_ms(from_ms);
    visit.set_to_ms(from_ms + 30 * kMinuteOfVisitMs);
    visit.set_resource_id(kKioskId);
    visit.set_place("Kiosk 1");
    visit.set_device_id(device_.raw());
    visit.set_held_cents(300);
    visit.set_minute_mills(100);
    visit.set_receipt_code("34679ACD");
    visit.set_booked_ms(clock_.now().ms());
    visit.set_revision(1);
    promise(visit);
    change(visit);
    return put(scope_of(resident), record);
}

void FakeHub::suspend_visits(const Resident& resident, bool suspended, std::int64_t from_ms, std::int64_t until_ms) {
    wire::Record record;
    record.mutable_visit_standing()->set_suspended(suspended);
    record.mutable_visit_standing()->set_suspended_from_ms(from_ms);
    record.mutable_visit_standing()->set_suspended_until_ms(until_ms);
    if (suspended) record.mutable_visit_standing()->set_reason("discipline");
    std::string id = resident.id.raw();
    id[0] = static_cast<char>(id[0] ^ 4);
    put(scope_of(resident), record, id);
}

void FakeHub::change_visit(const std::string& id, const std::function<void(wire::Visit&)>& change) {
    const std::lock_guard lock(mutex_);
    Kept kept = kept_.at(id);
    change(*kept.record.mutable_visit());
    put(kept.scope, kept.record, id);
}

void FakeHub::take_visit(const Resident& resident, const wire::Command& command) {
    auto& balances = balances_[resident.id.raw()];
    const auto pay = [&](std::int64_t cents) {
        balances.set_spendable_cents(balances.spendable_cents() - cents);
        put_balances(resident);
    };
    switch (command.body_case()) {
        case wire::Command::kBookVisit: {
            const auto& booked = command.book_visit();
            const bool kiosk = booked.resource_id() == kKioskId;
            wire::Record record;
            auto& visit = *record.mutable_visit();
            visit.set_contact_id(booked.contact_id());
            visit.set_visitor("Maria Vega");
            visit.set_state(wire::Visit::BOOKED);
            visit.set_from_ms(booked.from_ms());
            visit.set_to_ms(booked.to_ms());
            visit.set_resource_id(booked.resource_id());
            visit.set_place(kiosk ? "Kiosk 1" : "Booth 2");
            if (kiosk) visit.set_device_id(device_.raw());
            visit.set_held_cents(booked.price_seen_cents());
            visit.set_receipt_code(booked.receipt_code());
            visit.set_booked_ms(command.made_ms());
            visit.set_revision(1);
            visit.set_minute_mills(100);
            promise(visit);
            put(scope_of(resident), record, booked.visit_id());
            return pay(booked.price_seen_cents());
        }
        case wire::Command::kChangeVisit: {
            const auto& changed = command.change_visit();
            const std::int64_t before = kept_.at(changed.visit_id()).record.visit().held_cents();
            change_visit(changed.visit_id(), [&](wire::Visit& visit) {
                visit.set_from_ms(changed.from_ms());
                visit.set_to_ms(changed.to_ms());
                visit.set_held_cents(changed.price_seen_cents());
                visit.set_revision(visit.revision() + 1);
                promise(visit);
            });
            return pay(changed.price_seen_cents() - before);
        }
        case wire::Command::kCancelVisit: {
            const std::int64_t back = command.cancel_visit().back_seen_cents();
            change_visit(command.cancel_visit().visit_id(), [&](wire::Visit& visit) {
                visit.set_state(wire::Visit::CANCELLED);
                visit.set_cancelled_by("resident");
                visit.set_given_back_cents(back);
                visit.set_charged_cents(visit.held_cents() - back);
                visit.set_decided_ms(command.made_ms());
            });
            return pay(-back);
        }
        default:
            return change_visit(command.check_in_visit().visit_id(), [&](wire::Visit& visit) {
                visit.set_state(wire::Visit::CHECKED_IN);
                visit.set_checked_in_ms(command.made_ms());
            });
    }
}

}  // namespace dayroom::test
