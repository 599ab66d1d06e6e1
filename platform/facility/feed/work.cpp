#include "platform/facility/feed/work.h"

#include <algorithm>

#include "platform/wire/seal.h"

namespace dayroom::facility {

Work::Work(database::Connection& connection, const Context& context, Actor actor)
    : connection_(connection), context_(context), actor_(std::move(actor)), now_(context.clock->now()) {}

void Work::touch(const Scope& scope, RecordKind kind, const ThingId& id, bool removed) {
    touches_.push_back({scope, kind, id, removed});
}

Status Work::release(const Scope& scope, RecordKind kind, const ThingId& id, wire::Record record) {
    if (!is_sealed(kind)) return Error(ErrorCode::kInvalid, "records of this kind are not sealed");
    auto before = TRY(db().first(
        "SELECT version FROM released WHERE kind = $1 AND id = $2",
        [](const database::Row& row) { return row.integer(0); }, static_cast<int>(kind), id));
    // Never lower than the clock: after a restore the terminals have seen versions that this database has not.
    const std::int64_t version = std::max(before.value_or(0) + 1, now_.ms());
    record.set_facility_id(context_.facility.raw());
    *record.mutable_scope() = scope.to_wire();
    record.set_id(id.raw());
    record.set_version(version);
    record.set_released_ms(now_.ms());
    const std::string sealed = TRY(wire::seal_record(record, *context_.seal)).SerializeAsString();
    TRY(
        db().run("INSERT INTO released (kind, id, version, released_ms, sealed) VALUES ($1, $2, $3, $4, $5) "
                 "ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, released_ms = excluded.released_ms, "
                 "sealed = excluded.sealed",
                 static_cast<int>(kind), id, version, now_, database::blob(sealed)));
    touch(scope, kind, id);
    return {};
}

Status Work::withdraw(const Scope& scope, RecordKind kind, const ThingId& id) {
    TRY(db().run("DELETE FROM released WHERE kind = $1 AND id = $2", static_cast<int>(kind), id));
    touch(scope, kind, id, true);
    return {};
}

Status Work::audit(record::Event event, const ThingId& subject, std::string_view code, record::Outcome outcome) {
    audited_ = true;
    std::optional<ThingId> by;
    if (!actor_.id.is_nil()) by = actor_.id;
    std::optional<ThingId> about;
    if (!subject.is_nil()) about = subject;
    return db().run(
        "INSERT INTO audit_queue (at_ms, event, outcome, actor, actor_id, subject, code) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        now_, static_cast<int>(event), static_cast<int>(outcome), actor_.role, by, about, code);
}

struct Work::Head {
    std::int64_t scope = 0;   // feed_scope.no
    std::int64_t seq = 0;     // of its last change
    std::int64_t newest = 0;  // feed_change.no of that
};

// Nobody else writes between this and the commit (BEGIN IMMEDIATE): the counter is read first and raised last.
Result<Work::Head> Work::head_of(const Scope& scope) {
    const int kind = static_cast<int>(scope.kind);
    auto head = TRY(db().first(
        "SELECT no, head, newest FROM feed_scope WHERE kind = $1 AND id = $2",
        [](const database::Row& row) {
            return Head{row.integer(0), row.integer(1), row.integer(2)};
        },
        kind, scope.id));
    if (head) return *head;
    TRY(db().run("INSERT INTO feed_scope (kind, id, head) VALUES ($1, $2, 0)", kind, scope.id));
    return Head{db().inserted(), 0, 0};
}

Status Work::append(Head& head, const Touch& touch) {
    TRY(db().run("INSERT INTO feed_change (scope, seq, before, kind, id, removed) VALUES ($1, $2, $3, $4, $5, $6)",
                 head.scope, ++head.seq, head.newest, static_cast<int>(touch.kind), touch.id, touch.removed));
    head.newest = db().inserted();
    return {};
}

Status Work::finish() {
    // Scopes ascending: two transactions that touch the same scopes take their rows in the same order. Of several
    // touches of one thing the last counts.
    std::vector<Touch> ordered;
    for (auto touch = touches_.rbegin(); touch != touches_.rend(); ++touch) {
        const bool seen = std::any_of(ordered.begin(), ordered.end(), [&](const Touch& other) {
            return other.id == touch->id && other.kind == touch->kind && other.scope == touch->scope;
        });
        if (!seen) ordered.push_back(*touch);
    }
    std::stable_sort(ordered.begin(), ordered.end(), [](const Touch& a, const Touch& b) { return a.scope < b.scope; });
    for (auto touch = ordered.begin(); touch != ordered.end();) {
        const Scope& scope = touch->scope;
        auto head = TRY(head_of(scope));
        for (; touch != ordered.end() && touch->scope == scope; ++touch) TRY(append(head, *touch));
        TRY(db().run("UPDATE feed_scope SET head = $2, newest = $3 WHERE no = $1", head.scope, head.seq, head.newest));
    }
    return {};
}

std::vector<Scope> Work::scopes() const {
    std::vector<Scope> all;
    for (const Touch& touch : touches_) {
        if (std::find(all.begin(), all.end(), touch.scope) == all.end()) all.push_back(touch.scope);
    }
    for (const Scope& scope : woken_) {
        if (std::find(all.begin(), all.end(), scope) == all.end()) all.push_back(scope);
    }
    return all;
}

}  // namespace dayroom::facility
