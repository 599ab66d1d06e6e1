#include <algorithm>
#include <array>

#include "platform/facility/feed/records.h"
#include "platform/facility/requests/requests.h"

namespace dayroom::facility {
namespace {

constexpr int kMaxListPage = 500;
constexpr const char* kSummaryColumns =
    "SELECT q.id, q.resident, r.number, q.form_code, q.state, q.receipt_code, q.fee_cents, q.fee_is_obligation, "
    "q.submitted_ms, q.answer_by_ms FROM request q JOIN resident r ON r.id = q.resident ";

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
    return out;
}

}  // namespace

Result<std::vector<RequestSummary>> Requests::list(database::Connection& connection, const RequestFilter& filter) {
    std::string sql = std::string(kSummaryColumns) +
                      "WHERE ($1 = '' OR q.form_code = $1) "
                      "AND ($2 IS NULL OR q.id IN (SELECT t.id FROM feed_scope s JOIN feed_thing t ON t.scope = s.no "
                      "AND t.kind = 12 WHERE s.kind = 4 AND s.id = $2)) AND ($3 IS NULL OR r.unit = $3) ";
    // Without a deadline comes last.
    sql += filter.only_open
               ? "AND q.state IN (1, 2) ORDER BY q.answer_by_ms = 0, q.answer_by_ms, q.submitted_ms LIMIT $4 OFFSET $5"
               : "ORDER BY q.submitted_ms DESC, q.id LIMIT $4 OFFSET $5";
    std::vector<RequestSummary> all;
    TRY(connection.each(
        sql, [&](const database::Row& row) { all.push_back(read_summary(row)); }, filter.form_code, filter.resident,
        filter.unit, std::clamp(filter.limit, 1, kMaxListPage), std::max(filter.offset, 0)));
    return all;
}

Result<std::optional<RequestSummary>> Requests::find(database::Connection& connection, const RequestId& id) {
    return connection.first(std::string(kSummaryColumns) + "WHERE q.id = $1", &read_summary, id);
}

Result<std::optional<RequestSummary>> Requests::find_by_receipt(database::Connection& connection,
                                                                std::string_view code) {
    return connection.first(std::string(kSummaryColumns) + "WHERE q.receipt_code = $1", &read_summary, code);
}

Result<std::optional<wire::Request>> Requests::read(database::Connection& connection, const RequestId& id) {
    return load_request(connection, id);
}

}  // namespace dayroom::facility
