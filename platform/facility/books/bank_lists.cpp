// What of the bank's statement is there, and how it compares with the books.
#include <algorithm>

#include "platform/facility/books/bank.h"

namespace dayroom::facility {
namespace {

constexpr const char* kLines =
    "SELECT id, day, direction, cents, reference, text, matched, struck, struck_reason FROM bank_line ";

BankLine read_line(const database::Row& row) {
    BankLine line;
    line.id = row.id<BankLineId>(0);
    line.day = row.string(1);
    line.direction = static_cast<BankDirection>(row.integer(2));
    line.amount = row.cents(3);
    line.reference = row.string(4);
    line.text = row.string(5);
    line.matched = static_cast<BankMatch>(row.integer(6));
    line.struck = row.flag(7);
    line.struck_reason = row.string(8);
    return line;
}

constexpr const char* kCashEntries =
    "SELECT t.id, e.day, t.at_ms, e.direction, e.cents, t.kind, e.reference_key, coalesce(r.number, '') "
    "FROM cash_entry e JOIN transfer t ON t.no = e.transfer LEFT JOIN resident r ON r.id = t.resident ";

CashEntry read_entry(const database::Row& row) {
    return {row.id<TransferId>(0), row.string(1),
            row.time(2),           static_cast<BankDirection>(row.integer(3)),
            row.cents(4),          static_cast<TransferKind>(row.integer(5)),
            row.string(6),         row.string(7)};
}

Status add_entries(database::Connection& connection, BankLine& line) {
    if (line.matched == BankMatch::kNone) return {};
    return connection.each(
        "SELECT t.id FROM cash_entry e JOIN transfer t ON t.no = e.transfer WHERE e.line = $1 ORDER BY e.transfer",
        [&](const database::Row& row) { line.entries.push_back(row.id<TransferId>(0)); }, line.id);
}

const char* where(BankFilter filter) {
    switch (filter) {
        case BankFilter::kAll:
            return "1 = 1";
        case BankFilter::kUnmatched:
            return "matched = 0 AND struck = 0";
        case BankFilter::kMatched:
            return "matched <> 0";
        case BankFilter::kStruck:
            return "struck = 1";
    }
    return "1 = 0";
}

Result<SideTotal> total(database::Connection& connection, const std::string& table, const std::string& from,
                        const std::string& to) {
    SideTotal sum;
    TRY(connection.each(
        "SELECT direction, coalesce(sum(cents), 0), count(*) FROM " + table +
            " AND day >= $1 AND day <= $2 GROUP BY direction",
        [&](const database::Row& row) {
            (row.integer(0) == static_cast<int>(BankDirection::kIn) ? sum.in : sum.out) = row.cents(1);
            sum.lines += row.integer(2);
        },
        from, to));
    return sum;
}

}  // namespace

Result<BankLine> Bank::find(database::Connection& connection, const BankLineId& id) {
    auto line = TRY(connection.first(std::string(kLines) + "WHERE id = $1", read_line, id));
    if (!line) return Error(ErrorCode::kNotFound, "There is no such line.");
    TRY(add_entries(connection, *line));
    return std::move(*line);
}

Result<std::vector<BankLine>> Bank::list(database::Connection& connection, BankFilter filter, const std::string& from,
                                         const std::string& to, const std::optional<BankLineId>& after, int limit) {
    std::string last_day = "9999";
    if (after) last_day = TRY(find(connection, *after)).day;
    std::vector<BankLine> lines;
    TRY(connection.each(
        std::string(kLines) + "WHERE " + where(filter) +
            " AND day >= $1 AND day <= $2 AND (day < $3 OR (day = $3 AND id > $4)) ORDER BY day DESC, id LIMIT $5",
        [&](const database::Row& row) { lines.push_back(read_line(row)); }, from, to, last_day,
        after.value_or(BankLineId()), std::clamp(limit, 1, kBankPage)));
    for (BankLine& line : lines) TRY(add_entries(connection, line));
    return lines;
}

Result<std::vector<CashEntry>> Bank::entries_of(database::Connection& connection, const BankLineId& id) {
    std::vector<CashEntry> entries;
    TRY(connection.each(
        std::string(kCashEntries) + "WHERE e.line = $1 ORDER BY e.transfer",
        [&](const database::Row& row) { entries.push_back(read_entry(row)); }, id));
    return entries;
}

Result<Reconciliation> Bank::reconcile(database::Connection& connection, const std::string& from,
                                       const std::string& to) {
    Reconciliation all;
    all.bank = TRY(total(connection, "bank_line WHERE struck = 0", from, to));
    all.books = TRY(total(connection, "cash_entry WHERE 1 = 1", from, to));
    all.matched = TRY(total(connection, "bank_line WHERE matched <> 0", from, to));
    all.unmatched_bank = TRY(list(connection, BankFilter::kUnmatched, from, to, std::nullopt, kBankPage));
    TRY(connection.each(
        std::string(kCashEntries) +
            "WHERE e.line IS NULL AND e.day >= $1 AND e.day <= $2 ORDER BY e.day DESC, e.transfer DESC LIMIT $3",
        [&](const database::Row& row) { all.unmatched_books.push_back(read_entry(row)); }, from, to, kBankPage));
    all.truncated = all.unmatched_bank.size() == static_cast<std::size_t>(kBankPage) ||
                    all.unmatched_books.size() == static_cast<std::size_t>(kBankPage);
    return all;
}

}  // namespace dayroom::facility
