// Messaging suspended for a person, a unit or everybody: what is refused, who is told, and how it ends.
#include "platform/facility/suspensions/suspensions.h"

#include <algorithm>

#include "tests/unit/platform/facility/messages/mail.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::Mail;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Office : Mail {
    Person neighbour = hub.add_resident();
    Person elsewhere = hub.add_resident(hub.other_unit);

    SuspensionId begin(const Scope& scope, Timestamp until = {}) {
        const SuspensionId id = hub.id<SuspensionId>();
        must(decide([&](Work& work) { return hub.suspensions.begin(work, {id, scope, "an incident", until}); }));
        return id;
    }
    Status end(const SuspensionId& id) {
        return decide([&](Work& work) { return hub.suspensions.end(work, id); });
    }
    int tick() {
        return must(hub.writer->make(Actor::system(), [&](Work& work) { return hub.suspensions.tick(work, 100); }));
    }
    bool suspended(const Person& who) { return must(messaging_is_suspended(*hub.reader, who.id, hub.clock.now())); }
    /// As that resident's terminal has it: the restriction in the profile.
    bool told(const Person& who, const UnitId& home) {
        FeedClient client(hub, {hub.device, home});
        client.sign_in(who);
        client.sync();
        const auto held = client.held(Scope::resident(who.id));
        const auto& codes = held.at(who.id.raw()).profile().restrictions();
        return std::find(codes.begin(), codes.end(), kMessagingRestriction) != codes.end();
    }
    std::vector<std::string> notices(const Scope& scope) {
        FeedClient client(hub);
        client.sign_in(person);
        client.sync();
        std::vector<std::string> titles;
        for (const auto& [id, record] : client.held(scope))
            if (record.has_notice()) titles.push_back(record.notice().title(0).text());
        return titles;
    }
};

}  // namespace

TEST_CASE("a suspension stops what is new, for whom it is meant and for nobody else") {
    Office office;
    const MessageId before = office.hub.id<MessageId>();
    REQUIRE(office.send(before).result() == wire::Outcome::DONE);
    Scope scope = Scope::resident(office.person.id);
    bool neighbour = false;
    bool elsewhere = false;
    SECTION("one person") {}
    SECTION("a unit") {
        scope = Scope::unit(office.hub.unit);
        neighbour = true;
    }
    SECTION("the facility") {
        scope = Scope::facility(office.hub.facility);
        neighbour = true;
        elsewhere = true;
    }
    const SuspensionId id = office.begin(scope);
    CHECK(office.suspended(office.person));
    CHECK(office.suspended(office.neighbour) == neighbour);
    CHECK(office.suspended(office.elsewhere) == elsewhere);
    CHECK(office.told(office.person, office.hub.unit));
    CHECK(office.told(office.neighbour, office.hub.unit) == neighbour);
    CHECK(office.told(office.elsewhere, office.hub.other_unit) == elsewhere);
    CHECK(office.notices(scope) == std::vector<std::string>{"Messages are stopped"});

    CHECK(office.send(office.hub.id<MessageId>()).code() == decline::kSuspended);
    const Status inbound = office.receive(office.hub.id<MessageId>());
    REQUIRE_FALSE(inbound.ok());
    CHECK(inbound.error().text_key == decline::kSuspended);
    // What waited already is decided, or taken back, as ever.
    must(office.reject(before));
    CHECK(office.appeal(before).result() == wire::Outcome::DONE);

    must(office.end(id));
    CHECK_FALSE(office.suspended(office.person));
    CHECK_FALSE(office.told(office.person, office.hub.unit));
    CHECK_FALSE(office.told(office.neighbour, office.hub.unit));
    CHECK_FALSE(office.told(office.elsewhere, office.hub.other_unit));
    CHECK(office.notices(scope) == std::vector<std::string>{"Messages are open again"});
    CHECK(office.send(office.hub.id<MessageId>()).result() == wire::Outcome::DONE);
    CHECK_FALSE(office.end(id).ok());
    CHECK(must(office.hub.suspensions.list(*office.hub.reader, false, office.hub.clock.now())).empty());
    CHECK(must(office.hub.suspensions.list(*office.hub.reader, true, office.hub.clock.now())).size() == 1);
}

TEST_CASE("a suspension with an end is over by itself, and the terminals follow") {
    Office office;
    const Timestamp until = office.hub.clock.now() + std::chrono::hours(2);
    const SuspensionId id = office.begin(Scope::unit(office.hub.unit), until);
    CHECK(office.tick() == 0);
    office.hub.clock.set_now(until - Milliseconds(1));
    CHECK(office.suspended(office.person));
    CHECK(office.tick() == 0);
    office.hub.clock.set_now(until);
    CHECK_FALSE(office.suspended(office.person));
    CHECK(office.send(office.hub.id<MessageId>()).result() == wire::Outcome::DONE);
    CHECK(office.tick() == 2);
    CHECK_FALSE(office.told(office.person, office.hub.unit));
    CHECK_FALSE(office.end(id).ok());
}

TEST_CASE("a suspension that begins later stops nothing before, is told ahead, and can be taken back") {
    Office office;
    const Timestamp from = office.hub.clock.now() + std::chrono::hours(24);
    const auto later = [&](const Scope& scope) {
        NewSuspension wanted{office.hub.id<SuspensionId>(), scope, "a move", from + std::chrono::hours(2)};
        wanted.from = from;
        must(office.decide([&](Work& work) { return office.hub.suspensions.begin(work, wanted); }));
        return wanted.id;
    };
    const Scope person = Scope::resident(office.person.id);
    const SuspensionId mine = later(person);
    later(Scope::unit(office.hub.other_unit));
    CHECK_FALSE(office.suspended(office.person));
    CHECK_FALSE(office.told(office.person, office.hub.unit));
    CHECK(office.notices(person) == std::vector<std::string>{"Messages are stopped"});
    CHECK(office.send(office.hub.id<MessageId>()).result() == wire::Outcome::DONE);
    must(office.end(mine));
    CHECK(office.notices(person) == std::vector<std::string>{"Messages are open again"});
    office.hub.clock.set_now(from);
    CHECK_FALSE(office.suspended(office.person));
    CHECK(office.suspended(office.elsewhere));
    CHECK(office.tick() == 1);
    CHECK(office.told(office.elsewhere, office.hub.other_unit));
    office.hub.clock.set_now(from + std::chrono::hours(2));
    CHECK(office.tick() == 1);
    CHECK_FALSE(office.told(office.elsewhere, office.hub.other_unit));
}

TEST_CASE("two suspensions of one person: the second to end is the end") {
    Office office;
    const SuspensionId mine = office.begin(Scope::resident(office.person.id));
    const SuspensionId all = office.begin(Scope::facility(office.hub.facility));
    must(office.end(mine));
    CHECK(office.suspended(office.person));
    CHECK(office.told(office.person, office.hub.unit));
    must(office.end(all));
    CHECK_FALSE(office.told(office.person, office.hub.unit));
}

TEST_CASE("who moves into a suspended unit is told, and who is many is told in steps") {
    Office office;
    office.begin(Scope::unit(office.hub.unit));
    must(office.hub.run([&](Work& work) {
        return work.db().run("UPDATE resident SET unit = $1 WHERE id = $2", office.hub.unit, office.elsewhere.id);
    }));
    CHECK(office.suspended(office.elsewhere));
    CHECK(office.tick() == 1);
    CHECK(office.told(office.elsewhere, office.hub.unit));
    const int more = kToldAtOnce + 5;
    for (int i = 0; i < more; ++i) office.hub.add_resident();
    CHECK(must(office.hub.writer->make(Actor::system(), [&](Work& work) {
              return office.hub.suspensions.tick(work, kToldAtOnce);
          })) == kToldAtOnce);
    CHECK(office.tick() == 5);
    CHECK(office.tick() == 0);
}

TEST_CASE("what is no suspension is refused") {
    Office office;
    const auto begin = [&](const NewSuspension& wanted) {
        return office.decide([&](Work& work) { return office.hub.suspensions.begin(work, wanted); });
    };
    const auto fresh = [&] { return office.hub.id<SuspensionId>(); };
    const Scope person = Scope::resident(office.person.id);
    CHECK_FALSE(begin({fresh(), Scope::device(office.hub.device), "why", {}}).ok());
    CHECK_FALSE(begin({fresh(), Scope::resident(office.hub.id<ResidentId>()), "why", {}}).ok());
    CHECK_FALSE(begin({fresh(), Scope::unit(office.hub.id<UnitId>()), "why", {}}).ok());
    CHECK_FALSE(begin({fresh(), Scope::facility(office.hub.id<FacilityId>()), "why", {}}).ok());
    CHECK_FALSE(begin({fresh(), person, "", {}}).ok());
    CHECK_FALSE(begin({fresh(), person, std::string(401, 'x'), {}}).ok());
    CHECK_FALSE(begin({fresh(), person, "hidden \x07", {}}).ok());
    CHECK_FALSE(begin({fresh(), person, "why", office.hub.clock.now()}).ok());
    const Timestamp later = office.hub.clock.now() + std::chrono::hours(1);
    CHECK_FALSE(begin({fresh(), person, "why", later, later}).ok());  // over when it begins
    const ContactId contact = office.hub.add_contact(office.person);
    CHECK_FALSE(begin({fresh(), person, "why", {}, {}, SuspendedThing::kMessages, contact}).ok());
    CHECK_FALSE(begin({fresh(), Scope::unit(office.hub.unit), "why", {}, {}, SuspendedThing::kVisits, contact}).ok());
    CHECK_FALSE(
        begin({fresh(), Scope::resident(office.neighbour.id), "why", {}, {}, SuspendedThing::kVisits, contact}).ok());
    CHECK_FALSE(office.suspended(office.person));
    office.begin(person);
    const Status twice = begin({fresh(), person, "why", {}});
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().code == ErrorCode::kConflict);
}
