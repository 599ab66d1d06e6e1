#include "platform/facility/moderation/statistics.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/moderation/review_fixture.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {
facility::ReviewStatistics statistics(ReviewFixture& hub) {
    return must(facility::review_statistics(*hub.reader, hub.clock.now()));
}
}  // namespace

TEST_CASE("how much waits, for how long, and what is late") {
    ReviewFixture hub;
    CHECK(statistics(hub).waiting == 0);
    const Timestamp begin = hub.clock.now();
    hub.receive();
    hub.clock.advance(std::chrono::hours(100));
    hub.receive();
    hub.receive();
    hub.clock.advance(std::chrono::hours(23));
    hub.receive();
    const auto all = statistics(hub);
    CHECK(all.waiting == 4);
    CHECK(all.late == 1);
    CHECK(all.oldest == hub.clock.now() - begin);
    CHECK(all.median_age < std::chrono::hours(24));
    CHECK(all.median_age > std::chrono::hours(22));
    REQUIRE(all.ages.size() == 6);
    const std::vector<std::int64_t> counts = {1, 0, 2, 0, 0, 1};
    for (std::size_t at = 0; at < counts.size(); ++at) CHECK(all.ages[at].count == counts[at]);
    CHECK(all.ages[0].up_to_hours == 1);
    CHECK(all.ages[5].up_to_hours == std::nullopt);
}

TEST_CASE("each day of the facility has its counts, and each person what they decided today") {
    ReviewFixture hub;
    hub.set_policy({true, false, facility::TwoPerson::kNone});
    const auto before = statistics(hub);
    REQUIRE(before.days.size() == facility::kStatisticsDays);
    hub.receive("passes by itself");
    const MessageId first = hub.send();
    must(hub.approve(hub.ana, first));
    must(hub.reject(hub.ana, hub.send()));
    must(hub.approve(hub.ben, hub.send()));
    hub.send();
    auto now = statistics(hub);
    CHECK(now.days.back().day == before.days.back().day);
    CHECK(now.days.back().received == 5);
    CHECK(now.days.back().auto_passed == 1);
    CHECK(now.days.back().decided == 3);
    CHECK(now.days.back().rejected == 1);
    REQUIRE(now.reviewers.size() == 2);
    CHECK(now.reviewers[0].decided_today == 2);
    CHECK(now.reviewers[1].decided_today == 1);
    hub.clock.advance(std::chrono::hours(24));
    now = statistics(hub);
    CHECK(now.days.back().received == 0);
    CHECK(now.days[now.days.size() - 2].received == 5);
    CHECK(now.reviewers.empty());
}
