#include "platform/facility/requests/health.h"

#include <algorithm>

namespace dayroom::facility {
namespace {

constexpr int kMostAppeals = 8;  // of an appeal of an appeal …

struct Desks {
    std::set<std::string> roles;  // where it is, whom it was filed for, where it can go
    std::optional<RequestId> appeal_of;
};

Result<Desks> desks_about(database::Connection& connection, const RequestId& id) {
    std::optional<Desks> found;
    TRY(connection.each(
        "SELECT q.role, q.appeal_of, coalesce((SELECT v.body FROM form_version v WHERE v.form = q.form AND v.revision "
        "= q.form_revision), f.body) FROM request q JOIN form f ON f.id = q.form WHERE q.id = $1",
        [&](const database::Row& row) -> Status {
            const ByteView body = row.bytes(2);
            wire::Form form;
            if (!form.ParseFromArray(body.data(), static_cast<int>(body.size())))
                return Error(ErrorCode::kCorrupt, "a stored form cannot be read");
            found = Desks{{row.string(0), form.role()}, row.optional_id<RequestId>(1)};
            for (const auto& level : form.next_levels()) found->roles.insert(level.role());
            return {};
        },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such request.");
    return std::move(*found);
}

}  // namespace

Status set_health_desks(Work& work, const std::vector<HealthDesk>& desks) {
    if (desks.size() > kMaxHealthDesks) return Error(ErrorCode::kTooLarge, "more than 32 desks");
    TRY(work.db().run("DELETE FROM health_desk"));
    std::set<std::string> roles;
    for (const HealthDesk& desk : desks) {
        if (!forms::is_code(desk.role)) return Error(ErrorCode::kInvalid, "\"role\" must be a code");
        if (!roles.insert(desk.role).second) return Error(ErrorCode::kInvalid, "\"role\" comes twice");
        if (desk.triage_hours < 1 || desk.triage_hours > kMaxTriageHours)
            return Error(ErrorCode::kInvalid, "\"triage_within_hours\" must be from 1 to 168");
        TRY(work.db().run("INSERT INTO health_desk (role, triage_hours) VALUES ($1, $2)", desk.role,
                          desk.triage_hours));
    }
    return work.audit(record::Event::kPolicyChanged, work.facility(), "health_desks");
}

Result<std::vector<HealthDesk>> health_desks(database::Connection& connection) {
    std::vector<HealthDesk> desks;
    TRY(connection.each("SELECT role, triage_hours FROM health_desk ORDER BY role", [&](const database::Row& row) {
        desks.push_back({row.string(0), row.small(1)});
    }));
    return desks;
}

Result<std::set<std::string>> health_desks_of(database::Connection& connection, const RequestId& id) {
    std::set<std::string> roles;
    std::optional<RequestId> next = id;
    for (int appeals = 0; next && appeals <= kMostAppeals; ++appeals) {
        Desks desks = TRY(desks_about(connection, *next));
        roles.merge(desks.roles);
        next = desks.appeal_of;
    }
    std::set<std::string> about_health;
    for (const HealthDesk& desk : TRY(health_desks(connection)))
        if (roles.contains(desk.role)) about_health.insert(desk.role);
    return about_health;
}

Result<bool> may_save_record(database::Connection& connection, const DeskViewer& viewer,
                             const RequestSummary& request) {
    const std::set<std::string> about_health = TRY(health_desks_of(connection, request.id));
    if (about_health.empty()) return viewer.role == "auditor" || may_open(viewer, request);
    return std::any_of(about_health.begin(), about_health.end(),
                       [&](const std::string& desk) { return viewer.desks.contains(desk); });
}

}  // namespace dayroom::facility
