// How receivers are told: in order, at least once, and less and less often while nobody is there.
#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/webhooks/webhook_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::WebhookFixture;

namespace {

std::vector<std::int64_t> count_up(std::int64_t from, std::int64_t to) {
    std::vector<std::int64_t> all;
    for (; from <= to; ++from) all.push_back(from);
    return all;
}

}  // namespace

TEST_CASE("what happened is told in order, ids only, and the place moves on with the acknowledgement") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    fixture.sender->step();
    CHECK(fixture.network->posts.empty());
    CHECK(fixture.network->last_wait == kWebhookSweep);
    fixture.tell(kMaxPushEvents + 2);
    fixture.sender->step();
    fixture.sender->step();
    fixture.sender->step();
    REQUIRE(fixture.network->posts.size() == 2);
    CHECK(fixture.numbers(fixture.network->posts[0]) == count_up(1, kMaxPushEvents));
    CHECK(fixture.numbers(fixture.network->posts[1]) == count_up(kMaxPushEvents + 1, kMaxPushEvents + 2));
    const auto body = fixture.body(fixture.network->posts[1]);
    CHECK(body["webhook_id"] == id.to_string());
    CHECK(body["facility_id"] == fixture.hub.facility.to_string());
    CHECK(body["next_after"] == kMaxPushEvents + 2);
    CHECK(body["test"] == false);
    CHECK(body["epoch"] == must(read_identity(*fixture.hub.reader)).epoch.to_string());
    CHECK(body.size() == 6);
    for (const auto& event : body["events"]) {
        CHECK(event["kind"] == "outbound_released");
        CHECK(event.size() == 4);
    }
    const Webhook told = fixture.state(id);
    CHECK(told.after == kMaxPushEvents + 2);
    CHECK(told.last_result == "204");
    CHECK(told.last_try == fixture.hub.clock.now());
}

TEST_CASE("what was rolled back is not told") {
    WebhookFixture fixture;
    fixture.add();
    CHECK_FALSE(fixture.hub
                    .run([](Work& work) -> Status {
                        TRY(tell_provider(work, ProviderEventKind::kInboundDecided, work.make_id<ThingId>()));
                        return Error(ErrorCode::kConflict, "not after all");
                    })
                    .ok());
    fixture.sender->step();
    CHECK(fixture.network->posts.empty());
}

TEST_CASE("a push that was not acknowledged when the hub ended is sent again, signed anew") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    fixture.tell(2);
    fixture.answer = [](const net::Post&) { return std::nullopt; };
    fixture.sender->step();
    REQUIRE(fixture.network->posts.size() == 1);
    const net::Post first = fixture.network->posts[0];
    fixture.sender->step();
    CHECK(fixture.network->posts.size() == 1);  // one at a time
    fixture.restart();
    fixture.hub.clock.advance(Seconds(5));
    fixture.answer = [](const net::Post&) { return Result<int>(200); };
    fixture.sender->step();
    REQUIRE(fixture.network->posts.size() == 1);
    CHECK(fixture.network->posts[0].body == first.body);
    CHECK(fixture.signature(fixture.network->posts[0]) != fixture.signature(first));
    CHECK(fixture.state(id).after == 2);
}

TEST_CASE("every answer but 2xx is a failure, and what it was is kept") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    fixture.tell();
    const std::vector<std::pair<Result<int>, std::string>> failures = {
        {100, "100"},
        {302, "302"},
        {400, "400"},
        {401, "401"},
        {410, "410"},
        {500, "500"},
        {503, "503"},
        {Error(ErrorCode::kTimeout, "x"), "timeout"},
        {Error(ErrorCode::kTooLarge, "x"), "too_large"},
        {Error(ErrorCode::kUnavailable, "x"), "unavailable"},
        {Error(ErrorCode::kUnauthenticated, "x"), "unauthenticated"},
        {Error(ErrorCode::kDenied, "x"), "denied"}};
    int seen = 0;
    for (const auto& failure : failures) {
        fixture.answer = [&](const net::Post&) { return failure.first; };
        fixture.sender->step();
        const Webhook failing = fixture.state(id);
        CHECK(failing.last_result == failure.second);
        CHECK(failing.failures == ++seen);
        CHECK(failing.after == 0);
        fixture.hub.clock.advance(kLongestWebhookRetry);
    }
    for (const net::Post& post : fixture.network->posts) CHECK(fixture.numbers(post) == count_up(1, 1));
    fixture.answer = [](const net::Post&) { return Result<int>(299); };
    fixture.sender->step();
    CHECK(fixture.state(id).after == 1);
    CHECK(fixture.state(id).failures == 0);
    CHECK_FALSE(fixture.state(id).failing_since.is_set());
}

TEST_CASE("the waits double with jitter up to ten minutes, and nothing is sent before its time") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    fixture.tell();
    fixture.answer = [](const net::Post&) { return Result<int>(500); };
    std::set<std::int64_t> waits;
    for (int failures = 0; failures < 14; ++failures) {
        fixture.sender->step();
        REQUIRE(fixture.network->posts.size() == static_cast<std::size_t>(failures) + 1);
        const Milliseconds whole = std::min<Milliseconds>(kFirstWebhookRetry * (1LL << failures), kLongestWebhookRetry);
        const Milliseconds wait = fixture.state(id).next_try - fixture.hub.clock.now();
        CHECK(wait >= whole / 2);
        CHECK(wait <= whole);
        waits.insert(wait.count());
        fixture.hub.clock.advance(wait - Milliseconds(1));
        fixture.sender->step();
        CHECK(fixture.network->posts.size() == static_cast<std::size_t>(failures) + 1);
        CHECK(fixture.network->last_wait == Milliseconds(1));
        fixture.hub.clock.advance(Milliseconds(1));
    }
    CHECK(waits.size() > 10);  // not all alike
}

TEST_CASE("a clock that is set back keeps nobody waiting") {
    WebhookFixture fixture;
    fixture.add();
    fixture.tell();
    fixture.answer = [](const net::Post&) { return Result<int>(500); };
    fixture.sender->step();
    fixture.hub.clock.set_now(fixture.hub.clock.now() - std::chrono::hours(48));
    fixture.sender->step();
    CHECK(fixture.network->posts.size() == 2);
}

TEST_CASE("after three days without a success a receiver is given up, on record and with an alarm, and loses nothing") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    fixture.tell();
    fixture.answer = [](const net::Post&) { return Result<int>(Error(ErrorCode::kTimeout, "silence")); };
    fixture.sender->step();
    const Timestamp first = fixture.hub.clock.now();
    while (fixture.state(id).state == Webhook::State::kActive) {
        REQUIRE(fixture.hub.clock.now() - first <= kGiveUpAfter + kLongestWebhookRetry);
        fixture.hub.clock.advance(kLongestWebhookRetry);
        fixture.sender->step();
    }
    CHECK(fixture.hub.clock.now() - first >= kGiveUpAfter);
    REQUIRE(fixture.alarms.size() == 1);
    CHECK(fixture.alarms[0].find(id.to_string()) != std::string::npos);
    CHECK(fixture.audited().back() == "given up: timeout");
    const std::size_t sent = fixture.network->posts.size();
    fixture.tell();
    fixture.hub.clock.advance(std::chrono::hours(1));
    fixture.sender->step();
    CHECK(fixture.network->posts.size() == sent);
    CHECK(fixture.webhooks.given_up() == 1);
    fixture.answer = [](const net::Post&) { return Result<int>(200); };
    must(fixture.set_state(id, Webhook::State::kActive));
    fixture.sender->step();
    CHECK(fixture.numbers(fixture.network->posts.back()) == count_up(1, 2));
    CHECK(fixture.state(id).after == 2);
    CHECK(fixture.webhooks.given_up() == 0);
}

TEST_CASE("one receiver that is away holds no other up, and each has its own place") {
    WebhookFixture fixture;
    const WebhookId away = fixture.add("https://away.example/");
    const WebhookId here = fixture.add("https://here.example/");
    const WebhookId off = fixture.add("https://off.example/");
    must(fixture.set_state(off, Webhook::State::kDisabled));
    fixture.answer = [](const net::Post& post) -> std::optional<Result<int>> {
        if (post.url.find("away") != std::string::npos) return std::nullopt;
        return Result<int>(200);
    };
    fixture.network->at_once = 1;
    fixture.tell(3);
    for (int round = 0; round < 3; ++round) fixture.sender->step();
    CHECK(fixture.state(here).after == 0);  // the only place is taken
    fixture.network->at_once = 2;
    fixture.sender->step();
    CHECK(fixture.state(here).after == 3);
    CHECK(fixture.state(away).after == 0);
    CHECK(fixture.state(off).after == 0);
}

TEST_CASE("a test carries no event, is sent whatever the state, and moves nothing") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    fixture.tell();
    must(fixture.set_state(id, Webhook::State::kDisabled));
    must(fixture.hub.run([&](Work& work) { return fixture.webhooks.want_test(work, id); }));
    fixture.answer = [](const net::Post&) { return Result<int>(418); };
    fixture.sender->step();
    fixture.sender->step();
    REQUIRE(fixture.network->posts.size() == 1);
    const auto body = fixture.body(fixture.network->posts[0]);
    CHECK(body["test"] == true);
    CHECK(body["events"].empty());
    CHECK_FALSE(fixture.signature(fixture.network->posts[0]).empty());
    const Webhook tested = fixture.state(id);
    CHECK(tested.last_result == "418");
    CHECK_FALSE(tested.test_wanted);
    CHECK(tested.failures == 0);
    CHECK(tested.after == 0);
}

TEST_CASE("while a key is followed by another, pushes carry a signature of each") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    must(fixture.make([&](Work& work) { return fixture.webhooks.rotate(work, id); }));
    fixture.tell();
    fixture.sender->step();
    const std::string both = fixture.signature(fixture.network->posts.back());
    CHECK(both.find(",k2=") != std::string::npos);
    CHECK(both.find(",k1=") != std::string::npos);
    fixture.hub.clock.advance(kKeyOverlap);
    fixture.tell();
    fixture.sender->step();
    CHECK(fixture.signature(fixture.network->posts.back()).find(",k1=") == std::string::npos);
}

TEST_CASE("a receiver that was removed or stopped while it was told does no harm") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    fixture.tell();
    fixture.answer = [](const net::Post&) { return std::nullopt; };
    fixture.sender->step();
    const bool removed = GENERATE(true, false);
    if (removed) must(fixture.hub.run([&](Work& work) { return fixture.webhooks.remove(work, id); }));
    if (!removed) must(fixture.set_state(id, Webhook::State::kDisabled));
    fixture.answer = [](const net::Post&) { return Result<int>(500); };
    fixture.sender->step();
    CHECK(fixture.alarms.empty());
    if (!removed) CHECK(fixture.state(id).failures == 0);
    CHECK(fixture.network->posts.size() == 1);
}

TEST_CASE("what the hub cannot note down is sent again, and alarmed once") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    fixture.tell();
    fixture.hub.fail_at(1, database::FaultSeam::After::kStaysBroken);
    for (int round = 0; round < 4; ++round) fixture.sender->step();
    CHECK(fixture.network->posts.size() == 2);  // after each failure a round of rest
    CHECK(fixture.alarms.size() == 1);
    fixture.hub.faults.disarm();
    fixture.sender->step();
    fixture.sender->step();
    CHECK(fixture.state(id).after == 1);
    for (const net::Post& post : fixture.network->posts) CHECK(fixture.numbers(post) == count_up(1, 1));
}

TEST_CASE("whatever the network does, each receiver sees every event, in order") {
    const std::uint64_t seed = 20261126;
    CAPTURE(seed);
    SeededRandom random(seed);
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    std::int64_t seen = 0;
    fixture.answer = [&](const net::Post& post) -> std::optional<Result<int>> {
        const auto numbers = WebhookFixture::numbers(post);
        const std::uint64_t what = random.below(4);
        if (what == 0) return Result<int>(Error(ErrorCode::kTimeout, "not arrived"));
        REQUIRE(numbers.front() <= seen + 1);  // a repeat, or the next; never a gap
        seen = std::max(seen, numbers.back());
        if (what == 1) return Result<int>(Error(ErrorCode::kUnavailable, "arrived, and the answer was lost"));
        return Result<int>(200);
    };
    int told = 0;
    for (int round = 0; round < 200; ++round) {
        const int more = static_cast<int>(random.below(5));
        fixture.tell(more);
        told += more;
        fixture.sender->step();
        if (random.below(10) == 0) fixture.restart();
        fixture.hub.clock.advance(kLongestWebhookRetry / 4);
    }
    for (int round = 0; round < 100 && fixture.state(id).after < told; ++round) {
        fixture.hub.clock.advance(kLongestWebhookRetry);
        fixture.sender->step();
    }
    CHECK(fixture.state(id).after == told);
    CHECK(seen == told);
}

TEST_CASE("alarms are told to receivers of alarms alone, and what happened to messages is not told to them") {
    WebhookFixture fixture;
    const WebhookId provider = fixture.add("https://provider.example/");
    const WebhookId alarms = fixture.add("https://alarms.example/", std::nullopt, Webhook::Topic::kAlarms);
    fixture.tell();
    fixture.alarm({"review_late"});
    fixture.alarm({});
    for (int round = 0; round < 4; ++round) fixture.sender->step();
    REQUIRE(fixture.network->posts.size() == 2);
    for (const net::Post& post : fixture.network->posts) {
        const auto body = fixture.body(post);
        const bool of_alarms = post.url.find("alarms.example") != std::string::npos;
        CHECK(body["webhook_id"] == (of_alarms ? alarms : provider).to_string());
        CHECK(body.contains("topic") == of_alarms);
        CHECK(body["events"].size() == (of_alarms ? 2 : 1));
        CHECK(body["events"][0]["kind"] == (of_alarms ? "alarm_began" : "outbound_released"));
        CHECK(fixture.signature(post).starts_with("t="));
    }
    CHECK(fixture.state(alarms).after == 2);
    CHECK(fixture.state(provider).after == 1);
}

TEST_CASE("a hundred alarms of the longest kind are one push") {
    WebhookFixture fixture;
    fixture.add("https://alarms.example/", std::nullopt, Webhook::Topic::kAlarms);
    std::vector<std::string> many;
    for (int each = 0; each < kMaxPushEvents; ++each)
        many.push_back("an_alarm_of_thirty_two_letters_" + std::to_string(each));
    fixture.alarm(many);
    fixture.sender->step();
    REQUIRE(fixture.network->posts.size() == 1);
    CHECK(fixture.numbers(fixture.network->posts[0]) == count_up(1, kMaxPushEvents));
}
