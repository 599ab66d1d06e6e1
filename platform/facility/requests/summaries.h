// Private to platform/facility/requests: reading summaries.
#pragma once

#include <algorithm>

#include "platform/facility/feed/changes.h"
#include "platform/facility/requests/requests.h"

namespace dayroom::facility {

inline constexpr int kMaxListPage = 500;
inline constexpr const char* kSummaryColumns =
    "SELECT q.id, q.resident, r.number, q.form_code, q.state, q.receipt_code, q.fee_cents, q.fee_is_obligation, "
    "q.submitted_ms, q.answer_by_ms, q.reply_by_ms, q.role, q.level, r.given_name || ' ' || r.family_name, r.unit, "
    "q.urgent, q.appeal_of, q.triage_from_ms, q.call FROM request q JOIN resident r ON r.id = q.resident ";

/// The condition and the order of a view, as the indexes request_open and request_closed have them (schema_1.h).
struct ViewTerms {
    std::string where;
    std::string order;
};
ViewTerms terms_of(RequestView view);

RequestSummary read_summary(const database::Row& row);

/// `also`: a further condition, its values from $9 on. What is asked for is found in an index alone, whatever the page;
/// only the page itself is read from the tables.
template <typename... Values>
Result<std::vector<RequestSummary>> list_summaries(database::Connection& connection, const RequestFilter& filter,
                                                   const std::string& also, const Values&... values) {
    const ViewTerms terms = terms_of(filter.view);
    const int state = filter.state ? static_cast<int>(*filter.state) : 0;
    const std::string sql = std::string(kSummaryColumns) + "WHERE q.no IN (SELECT q.no FROM request q WHERE " +
                            terms.where + " AND ($1 = '' OR q.form_code = $1) AND ($2 IS NULL OR q.id IN " +
                            things_of_resident(RecordKind::kRequest, 2) +
                            ") AND ($3 IS NULL OR q.resident IN (SELECT id FROM resident WHERE unit = $3)) "
                            "AND ($6 = '' OR q.role = $6) AND ($7 = 0 OR q.state = $7) AND $8 > 0 " +
                            also + "ORDER BY " + terms.order + " LIMIT $4 OFFSET $5) ORDER BY " + terms.order;
    std::vector<RequestSummary> all;
    TRY(connection.each(
        sql, [&](const database::Row& row) { all.push_back(read_summary(row)); }, filter.form_code, filter.resident,
        filter.unit, std::clamp(filter.limit, 1, kMaxListPage), std::max(filter.offset, 0), filter.role, state,
        std::max<std::int64_t>(filter.now.ms(), 1), values...));
    return all;
}

}  // namespace dayroom::facility
