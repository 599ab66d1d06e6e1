// Results of tie-outs as they are kept, and what follows from them.
#include <algorithm>
#include <set>

#include "platform/facility/admin/control_totals.h"
#include "platform/facility/admin/tie_out.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {
namespace {

KeptTieOut read_kept(const database::Row& row) {
    return {row.time(0), row.string(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5), row.string(6)};
}
constexpr const char* kKept = "SELECT at_ms, day, through, entries, differences, duration_ms, report FROM tie_out ";

Status keep_parts(Work& work, const TieOutReport& report) {
    TRY(work.db().run("DELETE FROM tie_out_control WHERE at_ms = $1", report.at));
    TRY(work.db().run("DELETE FROM tie_out_difference WHERE at_ms = $1", report.at));
    for (const ControlTotal& total : report.control) {
        TRY(
            work.db().run("INSERT INTO tie_out_control (at_ms, kind, unit, accounts, stored, computed) "
                          "VALUES ($1, $2, $3, $4, $5, $6)",
                          report.at, total.kind, total.unit, total.accounts, total.stored, total.computed));
    }
    int position = 0;
    for (const TieOutDifference& difference : report.differences) {
        TRY(
            work.db().run("INSERT INTO tie_out_difference (at_ms, position, what, account, transfer, stored, computed) "
                          "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                          report.at, ++position, difference.what, difference.account, difference.transfer,
                          difference.stored, difference.computed));
    }
    return {};
}

/// Of the other checks the two sides are states or units (tie_out.cpp).
bool is_amount(std::string_view what) { return what != "unit" && what != "hold_end" && what != "order_replaced"; }

}  // namespace

Status record_tie_out(Work& work, const TieOutReport& report) {
    std::set<std::int64_t> concerned;
    for (const TieOutDifference& difference : report.differences) {
        if (difference.account != 0) concerned.insert(difference.account);
    }
    const std::string zone = TRY(read_facility(work.db())).time_zone();
    TRY(
        work.db().run("INSERT INTO tie_out (at_ms, day, through, entries, differences, duration_ms, report) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7) "
                      "ON CONFLICT (at_ms) DO UPDATE SET through = excluded.through, entries = excluded.entries, "
                      "differences = excluded.differences, duration_ms = excluded.duration_ms, "
                      "report = excluded.report",
                      report.at, rules::local_day(report.at, zone).name, report.through, report.entries,
                      static_cast<std::int64_t>(report.differences.size()), report.duration_ms, report.text()));
    TRY(keep_parts(work, report));
    // The other reason to stop an account, that its owner was paid out, stays (movement.h).
    TRY(work.db().run("UPDATE account SET stopped = stopped - 1 WHERE stopped IN (1, 3)"));
    for (const std::int64_t account : concerned) {
        TRY(work.db().run("UPDATE account SET stopped = stopped + 1 WHERE no = $1 AND kind <> 10", account));
        if (work.db().changes() == 0) continue;
        TRY(work.audit(record::Event::kSpendingStopped, ThingId(), "account." + std::to_string(account)));
    }
    return work.audit(report.ties() ? record::Event::kTieOutPassed : record::Event::kTieOutFailed, work.facility(),
                      "differences." + std::to_string(report.differences.size()),
                      report.ties() ? record::Outcome::kDone : record::Outcome::kFailed);
}

Result<std::vector<KeptTieOut>> kept_tie_outs(database::Connection& connection, std::optional<Timestamp> before,
                                              int limit) {
    std::vector<KeptTieOut> all;
    TRY(connection.each(
        std::string(kKept) + "WHERE at_ms < $1 ORDER BY at_ms DESC LIMIT $2",
        [&](const database::Row& row) { all.push_back(read_kept(row)); }, before ? before->ms() : INT64_MAX,
        std::clamp(limit, 1, kTieOutPage)));
    return all;
}

Result<std::optional<KeptTieOut>> kept_tie_out(database::Connection& connection, Timestamp at) {
    return connection.first(std::string(kKept) + "WHERE at_ms = $1", read_kept, at);
}

Result<std::vector<ControlTotal>> kept_control(database::Connection& connection, Timestamp at) {
    std::vector<ControlTotal> all;
    TRY(connection.each(
        "SELECT kind, unit, accounts, stored, computed FROM tie_out_control WHERE at_ms = $1 ORDER BY unit, kind",
        [&](const database::Row& row) {
            all.push_back({row.string(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)});
        },
        at));
    return all;
}

Result<std::vector<NamedDifference>> name_differences(database::Connection& connection,
                                                      const std::vector<TieOutDifference>& differences) {
    std::vector<NamedDifference> named;
    for (const TieOutDifference& difference : differences) {
        NamedDifference& one = named.emplace_back();
        one.difference = difference;
        TRY(connection.each(
            "SELECT a.kind, coalesce(a.code, o.code, ''), a.resident, coalesce(r.number, ''), a.unit FROM account a "
            "LEFT JOIN resident r ON r.id = a.resident LEFT JOIN obligation o ON o.account = a.no WHERE a.no = $1",
            [&](const database::Row& row) {
                one.code = row.string(1);
                one.kind = control_kind(row.integer(0), row.text(1));
                one.resident = row.optional_id<ResidentId>(2);
                one.resident_number = row.string(3);
                if (is_amount(difference.what)) one.unit = row.integer(4);
            },
            difference.account));
        one.transfer = TRY(connection.first(
            "SELECT id FROM transfer WHERE no = $1", [](const database::Row& row) { return row.id<TransferId>(0); },
            difference.transfer));
    }
    return named;
}

Result<std::vector<NamedDifference>> kept_differences(database::Connection& connection, Timestamp at) {
    std::vector<TieOutDifference> differences;
    TRY(connection.each(
        "SELECT what, account, transfer, stored, computed FROM tie_out_difference WHERE at_ms = $1 ORDER BY position",
        [&](const database::Row& row) {
            differences.push_back({row.string(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)});
        },
        at));
    return name_differences(connection, differences);
}

}  // namespace dayroom::facility
