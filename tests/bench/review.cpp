// The review queue with 100,000 held messages, and messages from outside through filter, decision, seal and feed.
#include <atomic>
#include <latch>
#include <thread>

#include "platform/facility/moderation/review_details.h"
#include "tests/bench/letters.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::bench {

using namespace facility;

namespace {

constexpr int kWaiting = 100'000;
constexpr int kArrivalsInOneCommit = 1'000;
constexpr int kResidents = 200;
constexpr int kPage = 50;
constexpr int kListPatterns = 10'000;
constexpr int kArriving = 10'000;

struct Desk {
    test::HubFixture hub;
    std::vector<std::pair<test::Person, ContactId>> people;
    Letters letters{7};
    Actor reviewer = Actor::staff("reviewer", hub.id<ThingId>());

    Desk() {
        for (int each = 0; each < kResidents; ++each) {
            test::Person person = hub.add_resident(each % 2 == 0 ? hub.unit : hub.other_unit);
            const ContactId contact = hub.add_contact(person);
            people.emplace_back(std::move(person), contact);
        }
    }
    InboundMessage letter(int number) {
        const auto& [person, contact] = people[static_cast<std::size_t>(number) % people.size()];
        return {hub.id<MessageId>(), person.id, contact, letters.next(), "en", hub.clock.now(), {}};
    }
    void fill(int count) {
        for (int done = 0; done < count; done += kArrivalsInOneCommit) {
            hub.clock.advance(Milliseconds(977));
            must(hub.run([&](Work& work) -> Status {
                for (int each = 0; each < kArrivalsInOneCommit; ++each)
                    TRY(hub.messages.receive(work, letter(done + each)));
                return {};
            }));
        }
    }
    ReviewFilter filter(int offset = 0) {
        ReviewFilter filter;
        filter.reviewer = reviewer.id;
        filter.limit = kPage;
        filter.offset = offset;
        return filter;
    }
    /// A page as the console asks for it: the ids, what is shown of each, and the counts.
    void read_page(const ReviewFilter& filter) {
        const Timestamp now = hub.clock.now();
        for (const MessageId& id : must(ReviewQueue::page(*hub.reader, filter, now)))
            must(review_details(*hub.reader, hub.messages, id, now));
    }
};

void bench_queue() {
    heading("The review queue: 100,000 messages wait");
    Desk desk;
    desk.fill(kWaiting);
    const Timestamp now = desk.hub.clock.now();
    const auto ids = must(ReviewQueue::page(*desk.hub.reader, desk.filter(), now));
    const double plain = time_each(20, [&] {
                             for (const MessageId& id : ids) must(desk.hub.messages.find(*desk.hub.reader, id));
                         }).median();
    const Peer messages{"those 50 messages by id", plain};
    const auto page = [&](const char* what, const ReviewFilter& filter) {
        report({what, time_each(20, [&] { desk.read_page(filter); }).median(), "ms", messages, Goal::at_most(20)});
    };
    page("first page of 50, everything shown", desk.filter());
    page("page in the middle", desk.filter(kWaiting / 2));
    page("last page", desk.filter(kWaiting - kPage));
    ReviewFilter of_unit = desk.filter(kWaiting / 4);
    of_unit.unit = desk.hub.unit;
    page("page in the middle of one unit", of_unit);
    const auto read = [&](const char* what, const std::function<void()>& job) {
        report({what, time_each(20, job).median(), "ms", {}, Goal::at_most(20)});
    };
    read("counts of every view", [&] { must(ReviewQueue::counts(*desk.hub.reader, desk.reviewer.id, now)); });
    read("total of one view", [&] { must(ReviewQueue::count(*desk.hub.reader, desk.filter(), now)); });
    read("statistics", [&] { must(review_statistics(*desk.hub.reader, now)); });
    read("claim the next one, durable", [&] {
        must(desk.hub.writer->make(desk.reviewer,
                                   [&](Work& work) { return ReviewQueue::claim_next(work, ReviewView::kAll, {}); }));
    });
    std::size_t at = 0;
    read("approve one, durable", [&] {
        must(desk.hub.run_as(desk.reviewer, [&](Work& work) { return desk.hub.moderation.approve(work, ids[at]); }));
        ++at;
    });
}

/// Messages a second, each its own unit of work, committed in groups.
double arriving_per_second(Desk& desk) {
    std::vector<InboundMessage> letters;
    for (int each = 0; each < kArriving; ++each) letters.push_back(desk.letter(each));
    std::latch done(kArriving);
    std::atomic<int> failed{0};
    const MonotonicTime begin = SystemClock().steady();
    for (const InboundMessage& letter : letters) {
        const auto job = [&](Work& work) { return desk.hub.messages.receive(work, letter); };
        const auto answer = [&](const Status& status) {
            failed += status.ok() ? 0 : 1;
            done.count_down();
        };
        while (!desk.hub.writer->submit(Actor::system(), job, answer).ok()) std::this_thread::yield();
    }
    done.wait();
    if (failed > 0) throw std::runtime_error("messages were refused");
    return kArriving * 1'000.0 / ms_since(begin);
}

void bench_arrivals() {
    heading("Messages from outside: filter with 10,000 patterns, decision, seal, feed, durable");
    Desk desk;
    must(desk.hub.run([&](Work& work) { return set_review_policy(work, {true, true, TwoPerson::kNone}); }));
    const double bare = arriving_per_second(desk);
    WatchList list{desk.hub.id<WatchListId>(), "Words", WatchList::Kind::kWord, Scope::facility(desk.hub.facility), 0};
    must(desk.hub.run([&](Work& work) { return WatchLists::add(work, list); }));
    std::vector<std::string> patterns;
    for (int each = 0; each < kListPatterns; ++each)
        patterns.push_back("contraband" + std::to_string(each * 7919 % 100'003) + "x");
    must(desk.hub.moderation.screening().set_patterns(*desk.hub.writer, *desk.hub.reader, desk.reviewer, list.id,
                                                      patterns));
    const double filtered = arriving_per_second(desk);
    report({"delivered a second", filtered, "/s", Peer{"without lists", bare}, Goal::at_least(2'000)});
    must(desk.hub.run([&](Work& work) { return set_review_policy(work, {false, false, TwoPerson::kNone}); }));
    report({"held for review a second", arriving_per_second(desk), "/s"});
}

}  // namespace

void bench_review() {
    bench_queue();
    bench_arrivals();
}

}  // namespace dayroom::bench
