#include "platform/facility/feed/records.h"
#include "platform/facility/requests/requests.h"
#include "platform/facility/requests/summaries.h"

namespace dayroom::facility {
namespace {

constexpr const char* kReceiptsThrough = "SELECT coalesce(max(request), 0) FROM receipts_through";

}  // namespace

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
    out.resident_name = row.string(13);
    out.unit = row.id<UnitId>(14);
    out.urgent = row.flag(15);
    out.appeal_of = row.optional_id<RequestId>(16);
    out.triage_from = row.time(17);
    out.call = row.optional_id<PhoneCallId>(18);
    return out;
}

ViewTerms terms_of(RequestView view) {
    const std::string by_deadline = "q.urgent DESC, q.answer_by_ms = 0, q.answer_by_ms, q.submitted_ms, q.no";
    switch (view) {
        case RequestView::kOpen:
            break;
        case RequestView::kLate:
            return {"q.state IN (1, 2, 6) AND q.answer_by_ms > 0 AND q.answer_by_ms < $8", by_deadline};
        case RequestView::kReturned:
            return {"q.state IN (1, 2, 6) AND q.state = 6", "q.reply_by_ms = 0, q.reply_by_ms, q.submitted_ms, q.no"};
        case RequestView::kClosed:
            return {"q.state IN (3, 4, 5)", "q.submitted_ms DESC, q.no DESC"};
    }
    return {"q.state IN (1, 2, 6)", by_deadline};
}

Result<std::vector<RequestSummary>> Requests::list(database::Connection& connection, const RequestFilter& filter) {
    return list_summaries(connection, filter, {});
}

Result<std::optional<RequestSummary>> Requests::find(database::Connection& connection, const RequestId& id) {
    return connection.first(std::string(kSummaryColumns) + "WHERE q.id = $1", &read_summary, id);
}

Result<std::vector<RequestSummary>> Requests::appeals_of(database::Connection& connection, const RequestId& id) {
    std::vector<RequestSummary> found;
    TRY(connection.each(
        std::string(kSummaryColumns) + "WHERE q.appeal_of = $1 ORDER BY q.no",
        [&](const database::Row& row) { found.push_back(read_summary(row)); }, id));
    return found;
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
