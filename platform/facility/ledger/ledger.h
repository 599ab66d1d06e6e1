// The facility's books: double entry, immutable transfers, holds that end once. Source: design.md §4.
//
// A transfer is one debit and one credit. Sign of an entry: minus for the account debited, plus for the account
// credited; per unit the sum of all balances is zero. Spendable, savings, phone and credits never go below zero (CHECK
// funds decides), house accounts hold postings only. Every movement is made inside a Work and tells the resident's feed
// (Balances, and the line of the statement).
//
// Errors of every call: kInsufficientFunds; kConflict when the id was used before, or the hold has ended; kNotFound for
// an unknown resident or hold; kDenied "account_stopped" when a tie-out stopped the account, "account_closed" when its
// owner was paid out, "month_closed" when the clock stands in a month that was closed; kTooLarge past 64 bits.
// Writes: the writer thread. A Ledger keeps nothing of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/facility/feed/work.h"
#include "platform/facility/ledger/types.h"

namespace dayroom::facility {

class Ledger {
public:
    /// The four accounts of a new resident, empty.
    Status open_accounts(Work& work, const ResidentId& resident);

    // ---- money that moves at once
    Status charge(Work& work, const Charge& charge);
    /// The same from the phone account: a call. Nobody's brake counts it, for the money was spent when it went there.
    Status charge_phone(Work& work, const Charge& charge);
    /// Between a resident's own money accounts (spendable, savings, phone).
    Status move(Work& work, const TransferId& id, const ResidentId& resident, AccountKind from, AccountKind to,
                PositiveCents amount, const Reason& reason);
    /// From the house to the resident's spendable: a refund, a wage that no rule touches.
    Status pay(Work& work, const Charge& payment);
    /// Whether anything may be spent from this resident's accounts and credits. Money may come in all the same.
    Status set_closed(Work& work, const ResidentId& resident, bool closed);
    /// Between two accounts of the house, cash out to whom it is payable or in from whom it is receivable: a cheque
    /// that the bank paid, a remittance. Whether `from` holds it is for the caller to check. kInvalid for one account
    /// twice.
    Status settle(Work& work, const TransferId& id, std::string_view from, std::string_view to, PositiveCents amount);
    /// Undoes one posted transfer by a new one the other way that names it; once. A deposit is corrected with its
    /// parts, a sale with the credits that were sold, a payment to a court with the debt that it lowered; a settlement
    /// goes back between its two accounts. A hold is voided instead: kInvalid. kInsufficientFunds when the money is
    /// gone already.
    Status correct(Work& work, const TransferId& id, const TransferId& corrected, const Reason& reason);
    /// Gives back `part` of one posted charge to whom it was taken from, by a new transfer that names it; once, and not
    /// beside correct(). Not for deposits, sales of credits, debts' payments and what stayed the resident's own:
    /// kInvalid, as for more than was charged.
    Status give_back_part(Work& work, const TransferId& id, const TransferId& charge, PositiveCents part,
                          const Reason& reason);

    // ---- credits
    /// Bought from spendable: two transfers, cents and credits, or none. The credits' transfer has the companion id of
    /// the price's, and is corrected with it.
    Status buy_credits(Work& work, const Charge& price, PositiveCredits bought);
    /// Given by the facility.
    Status grant_credits(Work& work, const CreditCharge& grant);

    // ---- holds
    /// Reserves; nothing is charged. It expires by expire_holds() after `expires`.
    Status hold(Work& work, const Charge& charge, Timestamp expires);
    Status hold_credits(Work& work, const CreditCharge& charge, Timestamp expires);
    /// Charges the hold wholly, or `units` of it (1 to the held amount): the rest is released. Once.
    Status post(Work& work, const TransferId& hold);
    Status post_part(Work& work, const TransferId& hold, std::int64_t units);
    /// Releases all of it. Once.
    Status void_hold(Work& work, const TransferId& hold);
    /// Gives back what is still held; nothing when the hold has ended by itself.
    Status void_if_open(Work& work, const TransferId& hold);
    /// Releases at most `limit` holds whose time is over; how many.
    Result<int> expire_holds(Work& work, int limit);
    Result<Hold> find_hold(database::Connection& connection, const TransferId& hold);

    // ---- reads, on any connection
    Result<BalanceSheet> balances(database::Connection& connection, const ResidentId& resident);
    /// Of a house account: roll-up plus what came since.
    Result<std::int64_t> house_balance(database::Connection& connection, std::string_view code);
    /// Moves the roll-ups of all house accounts up to the last transfer.
    Status roll_up(Work& work);

private:
    friend class Deposits;
    friend class Obligations;
    /// One account after a change.
    struct Side {
        std::int64_t no = 0;
        std::int64_t balance = 0;
        std::int64_t held = 0;
        std::int64_t available() const { return balance - held; }
    };
    struct Movement;
    struct OpenHold;
    struct Past;
    Result<std::int64_t> house(Work& work, std::string_view code, Unit unit);
    Result<Side> change(Work& work, const ResidentId& resident, AccountKind kind, std::int64_t balance,
                        std::int64_t held);
    Result<std::optional<Side>> change_account(Work& work, std::int64_t account, std::int64_t balance);
    /// Its number.
    Result<std::int64_t> write(Work& work, const Movement& movement);
    Status hold_units(Work& work, const TransferId& id, const ResidentId& resident, AccountKind kind,
                      std::int64_t units, std::string_view to, const Reason& reason, Timestamp expires);
    Result<OpenHold> open_hold(Work& work, const TransferId& hold);
    Status end_hold(Work& work, const OpenHold& hold, HoldState end, std::int64_t taken);
    Result<Past> find_past(Work& work, const TransferId& id);
    Status reverse(Work& work, const TransferId& id, const Past& past, const Reason& reason, bool is_line);
    void tell(Work& work, const ResidentId& resident, const TransferId& line);
};

}  // namespace dayroom::facility
