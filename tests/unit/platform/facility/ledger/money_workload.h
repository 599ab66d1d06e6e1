// Everything that moves one person's money, in an order that a seed decides: staff and the resident, often for too
// much, now and then for exactly everything. Each step is done at the hub and on paper (paper_money.h), and both must
// agree on whether it may be. What goes wrong meanwhile: hub_workload.h.
//
// One workload is one person's and one thread's; several may share a hub.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/facility/phone/phone_calls.h"
#include "platform/facility/trust_office/deposit_batches.h"
#include "platform/facility/trust_office/remittances.h"
#include "platform/facility/trust_office/site_charges.h"
#include "platform/facility/trust_office/voids.h"
#include "platform/facility/trust_office/withdrawals.h"
#include "tests/unit/platform/facility/hub_fixture/hub_workload.h"
#include "tests/unit/platform/facility/ledger/paper_brake.h"
#include "tests/unit/platform/facility/ledger/paper_money.h"
#include "tests/unit/platform/facility/packages/facility_end.h"

namespace dayroom::test {

inline constexpr std::int64_t kSendFee = 150;
inline constexpr std::int64_t kBundleCents = 500;
inline constexpr std::int64_t kBundleCredits = 20;
inline constexpr std::int64_t kMinuteCents = 100;  // of a call
inline constexpr const char* kHaircut = "haircut";
inline constexpr std::int64_t kHaircutCents = 80;
inline constexpr std::int64_t kHour = 3'600'000;  // ms
inline facility::Reason reason(facility::TransferKind kind = facility::TransferKind::kAdjustment) {
    return {kind, "test", {}, {}};
}

/// Rules, prices and policy that PaperMoney knows of.
void open_bank(HubFixture& hub);

/// Another facility, to which accounts go in packages, and from which they come back. Its disk is sound.
struct Neighbours {
    explicit Neighbours(HubFixture& hub, std::uint64_t seed) : here(hub), other(seed), there(other) {
        here.pin(there);
        there.pin(here);
    }
    FacilityEnd here;
    HubFixture other;
    FacilityEnd there;
};

class MoneyWorkload final : public HubWorkload {
public:
    /// `alone`: holds may run out, too, and accounts go to the neighbours.
    MoneyWorkload(HubFixture& hub, HubKiller& killer, Neighbours& neighbours, std::uint64_t seed, bool alone);

    void step();
    /// Holds whose time was over have ended.
    void expire();
    /// Compares every pot with the books, from the thread that owns hub.reader.
    void compare();

    int braked = 0;    // what there was money for, but not today
    int returns = 0;   // to the facility, after a pay-out
    int packages = 0;  // of them with the account in a package, from the other facility

private:
    using Booking = TransferId;
    struct Outgoing {
        Booking id;
        std::int64_t cents = 0;
        std::int64_t payable_from = 0;
        Timestamp made{};
        bool waits = true;
    };
    struct Called {
        std::string record;
        std::int64_t charged = 0;
        bool given_back = false;
    };
    struct Withdrawn {
        Booking id;
        std::int64_t cents = 0;
        bool by_cheque = false;
        bool stands = true;  // neither taken back nor, as a cheque, paid by the bank
    };

    struct Remitted {
        Booking id;
        std::int64_t cents = 0;  // paid; below zero: taken in
        std::string reference;
        bool stands = true;
    };
    using Owed = std::pair<std::string, std::int64_t>;  // by the code of the debt

    std::vector<std::int64_t> figures() override;
    /// `on_paper` is done when it comes: whether it may be.
    void resident(const std::string& what, const wire::Command& command, std::function<bool()> on_paper);

    std::int64_t amount();
    Booking any_booking(bool only_charges);
    Booking any_hold();
    facility::Charge charge_of(std::int64_t cents);
    wire::Command command() { return HubWorkload::command(person_); }

    void deposit();
    void charge();
    void pay_in();
    void hold();
    void end_hold();
    void grant_or_use_credits();
    void set_debt();
    void charge_debt();
    void pay_debt();
    void switch_debt();
    void undo();
    void give_back();
    // money_workload_office.cpp
    void withdraw();
    void clear_or_void_withdrawal();
    void charge_of_kind();
    void forgive_debt();
    void amend_debt();
    // money_workload_files.cpp
    void deposit_file();
    facility::DepositLine deposit_line(int number);
    void remit();
    void take_back_remittance();
    // money_workload_release.cpp
    void leave_and_return();
    bool leave();
    void pay_out();
    void void_pay_out(const Booking& id, std::int64_t cents);
    void try_closed_account();
    void go_to_neighbours();
    std::string send_package(bool should);
    std::string visit_neighbours(const std::string& package, const facility::BalanceSheet& had);
    std::vector<Owed> suspend_debts();
    void find_debts_again(std::vector<Owed> owed);
    // money_workload_phone.cpp
    void call();
    void give_call_back();
    bool book(const Booking& id, const PaperBooking& booking);
    void move();
    void send_out();
    void send_out(const Booking& id);
    void take_back_before_send();
    void take_back(const Booking& id);
    void decide_outgoing();
    void buy_credits();
    void choose_brake();
    /// Whether the day allows that a resident spends what they have.
    bool day_allows(std::int64_t cents);

    Person person_;
    ContactId contact_;
    PaperMoney paper_;
    PaperBrake brake_;
    std::vector<ObligationId> debt_ids_;
    std::vector<Booking> plain_holds_;
    std::vector<Outgoing> outgoing_;
    facility::PhoneCalls calls_{hub_.ledger};
    std::vector<Called> called_;
    facility::Withdrawals withdrawals_{hub_.ledger};
    facility::Voids voids_{hub_.ledger};
    facility::SiteCharges site_charges_{hub_.ledger, hub_.obligations};
    facility::DepositBatches batches_{hub_.deposits};
    facility::Remittances remittances_{hub_.ledger};
    Neighbours& neighbours_;
    std::string fine_ = "fine_" + person_.number.substr(1);  // code of this person's fines
    std::vector<Withdrawn> withdrawn_;
    std::vector<Remitted> remitted_;
    std::vector<facility::DepositLine> booked_lines_;
};

}  // namespace dayroom::test
