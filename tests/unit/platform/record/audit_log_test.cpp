#include "platform/record/audit_log.h"

#include <set>

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "platform/record/audit_search.h"
#include "platform/record/redact.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::record;

namespace {

struct Fixture {
    test::TempDir dir;
    std::unique_ptr<database::Connection> db;
    Fixture() : db(database::Connection::open(dir.path() / "a.db", Secret::zeroed(32)).take()) {
        REQUIRE(db->script(kAuditSchema).ok());
    }
    static Entry entry(int number) {
        Entry entry;
        entry.at = Timestamp::from_ms(1'000 + number);
        entry.event = Event::kSignedIn;
        entry.actor_kind = "resident";
        entry.actor_id = Bytes(16, static_cast<std::uint8_t>(number));
        entry.code = "ok";
        return entry;
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "the chain holds, and its head is remembered") {
    AuditLog log(*db);
    CHECK(log.head().value() == Head{});
    CHECK(log.verify().ok());
    for (int i = 0; i < 20; ++i) REQUIRE(log.append(entry(i)).ok());
    const Head head = log.head().value();
    CHECK(head.sequence == 20);
    CHECK(log.verify().ok());
    CHECK(log.verify(head).ok());
    REQUIRE(log.append(entry(20)).ok());
    CHECK(log.verify(head).ok());
    const auto newest = log.read(0, 5).value();
    REQUIRE(newest.size() == 5);
    CHECK(newest[0].sequence == 21);
    CHECK(log.read(newest.back().sequence, 3).value()[0].sequence == 16);
}

TEST_CASE_METHOD(Fixture, "changing, deleting, inserting and cutting off all show") {
    AuditLog log(*db);
    for (int i = 0; i < 10; ++i) REQUIRE(log.append(entry(i)).ok());
    const Head head = log.head().value();
    SECTION("a changed row") { REQUIRE(db->run("UPDATE audit SET outcome=2 WHERE sequence=4").ok()); }
    SECTION("a changed time") { REQUIRE(db->run("UPDATE audit SET at_ms=at_ms+1 WHERE sequence=4").ok()); }
    SECTION("a deleted row") { REQUIRE(db->run("DELETE FROM audit WHERE sequence=4").ok()); }
    SECTION("a deleted first row") { REQUIRE(db->run("DELETE FROM audit WHERE sequence=1").ok()); }
    SECTION("a swapped hash") { REQUIRE(db->run("UPDATE audit SET hash=zeroblob(32) WHERE sequence=10").ok()); }
    SECTION("moved text between fields") {
        REQUIRE(db->run("UPDATE audit SET actor_kind='resi', code='dentok' WHERE sequence=4").ok());
    }
    SECTION("the end cut off") {
        REQUIRE(db->run("DELETE FROM audit WHERE sequence>8").ok());
        CHECK(log.verify().ok());  // by itself it cannot know: hence the remembered head
    }
    CHECK(log.verify(head).error().code == ErrorCode::kCorrupt);
}

TEST_CASE_METHOD(Fixture, "what goes in is made safe first") {
    AuditLog log(*db);
    Entry bad = entry(1);
    bad.code = "wrong pin\n4711";
    bad.detail = "tried 471100 with 'my own words', 3 left";
    REQUIRE(log.append(bad).ok());
    const auto row = log.read(0, 1).value()[0].entry;
    CHECK(row.code == "wrong?pin?4711");
    CHECK(row.detail == "tried #### with \"...\", 3 left");
    bad.actor_id = Bytes(5, 1);
    CHECK(log.append(bad).error().code == ErrorCode::kInvalid);
}

TEST_CASE("every event has a number and a name of its own") {
    std::set<std::string> names;
    int known = 0;
    for (int number = 0; number < 1000; ++number) {
        const auto event = event_from_number(number);
        if (!event) continue;
        ++known;
        names.insert(name_of(*event));
    }
    CHECK(known > 40);
    CHECK(names.size() == static_cast<std::size_t>(known));
    CHECK(std::string(name_of(static_cast<Event>(9999))) == "unknown");
}

TEST_CASE("redaction") {
    const FakeClock clock;
    SeededRandom random(3);
    const auto id = ResidentId::make(clock, random);
    CHECK(id.to_string().ends_with(short_id(id).substr(3)));
    CHECK(redact_detail("open \"unclosed secret") == "open \"...\"");
    CHECK(redact_detail("naïve\x01") == "na??ve?");
    CHECK(redact_detail(std::string(1000, 'a')).size() == 200);
    CHECK(redact_code(std::string(100, 'a')).size() == 64);
    CHECK(only_length("žluť") == "4 characters");
}

TEST_CASE_METHOD(Fixture, "the log is searched by event and time, newest first, page by page") {
    AuditLog log(*db);
    for (int i = 0; i < 20; ++i) {
        Entry next = entry(i);
        if (i % 4 == 0) next.event = Event::kSignedOut;
        REQUIRE(log.append(next).ok());
    }
    const auto sequences = [&](const AuditSearch& wanted, int limit) {
        std::vector<std::int64_t> found;
        const auto rows = search(*db, wanted, limit);
        REQUIRE(rows.ok());
        for (const ChainedEntry& each : rows.value()) found.push_back(each.sequence);
        return found;
    };
    using Found = std::vector<std::int64_t>;
    AuditSearch wanted;
    CHECK(sequences(wanted, 3) == Found{20, 19, 18});
    wanted.before = 18;
    CHECK(sequences(wanted, 2) == Found{17, 16});
    wanted.event = Event::kSignedOut;
    CHECK(sequences(wanted, 10) == Found{17, 13, 9, 5, 1});
    wanted.from = Timestamp::from_ms(1'004);
    wanted.to = Timestamp::from_ms(1'012);
    CHECK(sequences(wanted, 10) == Found{9, 5});
    wanted.event = Event::kLockedOut;
    CHECK(sequences(wanted, 10).empty());
    CHECK(search(*db, {}, 1).value()[0].hash == log.head().value().hash);

    for (const Event each : all_events()) CHECK(event_of(name_of(each)) == each);
    CHECK(all_events().size() > 100);
    CHECK_FALSE(event_of("unknown"));
}
