#include "platform/facility/feed/changes.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Touched {
    HubFixture hub;
    Person person = hub.add_resident();
    Scope scope = Scope::resident(person.id);

    void touch(const ThingId& id, bool removed = false) {
        must(hub.run([&](Work& work) -> Status {
            work.touch(scope, RecordKind::kContact, id, removed);
            return {};
        }));
    }
    FeedHead head() {
        return *must(hub.reader->first(
            "SELECT head, newest FROM feed_scope WHERE kind = 4 AND id = $1",
            [](const database::Row& row) {
                return FeedHead{row.sequence(0), row.integer(1)};
            },
            scope.id));
    }
    FeedChanges read(std::uint64_t after) { return must(read_changes(*hub.reader, head(), after)); }
};

}  // namespace

TEST_CASE("of each thing the last change is read, in the order of the changes, whatever others change in between") {
    Touched t;
    const Person other = t.hub.add_resident();
    const std::uint64_t begin = t.head().seq;
    const ThingId a = t.hub.id<ThingId>(), b = t.hub.id<ThingId>(), c = t.hub.id<ThingId>();
    t.touch(a);
    t.touch(b);
    t.hub.give(other, 5);
    t.touch(c);
    t.touch(a);
    t.touch(b, true);
    auto changes = t.read(begin);
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].id == c);
    CHECK(changes[1].id == a);
    CHECK(changes[2].id == b);
    CHECK(changes[2].removed);
    CHECK(changes[2].seq == begin + 5);

    changes = t.read(begin + 3);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].id == a);
    CHECK(t.read(begin + 5).empty());
    CHECK(must(read_changes(*t.hub.reader, {}, 0)).empty());
}

TEST_CASE("what is rolled back leaves neither a number nor a gap in the chain") {
    Touched t;
    const std::uint64_t begin = t.head().seq;
    t.touch(t.hub.id<ThingId>());
    const Status failed = t.hub.run([&](Work& work) -> Status {
        work.touch(t.scope, RecordKind::kContact, work.make_id<ThingId>());
        TRY(work.finish());
        return Error(ErrorCode::kConflict, "on purpose");
    });
    CHECK_FALSE(failed.ok());
    const ThingId last = t.hub.id<ThingId>();
    t.touch(last);
    const auto changes = t.read(begin);
    REQUIRE(changes.size() == 2);
    CHECK(changes[1].id == last);
    CHECK(changes[1].seq == begin + 2);
}

TEST_CASE("a resident's requests and transfers are found by the feed's changes") {
    Touched t;
    t.hub.give(t.person, 100);
    t.hub.give(t.person, 200);
    t.hub.give(t.hub.add_resident(), 300);
    const auto count = [&](RecordKind kind) {
        return must(t.hub.reader->number("SELECT count(*) FROM transfer WHERE id IN " + things_of_resident(kind, 1),
                                         t.person.id));
    };
    CHECK(count(RecordKind::kTransaction) == 2);
    CHECK(count(RecordKind::kRequest) == 0);
}

TEST_CASE("lists longer than a page are kept until the scope changes, within a limit") {
    Touched t;
    for (int i = 0; i < 12; ++i) t.touch(t.hub.id<ThingId>());
    FeedChangeCache cache(30);
    const FeedHead head = t.head();
    const auto whole = must(cache.read(*t.hub.reader, head, 0, 10));
    CHECK(whole->size() >= 12);
    CHECK(cache.changes() == whole->size());
    CHECK(must(cache.read(*t.hub.reader, head, head.seq - 2, 10)) == whole);

    t.touch(t.hub.id<ThingId>());
    const auto later = must(cache.read(*t.hub.reader, t.head(), 0, 10));
    CHECK(later->size() == whole->size() + 1);
    // Another life of the database under the same row number.
    FeedHead restored = head;
    restored.seq += 1'000;
    CHECK(must(cache.read(*t.hub.reader, restored, 0, 10)) != whole);

    CHECK(must(cache.read(*t.hub.reader, t.head(), t.head().seq - 1, 10)) == later);
    FeedChangeCache empty(30);
    CHECK(must(empty.read(*t.hub.reader, t.head(), t.head().seq - 1, 10))->size() == 1);
    CHECK(empty.changes() == 0);
    for (int i = 0; i < 6; ++i) {
        t.touch(t.hub.id<ThingId>());
        must(cache.read(*t.hub.reader, t.head(), 0, 10));
        CHECK(cache.changes() <= 30);
    }
}
