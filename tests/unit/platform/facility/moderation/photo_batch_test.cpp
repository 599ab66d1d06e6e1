#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/moderation/review_fixture.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::PhotoDecision;
using facility::PhotoOutcome;
using facility::ReviewView;

namespace {

struct PhotoDesk : ReviewFixture {
    std::vector<PhotoOutcome> decide(const facility::Actor& who, const std::vector<PhotoDecision>& decisions) {
        return must(writer->make(who, [&](facility::Work& work) { return moderation.decide_photos(work, decisions); }));
    }
    std::vector<PhotoDecision> all_of(const MessageId& message, bool allow) {
        std::vector<PhotoDecision> decisions;
        for (const auto& photo : photos_of(message)) decisions.push_back({message, photo, allow});
        return decisions;
    }
    std::size_t waiting(const facility::Actor& who) {
        return must(facility::ReviewQueue::photos(*reader, who.id, clock.now(), 200)).size();
    }
};

}  // namespace

TEST_CASE("photos of many messages are decided in one call, each message by itself") {
    PhotoDesk hub;
    hub.set_policy({true, false, facility::TwoPerson::kNone});
    hub.add_list("Words", hub.everybody(), {"hooch"});
    const MessageId clean = hub.receive("Look at the garden", 2);
    const MessageId flagged = hub.receive("Brewing hooch", 1);
    const MessageId half = hub.receive("Two of them", 2);
    const MessageId gone = hub.receive("Too late", 1);
    const auto gone_photo = hub.all_of(gone, true);
    must(hub.approve(hub.ben, gone));
    CHECK(hub.waiting(hub.ana) == 5);
    std::vector<PhotoDecision> decisions = hub.all_of(clean, true);
    decisions[1].allow = false;
    decisions.push_back(hub.all_of(flagged, true)[0]);
    decisions.push_back(hub.all_of(half, true)[0]);
    decisions.push_back(gone_photo[0]);
    const auto outcomes = hub.decide(hub.ana, decisions);
    REQUIRE(outcomes.size() == 4);
    for (const PhotoOutcome& outcome : outcomes) {
        INFO(outcome.message.to_string());
        CHECK(outcome.delivered == (outcome.message == clean));
        CHECK(outcome.refused == (outcome.message == gone ? "already_decided" : ""));
    }
    CHECK(hub.state(clean) == wire::Message::DELIVERED);
    CHECK(must(hub.messages.find(*hub.reader, clean))->message.photos_rejected() == 1);
    CHECK(hub.state(flagged) == wire::Message::HELD);
    CHECK(hub.state(half) == wire::Message::HELD);
    CHECK(hub.waiting(hub.ana) == 1);
    CHECK(hub.queue(hub.ana, ReviewView::kPhotos) == std::vector<MessageId>{half});
    CHECK(must(hub.messages.find(*hub.reader, flagged))->photos_allowed[0] == true);
}

TEST_CASE("text that the facility wants read is read, even when its photos are decided") {
    PhotoDesk hub;
    const MessageId message = hub.receive("Clean text", 1);
    CHECK_FALSE(hub.details(message)->item.text_passes);
    CHECK_FALSE(hub.decide(hub.ana, hub.all_of(message, true))[0].delivered);
    CHECK(hub.state(message) == wire::Message::HELD);
    const MessageId bare = hub.receive("", 1);
    CHECK(hub.decide(hub.ana, hub.all_of(bare, true))[0].delivered);
}

TEST_CASE("a message of which nothing would be left waits for a rejection with its rule") {
    PhotoDesk hub;
    const MessageId bare = hub.receive("", 2);
    const auto outcome = hub.decide(hub.ana, hub.all_of(bare, false))[0];
    CHECK_FALSE(outcome.delivered);
    CHECK(outcome.refused.empty());
    CHECK(hub.state(bare) == wire::Message::HELD);
    CHECK(hub.queue(hub.ana, ReviewView::kPhotos).empty());
    CHECK(hub.queue(hub.ana) == std::vector<MessageId>{bare});
    must(hub.reject(hub.ana, bare));
}

TEST_CASE("two people decide photos under the rule for photos, and a claim keeps others out") {
    PhotoDesk hub;
    hub.set_policy({true, false, facility::TwoPerson::kPhotos});
    const MessageId message = hub.receive("Look", 1);
    const auto first = hub.decide(hub.ana, hub.all_of(message, true))[0];
    CHECK(first.needs_second);
    CHECK(hub.state(message) == wire::Message::HELD);
    CHECK(hub.decide(hub.ana, hub.all_of(message, true))[0].refused == "same_reviewer");
    must(hub.claim(hub.ben, message));
    const auto third = facility::Actor::staff("reviewer", hub.id<facility::ThingId>());
    CHECK(hub.decide(third, hub.all_of(message, true))[0].refused == "claimed");
    CHECK(hub.decide(hub.ben, hub.all_of(message, true))[0].delivered);
}

TEST_CASE("a photo that is not the message's changes nothing of it") {
    PhotoDesk hub;
    const MessageId message = hub.receive("Look", 1);
    const MessageId other = hub.receive("Look", 1);
    auto decisions = hub.all_of(message, true);
    decisions.push_back({message, hub.photos_of(other)[0], true});
    CHECK(hub.decide(hub.ana, decisions)[0].refused == "not_found");
    CHECK(must(hub.messages.find(*hub.reader, message))->photos_allowed[0] == std::nullopt);
    const auto many = std::vector<PhotoDecision>(facility::kMaxPhotoDecisions + 1, decisions[0]);
    CHECK(hub.writer->make(hub.ana, [&](facility::Work& work) { return hub.moderation.decide_photos(work, many); })
              .error()
              .code == ErrorCode::kTooLarge);
}
