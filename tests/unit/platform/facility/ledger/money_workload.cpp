#include "tests/unit/platform/facility/ledger/money_workload.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "platform/facility/feed/counted_spending.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/phone/phone_terms.h"
#include "platform/facility/statements/month_statement.h"

namespace dayroom::test {

using namespace facility;

namespace {

constexpr std::uint64_t kStepsOfALife = 40;  // about so often the hub is killed
constexpr std::size_t kMostLate = 6;         // commands

}  // namespace

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

MoneyWorkload::MoneyWorkload(HubFixture& hub, HubKiller& killer, std::uint64_t seed, bool alone)
    : hub_(hub),
      killer_(killer),
      random_(seed),
      alone_(alone),
      person_(hub.add_resident()),
      contact_(hub.add_contact(person_)) {}

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

void MoneyWorkload::expect(bool is, bool should, const std::string& what) {
    if (is != should) wrong.push_back(what + (is ? " was done" : " was refused"));
    if (is) ++done;
    if (!is) ++refused;
}

bool MoneyWorkload::try_until_known(const std::function<Status()>& act) {
    const auto cents = [&] {
        const BalanceSheet sheet = hub_.balances(person_);
        return std::array{sheet.spendable.units(), sheet.savings.units(), sheet.phone.units(),
                          sheet.credits.units(),   sheet.on_hold.units(), sheet.owed.units()};
    };
    const auto before = alone_ ? cents() : decltype(cents())();
    bool ends = random_.below(kStepsOfALife) == 0;
    const bool fails = ends || random_.below(4) == 0;
    std::int64_t n = fails ? static_cast<std::int64_t>(random_.below(60)) + 1 : 0;
    const auto after = ends ? database::FaultSeam::After::kStaysBroken : database::FaultSeam::After::kGoesOn;
    for (;;) {
        // Armed while the hub lives: armed before, it would hit a hub that is just being opened anew.
        const Status tried = killer_.alive([&] {
            if (n > 0 && alone_) hub_.fail_at(n, after);
            if (n > 0 && !alone_) hub_.faults.fail_at(n, after);  // wherever it hits: others' work too
            n = 0;
            return act();
        });
        if (ends) killer_.kill();
        ends = false;
        hub_.faults.disarm();
        if (tried.ok()) return true;
        if (tried.error().code != ErrorCode::kIo && tried.error().code != ErrorCode::kUnavailable) return false;
        ++failures;
        if (alone_ && cents() != before) wrong.push_back("what failed has moved something");
    }
}

bool MoneyWorkload::staff(const std::string& what, bool should, const Job& job, bool may_repeat) {
    const auto act = [&] { return hub_.run_as(Actor::staff("trust_office", thing(hub_.device)), job); };
    const bool was_done = try_until_known(act);
    expect(was_done, should, what);
    if (was_done && !may_repeat && random_.below(3) == 0) expect(try_until_known(act), false, what + " twice");
    return was_done;
}

wire::Outcome::Result MoneyWorkload::execute(const wire::QueuedCommand& queued) {
    wire::Outcome::Result result = wire::Outcome::RETRY;
    try_until_known([&]() -> Status {
        result = hub_.execute(queued).result();
        if (result == wire::Outcome::RETRY) return Error(ErrorCode::kUnavailable, "the hub could not");
        return {};
    });
    return result;
}

void MoneyWorkload::resident(const std::string& what, const wire::Command& command, std::function<bool()> on_paper) {
    Made made{what, hub_.sign(person_, command), std::move(on_paper)};
    if (random_.below(4) != 0 || late_.size() >= kMostLate) return deliver(made);
    late_.push_back(std::move(made));
}

void MoneyWorkload::deliver(const Made& made) {
    const bool should = made.on_paper();
    const bool was_done = execute(made.command) == wire::Outcome::DONE;
    expect(was_done, should, made.what);
    if ((execute(made.command) == wire::Outcome::DONE) != was_done) wrong.push_back(made.what + " was answered anew");
    sent_.push_back({made.command, was_done});
}

void MoneyWorkload::deliver_late() {
    if (late_.empty()) return;
    const auto at = late_.begin() + static_cast<std::ptrdiff_t>(random_.below(late_.size()));
    const Made made = std::move(*at);
    late_.erase(at);
    deliver(made);
    ++overtaken;
}

// Whatever has happened since: the answer is that of the first time, and nothing moves.
void MoneyWorkload::repeat_an_old_command() {
    if (sent_.empty()) return;
    const Sent& old = sent_[random_.below(sent_.size())];
    if ((execute(old.command) == wire::Outcome::DONE) != old.done) wrong.push_back("an old command was answered anew");
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

wire::Command MoneyWorkload::command() {
    wire::Command command;
    command.set_id(make_id<CommandId>().raw());
    command.set_facility_id(hub_.facility.raw());
    command.set_device_id(hub_.device.raw());
    command.set_resident_id(person_.id.raw());
    command.set_made_ms(hub_.clock.now().ms());
    return command;
}

}  // namespace dayroom::test
