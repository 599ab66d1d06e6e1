#include "platform/database/migration.h"

#include "platform/base/check.h"

namespace dayroom::database {

Result<int> schema_version(Connection& connection) {
    return static_cast<int>(TRY(connection.number("PRAGMA user_version")));
}

Status migrate(Connection& connection, std::int32_t application_id, std::span<const Migration> migrations) {
    const std::int64_t owner = TRY(connection.number("PRAGMA application_id"));
    int version = TRY(schema_version(connection));
    const std::int64_t tables = TRY(connection.number("SELECT count(*) FROM sqlite_master"));
    const bool empty = owner == 0 && version == 0 && tables == 0;
    if (!empty && owner != application_id)
        return Error(ErrorCode::kInvalid,
                     "this database belongs to another application (" + std::to_string(owner) + ")");
    const int newest = migrations.empty() ? 0 : migrations.back().version;
    if (version > newest)
        return Error(ErrorCode::kUnsupported, "the database has schema version " + std::to_string(version) +
                                                  ", this program knows " + std::to_string(newest));
    for (const Migration& migration : migrations) {
        if (migration.version <= version) continue;
        DAYROOM_ASSERT(migration.version == version + 1);
        auto transaction = TRY(Transaction::begin(connection));
        TRY(connection.script(migration.sql));
        TRY(connection.script("PRAGMA application_id=" + std::to_string(application_id)));
        TRY(connection.script("PRAGMA user_version=" + std::to_string(migration.version)));
        TRY(transaction.commit());
        version = migration.version;
    }
    return {};
}

}  // namespace dayroom::database
