#include "platform/facility/ledger/deduction_names.h"

namespace dayroom::facility {

Result<DeductionNames> deduction_names(database::Connection& connection, Timestamp at) {
    const RuleSet set = TRY(read_deduction_rules(connection));
    DeductionNames names;
    for (const StoredRule& stored : set.rules)
        if (stored.in_force(at)) names.emplace(stored.rule.code, stored.names);
    return names;
}

Result<DeductionNames> deduction_names(database::Connection& connection, const TransferId& deposit) {
    DeductionNames names;
    TRY(connection.each(
        "SELECT p.code, d.names FROM transfer t JOIN deposit_part p ON p.deposit = t.no "
        "JOIN deduction_rule d ON d.revision = p.revision AND d.position = p.rule WHERE t.id = $1",
        [&](const database::Row& row) { names.emplace(row.string(0), split_names(row.text(1))); }, deposit));
    return names;
}

}  // namespace dayroom::facility
