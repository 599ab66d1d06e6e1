#include "platform/facility/requests/sick_call.h"

#include <algorithm>

#include "platform/facility/requests/summaries.h"

namespace dayroom::facility {
namespace {

/// What is open at a health desk of $1, each with its clock: due_ms, 0 for none.
constexpr const char* kOnBoard =
    "(SELECT q.no, q.state, q.urgent, CASE WHEN q.state = 6 THEN 0 WHEN q.triage_from_ms = 0 OR (q.answer_by_ms > 0 "
    "AND q.answer_by_ms < q.triage_from_ms + h.triage_hours * 3600000) THEN q.answer_by_ms ELSE q.triage_from_ms + "
    "h.triage_hours * 3600000 END AS due_ms FROM request q JOIN health_desk h ON h.role = q.role "
    "JOIN desk d ON d.role = q.role WHERE d.holder = $1 AND q.state IN (1, 2, 6)) b ";

bool is_health_staff(const std::vector<HealthDesk>& desks, const DeskViewer& viewer) {
    return std::any_of(desks.begin(), desks.end(),
                       [&](const HealthDesk& desk) { return viewer.desks.contains(desk.role); });
}

}  // namespace

Result<SickCallBoard> sick_call_board(database::Connection& connection, const DeskViewer& viewer, Timestamp now,
                                      int limit) {
    if (!is_health_staff(TRY(health_desks(connection)), viewer))
        return Error(ErrorCode::kDenied, "This is for health staff.", "health_staff_only");
    SickCallBoard board;
    TRY(connection.each(
        std::string("SELECT count(*), coalesce(sum(b.urgent), 0), coalesce(sum(CASE WHEN b.due_ms > 0 AND b.due_ms < "
                    "$2 THEN 1 ELSE 0 END), 0) FROM ") +
            kOnBoard,
        [&](const database::Row& row) {
            board.waiting = row.small(0);
            board.urgent = row.small(1);
            board.overdue = row.small(2);
        },
        viewer.id, now));
    std::vector<std::pair<std::int64_t, Timestamp>> page;
    TRY(connection.each(
        std::string("SELECT b.no, b.due_ms FROM ") + kOnBoard +
            "ORDER BY b.state = 6, b.urgent DESC, b.due_ms = 0, b.due_ms, b.no LIMIT $2",
        [&](const database::Row& row) { page.emplace_back(row.integer(0), row.time(1)); }, viewer.id,
        std::clamp(limit, 1, kMaxBoard)));
    for (const auto& [number, due] : page) {
        auto request = TRY(connection.first(std::string(kSummaryColumns) + "WHERE q.no = $1", &read_summary, number));
        if (!request) continue;
        const bool triage = request->triage_from.is_set() && request->state != wire::Request::RETURNED;
        board.entries.push_back({std::move(*request), triage, due});
    }
    return board;
}

}  // namespace dayroom::facility
