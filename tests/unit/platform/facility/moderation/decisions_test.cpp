#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/moderation/review_fixture.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::ReviewView;
using facility::TwoPerson;

TEST_CASE("under the two-person rule another person must approve too") {
    ReviewFixture hub;
    hub.set_policy({false, false, TwoPerson::kAll});
    const MessageId message = hub.receive();
    CHECK(must(hub.approve(hub.ana, message)).needs_second);
    CHECK(hub.state(message) == wire::Message::HELD);
    CHECK(code_of(hub.approve(hub.ana, message)) == "same_reviewer");
    CHECK(hub.details(message)->item.first_by == hub.ana.id);
    CHECK(hub.claim_next(hub.ana) == std::nullopt);
    CHECK(hub.claim_next(hub.ben) == message);
    CHECK_FALSE(must(hub.approve(hub.ben, message)).needs_second);
    CHECK(hub.state(message) == wire::Message::DELIVERED);
    const MessageId other = hub.receive();
    must(hub.approve(hub.ana, other));
    must(hub.reject(hub.ben, other));  // one person is enough to keep something back
    CHECK(hub.state(other) == wire::Message::REJECTED);
}

TEST_CASE("the two-person rule may be for photos that go out, or for what a watch list found") {
    ReviewFixture hub;
    hub.add_list("Watch", hub.everybody(), {"lefty"}, facility::WatchList::Kind::kWatch);
    hub.add_list("Words", hub.everybody(), {"hooch"});
    hub.set_policy({false, false, TwoPerson::kPhotos});
    CHECK_FALSE(must(hub.approve(hub.ana, hub.receive("Tell lefty"))).needs_second);
    CHECK(must(hub.approve(hub.ana, hub.receive("Look", 2))).needs_second);
    const MessageId kept_back = hub.receive("Look", 1);
    CHECK_FALSE(must(hub.approve(hub.ana, kept_back, hub.photos_of(kept_back))).needs_second);
    const MessageId one_of_two = hub.receive("Look", 2);
    CHECK(must(hub.approve(hub.ana, one_of_two, {hub.photos_of(one_of_two)[0]})).needs_second);
    CHECK(must(hub.messages.find(*hub.reader, one_of_two))->photos_allowed[0] == false);
    must(hub.approve(hub.ben, one_of_two));
    CHECK(must(hub.messages.find(*hub.reader, one_of_two))->message.photos_rejected() == 1);
    hub.set_policy({false, false, TwoPerson::kWatch});
    CHECK(must(hub.approve(hub.ana, hub.receive("Tell lefty"))).needs_second);
    CHECK_FALSE(must(hub.approve(hub.ana, hub.receive("Brew hooch", 1))).needs_second);
}

TEST_CASE("an appeal is never seen, claimed or decided by who rejected") {
    ReviewFixture hub;
    const MessageId message = hub.receive();
    must(hub.reject(hub.ana, message));
    hub.appeal(message);
    CHECK(hub.queue(hub.ana).empty());
    CHECK(hub.queue(hub.ben) == std::vector<MessageId>{message});
    CHECK(hub.queue(hub.ben, ReviewView::kAppeals) == std::vector<MessageId>{message});
    CHECK(must(facility::ReviewQueue::counts(*hub.reader, hub.ana.id, hub.clock.now())).appeals == 0);
    CHECK(must(facility::ReviewQueue::counts(*hub.reader, hub.ben.id, hub.clock.now())).appeals == 1);
    CHECK(hub.claim_next(hub.ana) == std::nullopt);
    const auto grant = [&](const facility::Actor& who, const std::string& reason) {
        return hub.grant(who, message, reason);
    };
    CHECK(code_of(grant(hub.ana, "It was a recipe")) == "same_reviewer");
    CHECK(code_of(hub.run_as(hub.ana, [&](facility::Work& work) {
              return hub.moderation.refuse_appeal(work, message, "It stays");
          })) == "same_reviewer");
    const auto shown = hub.details(message);
    CHECK(shown->item.kind == facility::ReviewItem::Kind::kAppeal);
    CHECK(shown->message.appeal_text == "It was only a recipe");
    CHECK(hub.claim_next(hub.ben) == message);
    CHECK_FALSE(must(grant(hub.ben, "It was a recipe")).needs_second);
    CHECK(hub.state(message) == wire::Message::DELIVERED);
    CHECK(hub.queue(hub.ben).empty());
    CHECK(code_of(grant(hub.ben, "Again")) == "already_decided");
}

TEST_CASE("granting an appeal takes two people where delivering the message would") {
    ReviewFixture hub;
    hub.set_policy({false, false, TwoPerson::kAll});
    const facility::Actor eva = facility::Actor::staff("reviewer", hub.id<facility::ThingId>());
    const MessageId message = hub.receive();
    must(hub.approve(hub.ben, message));  // an approval before the rejection counts no more
    must(hub.reject(hub.ana, message));
    hub.appeal(message);
    CHECK(code_of(hub.grant(hub.ana, message)) == "same_reviewer");
    REQUIRE(hub.claim_next(hub.ben) == message);
    CHECK(must(hub.grant(hub.ben, message, "It was a recipe")).needs_second);
    CHECK(hub.state(message) == wire::Message::REJECTED);
    CHECK(hub.queue(hub.ana).empty());
    CHECK(hub.queue(hub.ben).empty());
    CHECK(hub.claim_next(hub.ben) == std::nullopt);
    CHECK(code_of(hub.grant(hub.ben, message)) == "same_reviewer");
    CHECK(hub.queue(eva, ReviewView::kAppeals) == std::vector<MessageId>{message});
    const auto shown = hub.details(message);
    CHECK(shown->item.first_by == hub.ana.id);
    CHECK(shown->item.granted_by == hub.ben.id);
    REQUIRE(shown->notes.size() == 1);
    CHECK(shown->notes[0].text == "It was a recipe");
    REQUIRE(hub.claim_next(eva) == message);
    CHECK_FALSE(must(hub.grant(eva, message, "A recipe for bread")).needs_second);
    CHECK(hub.state(message) == wire::Message::DELIVERED);
    CHECK(must(hub.messages.find(*hub.reader, message))->message.appeal_reason() == "A recipe for bread");
    CHECK(hub.queue(eva).empty());
}

TEST_CASE("one person refuses an appeal, also after somebody granted it first") {
    ReviewFixture hub;
    hub.set_policy({false, false, TwoPerson::kAll});
    const facility::Actor eva = facility::Actor::staff("reviewer", hub.id<facility::ThingId>());
    const MessageId message = hub.receive();
    must(hub.reject(hub.ana, message));
    hub.appeal(message);
    must(hub.grant(hub.ben, message));
    must(hub.run_as(
        eva, [&](facility::Work& work) { return hub.moderation.refuse_appeal(work, message, "The rule stands."); }));
    CHECK(hub.state(message) == wire::Message::REJECTED);
    CHECK(hub.queue(eva).empty());
    CHECK(hub.audit_text().find("appeal_decided reviewer first_of_two") != std::string::npos);
}

TEST_CASE("an appeal needs two people for its photos, or for what a watch list found in its message") {
    ReviewFixture hub;
    hub.add_list("Watch", hub.everybody(), {"lefty"}, facility::WatchList::Kind::kWatch);
    hub.add_list("Words", hub.everybody(), {"hooch"});
    const auto needs_second = [&](const MessageId& message) {
        must(hub.reject(hub.ana, message));
        hub.appeal(message);
        return must(hub.grant(hub.ben, message)).needs_second;
    };
    hub.set_policy({false, false, TwoPerson::kWatch});
    CHECK(needs_second(hub.receive("Tell lefty")));
    CHECK_FALSE(needs_second(hub.receive("Brew hooch", 1)));
    hub.set_policy({false, false, TwoPerson::kPhotos});
    CHECK_FALSE(needs_second(hub.receive("Tell lefty")));
    CHECK(needs_second(hub.receive("Look", 2)));
}

TEST_CASE("a refused appeal ends, and its answer does not quote the message either") {
    ReviewFixture hub;
    const MessageId message = hub.receive("Meet me behind the old water tower tonight");
    must(hub.reject(hub.ana, message));
    hub.appeal(message);
    const auto refuse = [&](const std::string& reason) {
        return hub.run_as(hub.ben,
                          [&](facility::Work& work) { return hub.moderation.refuse_appeal(work, message, reason); });
    };
    CHECK(code_of(refuse("You wrote: meet me behind the old water tower")) == "reason_quotes");
    CHECK(refuse("").error().code == ErrorCode::kInvalid);
    must(refuse("It plans a meeting."));
    CHECK(hub.queue(hub.ben).empty());
    CHECK(hub.state(message) == wire::Message::REJECTED);
}

TEST_CASE("a rejection names a rule of the facility's list, once there is one") {
    ReviewFixture hub;
    must(hub.reject(hub.ana, hub.receive()));
    const auto set = [&](const std::vector<facility::ReviewRule>& rules) {
        return hub.run([&](facility::Work& work) { return facility::set_review_rules(work, rules); });
    };
    must(set({{"1.1", "threat", "No threats."}}));
    const MessageId message = hub.receive();
    CHECK(code_of(hub.reject(hub.ana, message)) == "no_such_rule");
    must(set({{"4.2", "photo_not_allowed", "No nudity."}, {"1.1", "threat", "No threats."}}));
    must(hub.reject(hub.ana, message));
    const auto rules = must(facility::review_rules(*hub.reader));
    REQUIRE(rules.size() == 2);
    CHECK(rules[0].rule == "4.2");
    CHECK_FALSE(set({{"1.1", "threat", "a"}, {"1.1", "threat", "b"}}).ok());
    CHECK_FALSE(set({{"1.1", "No Code", "a"}}).ok());
    CHECK_FALSE(set({{"", "threat", "a"}}).ok());
    CHECK(must(facility::review_rules(*hub.reader)).size() == 2);
}

TEST_CASE("every decision is on record with who made it, and no words of anybody") {
    ReviewFixture hub;
    hub.receive("canarytext one");
    const MessageId rejected = hub.claim_next(hub.ana).value();
    must(hub.run_as(
        hub.ana, [&](facility::Work& work) { return hub.moderation.reject(work, rejected, "4.2", "canaryreason"); }));
    hub.appeal(rejected);
    must(hub.run_as(
        hub.ben, [&](facility::Work& work) { return hub.moderation.refuse_appeal(work, rejected, "canaryanswer"); }));
    must(hub.approve(hub.ana, hub.receive("canarytext two")));
    const std::string audit = hub.audit_text();
    CHECK(audit.find("message_rejected reviewer 4.2") != std::string::npos);
    CHECK(audit.find("appeal_decided reviewer refused") != std::string::npos);
    CHECK(audit.find("message_approved reviewer") != std::string::npos);
    CHECK(audit.find("canary") == std::string::npos);
}
