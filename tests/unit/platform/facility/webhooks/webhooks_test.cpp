// Receivers as IT keeps them: what is accepted, their keys, their states.
#include <catch2/catch.hpp>

#include "platform/crypto/certificate.h"
#include "tests/unit/platform/facility/webhooks/webhook_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::WebhookFixture;

namespace {

ErrorCode refusal_of(WebhookFixture& fixture, const std::string& url, const std::string& ca = {}) {
    const auto added = fixture.make([&](Work& work) {
        return fixture.webhooks.add(work, {work.make_id<WebhookId>(), url, ca, std::nullopt});
    });
    REQUIRE_FALSE(added.ok());
    return added.error().code;
}

}  // namespace

TEST_CASE("a receiver has an address that may be told, once, and believes in certificates that are some") {
    WebhookFixture fixture;
    fixture.add("https://hooks.example/a");
    CHECK(refusal_of(fixture, "https://HOOKS.example:443/a") == ErrorCode::kConflict);
    CHECK(refusal_of(fixture, "http://hooks.example/") == ErrorCode::kInvalid);
    CHECK(refusal_of(fixture, "https://other.example/", "no certificate") == ErrorCode::kInvalid);
    const std::string huge(kMaxAuthorityPem + 1, 'x');
    CHECK(refusal_of(fixture, "https://other.example/", huge) == ErrorCode::kTooLarge);
    SystemRandom random;
    const auto authority = must(crypto::make_authority("Outside", fixture.hub.clock.now(), random));
    must(fixture.make([&](Work& work) {
        return fixture.webhooks.add(
            work, {work.make_id<WebhookId>(), "https://other.example/", authority.certificate_pem, std::nullopt});
    }));
    for (int number = 2; number < kMaxWebhooks; ++number)
        fixture.add("https://hooks.example/" + std::to_string(number));
    CHECK(refusal_of(fixture, "https://one.too.many/") == ErrorCode::kTooLarge);
}

TEST_CASE("a new receiver begins with what happens from now on, or where it says") {
    WebhookFixture fixture;
    fixture.tell(3);
    CHECK(fixture.state(fixture.add("https://a.example/")).after == 3);
    CHECK(fixture.state(fixture.add("https://b.example/", 0)).after == 0);
    CHECK(fixture.state(fixture.add("https://c.example/", 2)).after == 2);
    CHECK(fixture.state(fixture.add("https://d.example/", 1'000)).after == 3);
    const Webhook behind = fixture.state(fixture.add("https://e.example/", 1));
    CHECK(must(fixture.webhooks.waiting(*fixture.hub.reader, behind)) == 2);
}

TEST_CASE("a key that is followed by another signs beside it for a day") {
    WebhookFixture fixture;
    const WebhookId id = fixture.add();
    const auto rotate = [&] {
        return must(fixture.make([&](Work& work) { return fixture.webhooks.rotate(work, id); }));
    };
    const auto keys = [&] { return must(fixture.webhooks.keys(*fixture.hub.reader, id, fixture.hub.clock.now())); };
    const auto names = [&] {
        std::string all;
        for (const WebhookKey& key : keys()) all += key.name() + " ";
        return all;
    };
    CHECK(names() == "k1 ");
    const ShownKey second = rotate();
    CHECK(second.name == "k2");
    CHECK(second.secret.starts_with("drw_"));
    CHECK(second.secret.size() == 4 + 43);
    CHECK(names() == "k2 k1 ");
    CHECK(to_string(keys().front().secret.bytes()) == second.secret);
    SECTION("then it ends") {
        fixture.hub.clock.advance(kKeyOverlap);
        CHECK(names() == "k2 ");
    }
    SECTION("or when a third one comes") {
        rotate();
        CHECK(names() == "k3 k2 ");
    }
}

TEST_CASE("whatever is done to a receiver is on record, and wakes the sender") {
    WebhookFixture fixture;
    std::atomic<int> woken = 0;
    const Scope network = Scope::network();
    const auto subscription = fixture.hub.notifier.subscribe({&network, 1}, [&] { ++woken; });
    const WebhookId id = fixture.add();
    must(fixture.make([&](Work& work) { return fixture.webhooks.rotate(work, id); }));
    must(fixture.set_state(id, Webhook::State::kDisabled));
    CHECK(fixture.set_state(id, Webhook::State::kDisabled).error().code == ErrorCode::kConflict);
    must(fixture.set_state(id, Webhook::State::kActive));
    must(fixture.hub.run([&](Work& work) { return fixture.webhooks.want_test(work, id); }));
    fixture.tell();
    must(fixture.hub.run([&](Work& work) { return fixture.webhooks.remove(work, id); }));
    CHECK(fixture.audited() ==
          std::vector<std::string>{"added", "rotated", "disabled", "enabled", "tested", "removed"});
    fixture.hub.writer->stop();  // the wake-up comes after the commit
    CHECK(woken == 7);
}

TEST_CASE("nothing can be done to a receiver that is none") {
    WebhookFixture fixture;
    const auto nobody = fixture.hub.id<WebhookId>();
    CHECK(fixture.make([&](Work& work) { return fixture.webhooks.rotate(work, nobody); }).error().code ==
          ErrorCode::kNotFound);
    CHECK(fixture.set_state(nobody, Webhook::State::kActive).error().code == ErrorCode::kNotFound);
    CHECK(fixture.hub.run([&](Work& work) { return fixture.webhooks.want_test(work, nobody); }).error().code ==
          ErrorCode::kNotFound);
    CHECK(fixture.hub.run([&](Work& work) { return fixture.webhooks.remove(work, nobody); }).error().code ==
          ErrorCode::kNotFound);
}

TEST_CASE("a receiver has a topic, and its place in the list of that topic alone") {
    WebhookFixture fixture;
    fixture.tell(3);
    fixture.alarm({"books_differ"});
    const WebhookId alarms = fixture.add("https://alarms.example/", std::nullopt, Webhook::Topic::kAlarms);
    CHECK(fixture.state(alarms).topic == Webhook::Topic::kAlarms);
    CHECK(fixture.state(alarms).after == 1);
    CHECK(fixture.state(fixture.add()).topic == Webhook::Topic::kEvents);
    fixture.alarm({"books_differ", "review_late"});
    fixture.tell(4);
    CHECK(must(fixture.webhooks.waiting(*fixture.hub.reader, fixture.state(alarms))) == 1);
    CHECK(webhook_topic("alarms") == Webhook::Topic::kAlarms);
    CHECK(webhook_topic("provider") == Webhook::Topic::kEvents);
    CHECK_FALSE(webhook_topic("money"));
}
