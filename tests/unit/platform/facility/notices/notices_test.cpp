#include "platform/facility/notices/notices.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

wire::Notice notice_of(Timestamp from, Timestamp to) {
    wire::Notice notice;
    notice.add_title()->set_language("en");
    notice.mutable_title(0)->set_text("Water off on Tuesday");
    notice.add_text()->set_language("en");
    notice.mutable_text(0)->set_text("From 9 to 11.");
    notice.set_valid_from_ms(from.ms());
    notice.set_valid_to_ms(to.ms());
    return notice;
}

std::size_t notices_at(HubFixture& hub, const Scope& scope) {
    FeedClient client(hub);
    client.sync();
    std::size_t count = 0;
    for (const auto& [name, record] : client.held(scope)) count += record.has_notice() ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("a notice stands from its beginning to its end") {
    HubFixture hub;
    const Scope scope = Scope::unit(hub.unit);
    const NoticeId id = hub.id<NoticeId>();
    const Timestamp from = hub.clock.now() + std::chrono::hours(1);
    const auto tick = [&] {
        return must(hub.writer->make(Actor::system(), [&](Work& work) { return hub.notices.tick(work, 100); }));
    };
    must(hub.run([&](Work& work) {
        return hub.notices.create(work, id, scope, notice_of(from, from + std::chrono::hours(2)));
    }));
    CHECK(notices_at(hub, scope) == 0);
    CHECK(tick() == 0);
    hub.clock.advance(std::chrono::hours(1));
    CHECK(tick() == 1);
    CHECK(notices_at(hub, scope) == 1);
    SECTION("its time is over") {
        hub.clock.advance(std::chrono::hours(2));
        CHECK(tick() == 1);
    }
    SECTION("staff end it") {
        must(hub.run([&](Work& work) { return hub.notices.end(work, id); }));
        CHECK_FALSE(hub.run([&](Work& work) { return hub.notices.end(work, id); }).ok());
    }
    CHECK(notices_at(hub, scope) == 0);
    CHECK(tick() == 0);
    CHECK(must(hub.notices.list(*hub.reader, false)).empty());
    CHECK(must(hub.notices.list(*hub.reader, true)).size() == 1);
}

TEST_CASE("a notice that is kept is there as one that is over, until that time is over too") {
    HubFixture hub;
    const Scope scope = Scope::unit(hub.unit);
    const NoticeId id = hub.id<NoticeId>();
    const Timestamp until = hub.clock.now() + std::chrono::hours(2);
    wire::Notice notice = notice_of(hub.clock.now(), until);
    notice.set_keep_until_ms((until + std::chrono::hours(10)).ms());
    must(hub.run([&](Work& work) { return hub.notices.create(work, id, scope, notice); }));
    const auto tick = [&] {
        return must(hub.writer->make(Actor::system(), [&](Work& work) { return hub.notices.tick(work, 100); }));
    };
    SECTION("at its own end") {
        hub.clock.advance(std::chrono::hours(2));
        CHECK(tick() == 1);
    }
    SECTION("ended early: it is kept as long as it would have been") {
        hub.clock.advance(std::chrono::hours(1));
        must(hub.run([&](Work& work) { return hub.notices.end(work, id); }));
        CHECK_FALSE(hub.run([&](Work& work) { return hub.notices.end(work, id); }).ok());
    }
    CHECK(must(hub.notices.find(*hub.reader, id))->state == StoredNotice::State::kOver);
    CHECK(must(hub.notices.find(*hub.reader, id))->notice.valid_to_ms() == hub.clock.now().ms());
    CHECK(notices_at(hub, scope) == 1);
    CHECK(tick() == 0);
    hub.clock.advance(std::chrono::hours(10));
    CHECK(tick() == 1);
    CHECK(tick() == 0);
    CHECK(notices_at(hub, scope) == 0);
    CHECK(must(hub.notices.find(*hub.reader, id))->state == StoredNotice::State::kGone);
}

TEST_CASE("who has read a notice is counted once, at the time they said so, and only those whom it is for") {
    HubFixture hub;
    const Person reader = hub.add_resident();
    const Person other = hub.add_resident();
    const Person elsewhere = hub.add_resident(hub.other_unit);
    const NoticeId id = hub.id<NoticeId>();
    const Timestamp begun = hub.clock.now();
    wire::Notice notice = notice_of(begun, begun + std::chrono::hours(2));
    notice.set_must_acknowledge(true);
    must(hub.run([&](Work& work) { return hub.notices.create(work, id, Scope::unit(hub.unit), notice); }));
    const auto read = [&](const Person& person) {
        wire::Command command = hub.command(person);
        command.mutable_acknowledge_notice()->set_notice_id(id.raw());
        return command;
    };
    hub.clock.advance(std::chrono::minutes(10));
    const wire::Command first = read(reader);
    hub.clock.advance(std::chrono::hours(5));  // it waited in an outbox, and the notice is over
    CHECK(hub.execute(reader, first).result() == wire::Outcome::DONE);
    CHECK(hub.execute(reader, first).repeat());
    CHECK(hub.execute(reader, read(reader)).result() == wire::Outcome::DONE);
    const auto stored = must(hub.notices.find(*hub.reader, id));
    const ReadCounts counts = must(hub.notices.counts(*hub.reader, *stored));
    CHECK(counts.people == 2);
    CHECK(counts.read == 1);
    const auto readers = [&](WhichReaders which) {
        return must(hub.notices.readers(*hub.reader, *stored, which, 100, 0));
    };
    REQUIRE(readers(WhichReaders::kRead).size() == 1);
    CHECK(readers(WhichReaders::kRead)[0].resident == reader.id);
    CHECK(readers(WhichReaders::kRead)[0].at == begun + std::chrono::minutes(10));
    REQUIRE(readers(WhichReaders::kNotRead).size() == 1);
    CHECK(readers(WhichReaders::kNotRead)[0].resident == other.id);
    CHECK(readers(WhichReaders::kAll).size() == 2);
    CHECK_FALSE(hub.run([&](Work& work) {
                       return hub.notices.acknowledge(work, elsewhere.id, hub.id<CommandId>(), id, hub.clock.now());
                   })
                    .ok());
    CHECK(hub.count("SELECT count(*) FROM notice_receipt") == 1);
}

TEST_CASE("what nobody is asked to acknowledge, or is not there, is not acknowledged") {
    HubFixture hub;
    const Person person = hub.add_resident();
    const NoticeId plain = hub.id<NoticeId>();
    const NoticeId later = hub.id<NoticeId>();
    const Timestamp now = hub.clock.now();
    wire::Notice notice = notice_of(now, now + std::chrono::hours(2));
    must(hub.run([&](Work& work) { return hub.notices.create(work, plain, Scope::resident(person.id), notice); }));
    notice.set_must_acknowledge(true);
    notice.set_valid_from_ms((now + std::chrono::hours(1)).ms());
    must(hub.run([&](Work& work) { return hub.notices.create(work, later, Scope::resident(person.id), notice); }));
    for (const NoticeId& id : {plain, later, hub.id<NoticeId>()}) {
        wire::Command command = hub.command(person);
        command.mutable_acknowledge_notice()->set_notice_id(id.raw());
        CHECK(hub.execute(person, command).result() == wire::Outcome::DECLINED);
    }
    CHECK(hub.count("SELECT count(*) FROM notice_receipt") == 0);
}

TEST_CASE("a notice that says nothing, or is over before it begins, is refused") {
    HubFixture hub;
    const Timestamp now = hub.clock.now();
    wire::Notice notice = notice_of(now, now + std::chrono::hours(1));
    Scope scope = Scope::facility(hub.facility);
    SECTION("no English") { notice.mutable_title(0)->set_language("es"); }
    SECTION("too long") { notice.mutable_text(0)->set_text(std::string(8'001, 'x')); }
    SECTION("ends before it begins") { notice.set_valid_to_ms(notice.valid_from_ms()); }
    SECTION("over already") { notice = notice_of(now - std::chrono::hours(2), now - std::chrono::hours(1)); }
    SECTION("for a device") { scope = Scope::device(hub.device); }
    CHECK_FALSE(hub.run([&](Work& work) { return hub.notices.create(work, hub.id<NoticeId>(), scope, notice); }).ok());
}
