#include "platform/facility/books/read_off.h"

#include <map>
#include <optional>
#include <set>

#include "platform/facility/books/bank.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {
namespace {

struct CashEntry {
    std::int64_t transfer;
    std::string day;
    int direction;
    std::int64_t cents;
    std::string reference_key;
};
struct Chunk {
    int transfers = 0;
    std::int64_t through = 0;
    std::map<std::pair<std::string, std::int64_t>, DayFlow> flows;
    std::vector<CashEntry> cash;
    struct Month {
        std::int64_t credited = 0;
        std::int64_t debited = 0;
    };
    std::map<std::pair<std::int64_t, std::string>, Month> payables;  // by account.no and month
    std::map<std::string, TransferRange> days;
};

/// Days come in order but for a clock that was set back: one is remembered.
class DayNames {
public:
    explicit DayNames(std::string zone) : zone_(std::move(zone)) {}
    const std::string& name_of(Timestamp at) {
        if (!day_ || at < day_->begin || at >= day_->end) day_ = rules::local_day(at, zone_);
        return day_->name;
    }

private:
    std::string zone_;
    std::optional<rules::LocalDay> day_;
};

// Kinds of account are taken together: 0 other, 1 a resident's money, 2 the house's cash, 3 what the house owes to
// others or others to it (Remittances). The reference is what the trust office gave: of a pay-out, a remittance or a
// deposit; else the words of the transfer.
constexpr const char* kTransfers =
    "SELECT t.no, t.at_ms, t.kind, t.amount, t.unit = 1 AND t.phase IN (1, 3), "
    "CASE WHEN d.kind IN (1, 2, 3) THEN 1 WHEN d.code = 'cash' THEN 2 WHEN d.code IN ('provider', 'commissary') OR "
    "substr(d.code, 1, 8) = 'payable/' OR substr(d.code, 1, 11) = 'receivable/' THEN 3 ELSE 0 END, "
    "CASE WHEN c.kind IN (1, 2, 3) THEN 1 WHEN c.code = 'cash' THEN 2 WHEN c.code IN ('provider', 'commissary') OR "
    "substr(c.code, 1, 8) = 'payable/' OR substr(c.code, 1, 11) = 'receivable/' THEN 3 ELSE 0 END, "
    "coalesce(p.reference, r.reference, m.reference, t.reason_detail), t.debit, t.credit FROM transfer t "
    "JOIN account d ON d.no = t.debit JOIN account c ON c.no = t.credit "
    "LEFT JOIN pay_out p ON p.id = t.id LEFT JOIN remittance m ON m.id = t.id LEFT JOIN deposit_reference r ON "
    "r.deposit = coalesce(t.corrects, t.no) "
    "WHERE t.no > $1 ORDER BY t.no LIMIT $2";

void add(Chunk& chunk, const database::Row& row, DayNames& days) {
    ++chunk.transfers;
    chunk.through = row.integer(0);
    const std::string& day = days.name_of(row.time(1));
    chunk.days.try_emplace(day, TransferRange{chunk.through, chunk.through}).first->second.last = chunk.through;
    if (!row.flag(4)) return;
    const std::int64_t amount = row.integer(3);
    const std::int64_t debit = row.integer(5);
    const std::int64_t credit = row.integer(6);
    if ((debit == 1) != (credit == 1)) {
        DayFlow& flow = chunk.flows[{day, row.integer(2)}];
        Cents& side = credit == 1 ? flow.in : flow.out;
        side = Cents::of(side.units() + amount);
        ++flow.entries;
    }
    // The house's cash is an asset: what it is debited with came in.
    if ((debit == 2) != (credit == 2))
        chunk.cash.push_back({chunk.through, day, debit == 2 ? 1 : 2, amount, reference_key(row.text(7))});
    const std::string month = day.substr(0, 7);
    if (debit == 3) chunk.payables[{row.integer(8), month}].debited += amount;
    if (credit == 3) chunk.payables[{row.integer(9), month}].credited += amount;
}

Status write(Work& work, const Chunk& chunk) {
    for (const auto& [key, flow] : chunk.flows) {
        TRY(
            work.db().run("INSERT INTO flow_day (day, kind, in_cents, out_cents, entries) VALUES ($1, $2, $3, $4, $5) "
                          "ON CONFLICT (day, kind) DO UPDATE SET in_cents = in_cents + excluded.in_cents, "
                          "out_cents = out_cents + excluded.out_cents, entries = entries + excluded.entries",
                          key.first, key.second, flow.in, flow.out, flow.entries));
    }
    for (const auto& [key, month] : chunk.payables) {
        TRY(
            work.db().run("INSERT INTO payable_month (account, month, credited, debited) VALUES ($1, $2, $3, $4) "
                          "ON CONFLICT (account, month) DO UPDATE SET credited = credited + excluded.credited, "
                          "debited = debited + excluded.debited",
                          key.first, key.second, month.credited, month.debited));
    }
    for (const auto& [day, range] : chunk.days) {
        TRY(
            work.db().run("INSERT INTO ledger_day (day, first, last) VALUES ($1, $2, $3) "
                          "ON CONFLICT (day) DO UPDATE SET last = excluded.last",
                          day, range.first, range.last));
    }
    std::set<std::string> references;
    for (const CashEntry& entry : chunk.cash) {
        TRY(
            work.db().run("INSERT INTO cash_entry (transfer, day, direction, cents, reference_key) "
                          "VALUES ($1, $2, $3, $4, $5)",
                          entry.transfer, entry.day, entry.direction, entry.cents, entry.reference_key));
        references.insert(entry.reference_key);
    }
    for (const std::string& reference : references) TRY(Bank::match_reference(work, reference));
    return work.db().run(
        "INSERT INTO books_through (one, transfer) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET transfer = "
        "excluded.transfer",
        chunk.through);
}

}  // namespace

Result<int> read_off(Work& work, int limit) {
    const std::int64_t begun = TRY(read_off_through(work.db()));
    DayNames days(TRY(read_facility(work.db())).time_zone());
    Chunk chunk;
    TRY(work.db().each(
        kTransfers, [&](const database::Row& row) { add(chunk, row, days); }, begun, limit));
    if (chunk.transfers > 0) TRY(write(work, chunk));
    return chunk.transfers;
}

Result<TransferRange> transfers_dated(database::Connection& connection, const std::string& from,
                                      const std::string& to) {
    const auto range = TRY(connection.first(
        "SELECT coalesce(min(first), 0), coalesce(max(last), -1) FROM ledger_day WHERE day >= $1 AND day <= $2",
        [](const database::Row& row) {
            return TransferRange{row.integer(0), row.integer(1)};
        },
        from, to));
    return range.value_or(TransferRange{});
}

Result<std::int64_t> first_transfer_from(database::Connection& connection, const std::string& day) {
    return connection.number(
        "SELECT coalesce(min(first), (SELECT coalesce(max(transfer), 0) + 1 FROM books_through)) FROM ledger_day "
        "WHERE day >= $1",
        day);
}

Result<std::int64_t> read_off_through(database::Connection& connection) {
    return connection.number("SELECT coalesce(max(transfer), 0) FROM books_through");
}

Result<std::vector<DayFlow>> flows(database::Connection& connection, const std::string& from, const std::string& to) {
    std::vector<DayFlow> all;
    TRY(connection.each(
        "SELECT day, kind, in_cents, out_cents, entries FROM flow_day WHERE day >= $1 AND day <= $2 ORDER BY day, kind",
        [&](const database::Row& row) {
            all.push_back(
                {row.string(0), static_cast<TransferKind>(row.integer(1)), row.cents(2), row.cents(3), row.integer(4)});
        },
        from, to));
    return all;
}

}  // namespace dayroom::facility
