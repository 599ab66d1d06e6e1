#include "platform/facility/books/months.h"

#include <map>

#include "platform/facility/admin/control_totals.h"
#include "platform/facility/books/read_off.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/feed/plain_text.h"
#include "platform/facility/schema/read_transaction.h"

namespace dayroom::facility {
namespace {

Error conflict(const char* code, const char* detail) { return Error(ErrorCode::kConflict, detail, code); }

Result<std::string> zone_of(database::Connection& connection) { return TRY(read_facility(connection)).time_zone(); }

/// The end of the last closed month; unset: none is closed.
Result<Timestamp> closed_until(database::Connection& connection) {
    return Timestamp::from_ms(TRY(connection.number("SELECT coalesce(max(books_closed_ms), 0) FROM facility")));
}

/// What each account holds now, without what is dated $1 or later: no transfer before number $2 is. The house stores no
/// balance: it is the roll-up and what came since.
constexpr const char* kHeldBefore =
    "SELECT kind, unit, code, held, held FROM (SELECT a.kind, a.unit, coalesce(a.code, '') AS code, "
    "CASE WHEN a.kind = 10 THEN coalesce(h.balance, 0) + coalesce(s.total, 0) ELSE a.balance END - "
    "coalesce(l.total, 0) AS held FROM account a LEFT JOIN house_rollup h ON h.account = a.no "
    "LEFT JOIN (SELECT account, sum(amount) AS total FROM entry WHERE transfer > (SELECT coalesce(max(through), 0) "
    "FROM house_rollup) GROUP BY account) s ON s.account = a.no "
    "LEFT JOIN (SELECT account, sum(amount) AS total FROM (SELECT debit AS account, -amount AS amount FROM transfer "
    "WHERE no >= $2 AND at_ms >= $1 AND phase IN (1, 3) UNION ALL SELECT credit, amount FROM transfer "
    "WHERE no >= $2 AND at_ms >= $1 AND phase IN (1, 3)) d GROUP BY account) l ON l.account = a.no) x";

/// Nothing when there is no transfer yet.
Result<std::optional<Timestamp>> first_entry(database::Connection& connection) {
    return connection.first("SELECT at_ms FROM transfer ORDER BY no LIMIT 1",
                            [](const database::Row& row) { return row.time(0); });
}

/// Whether this month is the one to be closed next.
Status may_close(database::Connection& connection, const rules::LocalMonth& month, Timestamp now) {
    const Timestamp closed = TRY(closed_until(connection));
    if (month.end <= closed) return conflict("month_closed", "This month is closed already.");
    if (now < month.end) return conflict("month_not_over", "This month is not over yet.");
    const Timestamp next = closed.is_set() ? closed : TRY(first_entry(connection)).value_or(month.begin);
    if (month.begin <= next) return {};
    return conflict("earlier_month_open", "An earlier month is still open: months are closed in order.");
}

std::string name_sql(const std::string& column) {
    return "coalesce((SELECT name FROM staff_account WHERE id = " + column +
           "), (SELECT name FROM api_token WHERE id = " + column + "), '')";
}

Status add_close(database::Connection& connection, Month& month) {
    return connection.each(
        "SELECT revision, entries, unmatched_bank_lines, closed_ms, closed_by, " + name_sql("closed_by") +
            ", reopened_ms, " + name_sql("reopened_by") +
            ", reopened_reason FROM month_close WHERE month = $1 ORDER BY revision DESC LIMIT 1",
        [&](const database::Row& row) {
            month.revision = row.small(0);
            month.entries = row.integer(1);
            month.unmatched_bank_lines = row.integer(2);
            month.closed = row.time(3);
            month.closed_by = row.optional_id<ThingId>(4);
            month.closed_by_name = row.string(5);
            month.reopened = row.time(6);
            month.reopened_by_name = row.string(7);
            month.reopened_reason = row.string(8);
            if (!month.reopened.is_set()) month.state = Month::State::kClosed;
        },
        rules::name_of(month.month));
}

Result<Month> describe(database::Connection& connection, const rules::LocalMonth& which, Timestamp now) {
    Month month;
    month.month = which;
    month.state = which.holds(now) ? Month::State::kRunning : Month::State::kOpen;
    TRY(add_close(connection, month));
    return month;
}

/// Balances at the end of the last closed month, and the last transfer that they take in.
struct Carried {
    std::map<std::int64_t, std::int64_t> balances;
    std::int64_t through = 0;
    Timestamp until;
};
Result<Carried> carried_forward(database::Connection& connection) {
    Carried carried;
    carried.until = TRY(closed_until(connection));
    if (!carried.until.is_set()) return carried;
    TRY(connection.each(
        "SELECT c.account, c.balance, m.through FROM month_close m LEFT JOIN closing_balance c ON c.month = m.month "
        "AND c.revision = m.revision WHERE m.reopened_ms = 0 AND m.to_ms = $1",
        [&](const database::Row& row) {
            if (!row.is_null(0)) carried.balances[row.integer(0)] = row.integer(1);
            carried.through = row.integer(2);
        },
        carried.until));
    return carried;
}

}  // namespace

Result<std::vector<Month>> Months::list(database::Connection& connection, Timestamp now) {
    const std::string zone = TRY(zone_of(connection));
    const Timestamp first = TRY(first_entry(connection)).value_or(now);
    std::vector<Month> months;
    rules::LocalMonth month = rules::month_of(now, zone);
    while (months.size() < static_cast<std::size_t>(kMaxMonths)) {
        months.push_back(TRY(describe(connection, month, now)));
        if (month.begin <= first) break;
        month = rules::month_of(month.begin - Milliseconds(1), zone);
    }
    return months;
}

Result<Month> Months::find(database::Connection& connection, const std::string& name, Timestamp now) {
    const auto month = TRY(rules::month_named(name, TRY(zone_of(connection))));
    if (now < month.begin) return Error(ErrorCode::kNotFound, "This month has not begun.");
    return describe(connection, month, now);
}

Result<std::vector<ControlTotal>> Months::control(database::Connection& connection, const Month& month) {
    std::map<std::pair<std::int64_t, std::string>, ControlTotal> totals;
    const auto add = [&](const database::Row& row) {
        const std::string kind = control_kind(row.integer(0), row.text(2));
        ControlTotal& total = totals[{row.integer(1), kind}];
        total.kind = kind;
        total.unit = row.integer(1);
        ++total.accounts;
        total.stored += row.integer(3);
        total.computed += row.integer(4);
    };
    if (month.state == Month::State::kClosed) {
        TRY(
            connection.each("SELECT a.kind, a.unit, coalesce(a.code, ''), c.balance, c.balance FROM closing_balance c "
                            "JOIN account a ON a.no = c.account WHERE c.month = $1 AND c.revision = $2",
                            add, rules::name_of(month.month), month.revision));
    } else {
        const auto next = rules::month_of(month.month.end, TRY(zone_of(connection)));
        const std::int64_t later = TRY(first_transfer_from(connection, rules::name_of(next) + "-01"));
        TRY(connection.each(kHeldBefore, add, month.month.end, later));
    }
    std::vector<ControlTotal> all;
    for (auto& [key, total] : totals) all.push_back(std::move(total));
    return all;
}

Result<MonthSum> Months::add_up(database::Connection& connection, const std::string& name, Timestamp now) {
    const auto transaction = TRY(ReadTransaction::begin(connection));
    MonthSum sum;
    sum.month = TRY(rules::month_named(name, TRY(zone_of(connection))));
    TRY(may_close(connection, sum.month, now));
    Carried carried = TRY(carried_forward(connection));
    // A clock that was set back may have left numbers out of the order of time: the times decide, and everything from
    // the first transfer of a later month on is looked at again next time.
    TRY(connection.each(
        "SELECT e.account, sum(e.amount) FROM entry e JOIN transfer t ON t.no = e.transfer WHERE e.transfer > $1 AND "
        "t.at_ms >= $2 AND t.at_ms < $3 GROUP BY e.account",
        [&](const database::Row& row) { carried.balances[row.integer(0)] += row.integer(1); }, carried.through,
        carried.until, sum.month.end));
    sum.seen = TRY(connection.number("SELECT coalesce(max(no), 0) FROM transfer"));
    sum.entries = TRY(connection.number(
        "SELECT count(*) FROM transfer WHERE no > $1 AND at_ms >= $2 AND at_ms < $3 AND phase IN (1, 3)",
        carried.through, sum.month.begin, sum.month.end));
    sum.through = TRY(connection.number(
        "SELECT coalesce(min(no) - 1, (SELECT coalesce(max(no), 0) FROM transfer)) FROM transfer WHERE no > $1 AND "
        "at_ms >= $2",
        carried.through, sum.month.end));
    for (const auto& [account, balance] : carried.balances) sum.balances.push_back({account, balance});
    return sum;
}

Status Months::close(Work& work, const MonthSum& sum, const TieOutReport& report) {
    const std::string name = rules::name_of(sum.month);
    TRY(may_close(work.db(), sum.month, work.now()));
    if (!report.ties())
        return conflict("books_differ", "The books do not tie out: see the tie-out for the accounts concerned.");
    const std::int64_t since =
        TRY(work.db().number("SELECT count(*) FROM transfer WHERE no > $1 AND at_ms < $2", sum.seen, sum.month.end));
    if (since > 0 || report.through < sum.seen)
        return conflict("month_moved", "Entries were dated into this month just now: try again.");
    const std::string first_day = name + "-01";
    const std::string last_day = name + "-31";
    const std::int64_t unmatched = TRY(
        work.db().number("SELECT count(*) FROM bank_line WHERE matched = 0 AND struck = 0 AND day >= $1 AND day <= $2",
                         first_day, last_day));
    const std::int64_t revision =
        1 + TRY(work.db().number("SELECT coalesce(max(revision), 0) FROM month_close WHERE month = $1", name));
    TRY(
        work.db().run("INSERT INTO month_close (month, revision, from_ms, to_ms, through, entries, "
                      "unmatched_bank_lines, closed_ms, closed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                      name, revision, sum.month.begin, sum.month.end, sum.through, sum.entries, unmatched, work.now(),
                      work.actor().id));
    for (const AccountBalance& balance : sum.balances) {
        TRY(work.db().run("INSERT INTO closing_balance (month, revision, account, balance) VALUES ($1, $2, $3, $4)",
                          name, revision, balance.account, balance.balance));
    }
    TRY(work.db().run("UPDATE facility SET books_closed_ms = $1", sum.month.end));
    return work.audit(record::Event::kMonthClosed, work.facility(), name);
}

Status Months::reopen(Work& work, const std::string& name, std::string_view reason) {
    if (!is_plain_line(reason, kMaxReopenReason))
        return Error(ErrorCode::kInvalid, "a reason has 1 to 400 plain characters");
    const Month month = TRY(find(work.db(), name, work.now()));
    if (month.state != Month::State::kClosed) return conflict("month_open", "This month is not closed.");
    if (month.month.end < TRY(closed_until(work.db())))
        return conflict("later_month_closed", "A later month is closed: only the last one can be opened again.");
    if (month.closed_by == work.actor().id)
        return Error(ErrorCode::kDenied, "Whoever closed a month may not open it again.", "same_person");
    TRY(
        work.db().run("UPDATE month_close SET reopened_ms = $3, reopened_by = $4, reopened_reason = $5 "
                      "WHERE month = $1 AND revision = $2",
                      name, month.revision, work.now(), work.actor().id, reason));
    const std::int64_t before =
        TRY(work.db().number("SELECT coalesce(max(to_ms), 0) FROM month_close WHERE reopened_ms = 0"));
    TRY(work.db().run("UPDATE facility SET books_closed_ms = $1", before));
    return work.audit(record::Event::kMonthReopened, work.facility(), name);
}

}  // namespace dayroom::facility
