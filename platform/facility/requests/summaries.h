// Private to platform/facility/requests: reading summaries.
#pragma once

#include <algorithm>

#include "platform/facility/feed/changes.h"
#include "platform/facility/requests/requests.h"

namespace dayroom::facility {

inline constexpr int kMaxListPage = 500;
inline constexpr const char* kSummaryColumns =
    "SELECT q.id, q.resident, r.number, q.form_code, q.state, q.receipt_code, q.fee_cents, q.fee_is_obligation, "
    "q.submitted_ms, q.answer_by_ms, q.reply_by_ms, q.role, q.level FROM request q JOIN resident r ON r.id = "
    "q.resident ";

RequestSummary read_summary(const database::Row& row);

/// `also`: a further condition, its values from $7 on.
template <typename... Values>
Result<std::vector<RequestSummary>> list_summaries(database::Connection& connection, const RequestFilter& filter,
                                                   const std::string& also, const Values&... values) {
    std::string sql = std::string(kSummaryColumns) +
                      "WHERE ($1 = '' OR q.form_code = $1) "
                      "AND ($2 IS NULL OR q.id IN " +
                      things_of_resident(RecordKind::kRequest, 2) +
                      ") AND ($3 IS NULL OR r.unit = $3) AND ($6 = '' OR q.role = $6) " + also;
    // Without a deadline comes last.
    sql +=
        filter.only_open
            ? "AND q.state IN (1, 2, 6) ORDER BY q.answer_by_ms = 0, q.answer_by_ms, q.submitted_ms LIMIT $4 OFFSET $5"
            : "ORDER BY q.submitted_ms DESC, q.id LIMIT $4 OFFSET $5";
    std::vector<RequestSummary> all;
    TRY(connection.each(
        sql, [&](const database::Row& row) { all.push_back(read_summary(row)); }, filter.form_code, filter.resident,
        filter.unit, std::clamp(filter.limit, 1, kMaxListPage), std::max(filter.offset, 0), filter.role, values...));
    return all;
}

}  // namespace dayroom::facility
