#include "platform/database/value.h"

#include <limits>

#include <sqlite3.h>

namespace dayroom::database {

bool Row::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Row::integer(int column) const {
    const int type = sqlite3_column_type(statement_, column);
    if (type == SQLITE_INTEGER) return sqlite3_column_int64(statement_, column);
    if (type != SQLITE_NULL) note_corrupt(column);
    return 0;
}

int Row::small(int column) const {
    const std::int64_t value = integer(column);
    if (value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max())
        return static_cast<int>(value);
    note_corrupt(column);
    return 0;
}

std::string_view Row::text(int column) const {
    const int type = sqlite3_column_type(statement_, column);
    if (type == SQLITE_TEXT) {
        const auto* chars = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {chars, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    if (type != SQLITE_NULL) note_corrupt(column);
    return {};
}

ByteView Row::bytes(int column) const {
    const int type = sqlite3_column_type(statement_, column);
    if (type == SQLITE_BLOB) {
        const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
        return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    if (type != SQLITE_NULL) note_corrupt(column);
    return {};
}

void Row::note_corrupt(int column) const {
    if (corruption_) return;
    const char* name = sqlite3_column_name(statement_, column);
    corruption_.emplace(ErrorCode::kCorrupt,
                        "column " + std::string(name ? name : "?") + " holds another type than expected");
}

}  // namespace dayroom::database
