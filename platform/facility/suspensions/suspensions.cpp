#include "platform/facility/suspensions/suspensions.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/suspensions/suspension_notice.h"

namespace dayroom::facility {
namespace {

/// That suspension s concerns resident r.
constexpr const char* kConcerns =
    "(s.scope_kind = 1 OR (s.scope_kind = 2 AND s.scope_id = r.unit) OR (s.scope_kind = 4 AND s.scope_id = r.id))";

/// Of resident r at $1.
std::string messages_suspended() {
    return std::string(
               "EXISTS (SELECT 1 FROM suspension s WHERE s.what = 1 AND s.ended_ms = 0 AND s.from_ms <= $1 AND "
               "(s.until_ms = 0 OR s.until_ms > $1) AND ") +
           kConcerns + ")";
}

/// What resident r is told of visits at $1: what is in force and lasts longest, else what comes first.
std::string visits_standing() {
    return std::string(
               "(SELECT s.id FROM suspension s WHERE s.what = 2 AND s.contact IS NULL AND s.ended_ms = 0 AND "
               "(s.until_ms = 0 OR s.until_ms > $1) AND ") +
           kConcerns +
           " ORDER BY CASE WHEN s.from_ms > $1 THEN s.from_ms ELSE 0 END, s.until_ms <> 0, s.until_ms DESC, s.id "
           "LIMIT 1)";
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
            return Error(ErrorCode::kInvalid, "A suspension is for a resident, a unit or the facility.");
    }
    if (TRY(work.db().number(sql, scope.id)) == 1) return {};
    return Error(ErrorCode::kNotFound, "no such resident, unit or facility");
}

/// What they are called; empty without one.
Result<std::string> check_visitor(Work& work, const NewSuspension& wanted) {
    if (!wanted.visitor) return std::string();
    if (wanted.what != SuspendedThing::kVisits || wanted.scope.kind != Scope::Kind::kResident)
        return Error(ErrorCode::kInvalid, "One visitor is suspended for visits of one resident.");
    auto name = TRY(work.db().first(
        "SELECT name FROM contact WHERE id = $1 AND resident = $2 AND state <> 5",
        [](const database::Row& row) { return row.string(0); }, *wanted.visitor, wanted.scope.id));
    if (!name) return Error(ErrorCode::kNotFound, "There is no such contact of this resident.");
    return std::move(*name);
}

Status note(Work& work, const StoredSuspension& suspension, bool begins) {
    if (suspension.what == SuspendedThing::kVisits)
        return work.audit(record::Event::kVisitChanged, suspension.id, begins ? "suspended" : "allowed");
    return work.audit(record::Event::kMessagingSuspended, suspension.id, begins ? "begun" : "ended");
}

}  // namespace

Result<bool> messaging_is_suspended(database::Connection& connection, const ResidentId& resident, Timestamp now) {
    return TRY(connection.number("SELECT count(*) FROM resident r WHERE r.id = $2 AND " + messages_suspended(), now,
                                 resident)) > 0;
}

Result<VisitBar> visit_bar(database::Connection& connection, const ResidentId& resident, const ContactId& visitor,
                           Timestamp from, Timestamp to, Timestamp now) {
    VisitBar bar = VisitBar::kNone;
    TRY(connection.each(
        std::string("SELECT s.contact IS NULL FROM suspension s JOIN resident r ON r.id = $2 WHERE s.what = 2 AND "
                    "s.ended_ms = 0 AND (s.contact IS NULL OR s.contact = $3) AND ((s.from_ms <= $1 AND (s.until_ms = "
                    "0 OR s.until_ms > $1)) OR (s.from_ms < $5 AND (s.until_ms = 0 OR s.until_ms > $4))) AND ") +
            kConcerns,
        [&](const database::Row& row) { bar = std::max(bar, row.flag(0) ? VisitBar::kAll : VisitBar::kVisitor); }, now,
        resident, visitor, from, to));
    return bar;
}

Result<StoredSuspension> Suspensions::agree(Work& work, const NewSuspension& wanted) {
    TRY(check_scope(work, wanted.scope));
    if (wanted.reason.empty() || utf8::sanitize(wanted.reason, kMaxSuspensionReason) != wanted.reason) {
        return Error(ErrorCode::kInvalid, "a suspension has a reason of at most 400 plain characters");
    }
    StoredSuspension suspension;
    suspension.id = wanted.id;
    suspension.what = wanted.what;
    suspension.scope = wanted.scope;
    suspension.visitor = wanted.visitor;
    suspension.visitor_name = TRY(check_visitor(work, wanted));
    suspension.reason = wanted.reason;
    suspension.made = work.now();
    suspension.from = std::max(wanted.from, work.now());
    suspension.until = wanted.until;
    if (wanted.until.is_set() && wanted.until <= suspension.from)
        return Error(ErrorCode::kInvalid, "a suspension ends after now, and after it begins");
    const std::int64_t same = TRY(
        work.db().number("SELECT count(*) FROM suspension WHERE what = $1 AND scope_kind = $2 AND scope_id = $3 AND "
                         "contact IS NOT DISTINCT FROM $4 AND ended_ms = 0 AND (until_ms = 0 OR until_ms > $5)",
                         static_cast<int>(wanted.what), static_cast<int>(wanted.scope.kind), wanted.scope.id,
                         wanted.visitor, work.now()));
    if (same > 0) return Error(ErrorCode::kConflict, "This is suspended there already.", "suspended_before");
    return suspension;
}

Status Suspensions::begin(Work& work, const NewSuspension& wanted) {
    const StoredSuspension suspension = TRY(agree(work, wanted));
    const NoticeId notice = work.make_id<NoticeId>();
    TRY(notices_.create(work, notice, suspension.scope,
                        notice_of_suspension(suspension, TRY(read_facility(work.db())).time_zone())));
    TRY(
        work.db().run("INSERT INTO suspension (id, what, scope_kind, scope_id, contact, reason, made_ms, from_ms, "
                      "until_ms, made_by, notice) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                      suspension.id, static_cast<int>(suspension.what), static_cast<int>(suspension.scope.kind),
                      suspension.scope.id, suspension.visitor, suspension.reason, suspension.made, suspension.from,
                      suspension.until, work.actor().staff_id(), notice));
    if (suspension.visitor)
        work.touch(Scope{Scope::Kind::kResident, suspension.scope.id}, RecordKind::kContact, *suspension.visitor);
    TRY(note(work, suspension, true));
    TRY(tick(work, kToldAtOnce));
    return {};
}

Status Suspensions::end(Work& work, const SuspensionId& id) {
    const auto suspension = TRY(find(work.db(), id));
    if (!suspension) return Error(ErrorCode::kNotFound, "no such suspension");
    if (suspension->is_over(work.now())) return Error(ErrorCode::kConflict, "this suspension is over");
    TRY(work.db().run("UPDATE suspension SET ended_ms = $2 WHERE id = $1", id, work.now()));
    if (suspension->notice) {
        const auto notice = TRY(notices_.find(work.db(), *suspension->notice));
        if (notice && notice->state < StoredNotice::State::kOver) TRY(notices_.end(work, *suspension->notice));
    }
    TRY(notices_.create(work, work.make_id<NoticeId>(), suspension->scope, notice_of_end(*suspension, work.now())));
    if (suspension->visitor)
        work.touch(Scope{Scope::Kind::kResident, suspension->scope.id}, RecordKind::kContact, *suspension->visitor);
    TRY(note(work, *suspension, false));
    TRY(tick(work, kToldAtOnce));
    return {};
}

// Compares what each resident was told with what is true: whatever changed it (staff, the clock, a move to another
// unit), the record follows.
Result<int> Suspensions::tick(Work& work, int limit) {
    const int messages = TRY(tell_of_messages(work, limit));
    return messages + TRY(tell_of_visits(work, limit));
}

Result<int> Suspensions::tell_of_messages(Work& work, int limit) {
    struct Changed {
        ResidentId id;
        bool suspended;
    };
    std::vector<Changed> all;
    const std::string suspended = messages_suspended();
    TRY(work.db().each(
        "SELECT r.id, " + suspended + " AS suspended FROM resident r WHERE r.state = 1 AND r.messaging_suspended <> " +
            suspended + " LIMIT $2",
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

Result<int> Suspensions::tell_of_visits(Work& work, int limit) {
    struct Changed {
        ResidentId id;
        std::optional<SuspensionId> standing;
    };
    std::vector<Changed> all;
    const std::string standing = visits_standing();
    TRY(work.db().each(
        "SELECT r.id, " + standing +
            " AS standing FROM resident r WHERE r.state = 1 AND (r.visits_told IS NOT NULL OR EXISTS (SELECT 1 FROM "
            "suspension e WHERE e.what = 2 AND e.ended_ms = 0)) AND r.visits_told IS DISTINCT FROM " +
            standing + " LIMIT $2",
        [&](const database::Row& row) {
            all.push_back({row.id<ResidentId>(0), row.optional_id<SuspensionId>(1)});
        },
        work.now(), limit));
    for (const Changed& each : all) {
        TRY(work.db().run("UPDATE resident SET visits_told = $2 WHERE id = $1", each.id, each.standing));
        work.touch(Scope::resident(each.id), RecordKind::kVisitStanding, fourth_companion_of(each.id));
    }
    return static_cast<int>(all.size());
}

}  // namespace dayroom::facility
