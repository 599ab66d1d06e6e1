// What residents read of deductions: the name of the rule that takes or took each part, by its code.
#pragma once

#include <map>
#include <string>

#include "platform/facility/ledger/deduction_rules.h"

namespace dayroom::facility {

using DeductionNames = std::map<std::string, Names, std::less<>>;

/// Of the rules that are in force at `at`: for what a deposit would be split into then.
Result<DeductionNames> deduction_names(database::Connection& connection, Timestamp at);
/// Of what was taken from one deposit, as its rules were called then.
Result<DeductionNames> deduction_names(database::Connection& connection, const TransferId& deposit);

}  // namespace dayroom::facility
