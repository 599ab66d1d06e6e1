// What the house holds for others and has still to pay them, and what others owe it: by account, and by the months of
// which it is made. What is paid is the oldest first.
#pragma once

#include <string>
#include <vector>

#include "platform/database/connection.h"
#include "platform/facility/ledger/types.h"

namespace dayroom::facility {

struct PayableMonth {
    std::string month;  // "2026-11", on the facility's clocks
    Cents credited;
    Cents debited;
    Cents open;  // of what this month put there, what is still there; minus: owed to the house
};
struct Payable {
    std::string account;  // code of the house account
    Cents balance;        // plus: the house owes it; minus: it is owed to the house. The sum of what is open
    Cents waiting;        // of it, in remittances that wait for a second person; with the same sign
    std::vector<PayableMonth> months;  // oldest first; only those of which something is open
};

/// Accounts with a balance of their own or a waiting remittance, by code; as of the last read_off(). Any connection.
Result<std::vector<Payable>> read_payables(database::Connection& connection);

}  // namespace dayroom::facility
