#include "platform/store/recovery.h"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <vector>

namespace dayroom::store {
namespace {

// One row on its way, owning its values.
struct OwnedValue {
    enum class Kind { kNull, kInteger, kText, kBytes } kind = Kind::kNull;
    std::int64_t integer = 0;
    std::string text;
    database::Value view() const {
        switch (kind) {
            case Kind::kNull:
                return std::nullopt;
            case Kind::kInteger:
                return integer;
            case Kind::kText:
                return std::string_view(text);
            case Kind::kBytes:
                return database::blob(text);
        }
        return std::nullopt;
    }
};

OwnedValue own(const database::Row& row, int type_column, int column) {
    OwnedValue out;
    const std::string_view type = row.text(type_column);
    if (type == "integer") {
        out.kind = OwnedValue::Kind::kInteger;
        out.integer = row.integer(column);
    } else if (type == "text") {
        out.kind = OwnedValue::Kind::kText;
        out.text = row.string(column);
    } else if (type == "blob") {
        out.kind = OwnedValue::Kind::kBytes;
        out.text = std::string(as_text(row.bytes(column)));
    }
    return out;
}

std::string select_all(database::Connection& from, const std::string& table, int columns, const char* order) {
    std::vector<std::string> names;
    const Status listed = from.each("SELECT name FROM pragma_table_info('" + table + "')",
                                    [&](const database::Row& row) { names.push_back(row.string(0)); });
    if (!listed.ok() || names.size() != static_cast<std::size_t>(columns)) return {};
    std::string sql = "SELECT ";
    for (const std::string& name : names) sql += name + ",";
    for (const std::string& name : names) sql += "typeof(" + name + "),";
    sql.pop_back();
    return sql + " FROM " + table + " ORDER BY " + names.front() + " " + order;
}

int copy_rows(const OpenDamaged& open_damaged, database::Connection& to, const std::string& table, int columns,
              const char* order) {
    auto opened = open_damaged();
    if (!opened.ok()) return 0;
    database::Connection& from = *opened.value();
    const std::string select = select_all(from, table, columns, order);
    if (select.empty()) return 0;
    std::string insert = "INSERT OR IGNORE INTO " + table + " VALUES(";
    for (int i = 1; i <= columns; ++i) insert += "$" + std::to_string(i) + ",";
    insert.back() = ')';
    int copied = 0;
    // An error ends this direction; the other one may reach the rest.
    (void)from.each(select, [&](const database::Row& row) -> Status {
        std::vector<OwnedValue> owned;
        for (int i = 0; i < columns; ++i) owned.push_back(own(row, columns + i, i));
        std::vector<database::Value> values;
        for (const OwnedValue& value : owned) values.push_back(value.view());
        TRY(to.run_bound(insert, values));
        copied += static_cast<int>(to.changes());
        return {};
    });
    return copied;
}

}  // namespace

Result<std::filesystem::path> set_aside(const std::filesystem::path& file, Timestamp now) {
    std::filesystem::path target = file;
    target += ".corrupt-" + std::to_string(now.ms());
    std::error_code error;
    std::filesystem::rename(file, target, error);
    if (error) return Error(ErrorCode::kIo, "set aside " + file.filename().string() + ": " + error.message());
    std::error_code ignored;  // a WAL need not be there
    std::filesystem::rename(file.string() + "-wal", target.string() + "-wal", ignored);
    std::filesystem::remove(file.string() + "-shm", ignored);
    return target;
}

int salvage_table(const OpenDamaged& open_damaged, database::Connection& to, const std::string& table, int columns) {
    const int forward = copy_rows(open_damaged, to, table, columns, "ASC");
    return forward + copy_rows(open_damaged, to, table, columns, "DESC");
}

int count_rows(const OpenDamaged& open_damaged, const std::string& table) {
    auto opened = open_damaged();
    if (!opened.ok()) return -1;
    auto count = opened.value()->number("SELECT count(*) FROM " + table);
    return count.ok() ? static_cast<int>(count.value()) : -1;
}

Status shred(const std::filesystem::path& file) {
    std::error_code error;
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        const std::filesystem::path path = file.string() + suffix;
        const auto size = std::filesystem::file_size(path, error);
        if (error) continue;
        std::fstream out(path, std::ios::in | std::ios::out | std::ios::binary);
        const std::string zeros(4096, '\0');
        for (std::uintmax_t at = 0; at < size && out; at += zeros.size())
            out.write(zeros.data(), static_cast<std::streamsize>(std::min<std::uintmax_t>(zeros.size(), size - at)));
        out.close();
        if (!std::filesystem::remove(path, error) || error)
            return Error(ErrorCode::kIo, "delete " + path.filename().string() + ": " + error.message());
    }
    return {};
}

}  // namespace dayroom::store
