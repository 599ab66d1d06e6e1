#include "platform/facility/notices/notices.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;

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
