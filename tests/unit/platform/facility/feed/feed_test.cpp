#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "platform/facility/notices/notices.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

/// The same state by another way: each thing of the scope loaded by itself.
std::map<std::string, std::string> by_hand(HubFixture& hub, const Scope& scope) {
    std::map<std::string, std::string> all;
    must(hub.reader->each(
        "SELECT kind, id FROM (SELECT c.kind, c.id, c.removed, max(c.seq) FROM feed_change c JOIN feed_scope s "
        "ON s.no = c.scope WHERE s.kind = $1 AND s.id = $2 GROUP BY c.id) WHERE removed = 0",
        [&](const database::Row& row) {
            const auto kind = static_cast<RecordKind>(row.integer(0));
            if (kind == RecordKind::kPrices) return;
            auto record = must(load_record(*hub.reader, kind, row.id<ThingId>(1), hub.clock.now()));
            if (!record) return;
            const std::string name = row.id<ThingId>(1).raw();
            if (record->has_balances()) record->mutable_balances()->clear_as_of_ms();
            all[name] = record->SerializeAsString();
        },
        static_cast<int>(scope.kind), scope.id));
    return all;
}

std::map<std::string, std::string> as_held(const FeedClient& client, const Scope& scope) {
    std::map<std::string, std::string> all;
    for (auto [name, record] : client.held(scope)) {
        if (record.has_prices()) continue;
        record.clear_facility_id();
        record.clear_scope();
        record.clear_id();
        record.clear_version();
        record.clear_released_ms();
        if (record.has_balances()) record.mutable_balances()->clear_as_of_ms();
        all[name] = record.SerializeAsString();
    }
    return all;
}

void deliver(HubFixture& hub, const Person& person, const ContactId& contact, const std::string& text) {
    const MessageId id = hub.id<MessageId>();
    must(hub.run([&](Work& work) -> Status {
        TRY(hub.messages.receive(work, {id, person.id, contact, text, "en", work.now(), {}}));
        return hub.moderation.approve(work, id);
    }));
}

}  // namespace

TEST_CASE(
    "a new terminal gets facility, unit, device and the residents of its unit, envelopes open only for their owner") {
    HubFixture hub;
    const Person here = hub.add_resident();
    const Person also_here = hub.add_resident();
    const Person elsewhere = hub.add_resident(hub.other_unit);
    hub.give(here, 500);
    hub.set_price("message", 0, 1);
    hub.add_form("general");

    FeedClient client(hub);
    client.sign_in(here);
    CHECK(client.sync() > 0);
    CHECK(client.held(Scope::facility(hub.facility)).size() == 3);
    CHECK(client.held(Scope::unit(hub.unit)).size() == 3);  // the unit, two people
    CHECK(client.held(Scope::device(hub.device)).size() == 1);
    CHECK(as_held(client, Scope::resident(here.id)) == by_hand(hub, Scope::resident(here.id)));
    CHECK(client.held(Scope::resident(also_here.id)).empty());
    CHECK(client.closed_envelopes() > 0);
    CHECK_FALSE(client.places.contains(Scope::resident(elsewhere.id)));
    CHECK(client.sync() == 0);

    SECTION("who moves away is no longer served") {
        must(hub.run([&](Work& work) -> Status {
            TRY(work.db().run("UPDATE resident SET unit = $2 WHERE id = $1", here.id, hub.other_unit));
            work.touch(Scope::unit(hub.unit), RecordKind::kRoster, here.id, true);
            work.touch(Scope::unit(hub.other_unit), RecordKind::kRoster, here.id);
            return {};
        }));
        client.sync();
        CHECK_FALSE(client.places.contains(Scope::resident(here.id)));
        CHECK(client.held(Scope::unit(hub.unit)).size() == 2);
    }
}

TEST_CASE("several changes of one thing are one, at its last number") {
    HubFixture hub;
    const Person person = hub.add_resident();
    FeedClient client(hub);
    client.sign_in(person);
    client.sync();
    for (int i = 0; i < 5; ++i) hub.give(person, 100);
    client.sync();
    REQUIRE(client.pages().size() == 1);
    CHECK(client.pages()[0].kind() == wire::FeedPage::CHANGES);
    CHECK(client.pages()[0].changes_size() == 6);  // five lines, one balance
    CHECK(as_held(client, Scope::resident(person.id)) == by_hand(hub, Scope::resident(person.id)));
}

TEST_CASE("a long snapshot comes in bounded pages, while things change and go") {
    HubFixture hub;
    const Person person = hub.add_resident();
    const ContactId contact = hub.add_contact(person);
    must(hub.run([&](Work& work) -> Status {
        for (int i = 0; i < 1'300; ++i) {
            const MessageId id = work.make_id<MessageId>();
            TRY(hub.messages.receive(
                work, {id, person.id, contact, "Hello number " + std::to_string(i), "en", work.now(), {}}));
            TRY(hub.moderation.approve(work, id));
        }
        return {};
    }));
    FeedClient client(hub);
    client.sign_in(person);
    CHECK(client.step());
    CHECK(client.held(Scope::resident(person.id)).empty());
    // Between the pages: one more message, one contact gone, balances moved.
    deliver(hub, person, contact, "In between");
    must(hub.run([&](Work& work) { return hub.contacts.set_state(work, contact, wire::Contact::REMOVED); }));
    hub.give(person, 5);
    client.sync();
    CHECK(as_held(client, Scope::resident(person.id)) == by_hand(hub, Scope::resident(person.id)));
    CHECK(client.held(Scope::resident(person.id)).size() > 1'300);
    CHECK(hub.cache.envelopes.bytes() > 0);

    // Another terminal of the unit: the same by snapshot as the first has by changes.
    FeedClient other(hub);
    other.sign_in(person);
    other.sync();
    CHECK(as_held(other, Scope::resident(person.id)) == as_held(client, Scope::resident(person.id)));
}

TEST_CASE("pages are bounded by bytes too") {
    HubFixture hub;
    const Person person = hub.add_resident();
    const ContactId contact = hub.add_contact(person);
    const std::string text(28'000, 'x');
    must(hub.run([&](Work& work) -> Status {
        for (int i = 0; i < 300; ++i) {
            const MessageId id = work.make_id<MessageId>();
            TRY(hub.messages.receive(work, {id, person.id, contact, text, "en", work.now(), {}}));
            TRY(hub.moderation.approve(work, id));
        }
        return {};
    }));
    FeedClient client(hub);
    client.sign_in(person);
    CHECK(client.sync() >= 3);
    CHECK(as_held(client, Scope::resident(person.id)) == by_hand(hub, Scope::resident(person.id)));
}

TEST_CASE("a cursor above the head is lost history, another epoch begins anew") {
    HubFixture hub;
    const Person person = hub.add_resident();
    FeedClient client(hub);
    client.sign_in(person);
    client.sync();
    client.places[Scope::resident(person.id)].seq += 7;
    client.step();
    CHECK(client.lost_history);
    client.sync();
    CHECK(as_held(client, Scope::resident(person.id)) == by_hand(hub, Scope::resident(person.id)));

    client.epoch = hub.id<Epoch>().raw();
    client.sync();
    CHECK(client.pages()[0].kind() == wire::FeedPage::SNAPSHOT);
    CHECK(as_held(client, Scope::resident(person.id)) == by_hand(hub, Scope::resident(person.id)));
}

TEST_CASE("a cursor below the floor gets a snapshot, a bad token begins it again") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 100);
    FeedClient client(hub);
    client.sign_in(person);
    client.sync();
    hub.give(person, 100);
    must(hub.run([&](Work& work) { return work.db().run("UPDATE feed_scope SET floor = head"); }));
    client.sync();
    REQUIRE_FALSE(client.pages().empty());
    CHECK(client.pages()[0].kind() == wire::FeedPage::SNAPSHOT);
    CHECK(as_held(client, Scope::resident(person.id)) == by_hand(hub, Scope::resident(person.id)));

    wire::FeedRequest request = client.request();
    for (auto& cursor : *request.mutable_cursors()) cursor.set_snapshot_after("rubbish");
    const FeedAnswer answer = must(client.reader.read({hub.device, hub.unit}, request, hub.clock.now()));
    CHECK(answer.response.pages_size() == 0);
}

TEST_CASE("what is asked for is checked") {
    HubFixture hub;
    FeedClient client(hub);
    wire::FeedRequest request;
    SECTION("an unknown kind of scope") { request.add_cursors()->mutable_scope()->set_id(hub.unit.raw()); }
    SECTION("an id of another length") {
        request.add_cursors()->mutable_scope()->set_kind(wire::FACILITY);
        request.mutable_cursors(0)->mutable_scope()->set_id("short");
    }
    SECTION("too many cursors") {
        for (int i = 0; i <= wire::kMaxScopes; ++i)
            *request.add_cursors()->mutable_scope() = Scope::unit(hub.unit).to_wire();
    }
    CHECK_FALSE(client.reader.read({hub.device, hub.unit}, request, hub.clock.now()).ok());
}

TEST_CASE("eight writers: a reader misses nothing, and is woken") {
    HubFixture hub;
    std::vector<Person> people;
    for (int i = 0; i < 8; ++i) people.push_back(hub.add_resident());
    FeedClient client(hub);
    for (const Person& person : people) client.sign_in(person);
    client.sync();
    std::vector<Scope> scopes;
    for (const auto& [scope, place] : client.places) scopes.push_back(scope);
    std::atomic<int> woken = 0;
    const auto subscription = hub.notifier.subscribe(scopes, [&] { ++woken; });

    std::atomic<int> writing = 8;
    std::vector<std::thread> writers;
    for (int w = 0; w < 8; ++w) {
        writers.emplace_back([&, w] {
            SeededRandom random(static_cast<std::uint64_t>(w) + 50);
            for (int i = 0; i < 60; ++i) {
                const Person& person = people[random.below(people.size())];
                const bool fails = random.below(20) == 0;
                const Status done = hub.writer->run(Actor::system(), [&](Work& work) -> Status {
                    TRY(hub.ledger.pay(work,
                                       {work.make_id<TransferId>(), person.id, TRY(PositiveCents::of(1)), kCash, {}}));
                    return fails ? Status(Error(ErrorCode::kConflict, "rolled back on purpose")) : Status();
                });
                if (done.ok() == fails) std::abort();
            }
            --writing;
        });
    }
    while (writing > 0) client.sync();
    for (std::thread& writer : writers) writer.join();
    client.sync();
    for (const Person& person : people) {
        CHECK(as_held(client, Scope::resident(person.id)) == by_hand(hub, Scope::resident(person.id)));
    }
    CHECK(woken > 0);
    CHECK(hub.tie().ties());
}

TEST_CASE("what is removed while a snapshot is read does not stay") {
    HubFixture hub;
    const Person person = hub.add_resident();
    const ContactId contact = hub.add_contact(person);
    must(hub.run([&](Work& work) -> Status {
        for (int i = 0; i < 700; ++i) {
            const MessageId id = work.make_id<MessageId>();
            TRY(hub.messages.receive(work, {id, person.id, contact, "text", "en", work.now(), {}}));
            TRY(hub.moderation.approve(work, id));
        }
        return {};
    }));
    FeedClient client(hub);
    client.sign_in(person);
    client.step();  // the contact is in the first page
    must(hub.run([&](Work& work) { return hub.contacts.set_state(work, contact, wire::Contact::REMOVED); }));
    client.sync();
    for (const auto& [name, record] : client.held(Scope::resident(person.id))) CHECK_FALSE(record.has_contact());
}

TEST_CASE("a terminal that was off loses what staff took away meanwhile, of the facility and of the unit too") {
    HubFixture hub;
    const Scope scope = GENERATE(false, true) ? Scope::unit(hub.unit) : Scope::facility(hub.facility);
    Notices notices;
    wire::Notice words;
    for (wire::LocalText* text : {words.add_title(), words.add_text()}) {
        text->set_language("en");
        text->set_text("Visits end at noon");
    }
    words.set_valid_from_ms(hub.clock.now().ms());
    words.set_valid_to_ms((hub.clock.now() + Milliseconds(60'000)).ms());
    const NoticeId id = hub.id<NoticeId>();
    must(hub.run([&](Work& work) { return notices.create(work, id, scope, words); }));
    FeedClient client(hub);
    client.sync();
    REQUIRE(client.held(scope).contains(id.raw()));
    must(hub.run([&](Work& work) { return notices.end(work, id); }));
    client.sync();
    CHECK_FALSE(client.held(scope).contains(id.raw()));
    CHECK(client.pages().back().kind() == wire::FeedPage::CHANGES);
}

TEST_CASE("wake-ups reach exactly the scopes concerned, and end with the subscription") {
    FeedNotifier notifier;
    FakeClock clock;
    SeededRandom random(3);
    const Scope a = Scope::resident(ResidentId::make(clock, random));
    const Scope b = Scope::resident(ResidentId::make(clock, random));
    int count = 0;
    auto subscription = notifier.subscribe(std::vector{a}, [&] { ++count; });
    notifier.notify(std::vector{b});
    CHECK(count == 0);
    notifier.notify(std::vector{a, b});
    CHECK(count == 1);
    notifier.notify_all();
    CHECK(count == 2);
    FeedNotifier::Subscription moved = std::move(subscription);
    moved.end();
    notifier.notify(std::vector{a});
    CHECK(count == 2);
    CHECK(notifier.subscriptions() == 0);
}

TEST_CASE("the envelope cache stays within its limit") {
    EnvelopeCache cache(1'000);
    FakeClock clock;
    SeededRandom random(3);
    const EnvelopeCache::Key first{ThingId::make(clock, random), RecordKind::kMessage, 1, {}};
    cache.put(first, std::string(400, 'a'));
    CHECK(cache.find(first));
    for (std::uint64_t i = 2; i < 20; ++i) {
        cache.put({ThingId::make(clock, random), RecordKind::kMessage, i, {}}, std::string(400, 'b'));
        CHECK(cache.bytes() <= 1'000);
    }
    CHECK_FALSE(cache.find(first));
    cache.put(first, std::string(2'000, 'c'));
    CHECK_FALSE(cache.find(first));
}
