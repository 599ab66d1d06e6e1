#include "tests/unit/platform/facility/ledger/money_workload.h"

#include <iterator>

#include "platform/facility/feed/counted_spending.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/phone/phone_terms.h"
#include "platform/facility/statements/month_statement.h"

namespace dayroom::test {

using namespace facility;

void open_bank(HubFixture& hub) {
    hub.set_price(kSendMoneyPrice, kSendFee);
    hub.set_price("bundle_small", kBundleCents, kBundleCredits);
    must(hub.run([&](Work& work) -> Status {
        StoredRule savings;
        savings.rule = {"savings", "rule 1", 1'000, {}, {}, Cents::of(INT64_MAX), true};
        StoredRule court;
        court.rule = {"court_debt", "rule 2", 2'000, {}, {}, Cents::of(INT64_MAX), false};
        court.needs_obligation = true;
        StoredRule victims;
        victims.rule = {"victims", "rule 3", 500, {}, {}, Cents::of(INT64_MAX), false};
        TRY(set_deduction_rules(work, {savings, court, victims}, {}));
        wire::Facility facility = TRY(read_facility(work.db()));
        facility.mutable_policy()->set_send_money(true);
        facility.mutable_policy()->set_cooling_off_hours(1);
        wire::PhoneTerms terms;
        auto& rate = *terms.add_rates();
        rate.set_code("national");
        auto& name = *rate.add_name();
        name.set_language("en");
        name.set_text("In the country");
        rate.add_prefixes("+1");
        rate.set_minute_mills(kMinuteCents * rules::kMillsInCent);
        TRY(set_phone_terms(work, terms));
        TRY(set_charge_kinds(work, {{kHaircut, {{"en", "Haircut"}}, Cents::of(kHaircutCents), false}}));
        return set_facility(work, facility);
    }));
}

MoneyWorkload::MoneyWorkload(HubFixture& hub, HubKiller& killer, Neighbours& neighbours, std::uint64_t seed, bool alone)
    : HubWorkload(hub, killer, seed, alone),
      person_(hub.add_resident()),
      contact_(hub.add_contact(person_)),
      neighbours_(neighbours) {}

void MoneyWorkload::step() {
    hub_.clock.advance(Milliseconds(1));
    using Step = void (MoneyWorkload::*)();
    constexpr Step kSteps[] = {&MoneyWorkload::deposit,
                               &MoneyWorkload::deposit,
                               &MoneyWorkload::charge,
                               &MoneyWorkload::charge,
                               &MoneyWorkload::pay_in,
                               &MoneyWorkload::hold,
                               &MoneyWorkload::hold,
                               &MoneyWorkload::end_hold,
                               &MoneyWorkload::end_hold,
                               &MoneyWorkload::grant_or_use_credits,
                               &MoneyWorkload::set_debt,
                               &MoneyWorkload::charge_debt,
                               &MoneyWorkload::pay_debt,
                               &MoneyWorkload::switch_debt,
                               &MoneyWorkload::undo,
                               &MoneyWorkload::undo,
                               &MoneyWorkload::move,
                               &MoneyWorkload::give_back,
                               &MoneyWorkload::call,
                               &MoneyWorkload::call,
                               &MoneyWorkload::give_call_back,
                               &MoneyWorkload::withdraw,
                               &MoneyWorkload::withdraw,
                               &MoneyWorkload::clear_or_void_withdrawal,
                               &MoneyWorkload::charge_of_kind,
                               &MoneyWorkload::forgive_debt,
                               &MoneyWorkload::amend_debt,
                               &MoneyWorkload::deposit_file,
                               &MoneyWorkload::remit,
                               &MoneyWorkload::take_back_remittance,
                               &MoneyWorkload::leave_and_return,
                               &MoneyWorkload::send_out,
                               &MoneyWorkload::take_back_before_send,
                               &MoneyWorkload::decide_outgoing,
                               &MoneyWorkload::move,
                               &MoneyWorkload::buy_credits,
                               &MoneyWorkload::choose_brake,
                               &MoneyWorkload::deliver_late,
                               &MoneyWorkload::deliver_late,
                               &MoneyWorkload::repeat_an_old_command};
    (this->*kSteps[random_.below(std::size(kSteps))])();
}

void MoneyWorkload::expire() {
    const std::int64_t now = hub_.clock.now().ms();
    for (auto& [id, hold] : paper_.holds) hold.open = hold.open && hold.until > now;
}

void MoneyWorkload::compare() {
    const BalanceSheet sheet = hub_.balances(person_);
    const auto same = [&](const char* pot, std::int64_t is, std::int64_t should) {
        if (is != should)
            wrong.push_back(std::string(pot) + " is " + std::to_string(is) + ", on paper " + std::to_string(should));
    };
    same("spendable", sheet.spendable.units(), paper_.can_spend());
    same("savings", sheet.savings.units(), paper_.savings);
    same("phone", sheet.phone.units(), paper_.phone);
    same("credits", sheet.credits.units(), paper_.can_use_credits());
    same("on hold", sheet.on_hold.units(), paper_.held(false));
    same("owed", sheet.owed.units(), paper_.owed());
    const auto kept = hub_.ledger.house_balance(*hub_.reader, "payable/" + fine_);
    same("kept for the fines", kept.ok() ? kept.value() : 0, paper_.fines);
    const CountedSpending day = must(read_counted_spending(*hub_.reader, person_.id, hub_.clock.now()));
    same("the daily brake", day.in_force(), brake_.limit(hub_.clock.now()));
    same("left of the day", day.left(), brake_.left(hub_.clock.now()));
    const std::string month = rules::name_of(rules::month_of(hub_.clock.now(), "America/Chicago"));
    const MonthStatement statement = must(read_month(*hub_.reader, person_.id, month));
    same("the statement's beginning", statement.opening.units(), 0);  // all of it is of one month
    same("the statement's end", statement.closing.units(), paper_.spendable + paper_.savings + paper_.phone);
    same("the statement's savings", statement.savings.units(), paper_.savings);
    same("the statement's phone", statement.phone.units(), paper_.phone);
    same("owed on the statement", statement.owed.units(), paper_.owed());
}

std::vector<std::int64_t> MoneyWorkload::figures() {
    const BalanceSheet sheet = hub_.balances(person_);
    return {sheet.spendable.units(), sheet.savings.units(), sheet.phone.units(),
            sheet.credits.units(),   sheet.on_hold.units(), sheet.owed.units()};
}

void MoneyWorkload::resident(const std::string& what, const wire::Command& command, std::function<bool()> on_paper) {
    send(what, person_, command, [this, what, on_paper = std::move(on_paper)](const wire::Outcome& outcome) {
        expect(outcome.result() == wire::Outcome::DONE, on_paper(), what);
    });
}

std::int64_t MoneyWorkload::amount() {
    const std::int64_t all = paper_.can_spend();
    if (random_.below(8) == 0 && all > 0) return all;
    if (random_.below(8) == 0 && all > 0) return all + 1;
    return static_cast<std::int64_t>(random_.below(600)) + 1;
}

MoneyWorkload::Booking MoneyWorkload::any_booking(bool only_charges) {
    std::vector<Booking> ids;
    for (const auto& [id, booking] : paper_.bookings) {
        if (!only_charges || booking.is_charge) ids.push_back(id);
    }
    return ids.empty() ? Booking() : ids[random_.below(ids.size())];
}

MoneyWorkload::Booking MoneyWorkload::any_hold() {
    return plain_holds_.empty() ? Booking() : plain_holds_[random_.below(plain_holds_.size())];
}

Charge MoneyWorkload::charge_of(std::int64_t cents) {
    return {make_id<Booking>(), person_.id, must(PositiveCents::of(cents)), "revenue/test", reason()};
}

}  // namespace dayroom::test
