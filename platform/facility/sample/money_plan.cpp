#include "platform/facility/sample/money_plan.h"

#include <algorithm>

#include "platform/base/fake_clock.h"
#include "platform/facility/sample/calendar.h"

namespace dayroom::facility::sample {
namespace {

using Kind = SampleMoney::Kind;

constexpr int kOrderDay = 1;     // Tuesday, closed at 9:30
constexpr int kHandOverDay = 3;  // Thursday
constexpr std::int64_t kCallCentsPerMinute = 7;

/// What the company keeps of a deposit that a family sends.
std::int64_t deposit_fee(std::int64_t cents) { return cents <= 2'500 ? 295 : cents <= 5'000 ? 395 : 495; }

class MoneyPlanner {
public:
    MoneyPlanner(Dice& dice, SampleFacility& facility) : dice_(dice), out_(facility) {}

    void plan(std::size_t at);

private:
    SampleMoney& add(Kind kind, std::size_t resident, Timestamp at, std::int64_t cents);
    bool over(Timestamp at) const { return at >= out_.options.now - std::chrono::minutes(5); }

    void obligations(std::size_t at, const SampleResident& resident);
    void deposits(std::size_t at, const SampleResident& resident);
    void wages(std::size_t at, const SampleResident& resident);
    void spending(std::size_t at, const SampleResident& resident);
    void order(std::size_t at, Timestamp when);
    void call(std::size_t at, Timestamp when);
    void first_resident();

    Dice& dice_;
    SampleFacility& out_;
    std::vector<std::string> givers_;
    int next_order_ = 0;
};

void MoneyPlanner::plan(std::size_t at) {
    const SampleResident& resident = out_.residents[at];
    givers_.clear();
    for (const SampleContact& contact : out_.contacts) {
        if (contact.resident == at && contact.state == wire::Contact::APPROVED) givers_.push_back(contact.name);
    }
    obligations(at, resident);
    deposits(at, resident);
    wages(at, resident);
    spending(at, resident);
    if (at == 0) first_resident();
}

SampleMoney& MoneyPlanner::add(Kind kind, std::size_t resident, Timestamp at, std::int64_t cents) {
    SampleMoney event;
    event.kind = kind;
    event.resident = resident;
    event.at = at;
    event.cents = cents;
    out_.money.push_back(std::move(event));
    return out_.money.back();
}

void MoneyPlanner::obligations(std::size_t at, const SampleResident& resident) {
    constexpr int kChance[] = {55, 28, 22};
    for (std::size_t kind = 0; kind < out_.texts.obligations.size(); ++kind) {
        const int chance = kind < std::size(kChance) ? kChance[kind] : 10;
        if (!dice_.chance(at == 0 && kind < 2 ? 100 : chance)) continue;
        const ObligationTexts& texts = out_.texts.obligations[kind];
        SampleObligation obligation;
        obligation.resident = at;
        obligation.kind = kind;
        obligation.cents = dice_.between(texts.least_cents / 100, texts.most_cents / 100) * 100 +
                           (dice_.chance(30) ? dice_.between(1, 99) : 0);
        obligation.at = resident.arrived + dice_.minutes(20, 3 * 24 * 60);
        FakeClock clock(obligation.at);
        obligation.id = ObligationId::make(clock, dice_.random());
        out_.obligations.push_back(std::move(obligation));
    }
}

void MoneyPlanner::deposits(std::size_t at, const SampleResident& resident) {
    SampleMoney& booking =
        add(Kind::kDeposit, at, resident.arrived + std::chrono::minutes(15), dice_.between(3, 4'800));
    booking.source = "booking";
    booking.detail = "Booking";
    if (givers_.empty() || dice_.chance(12)) return;  // nobody sends anything: that happens
    const std::vector<std::int64_t> usual = {2'000, 2'500, 3'000, 4'000, 5'000, 5'000, 7'500, 10'000};
    Timestamp when = resident.arrived + dice_.minutes(24 * 60, 12 * 24 * 60);
    for (; !over(when); when = awake(when + dice_.minutes(8 * 24 * 60, 30 * 24 * 60), dice_)) {
        const std::int64_t cents = dice_.pick(usual);
        SampleMoney& deposit = add(Kind::kDeposit, at, when, cents);
        deposit.fee_cents = deposit_fee(cents);
        deposit.source = dice_.chance(3) ? "tribal" : "family";
        deposit.detail = dice_.pick(givers_);
    }
}

void MoneyPlanner::wages(std::size_t at, const SampleResident& resident) {
    if (!dice_.chance(at == 0 ? 100 : 40) || out_.texts.wages.empty()) return;
    auto job = out_.texts.wages.begin();
    std::advance(job, static_cast<std::ptrdiff_t>(dice_.below(out_.texts.wages.size())));
    Timestamp when = at_time(resident.arrived + 20 * kDay, 11, 5);
    for (; !over(when); when = when + 14 * kDay) {
        SampleMoney& wage = add(Kind::kDeposit, at, when, dice_.between(80, 280) * 10);
        wage.source = "job";
        wage.detail = job->second;
    }
}

void MoneyPlanner::spending(std::size_t at, const SampleResident& resident) {
    for (Timestamp day = at_time(resident.arrived + kDay, 9, 0); !over(day + kHour); day = day + kDay) {
        if (weekday(day) == kOrderDay && dice_.chance(72)) order(at, day - dice_.minutes(0, 20 * 60));
        if (dice_.chance(9))
            call(at, at_time(day, static_cast<int>(dice_.between(10, 20)), static_cast<int>(dice_.below(60))));
        const Timestamp afternoon = at_time(day, 13, 20);
        if (dice_.chance(1) && !over(afternoon)) add(Kind::kPhoneTopUp, at, afternoon, dice_.between(1, 2) * 500);
    }
    if (dice_.chance(6)) {
        SampleMoney& refund =
            add(Kind::kRefund, at, out_.options.now - dice_.minutes(3 * 24 * 60, 60 * 24 * 60), dice_.between(60, 410));
        refund.detail = "damaged item";
        if (refund.at < resident.arrived + kDay) out_.money.pop_back();
    }
}

void MoneyPlanner::order(std::size_t at, Timestamp when) {
    if (over(when) || when < out_.residents[at].arrived + kHour) return;
    SampleMoney& order = add(Kind::kOrder, at, when, dice_.between(420, 4'650));
    order.detail = std::to_string(20'100 + next_order_++);
    const Timestamp hand_over =
        at_time(when + kDay * (kHandOverDay - weekday(when)), 13, static_cast<int>(dice_.between(5, 50)));
    // Of the last delivery some bags wait: their owners were at court, or in hospital.
    const bool was_away = next_order_ % 4 == 0 && over(hand_over + kDay * 7);
    if (!over(hand_over) && !was_away) order.ends = hand_over;
    if (dice_.chance(8)) order.short_cents = dice_.between(75, 390);
}

void MoneyPlanner::call(std::size_t at, Timestamp when) {
    if (over(when) || givers_.empty()) return;
    add(Kind::kCall, at, when, dice_.between(4, 15) * kCallCentsPerMinute).detail = dice_.pick(givers_);
}

// Enough to try things with: a deposit whose arithmetic is worth opening, and nothing spent since.
void MoneyPlanner::first_resident() {
    const Timestamp when = out_.options.now - std::chrono::hours(19);
    std::erase_if(out_.money, [&](const SampleMoney& m) { return m.resident == 0 && m.at > when - 2 * kDay; });
    SampleMoney& deposit = add(Kind::kDeposit, 0, when, 15'000);
    deposit.fee_cents = deposit_fee(15'000);
    deposit.source = "family";
    deposit.detail = givers_.empty() ? "Family" : givers_[0];
    add(Kind::kOrder, 0, when + std::chrono::hours(5), 840).detail = std::to_string(20'100 + next_order_++);
    add(Kind::kCall, 0, when + std::chrono::hours(3), 84).detail = givers_.empty() ? "Family" : givers_[0];
}

}  // namespace

void make_money(Dice& dice, SampleFacility& facility) {
    MoneyPlanner planner(dice, facility);
    for (std::size_t i = 0; i < facility.residents.size(); ++i) planner.plan(i);
    std::stable_sort(facility.money.begin(), facility.money.end(),
                     [](const SampleMoney& a, const SampleMoney& b) { return a.at < b.at; });
    std::stable_sort(facility.obligations.begin(), facility.obligations.end(),
                     [](const SampleObligation& a, const SampleObligation& b) { return a.at < b.at; });
}

}  // namespace dayroom::facility::sample
