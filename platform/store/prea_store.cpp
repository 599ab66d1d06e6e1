#include "platform/store/prea_store.h"

namespace dayroom::store {

Result<std::optional<PreaStore::Kept>> PreaStore::kept() {
    std::optional<Kept> found;
    TRY(connection_.each("SELECT serial, body, box_key, key_since_ms FROM prea_statement",
                         [&](const database::Row& row) -> Status {
                             Kept kept;
                             kept.serial = row.integer(0);
                             const ByteView body = row.bytes(1);
                             if (!kept.body.ParseFromArray(body.data(), static_cast<int>(body.size())))
                                 return Error(ErrorCode::kCorrupt, "the kept PREA statement cannot be read");
                             kept.key = to_string(row.bytes(2));
                             kept.key_since = row.time(3);
                             found = std::move(kept);
                             return {};
                         }));
    return found;
}

Status PreaStore::keep(const wire::PreaBody& body, std::int64_t serial, const std::string& key, Timestamp now) {
    const auto before = TRY(kept());
    if (before && before->serial >= serial) return Error(ErrorCode::kConflict, "an older PREA statement");
    const Timestamp since = before && before->key == key ? before->key_since : now;
    return connection_.run("INSERT OR REPLACE INTO prea_statement VALUES(1,$1,$2,$3,$4)", serial,
                           database::blob(body.SerializeAsString()), database::blob(key), since);
}

Status PreaStore::add(const wire::PreaBox& report, Timestamp not_before) {
    if (TRY(connection_.number("SELECT count(*) FROM prea_report")) >= kMaxPreaWaiting)
        return Error(ErrorCode::kTooLarge, "too many reports wait", "prea_full");
    return connection_.run("INSERT INTO prea_report VALUES($1,$2,$3,$4)", database::blob(report.id()),
                           database::blob(report.key_id()), database::blob(report.box()), not_before);
}

Result<std::vector<wire::PreaBox>> PreaStore::due(Timestamp now, int limit) {
    std::vector<wire::PreaBox> out;
    TRY(connection_.each(
        "SELECT id, key_id, box FROM prea_report WHERE not_before_ms<=$1 ORDER BY id LIMIT $2",
        [&](const database::Row& row) {
            wire::PreaBox& report = out.emplace_back();
            report.set_id(to_string(row.bytes(0)));
            report.set_key_id(to_string(row.bytes(1)));
            report.set_box(to_string(row.bytes(2)));
        },
        now, limit));
    return out;
}

Result<std::optional<Timestamp>> PreaStore::next_due() {
    return connection_.first("SELECT not_before_ms FROM prea_report ORDER BY not_before_ms LIMIT 1",
                             [](const database::Row& row) { return row.time(0); });
}

Status PreaStore::forget(const std::string& id) {
    return connection_.run("DELETE FROM prea_report WHERE id=$1", database::blob(id));
}

}  // namespace dayroom::store
