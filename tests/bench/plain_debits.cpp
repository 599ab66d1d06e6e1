#include "tests/bench/plain_debits.h"

#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "platform/base/random.h"
#include "platform/facility/schema/hub_database.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

using Id = std::array<std::uint8_t, 16>;

class Sql {
public:
    Sql(sqlite3* db, const char* text) : db_(db) {
        if (sqlite3_prepare_v3(db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK) fail();
    }
    ~Sql() { sqlite3_finalize(statement_); }
    Sql(const Sql&) = delete;
    Sql& operator=(const Sql&) = delete;

    Sql& id(int at, const Id& id) { return blob(at, id.data(), id.size()); }
    Sql& blob(int at, const void* bytes, std::size_t size) {
        sqlite3_bind_blob(statement_, at, bytes, static_cast<int>(size), SQLITE_STATIC);
        return *this;
    }
    Sql& number(int at, std::int64_t value) {
        sqlite3_bind_int64(statement_, at, value);
        return *this;
    }
    Sql& text(int at, const std::string& value) {
        sqlite3_bind_text(statement_, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
        return *this;
    }
    void run() {
        while (sqlite3_step(statement_) == SQLITE_ROW) {
        }
        if (sqlite3_reset(statement_) != SQLITE_OK) fail();
    }

private:
    void fail() { throw std::runtime_error(std::string("plain SQLite: ") + sqlite3_errmsg(db_)); }
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
};

/// The hub's own schema, without its rows.
std::vector<std::string> hub_schema(const std::filesystem::path& folder) {
    SystemRandom random;
    auto hub = must(facility::open_writer(folder / "schema.db", Secret::random(kKeyBytes, random)));
    std::vector<std::string> all;
    must(
        hub->each("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                  "ORDER BY type = 'index'",
                  [&](const database::Row& row) { all.emplace_back(row.text(0)); }));
    return all;
}

class Debits {
public:
    Debits(const std::filesystem::path& folder, const PlainDebits& options) : options_(options) {
        const auto schema = hub_schema(folder);
        if (sqlite3_open((folder / "plain.db").c_str(), &db_) != SQLITE_OK) throw std::runtime_error("plain SQLite");
        if (options.encrypted) exec("PRAGMA key=\"x'" + std::string(64, '7') + "'\"");
        exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536");
        for (const auto& statement : schema) exec(statement);
        fill();
    }
    ~Debits() {
        prepared_.reset();
        sqlite3_close(db_);
    }
    Debits(const Debits&) = delete;
    Debits& operator=(const Debits&) = delete;

    void commit(int debits) {
        prepared_->begin.run();
        for (int i = 0; i < debits; ++i) debit();
        prepared_->commit.run();
    }

private:
    struct Prepared {
        explicit Prepared(sqlite3* db)
            : begin(db, "BEGIN IMMEDIATE"),
              commit(db, "COMMIT"),
              outcome(db,
                      "INSERT INTO command_outcome (id, content, resident, device, result, code, receipt_code, "
                      "at_ms) VALUES (?1, ?2, ?3, ?3, 1, '', ?4, ?5)"),
              account(db, "UPDATE account SET balance = balance - 25 WHERE no = ?1"),
              transfer(db,
                       "INSERT INTO transfer (id, phase, debit, credit, unit, amount, debit_after, kind, at_ms, "
                       "resident, available_after, actor, reason_code, reason_detail, request) "
                       "VALUES (?1, 1, ?2, 1, 1, 25, 1, 2, ?3, ?4, 1, 1, 'request_fee', 'copy', ?5)"),
              request(db,
                      "INSERT INTO request (id, resident, device, form, form_code, form_revision, state, answers, "
                      "receipt_code, fee_cents, submitted_ms, command) "
                      "VALUES (?1, ?2, ?2, x'01', 'copy', 1, 1, ?3, ?4, 25, ?5, ?6)"),
              change(db, "INSERT INTO feed_change (scope, seq, before, kind, id) VALUES (?1, ?2, ?3, ?4, ?5)"),
              head(db, "UPDATE feed_scope SET head = ?2, newest = ?3 WHERE no = ?1") {}
        Sql begin, commit, outcome, account, transfer, request, change, head;
    };

    void exec(const std::string& sql) {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(std::string("plain SQLite: ") + sqlite3_errmsg(db_));
    }
    Id make_id() {
        Id id{};
        random_.fill(id);
        ++made_;
        for (std::size_t at = 0; at < 8; ++at) id[at] = static_cast<std::uint8_t>(made_ >> (56 - 8 * at));
        return id;
    }

    void fill() {
        exec(
            "BEGIN; INSERT INTO housing_unit (id, name) VALUES (x'01', 'A');"
            "INSERT INTO form (id, code, revision, body) VALUES (x'01', 'copy', 1, x'01');"
            "INSERT INTO account (no, kind, unit, code) VALUES (1, 10, 1, 'revenue/copy')");
        Sql resident(db_,
                     "INSERT INTO resident (id, number, given_name, family_name, unit, vault_key, "
                     "vault_public_key, made_ms) VALUES (?1, ?2, 'A', 'B', x'01', ?3, ?3, 1)");
        Sql account(db_, "INSERT INTO account (no, resident, kind, unit, balance) VALUES (?1, ?2, 1, 1, 100000000)");
        Sql scope(db_, "INSERT INTO feed_scope (no, kind, id, head) VALUES (?1, 4, ?2, 0)");
        const std::string key(32, 'k');
        for (int i = 0; i < options_.residents; ++i) {
            residents_.push_back(make_id());
            const std::string number = std::to_string(i);
            resident.id(1, residents_.back()).text(2, number).blob(3, key.data(), key.size()).run();
            account.number(1, i + 2).id(2, residents_.back()).run();
            scope.number(1, i + 2).id(2, residents_.back()).run();
        }
        heads_.assign(residents_.size(), {});
        exec("COMMIT");
        prepared_ = std::make_unique<Prepared>(db_);
    }

    void debit() {
        Prepared& p = *prepared_;
        const auto who = static_cast<std::size_t>(random_.below(residents_.size()));
        const Id& resident = residents_[who];
        const auto no = static_cast<std::int64_t>(who) + 2;
        const Id command = make_id(), request = make_id(), transfer = make_id();
        const std::string content(32, 'c');
        const std::string receipt = std::to_string(made_);
        const std::int64_t now = SystemClock().now().ms();
        p.account.number(1, no).run();
        p.transfer.id(1, transfer).number(2, no).number(3, now).id(4, resident).id(5, request).run();
        p.request.id(1, request).id(2, resident).blob(3, content.data(), content.size()).text(4, receipt);
        p.request.number(5, now).id(6, command).run();
        p.outcome.id(1, command).blob(2, content.data(), content.size()).id(3, resident).text(4, receipt);
        p.outcome.number(5, now).run();
        tell(who, 10, resident);
        tell(who, 11, transfer);
        tell(who, 12, request);
        p.head.number(1, no).number(2, heads_[who].seq).number(3, heads_[who].newest).run();
    }

    void tell(std::size_t who, int kind, const Id& id) {
        Head& head = heads_[who];
        prepared_->change.number(1, static_cast<std::int64_t>(who) + 2).number(2, ++head.seq).number(3, head.newest);
        prepared_->change.number(4, kind).id(5, id).run();
        head.newest = sqlite3_last_insert_rowid(db_);
    }

    PlainDebits options_;
    sqlite3* db_ = nullptr;
    SeededRandom random_{11};
    std::uint64_t made_ = 0x0192'0000'0000'0000;
    std::vector<Id> residents_;
    struct Head {
        std::int64_t seq = 0;
        std::int64_t newest = 0;
    };
    std::vector<Head> heads_;
    std::unique_ptr<Prepared> prepared_;
};

}  // namespace

double plain_debits_per_second(const std::filesystem::path& folder, const PlainDebits& options) {
    Debits debits(folder, options);
    const MonotonicTime begin = SystemClock().steady();
    std::int64_t done = 0;
    while (ms_since(begin) < options.seconds * 1000) {
        debits.commit(options.per_commit);
        done += options.per_commit;
    }
    return static_cast<double>(done) / (ms_since(begin) / 1000);
}

}  // namespace dayroom::bench
