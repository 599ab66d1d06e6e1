// Private to platform/database: the engine's handles, and its codes as our errors.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <sqlite3.h>

#include "platform/base/result.h"
#include "platform/database/fault_seam.h"
#include "platform/database/value.h"

namespace dayroom::database::sqlite {

/// The error of the last call on `handle`. `what` says what was being done; SQL text and values never appear.
Error last_error(sqlite3* handle, std::string_view what);
Error error_from(int extended_code, std::string_view message, std::string_view what);

/// `$n` as `?n`, `${BLOB}` and `${IDENTITY}` as SQLite's words; text in quotes is left alone.
std::string to_sqlite(std::string_view portable);

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;

Status bind(sqlite3_stmt* statement, std::span<const Value> values);

/// How long the write-ahead log is. SQLite moves it into the file in the commit that makes it too long; knowing the
/// length, a moment can be chosen when nobody waits.
class WalLength {
public:
    /// Both live as long as the connection.
    void watch(sqlite3* handle, int most_pages);
    /// Pages that commits of this connection have added since the log was last moved.
    int grown() const { return pages_ - moved_; }
    /// SQLite's code.
    int move(sqlite3* handle);

private:
    static int committed(void* self, sqlite3* handle, const char* schema, int pages);
    /// Pages that the connection has written since this was asked last.
    static int written(sqlite3* handle);
    int most_ = 0;
    int pages_ = 0;
    int moved_ = 0;
};

/// Prepared statements by their text; the least recently used goes first.
class StatementCache {
public:
    static constexpr std::size_t kLimit = 192;  // statements

    StatementCache(sqlite3* handle, FaultSeam* faults) : handle_(handle), faults_(faults) {}

    /// One statement on loan: reset and given back at the end of its scope.
    class Loan {
    public:
        Loan(sqlite3_stmt* cached, bool* busy) : cached_(cached), busy_(busy) { *busy_ = true; }
        explicit Loan(StatementHandle own) : own_(std::move(own)) {}
        Loan(Loan&& other) noexcept
            : cached_(std::exchange(other.cached_, nullptr)),
              busy_(std::exchange(other.busy_, nullptr)),
              own_(std::move(other.own_)) {}
        Loan& operator=(Loan&&) = delete;
        ~Loan();
        sqlite3_stmt* get() const { return own_ ? own_.get() : cached_; }

    private:
        sqlite3_stmt* cached_ = nullptr;
        bool* busy_ = nullptr;
        StatementHandle own_;
    };
    Result<Loan> borrow(std::string_view sql);
    void clear();

private:
    struct Entry {
        std::string sql;
        StatementHandle statement;
        bool busy = false;
    };
    Result<StatementHandle> prepare(std::string_view sql, bool keep);

    sqlite3* handle_;
    FaultSeam* faults_;
    std::list<Entry> entries_;  // most recently used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_sql_;
};

}  // namespace dayroom::database::sqlite
