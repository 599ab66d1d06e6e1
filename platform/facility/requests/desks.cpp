#include "platform/facility/requests/desks.h"

#include "platform/facility/requests/summaries.h"

namespace dayroom::facility {
namespace {

constexpr const char* kRequestStaff = "request_staff";
constexpr const char* kTrustOffice = "trust_office";

/// The desk that goes with what an account may call: nobody's, for request staff.
std::string own_desk(const DeskViewer& viewer) { return viewer.role == kRequestStaff ? std::string() : viewer.role; }
std::string own_form(const DeskViewer& viewer) { return viewer.role == kTrustOffice ? kStatementForm : ""; }

}  // namespace

Status set_desks(Work& work, const ThingId& holder, const std::vector<std::string>& desks) {
    const std::set<std::string> all(desks.begin(), desks.end());
    if (all.size() > kMaxDesks) return Error(ErrorCode::kTooLarge, "more than 32 desks");
    TRY(work.db().run("DELETE FROM desk WHERE holder = $1", holder));
    for (const std::string& desk : all) {
        if (!forms::is_code(desk))
            return Error(ErrorCode::kInvalid, "a desk must be a code of a-z, 0-9, '_', '.', '-'");
        TRY(work.db().run("INSERT INTO desk (holder, role) VALUES ($1, $2)", holder, desk));
    }
    return work.audit(record::Event::kPolicyChanged, holder, "desks");
}

Result<std::set<std::string>> desks_of(database::Connection& connection, const ThingId& holder) {
    std::set<std::string> desks;
    TRY(connection.each(
        "SELECT role FROM desk WHERE holder = $1 ORDER BY role",
        [&](const database::Row& row) { desks.insert(row.string(0)); }, holder));
    return desks;
}

Result<std::set<std::string>> all_desks(database::Connection& connection) {
    std::set<std::string> all;
    TRY(connection.each(
        "SELECT DISTINCT role FROM desk UNION SELECT DISTINCT role FROM request WHERE state IN (1, 2, 6)",
        [&](const database::Row& row) {
            if (!row.string(0).empty()) all.insert(row.string(0));
        }));
    return all;
}

bool may_open(const DeskViewer& viewer, const RequestSummary& request) {
    return request.role == own_desk(viewer) || viewer.desks.contains(request.role) ||
           request.form_code == own_form(viewer);
}

Result<std::vector<RequestSummary>> list_open_to(database::Connection& connection, const DeskViewer& viewer,
                                                 const RequestFilter& filter) {
    return list_summaries(
        connection, filter,
        "AND (q.role = $9 OR q.form_code = $10 OR q.role IN (SELECT role FROM desk WHERE holder = $11)) ",
        own_desk(viewer), own_form(viewer), viewer.id);
}

}  // namespace dayroom::facility
