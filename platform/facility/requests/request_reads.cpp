#include <algorithm>
#include <array>

#include "platform/facility/feed/changes.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/requests/requests.h"

namespace dayroom::facility {
namespace {

constexpr int kMaxListPage = 500;
constexpr const char* kSummaryColumns =
    "SELECT q.id, q.resident, r.number, q.form_code, q.state, q.receipt_code, q.fee_cents, q.fee_is_obligation, "
    "q.submitted_ms, q.answer_by_ms, q.reply_by_ms, q.role, q.level FROM request q JOIN resident r ON r.id = "
    "q.resident ";

constexpr const char* kReceiptsThrough = "SELECT coalesce(max(request), 0) FROM receipts_through";

RequestSummary read_summary(const database::Row& row) {
    RequestSummary out;
    out.id = row.id<RequestId>(0);
    out.resident = row.id<ResidentId>(1);
    out.resident_number = row.string(2);
    out.form_code = row.string(3);
    out.state = static_cast<wire::Request::State>(row.integer(4));
    out.receipt_code = row.string(5);
    out.fee = row.cents(6);
    out.fee_is_obligation = row.flag(7);
    out.submitted = row.time(8);
    out.answer_by = row.time(9);
    out.reply_by = row.time(10);
    out.role = row.string(11);
    out.level = row.small(12);
    return out;
}

}  // namespace

Result<std::vector<RequestSummary>> Requests::list(database::Connection& connection, const RequestFilter& filter) {
    std::string sql = std::string(kSummaryColumns) +
                      "WHERE ($1 = '' OR q.form_code = $1) "
                      "AND ($2 IS NULL OR q.id IN " +
                      things_of_resident(RecordKind::kRequest, 2) +
                      ") AND ($3 IS NULL OR r.unit = $3) AND ($6 = '' OR q.role = $6) ";
    // Without a deadline comes last.
    sql +=
        filter.only_open
            ? "AND q.state IN (1, 2, 6) ORDER BY q.answer_by_ms = 0, q.answer_by_ms, q.submitted_ms LIMIT $4 OFFSET $5"
            : "ORDER BY q.submitted_ms DESC, q.id LIMIT $4 OFFSET $5";
    std::vector<RequestSummary> all;
    TRY(connection.each(
        sql, [&](const database::Row& row) { all.push_back(read_summary(row)); }, filter.form_code, filter.resident,
        filter.unit, std::clamp(filter.limit, 1, kMaxListPage), std::max(filter.offset, 0), filter.role));
    return all;
}

Result<std::optional<RequestSummary>> Requests::find(database::Connection& connection, const RequestId& id) {
    return connection.first(std::string(kSummaryColumns) + "WHERE q.id = $1", &read_summary, id);
}

Result<std::vector<RequestSummary>> Requests::find_by_receipt(database::Connection& connection, std::string_view code) {
    const std::int64_t through = TRY(connection.number(kReceiptsThrough));
    std::vector<RequestSummary> found;
    TRY(connection.each(
        std::string(kSummaryColumns) +
            "WHERE q.no IN (SELECT request FROM receipt WHERE code = $1 UNION ALL SELECT no FROM request "
            "WHERE no > $2 AND receipt_code = $1) ORDER BY q.no",
        [&](const database::Row& row) { found.push_back(read_summary(row)); }, code, through));
    return found;
}

Result<int> Requests::sort_receipts(Work& work, int limit) {
    const std::int64_t through = TRY(work.db().number(kReceiptsThrough));
    const std::int64_t last = TRY(
        work.db().number("SELECT coalesce(max(no), 0) FROM (SELECT no FROM request WHERE no > $1 ORDER BY no LIMIT $2)",
                         through, limit));
    if (last == 0) return 0;
    TRY(work.db().run(
        "INSERT INTO receipt (code, request) SELECT receipt_code, no FROM request WHERE no > $1 AND no <= $2 "
        "ORDER BY receipt_code, no",
        through, last));
    const auto sorted = static_cast<int>(work.db().changes());
    TRY(
        work.db().run("INSERT INTO receipts_through (one, request) VALUES (1, $1) "
                      "ON CONFLICT (one) DO UPDATE SET request = excluded.request",
                      last));
    return sorted;
}

Result<std::optional<wire::Request>> Requests::read(database::Connection& connection, const RequestId& id) {
    return load_request(connection, id);
}

}  // namespace dayroom::facility
