// Everything that moves one person's money, in an order that a seed decides: staff and the resident, often for too
// much, now and then for exactly everything. Each step is done at the hub and on paper (paper_money.h), and both must
// agree on whether it may be. The faults that it meets: the n-th operation of the disk fails; the hub is killed between
// any two of them, or after the answer, and opened anew from its files; each command of the resident comes twice, some
// again much later, and some only after newer ones.
//
// One workload is one person's and one thread's; several may share a hub. Nothing here asserts: `wrong` says what was
// not as it should be.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/facility/phone/phone_calls.h"
#include "platform/facility/trust_office/site_charges.h"
#include "platform/facility/trust_office/voids.h"
#include "platform/facility/trust_office/withdrawals.h"
#include "tests/unit/platform/facility/hub_fixture/hub_killer.h"
#include "tests/unit/platform/facility/ledger/paper_brake.h"
#include "tests/unit/platform/facility/ledger/paper_money.h"

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

class MoneyWorkload {
public:
    /// `alone`: no other thread uses the hub, so that a fault may be blamed on this step, and holds may run out. All
    /// workloads of a hub share its killer, which outlives them.
    MoneyWorkload(HubFixture& hub, HubKiller& killer, std::uint64_t seed, bool alone);

    void step();
    /// Holds whose time was over have ended.
    void expire();
    /// Compares every pot with the books, from the thread that owns hub.reader.
    void compare();

    std::vector<std::string> wrong;
    int done = 0;       // steps that moved something
    int refused = 0;    // steps that must not be, and were not
    int failures = 0;   // of the disk
    int braked = 0;     // what there was money for, but not today
    int overtaken = 0;  // commands that came after newer ones

private:
    using Job = facility::Writer::Job;
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
    struct Sent {
        wire::QueuedCommand command;
        bool done = false;
    };
    /// Made and signed, not yet at the hub.
    struct Made {
        std::string what;
        wire::QueuedCommand command;
        std::function<bool()> on_paper;
    };

    void expect(bool is, bool should, const std::string& what);
    bool try_until_known(const std::function<Status()>& act);
    /// Whether the hub did it; said twice, it must not be done twice.
    bool staff(const std::string& what, bool should, const Job& job, bool may_repeat = false);
    /// Comes to the hub now or, when it is overtaken, with a later deliver_late(). `on_paper` is done when it comes:
    /// whether it may be.
    void resident(const std::string& what, const wire::Command& command, std::function<bool()> on_paper);
    void deliver(const Made& made);
    void deliver_late();
    wire::Outcome::Result execute(const wire::QueuedCommand& command);
    void repeat_an_old_command();

    std::int64_t amount();
    template <typename IdType>
    IdType make_id() {
        return IdType::make(hub_.clock, random_);
    }
    Booking any_booking(bool only_charges);
    Booking any_hold();
    facility::Charge charge_of(std::int64_t cents);
    wire::Command command();

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

    HubFixture& hub_;
    HubKiller& killer_;
    SeededRandom random_;
    bool alone_;
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
    std::vector<Withdrawn> withdrawn_;
    std::vector<Sent> sent_;
    std::vector<Made> late_;
};

}  // namespace dayroom::test
