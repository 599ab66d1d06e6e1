// DeviceStore: cursors and pages of the feed.
#include <set>

#include "platform/store/catalog_index.h"
#include "platform/store/device_store.h"
#include "platform/wire/check.h"
#include "platform/wire/seal.h"

namespace dayroom::store {
namespace {

struct ScopeRow {
    std::uint64_t seq = 0;
    bool in_snapshot = false;
    std::int64_t round = 0;
    bool prune = false;  // a snapshot is in, and its owner has not signed in since
};

Error out_of_turn(const char* what) { return Error(ErrorCode::kConflict, what); }

// One page being applied; everything it does stands in the caller's transaction.
class PageWriter {
public:
    /// `into_vault`: where a resident's snapshot goes instead of among the envelopes.
    PageWriter(database::Connection& connection, const PageToStore& page,
               const DeviceStore::IntoVault* into_vault = nullptr)
        : connection_(connection),
          catalog_(connection),
          page_(page),
          into_vault_(into_vault),
          kind_(page.scope.kind()),
          resident_(page.scope.kind() == wire::RESIDENT) {}

    Status write();

private:
    database::Value scope_id() const { return database::blob(page_.scope.id()); }
    Status load();
    Status write_changes();
    Status write_snapshot();
    Status go_on_later();
    Status finish_snapshot();
    Status put_envelope(const ChangeToStore& change, bool by_snapshot);
    Result<bool> replace_plain(const ChangeToStore& change);
    Status put_anyway(const ChangeToStore& change);
    Status put_newer(const ChangeToStore& change);
    Status drop_record(const ChangeToStore& change);
    Result<bool> is_gone(const ChangeToStore& change);
    Status drop_member(const ChangeToStore& change);

    database::Connection& connection_;
    CatalogIndex catalog_;
    const PageToStore& page_;
    const DeviceStore::IntoVault* into_vault_;
    std::vector<EnvelopeRow> passed_;  // to into_vault_
    int kind_;
    bool resident_;
    ScopeRow scope_;
};

Status PageWriter::write() {
    TRY(load());
    TRY(page_.kind == PageToStore::Kind::kChanges ? write_changes() : write_snapshot());
    return catalog_.finish();
}

Status PageWriter::load() {
    TRY(connection_.run("INSERT OR IGNORE INTO scope(kind, id, token) VALUES($1,$2,$3)", kind_, scope_id(),
                        database::blob("")));
    auto found = TRY(connection_.first(
        "SELECT seq, length(token), round, prune FROM scope WHERE kind=$1 AND id=$2",
        [](const database::Row& row) {
            return ScopeRow{row.sequence(0), row.integer(1) > 0, row.integer(2), row.flag(3)};
        },
        kind_, scope_id()));
    scope_ = found.value_or(ScopeRow{});
    return {};
}

Status PageWriter::write_changes() {
    if (scope_.in_snapshot) return out_of_turn("changes inside a snapshot");
    if (page_.from_seq != scope_.seq) return out_of_turn("a page that does not begin at the cursor");
    for (const ChangeToStore& change : page_.changes)
        TRY(resident_ ? put_envelope(change, false) : change.removed ? drop_record(change) : put_newer(change));
    return connection_.run("UPDATE scope SET seq=$3 WHERE kind=$1 AND id=$2", kind_, scope_id(), page_.to_seq);
}

Status PageWriter::write_snapshot() {
    if (page_.first) {
        ++scope_.round;
        if (resident_) TRY(connection_.run("DELETE FROM snapshot_member WHERE resident=$1", scope_id()));
    } else if (!scope_.in_snapshot) {
        return out_of_turn("a later snapshot page without the first");
    }
    for (const ChangeToStore& change : page_.changes) {
        if (change.removed) {
            // It went while the pages came: an earlier one may hold it.
            TRY(resident_ ? drop_member(change) : drop_record(change));
        } else {
            TRY(resident_ ? put_envelope(change, true) : put_anyway(change));
        }
    }
    if (into_vault_ != nullptr) TRY((*into_vault_)(passed_));
    return page_.last ? finish_snapshot() : go_on_later();
}

Status PageWriter::go_on_later() {
    return connection_.run("UPDATE scope SET token=$3, round=$4, prune=0 WHERE kind=$1 AND id=$2", kind_, scope_id(),
                           database::blob(page_.snapshot_token), scope_.round);
}

// What the snapshot did not hold is gone at the hub.
Status PageWriter::finish_snapshot() {
    if (resident_) {
        TRY(connection_.run("DELETE FROM envelope WHERE resident=$1 AND round<>$2", scope_id(), scope_.round));
    } else {
        TRY(connection_.run("DELETE FROM record WHERE scope_kind=$1 AND scope_id=$2 AND round<>$3", kind_, scope_id(),
                            scope_.round));
        // A restored hub counts from where it is.
        TRY(connection_.run("DELETE FROM record_gone WHERE scope_kind=$1 AND scope_id=$2", kind_, scope_id()));
    }
    return connection_.run("UPDATE scope SET seq=$3, token=$4, round=$5, prune=$6 WHERE kind=$1 AND id=$2", kind_,
                           scope_id(), page_.to_seq, database::blob(""), scope_.round, resident_);
}

Status PageWriter::put_envelope(const ChangeToStore& change, bool by_snapshot) {
    const bool sealed = !change.removed && TRY(wire::envelope_says_sealed(as_bytes(change.content)));
    const auto id = database::blob(change.id);
    bool may_go_back = false;
    if (by_snapshot) {
        TRY(connection_.run("DELETE FROM envelope WHERE resident=$1 AND id=$2 AND round<>$3", scope_id(), id,
                            scope_.round));
        TRY(connection_.run("INSERT OR IGNORE INTO snapshot_member VALUES($1,$2)", scope_id(), id));
        // A restored hub may know an older version, but only one: a thing that comes twice is not in doubt twice.
        may_go_back = connection_.changes() > 0;
    } else if (!change.removed && scope_.prune) {
        // What came since the snapshot belongs to what the hub has, too.
        TRY(connection_.run("INSERT OR IGNORE INTO snapshot_member VALUES($1,$2)", scope_id(), id));
    }
    if (into_vault_ != nullptr) {
        passed_.push_back({0, change.id, false, may_go_back, change.content});
        return {};
    }
    if (!sealed) may_go_back = TRY(replace_plain(change)) || may_go_back;
    return connection_.run(
        "INSERT INTO envelope(resident, id, sealed, removed, by_snapshot, round, content) "
        "VALUES($1,$2,$3,$4,$5,$6,$7)",
        scope_id(), id, sealed, change.removed, may_go_back, scope_.round, database::blob(change.content));
}

/// Whether what it stands for might have gone back: then so may it.
Result<bool> PageWriter::replace_plain(const ChangeToStore& change) {
    const auto id = database::blob(change.id);
    const auto might = TRY(connection_.number(
        "SELECT count(*) FROM envelope WHERE resident=$1 AND id=$2 AND sealed=0 AND removed=$3 AND by_snapshot=1",
        scope_id(), id, change.removed));
    TRY(connection_.run("DELETE FROM envelope WHERE resident=$1 AND id=$2 AND sealed=0 AND removed=$3", scope_id(), id,
                        change.removed));
    return might > 0;
}

Status PageWriter::put_anyway(const ChangeToStore& change) {
    TRY(connection_.run("INSERT OR REPLACE INTO record VALUES($1,$2,$3,$4,$5,$6,$7)", kind_, scope_id(),
                        database::blob(change.id), change.kind, change.version, scope_.round,
                        database::blob(change.content)));
    return catalog_.put(change, as_bytes(page_.scope.id()));
}

Status PageWriter::put_newer(const ChangeToStore& change) {
    if (TRY(is_gone(change))) return {};
    TRY(
        connection_.run("INSERT INTO record VALUES($1,$2,$3,$4,$5,$6,$7) ON CONFLICT (scope_kind, scope_id, id) DO "
                        "UPDATE SET kind=excluded.kind, version=excluded.version, content=excluded.content "
                        "WHERE excluded.version > record.version",
                        kind_, scope_id(), database::blob(change.id), change.kind, change.version, scope_.round,
                        database::blob(change.content)));
    return connection_.changes() > 0 ? catalog_.put(change, as_bytes(page_.scope.id())) : Status();
}

Status PageWriter::drop_record(const ChangeToStore& change) {
    const auto id = database::blob(change.id);
    const auto held = TRY(connection_.first(
        "SELECT kind, version FROM record WHERE scope_kind=$1 AND scope_id=$2 AND id=$3",
        [](const database::Row& row) { return std::pair(row.small(0), row.integer(1)); }, kind_, scope_id(), id));
    if (!held) return {};
    if (wire::must_be_sealed(static_cast<wire::Record::BodyCase>(held->first)))
        TRY(connection_.run("INSERT OR REPLACE INTO record_gone VALUES($1,$2,$3,$4)", kind_, scope_id(), id,
                            held->second));
    return connection_.run("DELETE FROM record WHERE scope_kind=$1 AND scope_id=$2 AND id=$3", kind_, scope_id(), id);
}

Result<bool> PageWriter::is_gone(const ChangeToStore& change) {
    const auto known = TRY(connection_.number(
        "SELECT count(*) FROM record_gone WHERE scope_kind=$1 AND scope_id=$2 AND id=$3 AND version>=$4", kind_,
        scope_id(), database::blob(change.id), change.version));
    return known > 0;
}

// No member of what the hub has: the vault drops it when the snapshot is in.
Status PageWriter::drop_member(const ChangeToStore& change) {
    const auto id = database::blob(change.id);
    TRY(connection_.run("DELETE FROM envelope WHERE resident=$1 AND id=$2", scope_id(), id));
    return connection_.run("DELETE FROM snapshot_member WHERE resident=$1 AND id=$2", scope_id(), id);
}

using ScopeKey = std::pair<int, std::string>;

}  // namespace

Result<std::optional<Epoch>> DeviceStore::epoch() {
    return connection_->first("SELECT value FROM meta WHERE name='epoch'",
                              [](const database::Row& row) { return row.id<Epoch>(0); });
}

Status DeviceStore::set_epoch(const Epoch& epoch) {
    const auto before = TRY(this->epoch());
    if (before == epoch) return {};
    auto transaction = TRY(database::Transaction::begin(*connection_));
    TRY(connection_->run("INSERT OR REPLACE INTO meta VALUES('epoch',$1)", epoch));
    TRY(connection_->run("UPDATE scope SET seq=0, token=$1", database::blob("")));
    if (before) TRY(outbox_.resubmit_all());
    return transaction.commit();
}

Result<std::optional<HubTime>> DeviceStore::kept_time() {
    return connection_->first("SELECT hub_ms, machine_ms FROM hub_time", [](const database::Row& row) {
        return HubTime{row.time(0), row.time(1)};
    });
}

Status DeviceStore::keep_time(const HubTime& time) {
    return connection_->run("INSERT OR REPLACE INTO hub_time VALUES(1,$1,$2)", time.hub, time.machine);
}

Result<std::vector<CursorView>> DeviceStore::cursors() {
    std::vector<CursorView> out;
    TRY(connection_->each("SELECT kind, id, seq, token FROM scope ORDER BY kind, id", [&](const database::Row& row) {
        CursorView cursor;
        cursor.scope.set_kind(static_cast<wire::ScopeKind>(row.small(0)));
        cursor.scope.set_id(to_string(row.bytes(1)));
        cursor.seq = row.sequence(2);
        cursor.snapshot_after = to_string(row.bytes(3));
        out.push_back(std::move(cursor));
    }));
    return out;
}

Status DeviceStore::apply_page(const PageToStore& page) {
    auto transaction = TRY(database::Transaction::begin(*connection_));
    PageWriter writer(*connection_, page);
    TRY(writer.write());
    TRY(transaction.commit());
    if (page.scope.kind() != wire::RESIDENT && (!page.changes.empty() || page.last)) {
        ++stamps_.forms;
        ++stamps_.notices;
        ++stamps_.commissary;
        ++stamps_.phone;
        ++stamps_.visits;
        ++stamps_.documents;
    }
    return {};
}

Status DeviceStore::pass_snapshot(const PageToStore& page, const IntoVault& into_vault) {
    auto transaction = TRY(database::Transaction::begin(*connection_));
    PageWriter writer(*connection_, page, &into_vault);
    TRY(writer.write());
    return transaction.commit();
}

Status DeviceStore::reset_scope(const wire::Scope& scope) {
    return connection_->run("UPDATE scope SET seq=0, token=$3 WHERE kind=$1 AND id=$2", static_cast<int>(scope.kind()),
                            database::blob(scope.id()), database::blob(""));
}

Result<std::vector<ResidentId>> DeviceStore::keep_only_scopes(const std::vector<wire::Scope>& scopes) {
    std::set<ScopeKey> allowed;
    for (const wire::Scope& scope : scopes) allowed.insert({scope.kind(), scope.id()});
    std::set<ScopeKey> gone;
    auto note = [&](int kind, ByteView id) {
        ScopeKey key{kind, to_string(id)};
        if (!allowed.contains(key)) gone.insert(std::move(key));
    };
    TRY(connection_->each("SELECT kind, id FROM scope",
                          [&](const database::Row& row) { note(row.small(0), row.bytes(1)); }));
    TRY(connection_->each("SELECT resident FROM pin_wrap",
                          [&](const database::Row& row) { note(wire::RESIDENT, row.bytes(0)); }));
    std::vector<ResidentId> left;
    if (gone.empty()) return left;
    auto transaction = TRY(database::Transaction::begin(*connection_));
    for (const auto& [kind, id] : gone) {
        TRY(connection_->run("DELETE FROM scope WHERE kind=$1 AND id=$2", kind, database::blob(id)));
        TRY(connection_->run("DELETE FROM record WHERE scope_kind=$1 AND scope_id=$2", kind, database::blob(id)));
        TRY(connection_->run("DELETE FROM record_gone WHERE scope_kind=$1 AND scope_id=$2", kind, database::blob(id)));
        if (kind != wire::RESIDENT) continue;
        for (const char* table : {"envelope", "snapshot_member", "pin_wrap"})
            TRY(connection_->run(std::string("DELETE FROM ") + table + " WHERE resident=$1", database::blob(id)));
        left.push_back(TRY(ResidentId::from_bytes(id)));
    }
    TRY(transaction.commit());
    return left;
}

}  // namespace dayroom::store
