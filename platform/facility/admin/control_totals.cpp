#include "platform/facility/admin/control_totals.h"

#include <map>
#include <unordered_map>

namespace dayroom::facility {
namespace {

using Sums = std::unordered_map<std::int64_t, std::int64_t>;  // by account.no

Status add_up(database::Connection& connection, std::string_view sql, Sums& sums) {
    return connection.each(sql, [&](const database::Row& row) { sums[row.integer(0)] += row.integer(1); });
}

std::int64_t sum_of(const Sums& sums, std::int64_t account) {
    const auto found = sums.find(account);
    return found == sums.end() ? 0 : found->second;
}

}  // namespace

std::string control_kind(std::int64_t kind, std::string_view code) {
    switch (static_cast<AccountKind>(kind)) {
        case AccountKind::kSpendable:
            return "spendable";
        case AccountKind::kSavings:
            return "savings";
        case AccountKind::kPhone:
            return "phone";
        case AccountKind::kCredits:
            return "credits";
        case AccountKind::kObligation:
            return "obligation";
        case AccountKind::kHouse:
            break;
    }
    return std::string(code.substr(0, code.find('/')));
}

Status add_control_totals(database::Connection& connection, TieOutReport& report) {
    Sums computed;
    TRY(add_up(connection, "SELECT account, sum(amount) FROM entry GROUP BY account", computed));
    Sums stored_of_house;
    TRY(add_up(connection, "SELECT account, balance FROM house_rollup", stored_of_house));
    // A roll-up covers all accounts of the house: one that has none yet has no entry before it either.
    TRY(add_up(connection,
               "SELECT e.account, sum(e.amount) FROM entry e JOIN account a ON a.no = e.account WHERE a.kind = 10 AND "
               "e.transfer > (SELECT coalesce(max(through), 0) FROM house_rollup) GROUP BY e.account",
               stored_of_house));
    std::map<std::pair<std::int64_t, std::string>, ControlTotal> totals;
    TRY(connection.each(
        "SELECT no, kind, unit, coalesce(code, ''), balance FROM account", [&](const database::Row& row) {
            const std::int64_t no = row.integer(0);
            const bool of_house = row.integer(1) == static_cast<int>(AccountKind::kHouse);
            const std::int64_t unit = row.integer(2);
            const std::string kind = control_kind(row.integer(1), row.text(3));
            ControlTotal& total = totals[{unit, kind}];
            total.kind = kind;
            total.unit = unit;
            ++total.accounts;
            total.stored += of_house ? sum_of(stored_of_house, no) : row.integer(4);
            total.computed += sum_of(computed, no);
            std::int64_t& whole = of_house ? (unit == 1 ? report.house_cents : report.house_credits)
                                           : (unit == 1 ? report.resident_cents : report.resident_credits);
            whole += sum_of(computed, no);
        }));
    for (auto& [key, total] : totals) report.control.push_back(std::move(total));
    return {};
}

}  // namespace dayroom::facility
