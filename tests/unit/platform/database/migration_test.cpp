#include "platform/database/migration.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::database;

namespace {

constexpr std::array kFirst = {Migration{1, "CREATE TABLE t(a INTEGER); INSERT INTO t VALUES(1)"}};
constexpr std::array kSecond = {kFirst[0], Migration{2, "ALTER TABLE t ADD COLUMN b INTEGER NOT NULL DEFAULT 7"}};
constexpr std::array kBroken = {kFirst[0], kSecond[1], Migration{3, "CREATE TABLE u(a INTEGER); SELECT nonsense"}};

std::unique_ptr<Connection> open_migrated(const test::TempDir& dir) {
    return Connection::open(dir.path() / "m.db", Secret::zeroed(32)).take();
}

}  // namespace

TEST_CASE("migrations run forward once, and data survives") {
    const test::TempDir dir;
    auto db = open_migrated(dir);
    CHECK(schema_version(*db).value() == 0);
    REQUIRE(migrate(*db, 42, kFirst).ok());
    REQUIRE(migrate(*db, 42, kFirst).ok());
    CHECK(db->number("SELECT count(*) FROM t").value() == 1);
    REQUIRE(migrate(*db, 42, kSecond).ok());
    CHECK(schema_version(*db).value() == 2);
    CHECK(db->number("SELECT a * 10 + b FROM t").value() == 17);
}

TEST_CASE("another application's file and a newer version are refused with clear words") {
    const test::TempDir dir;
    auto db = open_migrated(dir);
    REQUIRE(migrate(*db, 42, kSecond).ok());
    CHECK(migrate(*db, 43, kSecond).error().code == ErrorCode::kInvalid);
    const Status newer = migrate(*db, 42, kFirst);
    CHECK(newer.error().code == ErrorCode::kUnsupported);
    CHECK(newer.error().detail == "the database has schema version 2, this program knows 1");
}

TEST_CASE("a file with tables of unknown origin is refused") {
    const test::TempDir dir;
    auto db = open_migrated(dir);
    REQUIRE(db->script("CREATE TABLE foreign_one(a INTEGER)").ok());
    CHECK(migrate(*db, 42, kFirst).error().code == ErrorCode::kInvalid);
}

TEST_CASE("a migration that fails leaves the version before it") {
    const test::TempDir dir;
    auto db = open_migrated(dir);
    CHECK_FALSE(migrate(*db, 42, kBroken).ok());
    CHECK(schema_version(*db).value() == 2);
    CHECK(db->number("SELECT count(*) FROM sqlite_master WHERE name='u'").value() == 0);
    CHECK(migrate(*db, 42, kSecond).ok());
}
