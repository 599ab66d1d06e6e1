// Somebody leaves, is paid out or goes to the other facility with the account, and comes back.
#include <algorithm>

#include "tests/unit/platform/facility/ledger/money_workload.h"

namespace dayroom::test {

using namespace facility;

void MoneyWorkload::leave_and_return() {
    if (random_.below(2) == 0) return;
    deliver_all_late();  // of somebody who is not here no command is taken
    if (!leave()) return;
    if (alone_ && random_.below(2) == 0) return go_to_neighbours();
    pay_out();
    ++returns;
    staff("coming back", true,
          [&](Work& work) { return neighbours_.here.leaving.come_back(work, person_.id, hub_.unit); });
}

bool MoneyWorkload::leave() {
    Leaving& leaving = neighbours_.here.leaving;
    if (!staff(
            "leaving", true, [&](Work& work) { return leaving.begin(work, person_.id); }, true))
        return false;
    bool ended = false;
    const auto go_on = [&](Work& work) -> Status {
        ended = TRY(leaving.go_on(work, person_.id));
        return {};
    };
    while (!ended) {
        if (!staff("leaving, the next step", true, go_on, true)) return false;
    }
    for (Outgoing& money : outgoing_) {
        if (!money.waits) continue;
        money.waits = false;
        paper_.holds[money.id].open = false;
        brake_.give_back(money.cents + kSendFee, money.made, hub_.clock.now());
    }
    return true;
}

void MoneyWorkload::pay_out() {
    const bool should = paper_.held(false) == 0;
    const std::int64_t cents = paper_.can_spend() + paper_.savings + paper_.phone;
    const Booking id = make_id<Booking>();
    const auto job = [&](Work& work) -> Status {
        TRY(neighbours_.here.pay_outs.pay(work, {id, person_.id, PayOutMethod::kByCheque, "4711"}));
        return {};
    };
    if (!staff("a pay-out", should, job)) return;
    paper_.spendable = paper_.savings = paper_.phone = 0;
    try_closed_account();
    if (cents > 0 && random_.below(3) == 0) void_pay_out(id, cents);
}

/// The money is in the account again, and may be paid out again, but not be spent.
void MoneyWorkload::void_pay_out(const Booking& id, std::int64_t cents) {
    const Booking back = make_id<Booking>();
    const auto take_back = [&](Work& work) { return voids_.make(work, back, person_.id, id, "the cheque came back"); };
    if (!staff("a pay-out's void", true, take_back)) return;
    paper_.spendable = cents;
    try_closed_account();
    if (random_.below(2) == 0) pay_out();
}

void MoneyWorkload::try_closed_account() {
    const Charge one = charge_of(1);
    staff("a charge of a closed account", false, [&](Work& work) { return hub_.ledger.charge(work, one); });
    DepositFile file;
    file.name = "lockbox";
    file.lines = {deposit_line(1)};
    staff("a deposit for somebody who left", false, [&](Work& work) -> Status {
        TRY(batches_.book(work, work.make_id<DepositBatchId>(), file, false));
        return {};
    });
}

void MoneyWorkload::go_to_neighbours() {
    neighbours_.other.clock.set_now(hub_.clock.now());
    const BalanceSheet had = hub_.balances(person_);
    const bool should = paper_.held(false) == 0;
    std::string package = send_package(should);
    if (package.empty()) {
        staff("coming back", true,
              [&](Work& work) { return neighbours_.here.leaving.come_back(work, person_.id, hub_.unit); });
        return;
    }
    const std::vector<Owed> owed = suspend_debts();
    try_closed_account();
    package = visit_neighbours(package, had);
    staff("an account that comes back", true, [&](Work& work) -> Status {
        TRY(neighbours_.here.packages.take(work, package, hub_.unit, person_.number));
        return {};
    });
    find_debts_again(owed);
    ++returns;
    ++packages;
}

std::string MoneyWorkload::send_package(bool should) {
    std::string package;
    const auto job = [&](Work& work) -> Status {
        package = TRY(neighbours_.here.packages.send(work, person_.id, neighbours_.other.facility,
                                                     {*hub_.seal, neighbours_.here.certificate()}));
        return {};
    };
    const bool sent = staff("an account that is sent", should, job);
    const BalanceSheet left = hub_.balances(person_);
    if (sent &&
        (!left.spendable.is_zero() || !left.savings.is_zero() || !left.phone.is_zero() || !left.credits.is_zero()))
        wrong.push_back("an account was sent, and something is left");
    return sent ? package : std::string();
}

/// What came is what was there; the package of the way back.
std::string MoneyWorkload::visit_neighbours(const std::string& package, const BalanceSheet& had) {
    FacilityEnd& there = neighbours_.there;
    const std::string number = "G" + person_.number;
    const TakenPackage taken = must(there.take(package, number));
    if (there.take(package, number + "x").ok()) wrong.push_back("a package was taken in twice");
    const BalanceSheet came = must(there.hub.ledger.balances(*there.hub.reader, taken.resident));
    if (came.spendable != had.spendable || came.savings != had.savings || came.phone != had.phone ||
        came.credits != had.credits)
        wrong.push_back("an account came with other amounts than it had");
    there.leave(taken.resident);
    return must(there.send(taken.resident, hub_.facility));
}

std::vector<MoneyWorkload::Owed> MoneyWorkload::suspend_debts() {
    std::vector<Owed> owed;
    for (PaperDebt& debt : paper_.debts) {
        if (!debt.of_court || !debt.active || debt.fulfilled) continue;
        debt.active = false;
        if (debt.owed > 0) owed.emplace_back(debt.by_rule ? "court_debt" : fine_, debt.owed);
    }
    return owed;
}

/// They are new debts, in the order in which the hub has them.
void MoneyWorkload::find_debts_again(std::vector<Owed> owed) {
    std::vector<Owed> came;
    for (const Obligation& each : must(hub_.obligations.of(*hub_.reader, person_.id))) {
        if (std::find(debt_ids_.begin(), debt_ids_.end(), each.id) != debt_ids_.end()) continue;
        const std::int64_t units = each.owed.units();
        came.emplace_back(each.code, units);
        debt_ids_.push_back(each.id);
        paper_.debts.push_back({units, true, true, false, units, each.code != fine_});
    }
    std::sort(owed.begin(), owed.end());
    std::sort(came.begin(), came.end());
    if (owed != came) wrong.push_back("other debts came back than had gone");
}

}  // namespace dayroom::test
