#include "platform/facility/statements/month_statement.h"

#include <map>
#include <set>
#include <unordered_map>

#include "platform/facility/books/read_off.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/feed/own_names.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/ledger/obligation_steps.h"
#include "platform/facility/ledger/statement.h"
#include "platform/facility/schema/read_transaction.h"

namespace dayroom::facility {
namespace {

using Kinds = std::unordered_map<std::int64_t, AccountKind>;  // by account.no

// A line and what belongs to it: what it takes back, what ended a hold, the parts of a deposit or of a payment, and
// what took any of it back. Each step is a look into an index.
constexpr const char* kWhole =
    "WITH RECURSIVE whole (no) AS (SELECT no FROM transfer WHERE no = $1 UNION SELECT corrects FROM transfer "
    "WHERE no = $1 AND corrects IS NOT NULL UNION SELECT t.no FROM whole w CROSS JOIN transfer t "
    "WHERE t.pending = w.no OR t.part_of = w.no OR t.corrects = w.no) SELECT no FROM whole";

// A row's group is its line: the hold that it posts, the deposit that it is a part of, or whose parts it takes back
// (below zero), or it alone.
constexpr const char* kEntry =
    "SELECT t.at_ms, t.debit, t.credit, t.amount, coalesce(t.pending, t.part_of, -c.part_of, "
    "CASE WHEN d.transfer IS NOT NULL THEN -c.no END, t.no), coalesce(h.id, t.id), coalesce(h.kind, t.kind), "
    "coalesce(h.reason_code, t.reason_code), coalesce(h.reason_detail, t.reason_detail), "
    "t.resident IS NOT NULL OR t.pending IS NOT NULL FROM transfer t LEFT JOIN transfer h ON h.no = t.pending "
    "LEFT JOIN transfer c ON c.no = t.corrects LEFT JOIN deposit d ON d.transfer = c.no "
    "WHERE t.no = $1 AND t.phase IN (1, 3) AND t.unit = 1 AND t.at_ms >= $2";

constexpr const char* kDebts =
    "SELECT s.obligation, s.what, s.change FROM obligation o JOIN obligation_step s ON s.obligation = o.id "
    "WHERE o.resident = $1 AND s.at_ms < $2 ORDER BY s.obligation, s.position";

bool is_money(AccountKind kind) {
    return kind == AccountKind::kSpendable || kind == AccountKind::kSavings || kind == AccountKind::kPhone;
}

// Holds that were open at the month's end and have taken money since, or still may: what they hold, or took. The first
// looks through the open holds of everybody, the second at one line.
constexpr const char* kOpenHolds =
    "SELECT coalesce(sum(h.amount), 0) FROM hold h JOIN account a ON a.no = h.account JOIN transfer t "
    "ON t.no = h.transfer WHERE h.state = 1 AND a.resident = $1 AND a.kind = 1 AND t.at_ms < $2";
constexpr const char* kTakenLater =
    "SELECT h.taken FROM transfer t JOIN hold h ON h.transfer = t.no JOIN transfer p ON p.pending = t.no "
    "WHERE t.no = $1 AND t.unit = 1 AND t.at_ms < $2 AND p.phase = 3 AND p.at_ms >= $2";

class Adder {
public:
    Adder(MonthStatement& statement, const Kinds& kinds) : statement_(statement), kinds_(kinds) {}

    /// What the accounts hold now: the statement is that without what came since.
    Status begin_with(AccountKind kind, Cents holds) {
        if (kind == AccountKind::kSavings) statement_.savings = holds;
        if (kind == AccountKind::kPhone) statement_.phone = holds;
        if (is_money(kind)) statement_.opening = TRY(statement_.opening.plus(holds));
        return {};
    }

    Status add(const database::Row& row) {
        const std::int64_t amount = row.integer(3);
        const bool later = row.time(0) >= statement_.month.end;
        const std::int64_t change =
            TRY(book(row.integer(1), -amount, later)) + TRY(book(row.integer(2), amount, later));
        statement_.opening = TRY(statement_.opening.minus(Cents::of(change)));
        if (later) return {};
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
    /// What it changes of the three accounts together. `later`: after the month's end.
    Result<std::int64_t> book(std::int64_t account, std::int64_t amount, bool later) {
        const auto found = kinds_.find(account);
        if (found == kinds_.end() || !is_money(found->second)) return 0;
        const Cents change = Cents::of(amount);
        if (later && found->second == AccountKind::kSavings) statement_.savings = TRY(statement_.savings.minus(change));
        if (later && found->second == AccountKind::kPhone) statement_.phone = TRY(statement_.phone.minus(change));
        return amount;
    }
    MonthStatement& statement_;
    const Kinds& kinds_;
    std::map<std::int64_t, Group> groups_;
    std::vector<std::int64_t> order_;
};

using Numbers = std::set<std::int64_t>;  // transfer.no, in the order of the ledger

/// The lines of which something may have been posted since the month began.
Result<Numbers> lines_of(database::Connection& connection, const MonthStatement& statement) {
    // A day earlier, should the facility's time zone have been another then.
    const auto day = rules::local_date(statement.month.begin, statement.time_zone) - std::chrono::days(1);
    const std::int64_t since = TRY(first_transfer_from(connection, rules::name_of(day)));
    const auto lines = TRY(lines_since(connection, statement.resident.id, since));
    return Numbers(lines.begin(), lines.end());
}

Result<Numbers> entries_of(database::Connection& connection, const Numbers& lines) {
    Numbers all;
    for (const std::int64_t line : lines)
        TRY(connection.each(
            kWhole, [&](const database::Row& row) { all.insert(row.integer(0)); }, line));
    return all;
}

Status add_held(database::Connection& connection, MonthStatement& statement, const Numbers& lines) {
    const Timestamp end = statement.month.end;
    statement.on_hold = Cents::of(TRY(connection.number(kOpenHolds, statement.resident.id, end)));
    for (const std::int64_t line : lines) {
        TRY(connection.each(
            kTakenLater,
            [&](const database::Row& row) -> Status {
                statement.on_hold = TRY(statement.on_hold.plus(row.cents(0)));
                return {};
            },
            line, end));
    }
    return {};
}

/// What the facility itself calls what a line is about, as the terminal says it.
Status add_names(database::Connection& connection, MonthStatement& statement) {
    for (MonthLine& line : statement.lines) {
        if (line.code != "charge" && line.code != "charge_owed" && line.code != "obligation_payment") continue;
        const auto shown = TRY(load_transaction(connection, line.id));
        if (shown) line.names = names_of(shown->reason_name());
    }
    return {};
}

/// The arithmetic of deposits, as the terminal shows it.
Status add_splits(database::Connection& connection, MonthStatement& statement) {
    for (MonthLine& line : statement.lines) {
        if (line.kind != TransferKind::kDeposit) continue;
        const auto shown = TRY(load_transaction(connection, line.id));
        if (shown) line.split = TRY(split_of(connection, line.id, *shown));
    }
    return {};
}

/// A line of the feed has it in one language, the resident's; a copy may be in another.
Status add_legal_bases(database::Connection& connection, const TransferId& id, MonthSplit& split) {
    std::size_t at = 0;
    TRY(connection.each(
        "SELECT p.legal_basis FROM deposit_part p JOIN transfer t ON t.no = p.deposit WHERE t.id = $1 "
        "ORDER BY p.position",
        [&](const database::Row& row) {
            if (at < split.parts.size()) split.parts[at++].legal_basis = {{"en", row.string(0)}};
        },
        id));
    return connection.each(
        "SELECT (SELECT count(*) FROM deposit_part b WHERE b.deposit = p.deposit AND b.position < p.position), "
        "x.language, x.legal_basis FROM deposit_part p JOIN transfer t ON t.no = p.deposit "
        "JOIN deduction_rule_text x ON x.revision = p.revision AND x.position = p.rule WHERE t.id = $1",
        [&](const database::Row& row) {
            const auto part = static_cast<std::size_t>(row.integer(0));
            if (part < split.parts.size()) split.parts[part].legal_basis.emplace_back(row.string(1), row.string(2));
        },
        id);
}

/// What was owed at the end, of debts that were not suspended then.
Status add_debts(database::Connection& connection, MonthStatement& statement) {
    struct Debt {
        Cents owed;
        bool suspended = false;
    };
    std::map<ObligationId, Debt> debts;
    TRY(connection.each(
        kDebts,
        [&](const database::Row& row) -> Status {
            Debt& debt = debts[row.id<ObligationId>(0)];
            const auto what = static_cast<ObligationChange>(row.integer(1));
            if (what == ObligationChange::kSuspended) debt.suspended = true;
            if (what == ObligationChange::kResumed) debt.suspended = false;
            debt.owed = TRY(debt.owed.plus(row.cents(2)));
            return {};
        },
        statement.resident.id, statement.month.end));
    for (const auto& [id, debt] : debts) {
        if (!debt.suspended) statement.owed = TRY(statement.owed.plus(debt.owed));
    }
    return {};
}

}  // namespace

Result<std::optional<MonthSplit>> split_of(database::Connection& connection, const TransferId& id,
                                           const wire::Transaction& line) {
    if (line.gross_cents() == 0 || (line.fee_cents() == 0 && line.parts_size() == 0))
        return std::optional<MonthSplit>();
    MonthSplit split;
    split.gross = split.left = Cents::of(line.gross_cents());
    split.fee = Cents::of(line.fee_cents());
    split.left = TRY(split.left.minus(split.fee));
    for (const wire::Transaction::Part& part : line.parts()) {
        split.parts.push_back({part.code(),
                               names_of(part.name()),
                               {},
                               part.basis_points(),
                               Cents::of(part.cents()),
                               part.into_savings(),
                               Cents::of(part.still_owed_cents())});
        split.left = TRY(split.left.minus(split.parts.back().amount));
    }
    TRY(add_legal_bases(connection, id, split));
    return std::optional(std::move(split));
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
    statement.unit = TRY(unit_name(connection, statement.resident.unit));
    Kinds kinds;
    Adder adder(statement, kinds);
    TRY(connection.each(
        "SELECT no, kind, balance FROM account WHERE resident = $1 AND unit = 1",
        [&](const database::Row& row) {
            const auto kind = kinds[row.integer(0)] = static_cast<AccountKind>(row.integer(1));
            return adder.begin_with(kind, row.cents(2));
        },
        resident));
    const Numbers lines = TRY(lines_of(connection, statement));
    for (const std::int64_t no : TRY(entries_of(connection, lines))) {
        TRY(connection.each(
            kEntry, [&](const database::Row& row) { return adder.add(row); }, no, statement.month.begin));
    }
    TRY(adder.finish());
    TRY(add_names(connection, statement));
    TRY(add_splits(connection, statement));
    TRY(add_held(connection, statement, lines));
    TRY(add_debts(connection, statement));
    return statement;
}

}  // namespace dayroom::facility
