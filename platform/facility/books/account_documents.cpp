#include "platform/facility/books/account_documents.h"

#include <algorithm>

#include "platform/facility/admin/control_totals.h"
#include "platform/facility/books/read_off.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/schema/read_transaction.h"
#include "platform/rules/calendar.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

json text_or_null(const database::Row& row, int column) {
    return row.is_null(column) ? json() : json(row.string(column));
}
json id_or_null(const database::Row& row, int column) {
    return row.is_null(column) ? json() : json(row.id<ThingId>(column).to_string());
}
std::string account_kind(std::int64_t kind) {
    return kind == static_cast<int>(AccountKind::kHouse) ? "house" : control_kind(kind, {});
}
const char* unit_name(std::int64_t unit) { return unit == 1 ? "cents" : "credits"; }
const char* state_name(std::int64_t stopped) { return stopped >= 2 ? "closed" : stopped == 1 ? "stopped" : "open"; }
const char* actor_name(std::int64_t actor) {
    switch (static_cast<Actor::Kind>(actor)) {
        case Actor::Kind::kSystem:
            return "system";
        case Actor::Kind::kResident:
            return "resident";
        case Actor::Kind::kStaff:
            return "staff";
    }
    return "system";
}

json document(const char* format, const DocumentPage& page) {
    return {{"format", format}, {"facility_id", page.facility.to_string()}, {"exported_ms", page.at.ms()}};
}

// The house stores no balance: it is the roll-up and what came since.
constexpr const char* kAccounts =
    "SELECT a.no, a.kind, a.unit, coalesce(a.code, o.code), a.resident, r.number, CASE WHEN a.kind = 10 THEN "
    "coalesce(h.balance, 0) + coalesce((SELECT sum(e.amount) FROM entry e WHERE e.transfer > coalesce(h.through, 0) "
    "AND e.account = a.no), 0) ELSE a.balance END, a.held, a.stopped FROM account a "
    "LEFT JOIN resident r ON r.id = a.resident LEFT JOIN obligation o ON o.account = a.no "
    "LEFT JOIN house_rollup h ON h.account = a.no WHERE a.no > $1 ORDER BY a.no LIMIT $2";

constexpr const char* kTransactions =
    "SELECT t.no, t.id, t.at_ms, t.kind, t.unit, t.amount, t.actor, t.reason_code, t.reason_detail, "
    "h.id, c.id, p.id, "
    "d.no, d.kind, coalesce(d.code, od.code), d.resident, t.debit_after, "
    "k.no, k.kind, coalesce(k.code, ok.code), k.resident, t.credit_after "
    "FROM transfer t JOIN account d ON d.no = t.debit JOIN account k ON k.no = t.credit "
    "LEFT JOIN obligation od ON od.account = d.no LEFT JOIN obligation ok ON ok.account = k.no "
    "LEFT JOIN transfer h ON h.no = t.pending LEFT JOIN transfer c ON c.no = t.corrects "
    "LEFT JOIN transfer p ON p.no = t.part_of "
    "WHERE t.no > $1 AND t.no <= $2 AND t.phase IN (1, 3) AND t.at_ms >= $3 AND t.at_ms < $4 ORDER BY t.no LIMIT $5";

/// Five columns from `first` on.
json side(const database::Row& row, int first) {
    return {{"account", row.integer(first)},
            {"kind", account_kind(row.integer(first + 1))},
            {"code", text_or_null(row, first + 2)},
            {"resident_id", id_or_null(row, first + 3)},
            {"balance_after", row.is_null(first + 4) ? json() : json(row.integer(first + 4))}};
}

json transaction_of(const database::Row& row) {
    const auto kind = static_cast<wire::Transaction::Kind>(row.small(3));
    return {{"transaction", row.integer(0)},
            {"id", id_or_null(row, 1)},
            {"at_ms", row.integer(2)},
            {"kind", wire::name_of(kind)},
            {"unit", unit_name(row.integer(4))},
            {"amount", row.integer(5)},
            {"actor", actor_name(row.integer(6))},
            {"reason_code", row.string(7)},
            {"reason_detail", row.string(8)},
            {"hold_id", id_or_null(row, 9)},
            {"corrects_id", id_or_null(row, 10)},
            {"part_of_id", id_or_null(row, 11)},
            {"debit", side(row, 12)},
            {"credit", side(row, 17)}};
}

std::int64_t next_after(const json& list, const char* number, int limit) {
    return list.size() == static_cast<std::size_t>(limit) ? list.back()[number].get<std::int64_t>() : 0;
}

}  // namespace

Result<json> accounts_document(database::Connection& connection, const DocumentPage& page) {
    json list = json::array();
    TRY(connection.each(
        kAccounts,
        [&](const database::Row& row) {
            list.push_back({{"account", row.integer(0)},
                            {"kind", account_kind(row.integer(1))},
                            {"unit", unit_name(row.integer(2))},
                            {"code", text_or_null(row, 3)},
                            {"resident_id", id_or_null(row, 4)},
                            {"resident_number", text_or_null(row, 5)},
                            {"balance", row.integer(6)},
                            {"held", row.integer(7)},
                            {"state", state_name(row.integer(8))}});
        },
        page.after, page.limit));
    json all = document(kAccountsFormat, page);
    all["next_after"] = next_after(list, "account", page.limit);
    all["accounts"] = std::move(list);
    return all;
}

Result<json> transactions_document(database::Connection& connection, const DocumentPage& page, const std::string& from,
                                   const std::string& to) {
    const auto transaction = TRY(ReadTransaction::begin(connection));
    const std::string zone = TRY(read_facility(connection)).time_zone();
    const auto midnight = [&](std::chrono::local_days day) {
        return rules::local_moment(day, std::chrono::minutes(0), zone);
    };
    constexpr std::chrono::days kDay(1);
    const std::chrono::local_days first_day = TRY(rules::day_named(from));
    const std::chrono::local_days last_day = TRY(rules::day_named(to));
    const Timestamp begin = midnight(first_day);
    const Timestamp end = midnight(last_day + kDay);
    json list = json::array();
    const auto add_range = [&](std::int64_t after, std::int64_t last) -> Status {
        const int left = page.limit - static_cast<int>(list.size());
        if (left <= 0 || after >= last) return {};
        return connection.each(
            kTransactions, [&](const database::Row& row) { list.push_back(transaction_of(row)); }, after, last, begin,
            end, left);
    };
    // Of what was read off, only where these days lie, and the two beside them, should the facility's time zone have
    // been another then; what came since is looked through.
    const TransferRange read =
        TRY(transfers_dated(connection, rules::name_of(first_day - kDay), rules::name_of(last_day + kDay)));
    TRY(add_range(std::max(page.after, read.first - 1), read.last));
    TRY(add_range(std::max(page.after, TRY(read_off_through(connection))), INT64_MAX));
    json all = document(kTransactionsFormat, page);
    all["from"] = from;
    all["to"] = to;
    all["next_after"] = next_after(list, "transaction", page.limit);
    all["transactions"] = std::move(list);
    return all;
}

}  // namespace dayroom::facility
