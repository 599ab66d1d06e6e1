#include "platform/facility/contacts/contacts.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;
using State = wire::Contact;

TEST_CASE("a contact's states follow the picture") {
    HubFixture hub;
    const Person person = hub.add_resident();
    const State::State all[] = {State::REQUESTED, State::APPROVED, State::REFUSED, State::BLOCKED, State::REMOVED};
    const auto path_to = [](State::State state) -> std::vector<State::State> {
        switch (state) {
            case State::APPROVED:
                return {State::APPROVED};
            case State::REFUSED:
                return {State::REFUSED};
            case State::BLOCKED:
                return {State::APPROVED, State::BLOCKED};
            case State::REMOVED:
                return {State::REMOVED};
            default:
                return {};
        }
    };
    const auto allowed = [](State::State from, State::State to) {
        if (from == State::REMOVED) return false;
        if (to == State::REMOVED) return true;
        return (from == State::REQUESTED && (to == State::APPROVED || to == State::REFUSED)) ||
               (from == State::APPROVED && to == State::BLOCKED) || (from == State::BLOCKED && to == State::APPROVED);
    };
    for (const State::State from : all) {
        for (const State::State to : all) {
            const ContactId id = hub.add_contact(person, State::REQUESTED);
            for (const State::State step : path_to(from)) {
                must(hub.run([&](Work& work) { return hub.contacts.set_state(work, id, step); }));
            }
            INFO(State::State_Name(from) << " to " << State::State_Name(to));
            CHECK(hub.run([&](Work& work) { return hub.contacts.set_state(work, id, to); }).ok() == allowed(from, to));
        }
    }
}

TEST_CASE("names are plain and bounded, the list is bounded, who waits is found") {
    HubFixture hub;
    const Person person = hub.add_resident();
    const auto add = [&](const std::string& name) {
        return hub.run(
            [&](Work& work) { return hub.contacts.add(work, work.make_id<ContactId>(), person.id, name, "friend"); });
    };
    CHECK_FALSE(add("").ok());
    CHECK_FALSE(add(std::string(121, 'a')).ok());
    CHECK_FALSE(add("a\x01z").ok());
    for (int i = 0; i < kMaxContactsPerResident; ++i) must(add("Friend " + std::to_string(i)));
    const Status full = add("One more");
    REQUIRE_FALSE(full.ok());
    CHECK(full.error().code == ErrorCode::kTooLarge);
    CHECK(must(hub.contacts.waiting(*hub.reader, 10)).size() == 10);
    CHECK(must(hub.contacts.of(*hub.reader, person.id)).size() == 200);
}
