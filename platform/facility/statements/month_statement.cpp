#include "platform/facility/statements/month_statement.h"

#include <map>
#include <unordered_map>

#include "platform/facility/feed/facility_record.h"
#include "platform/facility/schema/read_transaction.h"

namespace dayroom::facility {
namespace {

using Kinds = std::unordered_map<std::int64_t, AccountKind>;  // by account.no

// A row's group is its line: the hold that it posts, the deposit that it is a part of, or whose parts it takes back
// (below zero), or it alone.
constexpr const char* kEntries =
    "SELECT t.at_ms, t.debit, t.credit, t.amount, coalesce(t.pending, t.part_of, -c.part_of, "
    "CASE WHEN d.transfer IS NOT NULL THEN -c.no END, t.no), coalesce(h.id, t.id), coalesce(h.kind, t.kind), "
    "coalesce(h.reason_code, t.reason_code), coalesce(h.reason_detail, t.reason_detail), "
    "t.resident IS NOT NULL OR t.pending IS NOT NULL FROM transfer t LEFT JOIN transfer h ON h.no = t.pending "
    "LEFT JOIN transfer c ON c.no = t.corrects LEFT JOIN deposit d ON d.transfer = c.no "
    "WHERE t.phase IN (1, 3) AND t.unit = 1 AND t.at_ms < $2 AND "
    "(t.debit IN (SELECT no FROM account WHERE resident = $1 AND unit = 1) OR "
    "t.credit IN (SELECT no FROM account WHERE resident = $1 AND unit = 1)) ORDER BY t.no";

bool is_money(AccountKind kind) {
    return kind == AccountKind::kSpendable || kind == AccountKind::kSavings || kind == AccountKind::kPhone;
}

// Holds that were open at a moment and have taken money since, or still may: what they take, or hold.
constexpr const char* kHeld =
    "SELECT coalesce(sum(CASE o.state WHEN 1 THEN o.amount ELSE o.taken END), 0) FROM transfer h "
    "JOIN hold o ON o.transfer = h.no LEFT JOIN transfer p ON p.pending = h.no AND p.phase = 3 "
    "WHERE h.resident = $1 AND h.phase = 2 AND h.unit = 1 AND h.at_ms < $2 "
    "AND (o.state = 1 OR (o.state = 2 AND p.at_ms >= $2))";

class Adder {
public:
    Adder(MonthStatement& statement, const Kinds& kinds) : statement_(statement), kinds_(kinds) {}

    Status add(const database::Row& row) {
        const std::int64_t amount = row.integer(3);
        const std::int64_t change = TRY(book(row.integer(1), -amount)) + TRY(book(row.integer(2), amount));
        if (row.time(0) < statement_.month.begin) {
            statement_.opening = TRY(statement_.opening.plus(Cents::of(change)));
            return {};
        }
        if (!touches_money(row.integer(1)) && !touches_money(row.integer(2))) return {};
        Group& group = groups_[row.integer(4)];
        if (group.rows++ == 0) order_.push_back(row.integer(4));
        group.line.change = TRY(group.line.change.plus(Cents::of(change)));
        if (!row.flag(9) && group.rows > 1) return {};
        group.line.at = row.time(0);
        group.line.id = row.id<TransferId>(5);
        group.line.kind = static_cast<TransferKind>(row.integer(6));
        group.line.code = row.string(7);
        group.line.detail = row.string(8);
        return {};
    }

    Status finish() {
        Cents balance = statement_.opening;
        for (const std::int64_t key : order_) {
            MonthLine& line = groups_.at(key).line;
            balance = TRY(balance.plus(line.change));
            line.balance = balance;
            Cents& side = line.change.is_negative() ? statement_.out : statement_.in;
            side = line.change.is_negative() ? TRY(side.minus(line.change)) : TRY(side.plus(line.change));
            if (statement_.lines.size() < kMaxMonthLines)
                statement_.lines.push_back(std::move(line));
            else
                statement_.truncated = true;
        }
        statement_.closing = balance;
        return {};
    }

private:
    struct Group {
        int rows = 0;
        MonthLine line;
    };
    bool touches_money(std::int64_t account) const {
        const auto found = kinds_.find(account);
        return found != kinds_.end() && is_money(found->second);
    }
    /// What it changes of the three accounts together.
    Result<std::int64_t> book(std::int64_t account, std::int64_t amount) {
        const auto found = kinds_.find(account);
        if (found == kinds_.end()) return 0;
        const auto add = [&](Cents& sum, std::int64_t units) -> Status {
            sum = TRY(sum.plus(Cents::of(units)));
            return {};
        };
        if (found->second == AccountKind::kSavings) TRY(add(statement_.savings, amount));
        if (found->second == AccountKind::kPhone) TRY(add(statement_.phone, amount));
        if (found->second == AccountKind::kObligation) TRY(add(statement_.owed, -amount));
        return is_money(found->second) ? amount : 0;
    }
    MonthStatement& statement_;
    const Kinds& kinds_;
    std::map<std::int64_t, Group> groups_;
    std::vector<std::int64_t> order_;
};

const char* kind_words(TransferKind kind) {
    switch (kind) {
        case TransferKind::kDeposit:
            return "Deposit";
        case TransferKind::kRequestFee:
            return "Fee for a request";
        case TransferKind::kCommissary:
            return "Commissary";
        case TransferKind::kMessageCredits:
            return "Message credits";
        case TransferKind::kPhone:
            return "Phone";
        case TransferKind::kDeduction:
            return "Deduction";
        case TransferKind::kTransfer:
            return "Transfer";
        case TransferKind::kRefund:
            return "Money back";
        case TransferKind::kAdjustment:
            return "Charge or correction";
        case TransferKind::kCopay:
            return "Medical co-pay";
        case TransferKind::kSendMoney:
            return "Money sent out";
    }
    return "Other";
}

}  // namespace

std::string words_for(const MonthLine& line) {
    static const std::map<std::string, const char*, std::less<>> codes = {
        {"paid_out", "Paid out at release"},           {"to_facility", "Sent to another facility"},
        {"from_facility", "From another facility"},    {"release_savings", "Savings, for release"},
        {"release_phone", "Phone money, for release"}, {"to_savings", "Moved to savings"},
        {"to_phone", "Moved to the phone account"},    {"obligation_payment", "Paid on a debt"},
        {"send_money_fee", "Fee for sending money"},   {"release_costs", "Money for release costs"}};
    const auto known = codes.find(line.code);
    std::string words = known == codes.end() ? kind_words(line.kind) : known->second;
    if (!line.detail.empty()) words += ": " + line.detail;
    return words;
}

Result<MonthStatement> read_month(database::Connection& connection, const ResidentId& resident,
                                  const std::string& month) {
    const auto transaction = TRY(ReadTransaction::begin(connection));
    const wire::Facility facility = TRY(read_facility(connection));
    MonthStatement statement;
    statement.facility = facility.name();
    statement.time_zone = facility.time_zone();
    statement.month = TRY(rules::month_named(month, statement.time_zone));
    Ledger ledger;
    auto who = TRY(Residents(ledger).find(connection, resident));
    if (!who) return Error(ErrorCode::kNotFound, "There is no such resident.");
    statement.resident = std::move(*who);
    TRY(connection.each(
        "SELECT name FROM housing_unit WHERE id = $1",
        [&](const database::Row& row) { statement.unit = row.string(0); }, statement.resident.unit));
    statement.on_hold = Cents::of(TRY(connection.number(kHeld, resident, statement.month.end)));
    Kinds kinds;
    TRY(connection.each(
        "SELECT no, kind FROM account WHERE resident = $1 AND unit = 1",
        [&](const database::Row& row) { kinds[row.integer(0)] = static_cast<AccountKind>(row.integer(1)); }, resident));
    Adder adder(statement, kinds);
    TRY(connection.each(
        kEntries, [&](const database::Row& row) { return adder.add(row); }, resident, statement.month.end));
    TRY(adder.finish());
    return statement;
}

}  // namespace dayroom::facility
