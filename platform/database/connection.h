// One connection to an encrypted database (SQLCipher: WAL, synchronous=FULL, raw 32-byte key). The only includer of
// sqlite3.h is this folder. SQL is written for SQLite and PostgreSQL alike: parameters are $1, $2 …; ${BLOB} and
// ${IDENTITY} stand for the words that differ; money and time are BIGINT; constraints decide (their kind and name are
// in the error).
//
// A Connection belongs to one thread at a time. Errors: kConflict a constraint said no (see violation()); kCorrupt the
// file is damaged, not a database, or the key is wrong; kIo disk full or unreadable; kUnavailable another process holds
// it.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/crypto/secret.h"
#include "platform/database/fault_seam.h"
#include "platform/database/value.h"

namespace dayroom::database {

struct OpenOptions {
    /// Exclusive: no other process or connection may open the file (terminal stores). Shared: a hub's writer and
    /// readers.
    enum class Locking { kExclusive, kShared };
    Locking locking = Locking::kExclusive;
    bool read_only = false;
    bool create = true;           // else a missing file is kNotFound
    int busy_timeout_ms = 5'000;  // how long to wait for another connection's lock
    int cache_kib = 8 * 1024;     // decrypted pages kept in memory
    /// A commit that leaves the write-ahead log longer than this moves it into the file, while its caller waits.
    int checkpoint_pages = 2'000;
    FaultSeam* faults = nullptr;  // tests only; outlives the connection
};

/// Which constraint said no. Name: a CHECK's own name; else "table.column, table.column".
struct Violation {
    enum class Kind { kPrimaryKey, kUnique, kCheck, kForeignKey, kNotNull, kOther };
    Kind kind = Kind::kOther;
    std::string name;
};
/// Nothing when the error is no constraint violation.
std::optional<Violation> violation(const Error& error);

class Connection {
public:
    /// `key`: 32 raw bytes; it is never logged, and its text form is wiped. Wrong key and damaged first page are both
    /// kCorrupt. A file that is made has mode 0600.
    static Result<std::unique_ptr<Connection>> open(const std::filesystem::path& path, const Secret& key,
                                                    const OpenOptions& options = {});
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Runs one statement with $1, $2 … bound in order; rows, if any, are skipped.
    template <typename... Values>
    Status run(std::string_view sql, const Values&... values) {
        const std::array<Value, sizeof...(values)> bound{Value(values)...};
        return run_bound(sql, bound);
    }
    /// `each` is called with every row: void(const Row&), or Status(const Row&) whose error ends the query.
    template <typename Callback, typename... Values>
    Status each(std::string_view sql, Callback&& callback, const Values&... values) {
        const std::array<Value, sizeof...(values)> bound{Value(values)...};
        return each_bound(sql, wrap(callback), bound);
    }
    /// What `read` makes of the first row; nothing when there is none. `read`: T(const Row&).
    template <typename Read, typename... Values>
    auto first(std::string_view sql, Read&& read, const Values&... values)
        -> Result<std::optional<decltype(read(std::declval<const Row&>()))>> {
        std::optional<decltype(read(std::declval<const Row&>()))> found;
        const std::array<Value, sizeof...(values)> bound{Value(values)...};
        Status status = each_bound(
            sql,
            [&](const Row& row) -> Result<bool> {
                found.emplace(read(row));
                return false;
            },
            bound);
        if (!status.ok()) return status.take_error();
        return found;
    }
    /// The first column of the first row as a number; kNotFound when there is no row.
    template <typename... Values>
    Result<std::int64_t> number(std::string_view sql, const Values&... values) {
        auto found = first(
            sql, [](const Row& row) { return row.integer(0); }, values...);
        if (!found.ok()) return found.take_error();
        if (!found.value()) return Error(ErrorCode::kNotFound, "no row");
        return *found.value();
    }

    /// Rows read one callback at a time; the callback says whether to go on.
    using RowCallback = std::function<Result<bool>(const Row&)>;
    Status run_bound(std::string_view sql, std::span<const Value> values);
    Status each_bound(std::string_view sql, const RowCallback& callback, std::span<const Value> values);
    /// Several statements without parameters: schemas.
    Status script(std::string_view sql);

    /// Rows changed by the last run().
    std::int64_t changes() const;
    /// The number (INTEGER PRIMARY KEY) that the last INSERT of one row into such a table was given.
    std::int64_t inserted() const;
    bool in_transaction() const;

    /// Reads every page and index; kCorrupt names what is wrong.
    Status check_integrity();
    /// A consistent copy of the live database as a new encrypted file under `key`; other connections may go on writing.
    /// An existing file at `to` is kConflict.
    Status backup_to(const std::filesystem::path& to, const Secret& key);
    /// Moves the WAL into the file; wanted before copying or closing for long.
    Status checkpoint();
    /// For moments when nobody waits: moves what can be moved at once into the file when the log has grown by `pages`
    /// since, so that no commit has to (checkpoint_pages). Waits for no other connection.
    Status tidy(int pages);

private:
    struct Impl;
    explicit Connection(std::unique_ptr<Impl> impl);
    template <typename Callback>
    static RowCallback wrap(Callback& callback) {
        return [&callback](const Row& row) -> Result<bool> {
            if constexpr (std::is_void_v<decltype(callback(row))>) {
                callback(row);
            } else {
                Status status = callback(row);
                if (!status.ok()) return status.take_error();
            }
            return true;
        };
    }
    std::unique_ptr<Impl> impl_;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back when it goes out of scope uncommitted.
class Transaction {
public:
    static Result<Transaction> begin(Connection& connection);
    Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    /// Durable when it returns well; on an error everything is rolled back.
    Status commit();

private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

/// A part of a transaction that can fail alone; rolled back when it goes out of scope unreleased. May be nested.
class Savepoint {
public:
    static Result<Savepoint> begin(Connection& connection);
    Savepoint(Savepoint&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();
    Status release();
    Status rollback();

private:
    explicit Savepoint(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

}  // namespace dayroom::database
