#include "platform/database/sqlite.h"

#include <cctype>

namespace dayroom::database::sqlite {
namespace {

const char* violation_word(int extended_code) {
    switch (extended_code) {
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return "primary_key";
        case SQLITE_CONSTRAINT_UNIQUE:
            return "unique";
        case SQLITE_CONSTRAINT_CHECK:
            return "check";
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return "foreign_key";
        case SQLITE_CONSTRAINT_NOTNULL:
            return "not_null";
        default:
            return "other";
    }
}

ErrorCode code_from(int extended_code) {
    switch (extended_code & 0xff) {
        case SQLITE_CONSTRAINT:
            return ErrorCode::kConflict;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorCode::kCorrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::kUnavailable;
        case SQLITE_CANTOPEN:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_NOMEM:
        case SQLITE_READONLY:
            return ErrorCode::kIo;
        case SQLITE_TOOBIG:
            return ErrorCode::kTooLarge;
        default:
            return ErrorCode::kInvalid;
    }
}

// "UNIQUE constraint failed: command.id" → "command.id"
std::string_view after_colon(std::string_view message) {
    const std::size_t colon = message.find(": ");
    return colon == std::string_view::npos ? std::string_view() : message.substr(colon + 2);
}

}  // namespace

Error error_from(int extended_code, std::string_view message, std::string_view what) {
    if ((extended_code & 0xff) == SQLITE_CONSTRAINT)
        return Error(ErrorCode::kConflict, "constraint " + std::string(violation_word(extended_code)) + " " +
                                               std::string(after_colon(message)));
    return Error(code_from(extended_code),
                 std::string(what) + ": " + std::string(message) + " (" + std::to_string(extended_code) + ")");
}

Error last_error(sqlite3* handle, std::string_view what) {
    return error_from(sqlite3_extended_errcode(handle), sqlite3_errmsg(handle), what);
}

std::string to_sqlite(std::string_view portable) {
    constexpr std::string_view kBlob = "${BLOB}";
    constexpr std::string_view kIdentity = "${IDENTITY}";
    std::string out;
    out.reserve(portable.size() + 16);
    char quote = 0;
    for (std::size_t i = 0; i < portable.size();) {
        const char c = portable[i];
        const std::string_view rest = portable.substr(i);
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (rest.starts_with(kBlob)) {
            out += "BLOB";
            i += kBlob.size();
            continue;
        } else if (rest.starts_with(kIdentity)) {
            out += "INTEGER PRIMARY KEY AUTOINCREMENT";
            i += kIdentity.size();
            continue;
        } else if (c == '$' && rest.size() > 1 && std::isdigit(static_cast<unsigned char>(rest[1])) != 0) {
            out += '?';
            ++i;
            continue;
        }
        out += c;
        ++i;
    }
    return out;
}

Status bind(sqlite3_stmt* statement, std::span<const Value> values) {
    if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) != values.size())
        return Error(ErrorCode::kInvalid, "a statement got another number of values than it has parameters");
    int at = 0;
    for (const Value& value : values) {
        ++at;
        int code = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&value.form())) {
            code = sqlite3_bind_int64(statement, at, *number);
        } else if (const auto* text = std::get_if<std::string_view>(&value.form())) {
            code = sqlite3_bind_text64(statement, at, text->data() ? text->data() : "", text->size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        } else if (const auto* bytes = std::get_if<ByteView>(&value.form())) {
            code = sqlite3_bind_blob64(statement, at,
                                       bytes->empty() ? reinterpret_cast<const std::uint8_t*>("") : bytes->data(),
                                       bytes->size(), SQLITE_STATIC);
        } else {
            code = sqlite3_bind_null(statement, at);
        }
        if (code != SQLITE_OK) return error_from(code, sqlite3_errstr(code), "bind");
    }
    return {};
}

void WalLength::watch(sqlite3* handle, int most_pages) {
    most_ = most_pages;
    (void)written(handle);
    sqlite3_wal_hook(handle, &WalLength::committed, this);
}

// A log that was moved whole begins again with the next commit, which may be longer than all of the old one: only the
// pages that this commit wrote tell. Not exact when another process commits too: then it is moved a little early or
// late.
int WalLength::committed(void* self, sqlite3* handle, const char* /*schema*/, int pages) {
    auto& wal = *static_cast<WalLength*>(self);
    if (pages < wal.pages_ || pages <= written(handle)) wal.moved_ = 0;
    wal.pages_ = pages;
    if (wal.grown() >= wal.most_) (void)wal.move(handle);  // what fails here is tried again after the next commit
    return SQLITE_OK;
}

int WalLength::written(sqlite3* handle) {
    int pages = 0;
    int unused = 0;
    sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &unused, 1);
    return pages;
}

int WalLength::move(sqlite3* handle) {
    const int code = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code == SQLITE_OK) moved_ = pages_;
    return code;
}

StatementCache::Loan::~Loan() {
    if (cached_ != nullptr) {
        sqlite3_reset(cached_);
        sqlite3_clear_bindings(cached_);
        *busy_ = false;
    }
}

Result<StatementHandle> StatementCache::prepare(std::string_view sql, bool keep) {
    if (faults_ != nullptr && faults_->should_fail()) return Error(ErrorCode::kIo, "prepare: fault chosen by a test");
    const std::string text = to_sqlite(sql);
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(handle_, text.c_str(), static_cast<int>(text.size() + 1),
                                        keep ? SQLITE_PREPARE_PERSISTENT : 0, &raw, nullptr);
    StatementHandle statement(raw);
    if (code != SQLITE_OK) return last_error(handle_, "prepare");
    if (!statement) return Error(ErrorCode::kInvalid, "prepare: no statement");
    return statement;
}

Result<StatementCache::Loan> StatementCache::borrow(std::string_view sql) {
    auto found = by_sql_.find(sql);
    if (found != by_sql_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        Entry& entry = entries_.front();
        // The same statement inside its own rows: a second one, not kept.
        if (entry.busy) return Loan(TRY(prepare(sql, false)));
        return Loan(entry.statement.get(), &entry.busy);
    }
    auto statement = TRY(prepare(sql, true));
    entries_.push_front({std::string(sql), std::move(statement), false});
    by_sql_.emplace(entries_.front().sql, entries_.begin());
    if (entries_.size() > kLimit && !entries_.back().busy) {
        by_sql_.erase(entries_.back().sql);
        entries_.pop_back();
    }
    Entry& entry = entries_.front();
    return Loan(entry.statement.get(), &entry.busy);
}

void StatementCache::clear() {
    by_sql_.clear();
    entries_.clear();
}

}  // namespace dayroom::database::sqlite
