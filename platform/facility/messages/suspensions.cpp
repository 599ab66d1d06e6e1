#include "platform/facility/messages/suspensions.h"

#include "platform/base/utf8.h"
#include "platform/facility/messages/suspension_notice.h"

namespace dayroom::facility {
namespace {

constexpr const char* kColumns =
    "SELECT id, scope_kind, scope_id, reason, from_ms, until_ms, ended_ms, notice FROM suspension ";
/// Of resident r at $1.
constexpr const char* kSuspended =
    "EXISTS (SELECT 1 FROM suspension s WHERE s.ended_ms = 0 AND s.from_ms <= $1 AND (s.until_ms = 0 OR s.until_ms > "
    "$1) AND (s.scope_kind = 1 OR (s.scope_kind = 2 AND s.scope_id = r.unit) OR (s.scope_kind = 4 AND s.scope_id = "
    "r.id)))";

StoredSuspension read_suspension(const database::Row& row) {
    StoredSuspension out;
    out.id = row.id<SuspensionId>(0);
    out.scope = {static_cast<Scope::Kind>(row.integer(1)), row.id<ThingId>(2)};
    out.reason = row.string(3);
    out.from = row.time(4);
    out.until = row.time(5);
    out.ended = row.time(6);
    out.notice = row.optional_id<NoticeId>(7);
    return out;
}

Status check_scope(Work& work, const Scope& scope) {
    const char* sql = nullptr;
    switch (scope.kind) {
        case Scope::Kind::kFacility:
            sql = "SELECT count(*) FROM facility WHERE id = $1";
            break;
        case Scope::Kind::kUnit:
            sql = "SELECT count(*) FROM housing_unit WHERE id = $1";
            break;
        case Scope::Kind::kResident:
            sql = "SELECT count(*) FROM resident WHERE id = $1 AND state = 1";
            break;
        case Scope::Kind::kDevice:
        case Scope::Kind::kNetwork:
            return Error(ErrorCode::kInvalid, "messaging is suspended for a resident, a unit or the facility");
    }
    if (TRY(work.db().number(sql, scope.id)) == 1) return {};
    return Error(ErrorCode::kNotFound, "no such resident, unit or facility");
}

}  // namespace

Result<bool> messaging_is_suspended(database::Connection& connection, const ResidentId& resident, Timestamp now) {
    return TRY(connection.number(std::string("SELECT count(*) FROM resident r WHERE r.id = $2 AND ") + kSuspended, now,
                                 resident)) > 0;
}

Status Suspensions::begin(Work& work, const NewSuspension& wanted) {
    TRY(check_scope(work, wanted.scope));
    if (wanted.reason.empty() || utf8::sanitize(wanted.reason, kMaxSuspensionReason) != wanted.reason) {
        return Error(ErrorCode::kInvalid, "a suspension has a reason of at most 400 plain characters");
    }
    if (wanted.until.is_set() && wanted.until <= work.now()) {
        return Error(ErrorCode::kInvalid, "a suspension ends after now");
    }
    const std::int64_t same =
        TRY(work.db().number("SELECT count(*) FROM suspension WHERE scope_kind = $1 AND scope_id = $2 AND ended_ms = 0 "
                             "AND (until_ms = 0 OR until_ms > $3)",
                             static_cast<int>(wanted.scope.kind), wanted.scope.id, work.now()));
    if (same > 0) return Error(ErrorCode::kConflict, "messaging is suspended there already");
    const StoredSuspension suspension{wanted.id, wanted.scope, wanted.reason, work.now(), wanted.until, {}, {}};
    const NoticeId notice = work.make_id<NoticeId>();
    TRY(tell(work, suspension, notice, true));
    TRY(
        work.db().run("INSERT INTO suspension (id, scope_kind, scope_id, reason, from_ms, until_ms, made_by, notice) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                      wanted.id, static_cast<int>(wanted.scope.kind), wanted.scope.id, wanted.reason, work.now(),
                      wanted.until, work.actor().staff_id(), notice));
    TRY(work.audit(record::Event::kMessagingSuspended, wanted.id, "begun"));
    TRY(tick(work, kToldAtOnce));
    return {};
}

Status Suspensions::end(Work& work, const SuspensionId& id) {
    const auto suspension = TRY(find(work.db(), id));
    if (!suspension) return Error(ErrorCode::kNotFound, "no such suspension");
    if (!suspension->in_force(work.now())) return Error(ErrorCode::kConflict, "this suspension is over");
    TRY(work.db().run("UPDATE suspension SET ended_ms = $2 WHERE id = $1", id, work.now()));
    if (suspension->notice) {
        const auto notice = TRY(notices_.find(work.db(), *suspension->notice));
        if (notice && notice->state < StoredNotice::State::kOver) TRY(notices_.end(work, *suspension->notice));
    }
    TRY(tell(work, *suspension, work.make_id<NoticeId>(), false));
    TRY(work.audit(record::Event::kMessagingSuspended, id, "ended"));
    TRY(tick(work, kToldAtOnce));
    return {};
}

Status Suspensions::tell(Work& work, const StoredSuspension& suspension, const NoticeId& notice, bool begins) {
    return notices_.create(work, notice, suspension.scope,
                           begins ? notice_of_suspension(suspension) : notice_of_end(work.now()));
}

// Compares what each resident was told with what is true: whatever changed it (staff, the clock, a move to another
// unit), the profile follows.
Result<int> Suspensions::tick(Work& work, int limit) {
    struct Changed {
        ResidentId id;
        bool suspended;
    };
    std::vector<Changed> all;
    TRY(work.db().each(
        std::string("SELECT r.id, ") + kSuspended +
            " AS suspended FROM resident r WHERE r.state = 1 AND r.messaging_suspended <> " + kSuspended + " LIMIT $2",
        [&](const database::Row& row) {
            all.push_back({row.id<ResidentId>(0), row.flag(1)});
        },
        work.now(), limit));
    for (const Changed& each : all) {
        TRY(work.db().run("UPDATE resident SET messaging_suspended = $2 WHERE id = $1", each.id, each.suspended));
        work.touch(Scope::resident(each.id), RecordKind::kProfile, each.id);
    }
    return static_cast<int>(all.size());
}

Result<std::optional<StoredSuspension>> Suspensions::find(database::Connection& connection, const SuspensionId& id) {
    return connection.first(std::string(kColumns) + "WHERE id = $1", &read_suspension, id);
}

Result<std::vector<StoredSuspension>> Suspensions::list(database::Connection& connection, bool with_over,
                                                        Timestamp now) {
    std::vector<StoredSuspension> all;
    TRY(connection.each(
        std::string(kColumns) +
            "WHERE $1 = 1 OR (ended_ms = 0 AND (until_ms = 0 OR until_ms > $2)) ORDER BY from_ms DESC, id",
        [&](const database::Row& row) { all.push_back(read_suspension(row)); }, with_over, now));
    return all;
}

}  // namespace dayroom::facility
