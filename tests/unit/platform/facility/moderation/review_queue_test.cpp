#include "platform/facility/moderation/review_queue.h"

#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "platform/facility/residents/residents.h"
#include "tests/unit/platform/facility/moderation/review_fixture.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::ReviewView;
using Ids = std::vector<MessageId>;

TEST_CASE("the queue stands by deadline, in views, by unit, and holds what waits and nothing else") {
    ReviewFixture hub;
    const MessageId first = hub.receive();
    const MessageId second = hub.send();
    const MessageId third = hub.receive_for(hub.neighbour, hub.other_contact, "Good morning", 1);
    CHECK(hub.queue(hub.ana) == Ids{first, second, third});
    CHECK(hub.queue(hub.ana, ReviewView::kInbound) == Ids{first, third});
    CHECK(hub.queue(hub.ana, ReviewView::kOutbound) == Ids{second});
    CHECK(hub.queue(hub.ana, ReviewView::kPhotos) == Ids{third});
    CHECK(hub.queue(hub.ana, ReviewView::kAppeals).empty());
    CHECK(hub.queue(hub.ana, ReviewView::kAll, hub.other_unit) == Ids{third});
    CHECK(hub.queue(hub.ana, ReviewView::kInbound, hub.unit) == Ids{first});
    const auto counts = must(facility::ReviewQueue::counts(*hub.reader, hub.ana.id, hub.clock.now()));
    CHECK(counts.inbound == 2);
    CHECK(counts.outbound == 1);
    CHECK(counts.all() == 3);
    CHECK(counts.late == 0);

    facility::Residents residents(hub.ledger);
    must(hub.run([&](facility::Work& work) { return residents.move(work, hub.person.id, hub.other_unit); }));
    CHECK(hub.queue(hub.ana, ReviewView::kAll, hub.other_unit) == Ids{first, second, third});

    must(hub.run_as(facility::Actor::resident(hub.person.id),
                    [&](facility::Work& work) { return hub.messages.withdraw(work, hub.person.id, second); }));
    must(hub.approve(hub.ana, first));
    CHECK(hub.queue(hub.ana) == Ids{third});
    must(hub.reject(hub.ana, third));
    CHECK(hub.queue(hub.ana).empty());
}

TEST_CASE("pages cover a long queue without gaps") {
    ReviewFixture hub;
    Ids all;
    for (int each = 0; each < 25; ++each) all.push_back(hub.receive());
    facility::ReviewFilter filter;
    filter.limit = 10;
    Ids seen;
    for (filter.offset = 0; filter.offset < 40; filter.offset += 10) {
        const auto page = must(facility::ReviewQueue::page(*hub.reader, filter, hub.clock.now()));
        seen.insert(seen.end(), page.begin(), page.end());
    }
    CHECK(seen == all);
}

TEST_CASE("of two reviewers who reach for one item at once, one gets it") {
    for (int round = 0; round < 20; ++round) {
        ReviewFixture hub;
        const MessageId only = hub.receive();
        std::atomic<int> got{0};
        std::atomic<int> waiting{2};
        const auto reach = [&](const facility::Actor& who) {
            --waiting;
            while (waiting > 0) std::this_thread::yield();
            if (hub.claim_next(who) == only) ++got;
        };
        std::thread one(reach, hub.ana);
        std::thread two(reach, hub.ben);
        one.join();
        two.join();
        REQUIRE(got == 1);
    }
}

TEST_CASE("of two reviewers who decide one item at once, one does") {
    ReviewFixture hub;
    for (int round = 0; round < 20; ++round) {
        const MessageId only = hub.receive();
        std::atomic<int> decided{0};
        std::thread one([&] { decided += hub.approve(hub.ana, only).ok() ? 1 : 0; });
        std::thread two([&] { decided += hub.reject(hub.ben, only).ok() ? 1 : 0; });
        one.join();
        two.join();
        REQUIRE(decided == 1);
        REQUIRE(hub.state(only) != wire::Message::HELD);
    }
}

TEST_CASE("a claim keeps others away for five minutes from the last call about it") {
    ReviewFixture hub;
    const MessageId message = hub.receive();
    must(hub.claim(hub.ana, message));
    CHECK(code_of(hub.claim(hub.ben, message)) == "claimed");
    CHECK(code_of(hub.approve(hub.ben, message)) == "claimed");
    CHECK(code_of(hub.reject(hub.ben, message)) == "claimed");
    hub.clock.advance(facility::kClaimTime - Milliseconds(1));
    must(hub.claim(hub.ana, message));
    hub.clock.advance(facility::kClaimTime - Milliseconds(1));
    CHECK(code_of(hub.claim(hub.ben, message)) == "claimed");
    hub.clock.advance(Milliseconds(1));
    must(hub.claim(hub.ben, message));
    CHECK(code_of(hub.approve(hub.ana, message)) == "claimed");
    must(hub.approve(hub.ben, message));
    CHECK(hub.claim(hub.ana, message).error().code == ErrorCode::kNotFound);
}

TEST_CASE("a released claim is anybody's, and only one's own can be released") {
    ReviewFixture hub;
    const MessageId message = hub.receive();
    must(hub.claim(hub.ana, message));
    const auto release = [&](const facility::Actor& who) {
        must(hub.run_as(who, [&](facility::Work& work) { return facility::ReviewQueue::release(work, message); }));
    };
    release(hub.ben);
    CHECK(code_of(hub.claim(hub.ben, message)) == "claimed");
    release(hub.ana);
    CHECK(hub.claim(hub.ben, message).ok());
}

TEST_CASE("the next item is the first that nobody else is at, behind the one before") {
    ReviewFixture hub;
    const MessageId first = hub.receive();
    const MessageId second = hub.send();
    const MessageId third = hub.receive();
    CHECK(hub.claim_next(hub.ana) == first);
    CHECK(hub.claim_next(hub.ana) == first);  // still theirs
    CHECK(hub.claim_next(hub.ben) == second);
    CHECK(hub.claim_next(hub.ana, ReviewView::kAll, first) == third);
    CHECK(hub.claim_next(hub.ben, ReviewView::kInbound) == std::nullopt);
    must(hub.approve(hub.ana, first));
    CHECK(hub.claim_next(hub.ana, ReviewView::kAll, first) == third);  // a decided one still says where
    CHECK(hub.claim_next(hub.ben, ReviewView::kOutbound) == second);
    hub.clock.advance(facility::kClaimTime);
    CHECK(hub.claim_next(hub.ben, ReviewView::kInbound) == third);
}

TEST_CASE("what is not decided in time is put on record once, and a closer look gives it time again") {
    ReviewFixture hub;
    const MessageId message = hub.receive();
    const MessageId other = hub.receive();
    const auto escalate = [&] {
        return must(hub.writer->make(facility::Actor::system(),
                                     [&](facility::Work& work) { return hub.moderation.escalate(work, 10); }));
    };
    CHECK(escalate() == 0);
    hub.clock.advance(facility::kDecideWithin);
    CHECK(hub.queue(hub.ana, ReviewView::kLate) == Ids{message, other});
    CHECK(escalate() == 2);
    CHECK(escalate() == 0);
    CHECK(must(facility::ReviewQueue::count_late(*hub.reader, hub.clock.now())) == 2);
    CHECK(must(facility::ReviewQueue::counts(*hub.reader, hub.ana.id, hub.clock.now())).late == 2);
    must(hub.run_as(
        hub.ana, [&](facility::Work& work) { return hub.moderation.investigate(work, message, "Ask the chaplain"); }));
    CHECK(hub.queue(hub.ana, ReviewView::kLate) == Ids{other});
    CHECK(must(facility::ReviewQueue::count_late(*hub.reader, hub.clock.now())) == 1);
    CHECK(hub.queue(hub.ana, ReviewView::kInvestigating) == Ids{message});
    const auto shown = hub.details(message);
    CHECK(shown->item.investigating);
    REQUIRE(shown->notes.size() == 1);
    CHECK(shown->notes[0].text == "Ask the chaplain");
    CHECK_FALSE(shown->claimed_by);
    hub.clock.advance(facility::kInvestigateWithin);
    CHECK(escalate() == 1);
    const std::string audit = hub.audit_text();
    CHECK(audit.find("review_late") != std::string::npos);
    CHECK(audit.find("chaplain") == std::string::npos);
}
