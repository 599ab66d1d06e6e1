#include "platform/database/connection.h"

#include <system_error>

#include <sys/stat.h>

#include "platform/database/sqlite.h"

namespace dayroom::database {
namespace {

// SQLCipher takes a raw key as the text x'64 hex digits'. Given through the C call it never becomes SQL.
Status give_key(sqlite3* handle, const Secret& key) {
    if (key.size() != kKeyBytes) return Error(ErrorCode::kInvalid, "a database key has 32 bytes");
    constexpr char kHex[] = "0123456789abcdef";
    Secret text = Secret::zeroed(3 + 2 * kKeyBytes);
    auto out = text.writable();
    std::size_t at = 0;
    out[at++] = 'x';
    out[at++] = '\'';
    for (const std::uint8_t byte : key.bytes()) {
        out[at++] = static_cast<std::uint8_t>(kHex[byte >> 4]);
        out[at++] = static_cast<std::uint8_t>(kHex[byte & 15]);
    }
    out[at++] = '\'';
    if (sqlite3_key(handle, text.bytes().data(), static_cast<int>(text.size())) != SQLITE_OK)
        return sqlite::last_error(handle, "set the database key");
    return {};
}

Status pragma(sqlite3* handle, const char* sql) {
    if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return sqlite::last_error(handle, "set up");
    return {};
}

struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

Status set_up(sqlite3* handle, const OpenOptions& options) {
    sqlite3_busy_timeout(handle, options.busy_timeout_ms);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (options.locking == OpenOptions::Locking::kExclusive) TRY(pragma(handle, "PRAGMA locking_mode=EXCLUSIVE"));
    // The first read of the file: a wrong key shows here.
    TRY(pragma(handle, "SELECT count(*) FROM sqlite_master"));
    if (!options.read_only) TRY(pragma(handle, "PRAGMA journal_mode=WAL"));
    TRY(pragma(handle, "PRAGMA synchronous=FULL"));
    TRY(pragma(handle, "PRAGMA foreign_keys=ON"));
    return pragma(handle, ("PRAGMA cache_size=-" + std::to_string(options.cache_kib)).c_str());
}

Result<Handle> open_handle(const std::filesystem::path& path, const Secret& key, const OpenOptions& options) {
    std::error_code ignored;
    const bool exists = std::filesystem::exists(path, ignored);
    if (!exists && (!options.create || options.read_only))
        return Error(ErrorCode::kNotFound, "no database at " + path.string());
    int flags = options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (!exists) flags |= SQLITE_OPEN_CREATE;
    sqlite3* raw = nullptr;
    const mode_t old_mask = exists ? 0 : ::umask(0077);
    const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Handle handle(raw);
    // SQLCipher would write its own lines to stderr; our errors say the same in one place.
    if (code == SQLITE_OK) (void)pragma(raw, "PRAGMA cipher_log_level=NONE");
    Status ready = code == SQLITE_OK ? give_key(raw, key) : sqlite::error_from(code, sqlite3_errstr(code), "open");
    if (ready.ok()) ready = set_up(raw, options);
    if (!exists) ::umask(old_mask);
    if (!ready.ok()) return ready.take_error().while_doing("open " + path.filename().string());
    return handle;
}

Error chosen_fault(const char* what) { return Error(ErrorCode::kIo, std::string(what) + ": fault chosen by a test"); }

}  // namespace

struct Connection::Impl {
    Handle handle;
    FaultSeam* faults;
    sqlite::StatementCache statements;
    std::int64_t changes = 0;
    sqlite::WalLength wal;

    Impl(Handle h, const OpenOptions& options)
        : handle(std::move(h)), faults(options.faults), statements(handle.get(), faults) {
        wal.watch(handle.get(), options.checkpoint_pages);
    }
    ~Impl() { statements.clear(); }
    bool corrupt = false;  // seen once: SQLCipher then refuses everything, with other codes

    Error note(Error error) {
        corrupt = corrupt || error.code == ErrorCode::kCorrupt;
        if (corrupt && error.code != ErrorCode::kConflict) error.code = ErrorCode::kCorrupt;
        return error;
    }
    bool should_fail() { return faults != nullptr && faults->should_fail(); }
};

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() = default;

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& path, const Secret& key,
                                                     const OpenOptions& options) {
    if (options.faults != nullptr && options.faults->should_fail()) return chosen_fault("open");
    Handle handle = TRY(open_handle(path, key, options));
    return std::unique_ptr<Connection>(new Connection(std::make_unique<Impl>(std::move(handle), options)));
}

Status Connection::run_bound(std::string_view sql, std::span<const Value> values) {
    return each_bound(sql, nullptr, values);
}

Status Connection::each_bound(std::string_view sql, const RowCallback& callback, std::span<const Value> values) {
    auto borrowed = impl_->statements.borrow(sql);
    if (!borrowed.ok()) return impl_->note(borrowed.take_error());
    const auto loan = borrowed.take();
    TRY(sqlite::bind(loan.get(), values));
    sqlite3* handle = impl_->handle.get();
    for (;;) {
        if (impl_->should_fail()) return chosen_fault("step");
        const int code = sqlite3_step(loan.get());
        if (code == SQLITE_DONE) break;
        if (code != SQLITE_ROW) return impl_->note(sqlite::last_error(handle, "step"));
        if (!callback) continue;
        const Row row(loan.get());
        auto go_on = callback(row);
        if (row.corruption()) return *row.corruption();
        if (!go_on.ok()) return go_on.take_error();
        if (!go_on.value()) break;
    }
    impl_->changes = sqlite3_changes64(handle);
    return {};
}

Status Connection::script(std::string_view sql) {
    if (impl_->should_fail()) return chosen_fault("script");
    const std::string text = sqlite::to_sqlite(sql);
    if (sqlite3_exec(impl_->handle.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return sqlite::last_error(impl_->handle.get(), "script");
    return {};
}

std::int64_t Connection::changes() const { return impl_->changes; }
std::int64_t Connection::inserted() const { return sqlite3_last_insert_rowid(impl_->handle.get()); }
bool Connection::in_transaction() const { return sqlite3_get_autocommit(impl_->handle.get()) == 0; }

Status Connection::check_integrity() {
    std::string found;
    TRY(each("PRAGMA cipher_integrity_check", [&](const Row& row) {
        if (found.empty()) found = row.string(0);
    }));
    if (!found.empty()) return Error(ErrorCode::kCorrupt, found);
    TRY(each("PRAGMA integrity_check(1)", [&](const Row& row) {
        if (row.text(0) != "ok") found = row.string(0);
    }));
    if (!found.empty()) return Error(ErrorCode::kCorrupt, found);
    return {};
}

Status Connection::backup_to(const std::filesystem::path& to, const Secret& key) {
    std::error_code ignored;
    if (std::filesystem::exists(to, ignored)) return Error(ErrorCode::kConflict, to.string() + " exists already");
    if (impl_->should_fail()) return chosen_fault("backup");
    OpenOptions options;
    Handle target = TRY(open_handle(to, key, options));
    sqlite3_backup* backup = sqlite3_backup_init(target.get(), "main", impl_->handle.get(), "main");
    Status status;
    if (backup == nullptr) {
        status = sqlite::last_error(target.get(), "backup");
    } else {
        const int step = sqlite3_backup_step(backup, -1);
        const int finish = sqlite3_backup_finish(backup);
        if (step != SQLITE_DONE)
            status = sqlite::error_from(step, sqlite3_errstr(step), "backup");
        else if (finish != SQLITE_OK)
            status = sqlite::error_from(finish, sqlite3_errstr(finish), "backup");
    }
    // The copy leaves as one file, without a WAL beside it.
    if (status.ok()) status = pragma(target.get(), "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");
    target.reset();
    if (!status.ok()) std::filesystem::remove(to, ignored);
    return status;
}

Status Connection::checkpoint() { return run("PRAGMA wal_checkpoint(TRUNCATE)"); }

Status Connection::tidy(int pages) {
    if (impl_->wal.grown() < pages || in_transaction()) return {};
    if (impl_->should_fail()) return chosen_fault("checkpoint");
    const int code = impl_->wal.move(impl_->handle.get());
    if (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) return {};
    return impl_->note(sqlite::error_from(code, sqlite3_errstr(code), "checkpoint"));
}

std::optional<Violation> violation(const Error& error) {
    constexpr std::string_view kPrefix = "constraint ";
    const std::string_view detail = error.detail;
    if (error.code != ErrorCode::kConflict || !detail.starts_with(kPrefix)) return std::nullopt;
    const std::size_t space = detail.find(' ', kPrefix.size());
    if (space == std::string_view::npos) return std::nullopt;
    const std::string_view word = detail.substr(kPrefix.size(), space - kPrefix.size());
    using Kind = Violation::Kind;
    Kind kind = Kind::kOther;
    if (word == "primary_key") kind = Kind::kPrimaryKey;
    if (word == "unique") kind = Kind::kUnique;
    if (word == "check") kind = Kind::kCheck;
    if (word == "foreign_key") kind = Kind::kForeignKey;
    if (word == "not_null") kind = Kind::kNotNull;
    return Violation{kind, std::string(detail.substr(space + 1))};
}

}  // namespace dayroom::database
