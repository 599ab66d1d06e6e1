#include <catch2/catch.hpp>

#include "platform/facility/schema/hub_database.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;

TEST_CASE("a reader opens only a hub's database of this version, and cannot write") {
    HubFixture hub;
    CHECK_FALSE(hub.reader->run("DELETE FROM facility").ok());
    CHECK(must(read_identity(*hub.reader)).facility == hub.facility);
    CHECK_FALSE(open_reader(hub.folder / "missing.db", hub.key).ok());
    CHECK_FALSE(open_reader(hub.database(), Secret::random(kKeyBytes, hub.random)).ok());
    must(hub.run([](Work& work) { return work.db().script("PRAGMA user_version = 99"); }));
    auto newer = open_reader(hub.database(), hub.key);
    REQUIRE_FALSE(newer.ok());
    CHECK(newer.error().code == ErrorCode::kUnsupported);
}

TEST_CASE("a second facility does not go into the same database") {
    HubFixture hub;
    wire::Facility body;
    body.set_name("Other");
    body.set_time_zone("UTC");
    body.add_languages("en");
    const Status again = hub.run(
        [&](Work& work) { return create_facility(work.db(), hub.id<FacilityId>(), body, hub.clock, hub.random); });
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == ErrorCode::kConflict);
}

TEST_CASE("the tables themselves refuse what the ledger must never do") {
    HubFixture hub;
    const auto person = hub.add_resident();
    hub.give(person, 100);
    const char* forbidden[] = {
        "UPDATE account SET balance = -1 WHERE kind = 1",
        "UPDATE account SET held = 101 WHERE kind = 1",
        "UPDATE account SET held = -1 WHERE kind = 1",
        "UPDATE account SET balance = 1000000000001 WHERE kind = 1",
        "UPDATE account SET balance = 5 WHERE kind = 10",
        "UPDATE transfer SET amount = 0",
        "UPDATE transfer SET debit = credit",
        "INSERT INTO account (resident, kind, unit) SELECT id, 1, 1 FROM resident",
    };
    for (const char* sql : forbidden) {
        INFO(sql);
        const Status refused = hub.run([&](Work& work) { return work.db().run(sql); });
        REQUIRE_FALSE(refused.ok());
        CHECK(database::violation(refused.error()));
    }
    CHECK(hub.tie().ties());
}
