#include "platform/database/connection.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "platform/database/migration.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::database;

namespace {

Secret key_of(std::uint64_t seed) {
    SeededRandom random(seed);
    return Secret::random(32, random);
}

std::unique_ptr<Connection> open(const std::filesystem::path& path, FaultSeam* faults = nullptr) {
    OpenOptions options;
    options.faults = faults;
    auto connection = Connection::open(path, key_of(1), options);
    REQUIRE(connection.ok());
    return connection.take();
}

constexpr std::string_view kSchema =
    "CREATE TABLE account(id ${BLOB} PRIMARY KEY, name TEXT NOT NULL UNIQUE, balance BIGINT NOT NULL, "
    "CONSTRAINT funds CHECK (balance >= 0));"
    "CREATE TABLE entry(account ${BLOB} NOT NULL REFERENCES account(id), amount BIGINT NOT NULL);";

std::string file_content(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("values of every type go in and come out") {
    const test::TempDir dir;
    auto db = open(dir.path() / "a.db");
    REQUIRE(db->script("CREATE TABLE t(a BIGINT, b TEXT, c ${BLOB}, d ${BLOB}, e BIGINT, f BIGINT, g TEXT)").ok());
    const Bytes id_bytes(16, 7);
    const auto id = ResidentId::from_bytes(ByteView(id_bytes)).take();
    REQUIRE(db->run("INSERT INTO t VALUES($1,$2,$3,$4,$5,$6,$7)", std::int64_t{-5}, "žlutý $1 ${BLOB}",
                    Bytes{0, 1, 255}, id, Timestamp::from_ms(99), Cents::of(-100), std::optional<std::string>())
                .ok());
    int rows = 0;
    REQUIRE(db->each("SELECT a,b,c,d,e,f,g FROM t", [&](const Row& row) {
                  ++rows;
                  CHECK(row.integer(0) == -5);
                  CHECK(row.text(1) == "žlutý $1 ${BLOB}");
                  CHECK(to_hex(row.bytes(2)) == "0001ff");
                  CHECK(row.id<ResidentId>(3) == id);
                  CHECK(row.time(4).ms() == 99);
                  CHECK(row.cents(5) == Cents::of(-100));
                  CHECK(row.is_null(6));
                  CHECK(row.text(6).empty());
              }).ok());
    CHECK(rows == 1);
    CHECK(db->number("SELECT count(*) FROM t WHERE a=$1 AND b=$2", -5, "žlutý $1 ${BLOB}").value() == 1);
    // $2 before $1: numbers, not order of appearance.
    CHECK(db->number("SELECT $2 * 10 + $1", 3, 4).value() == 43);
    CHECK(db->number("SELECT '$1' = $1", "$1").value() == 1);
    CHECK(db->number("SELECT a FROM t WHERE a=0").error().code == ErrorCode::kNotFound);
    CHECK(db->run("INSERT INTO t(a) VALUES($1)", 1, 2).error().code == ErrorCode::kInvalid);
}

TEST_CASE("a column of another type makes the query corrupt, not the program wrong") {
    const test::TempDir dir;
    auto db = open(dir.path() / "a.db");
    CHECK(db->number("SELECT 'text'").error().code == ErrorCode::kCorrupt);
    CHECK(db->each("SELECT x'00'", [](const Row& row) { (void)row.id<ResidentId>(0); }).error().code ==
          ErrorCode::kCorrupt);
    CHECK(db->each("SELECT 5000000000", [](const Row& row) { (void)row.small(0); }).error().code ==
          ErrorCode::kCorrupt);
    CHECK(db->each("SELECT 1.5", [](const Row& row) { (void)row.text(0); }).error().code == ErrorCode::kCorrupt);
    CHECK(db->each("SELECT x'0102'", [](const Row& row) { (void)row.array<3>(0); }).error().code ==
          ErrorCode::kCorrupt);
}

TEST_CASE("constraints say which they are") {
    const test::TempDir dir;
    auto db = open(dir.path() / "a.db");
    REQUIRE(db->script(kSchema).ok());
    const Bytes a(16, 1);
    const Bytes b(16, 2);
    const std::string insert = "INSERT INTO account VALUES($1,$2,$3)";
    REQUIRE(db->run(insert, a, "one", 5).ok());
    auto violated = [&](const Status& status) {
        REQUIRE(status.error().code == ErrorCode::kConflict);
        return violation(status.error()).value();
    };
    const Violation key = violated(db->run(insert, a, "two", 5));
    CHECK(key.kind == Violation::Kind::kPrimaryKey);
    CHECK(key.name == "account.id");
    const Violation unique = violated(db->run(insert, b, "one", 5));
    CHECK(unique.kind == Violation::Kind::kUnique);
    CHECK(unique.name == "account.name");
    const Violation funds = violated(db->run("UPDATE account SET balance=balance-$1", 6));
    CHECK(funds.kind == Violation::Kind::kCheck);
    CHECK(funds.name == "funds");
    CHECK(violated(db->run("INSERT INTO entry VALUES($1,1)", b)).kind == Violation::Kind::kForeignKey);
    CHECK(violated(db->run("INSERT INTO account VALUES($1,NULL,1)", b)).kind == Violation::Kind::kNotNull);
    CHECK_FALSE(violation(Error(ErrorCode::kConflict, "something else")).has_value());
    CHECK(db->number("SELECT balance FROM account").value() == 5);
}

TEST_CASE("transactions and savepoints roll back by themselves") {
    const test::TempDir dir;
    auto db = open(dir.path() / "a.db");
    REQUIRE(db->script("CREATE TABLE t(a INTEGER)").ok());
    {
        auto left = Transaction::begin(*db).take();
        CHECK(db->run("INSERT INTO t VALUES(1)").ok());
    }
    CHECK(db->number("SELECT count(*) FROM t").value() == 0);
    auto transaction = Transaction::begin(*db).take();
    REQUIRE(db->run("INSERT INTO t VALUES(1)").ok());
    {
        auto inner = Savepoint::begin(*db).take();
        REQUIRE(db->run("INSERT INTO t VALUES(2)").ok());
    }
    {
        auto inner = Savepoint::begin(*db).take();
        REQUIRE(db->run("INSERT INTO t VALUES(3)").ok());
        {
            auto deeper = Savepoint::begin(*db).take();
            REQUIRE(db->run("INSERT INTO t VALUES(4)").ok());
        }
        REQUIRE(inner.release().ok());
    }
    REQUIRE(transaction.commit().ok());
    CHECK(db->number("SELECT sum(a) FROM t").value() == 4);
}

TEST_CASE("a statement may run inside its own rows, and an error inside a callback comes out") {
    const test::TempDir dir;
    auto db = open(dir.path() / "a.db");
    REQUIRE(db->script("CREATE TABLE t(a INTEGER); INSERT INTO t VALUES(1),(2),(3)").ok());
    int pairs = 0;
    const std::string all = "SELECT a FROM t ORDER BY a";
    REQUIRE(db->each(all, [&](const Row&) { CHECK(db->each(all, [&](const Row&) { ++pairs; }).ok()); }).ok());
    CHECK(pairs == 9);
    int seen = 0;
    const Status stopped = db->each(all, [&](const Row& row) -> Status {
        ++seen;
        if (row.integer(0) == 2) return Error(ErrorCode::kDenied, "enough");
        return {};
    });
    CHECK(stopped.error().code == ErrorCode::kDenied);
    CHECK(seen == 2);
}

TEST_CASE("more statements than the cache holds") {
    const test::TempDir dir;
    auto db = open(dir.path() / "a.db");
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 400; ++i) CHECK(db->number("SELECT " + std::to_string(i)).value() == i);
}

TEST_CASE("the file is encrypted, private, exclusive, and opens with its key only") {
    const test::TempDir dir;
    const auto path = dir.path() / "a.db";
    {
        auto db = open(path);
        REQUIRE(db->script("CREATE TABLE t(a TEXT); INSERT INTO t VALUES('a very secret sentence')").ok());
        OpenOptions second;
        second.busy_timeout_ms = 0;
        CHECK(Connection::open(path, key_of(1), second).error().code == ErrorCode::kUnavailable);
        CHECK(file_content(path.string() + "-wal").find("secret sentence") == std::string::npos);
    }
    const std::string raw = file_content(path);
    CHECK(raw.find("secret sentence") == std::string::npos);
    CHECK(raw.find("SQLite format") == std::string::npos);
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    CHECK(Connection::open(path, key_of(2)).error().code == ErrorCode::kCorrupt);
    CHECK(Connection::open(path, Secret::zeroed(16)).error().code == ErrorCode::kInvalid);
    OpenOptions must_exist;
    must_exist.create = false;
    CHECK(Connection::open(dir.path() / "b.db", key_of(1), must_exist).error().code == ErrorCode::kNotFound);
    CHECK(Connection::open(dir.path() / "no" / "b.db", key_of(1)).error().code == ErrorCode::kIo);
    CHECK(open(path)->number("SELECT count(*) FROM t").value() == 1);
}

TEST_CASE("shared connections read while one writes, read-only ones cannot write") {
    const test::TempDir dir;
    OpenOptions shared;
    shared.locking = OpenOptions::Locking::kShared;
    auto writer = Connection::open(dir.path() / "a.db", key_of(1), shared).take();
    REQUIRE(writer->script("CREATE TABLE t(a INTEGER)").ok());
    OpenOptions reading = shared;
    reading.read_only = true;
    auto reader = Connection::open(dir.path() / "a.db", key_of(1), reading).take();
    auto transaction = Transaction::begin(*writer).take();
    REQUIRE(writer->run("INSERT INTO t VALUES(1)").ok());
    CHECK(reader->number("SELECT count(*) FROM t").value() == 0);
    REQUIRE(transaction.commit().ok());
    CHECK(reader->number("SELECT count(*) FROM t").value() == 1);
    CHECK_FALSE(reader->run("INSERT INTO t VALUES(2)").ok());
}

TEST_CASE("the log is moved into the file in a quiet moment, or by the commit that makes it too long") {
    const test::TempDir dir;
    const auto path = dir.path() / "a.db";
    OpenOptions options;
    options.locking = OpenOptions::Locking::kShared;
    options.checkpoint_pages = 60;
    auto db = Connection::open(path, key_of(1), options).take();
    REQUIRE(db->script("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)").ok());
    const auto fill = [&](int rows) {
        auto transaction = Transaction::begin(*db).take();
        for (int i = 0; i < rows; ++i) {
            if (!db->run("INSERT INTO t(b) VALUES($1)", std::string(3'000, 'x')).ok()) return Status();
        }
        return transaction.commit();
    };
    REQUIRE(db->tidy(1).ok());
    const auto empty = std::filesystem::file_size(path);
    REQUIRE(fill(20).ok());
    CHECK(std::filesystem::file_size(path) == empty);
    REQUIRE(db->tidy(50).ok());
    CHECK(std::filesystem::file_size(path) == empty);

    SECTION("nobody reads") {
        REQUIRE(db->tidy(10).ok());
        const auto moved = std::filesystem::file_size(path);
        CHECK(moved >= empty + 20 * 4096);
        // The log begins again: this one commit is longer than all of it was, and not too long.
        REQUIRE(fill(40).ok());
        CHECK(std::filesystem::file_size(path) == moved);
        REQUIRE(db->tidy(40).ok());
        CHECK(std::filesystem::file_size(path) >= moved + 40 * 4096);
        REQUIRE(fill(5).ok());
        CHECK(std::filesystem::file_size(path) < moved + 45 * 4096);
        REQUIRE(fill(80).ok());
        CHECK(std::filesystem::file_size(path) >= moved + 125 * 4096);
    }
    SECTION("a reader holds on to what was before: nothing fails, it is moved later") {
        auto reader = Connection::open(path, key_of(1), options).take();
        REQUIRE(reader->run("BEGIN").ok());
        CHECK(reader->number("SELECT count(*) FROM t").value() == 20);
        REQUIRE(fill(20).ok());
        REQUIRE(db->tidy(10).ok());
        CHECK(reader->number("SELECT count(*) FROM t").value() == 20);
        REQUIRE(reader->run("ROLLBACK").ok());
        REQUIRE(fill(20).ok());
        REQUIRE(db->tidy(10).ok());
        CHECK(std::filesystem::file_size(path) >= empty + 60 * 4096);
    }
    SECTION("not inside a transaction") {
        auto transaction = Transaction::begin(*db).take();
        REQUIRE(db->tidy(10).ok());
        CHECK(std::filesystem::file_size(path) == empty);
    }
    CHECK(db->number("SELECT count(*) FROM t").value() >= 20);
}

TEST_CASE("a damaged page is found and called corrupt") {
    const test::TempDir dir;
    const auto path = dir.path() / "a.db";
    {
        auto db = open(path);
        REQUIRE(db->script("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)").ok());
        for (int i = 0; i < 200; ++i) REQUIRE(db->run("INSERT INTO t VALUES($1,$2)", i, std::string(400, 'x')).ok());
        CHECK(db->check_integrity().ok());
        REQUIRE(db->checkpoint().ok());
    }
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(10 * 4096 + 100);
        file << "damage";
    }
    auto db = open(path);
    CHECK(db->check_integrity().error().code == ErrorCode::kCorrupt);
    CHECK(db->each("SELECT b FROM t", [](const Row&) {}).error().code == ErrorCode::kCorrupt);
    CHECK(db->number("SELECT count(*) FROM sqlite_master").error().code == ErrorCode::kCorrupt);
    db.reset();
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(50);
        file << "damage";
    }
    CHECK(Connection::open(path, key_of(1)).error().code == ErrorCode::kCorrupt);
}

TEST_CASE("a backup is a consistent copy under another key") {
    const test::TempDir dir;
    auto db = open(dir.path() / "a.db");
    REQUIRE(db->script("CREATE TABLE t(a INTEGER); INSERT INTO t VALUES(1),(2)").ok());
    const auto copy = dir.path() / "copy.db";
    REQUIRE(db->backup_to(copy, key_of(9)).ok());
    CHECK(db->backup_to(copy, key_of(9)).error().code == ErrorCode::kConflict);
    REQUIRE(db->run("INSERT INTO t VALUES(3)").ok());
    CHECK(Connection::open(copy, key_of(1)).error().code == ErrorCode::kCorrupt);
    auto opened = Connection::open(copy, key_of(9)).take();
    CHECK(opened->number("SELECT count(*) FROM t").value() == 2);
    CHECK(opened->check_integrity().ok());
}

TEST_CASE("every operation can be made to fail, and leaves the old state or the new one") {
    const test::TempDir dir;
    FaultSeam faults;
    auto db = open(dir.path() / "a.db", &faults);
    REQUIRE(db->script("CREATE TABLE t(a INTEGER); INSERT INTO t VALUES(0)").ok());
    auto raise = [&]() -> Status {
        auto transaction = TRY(Transaction::begin(*db));
        TRY(db->run("UPDATE t SET a=a+1"));
        TRY(db->run("INSERT INTO t VALUES(100)"));
        return transaction.commit();
    };
    int failures = 0;
    for (int n = 1;; ++n) {
        const auto before = db->number("SELECT sum(a) FROM t").value();
        faults.fail_at(n);
        const Status status = raise();
        const bool fired = faults.fired();
        faults.disarm();
        const auto after = db->number("SELECT sum(a) FROM t").value();
        CHECK_FALSE(db->in_transaction());
        if (!fired) {
            CHECK(status.ok());
            break;
        }
        ++failures;
        CHECK(status.error().code == ErrorCode::kIo);
        CHECK(after == before);
    }
    CHECK(failures >= 4);
}
