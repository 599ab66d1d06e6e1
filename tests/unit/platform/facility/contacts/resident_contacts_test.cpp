// What a resident does about contacts, as commands, and what people outside may ask.
#include <algorithm>

#include <catch2/catch.hpp>

#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/provider/events.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;
using Change = wire::ChangeContact;
using State = wire::Contact;

namespace {

/// Where a contact can stand, with who has blocked it.
enum class Place {
    kRequested,
    kInvited,
    kInvitedAgreed,  // staff have agreed already
    kApproved,
    kRefused,
    kBlockedByResident,
    kBlockedByStaff,
    kBlockedByBoth,
    kRemoved,
};
constexpr Place kPlaces[] = {Place::kRequested,      Place::kInvited,       Place::kInvitedAgreed,
                             Place::kApproved,       Place::kRefused,       Place::kBlockedByResident,
                             Place::kBlockedByStaff, Place::kBlockedByBoth, Place::kRemoved};

struct AddressBook {
    HubFixture hub;
    Person person = hub.add_resident();
    int addresses = 0;

    std::string address() { return "someone" + std::to_string(++addresses) + "@mail"; }
    wire::Outcome change(const ContactId& id, Change::Change what) {
        wire::Command command = hub.command(person);
        command.mutable_change_contact()->set_contact_id(id.raw());
        command.mutable_change_contact()->set_change(what);
        return hub.execute(person, command);
    }
    wire::Outcome request(const std::string& at, const std::string& name = "Ana Li") {
        wire::Command command = hub.command(person);
        wire::RequestContact& body = *command.mutable_request_contact();
        body.set_contact_id(hub.id<ContactId>().raw());
        body.set_name(name);
        body.set_relationship("friend");
        body.set_address(at);
        return hub.execute(person, command);
    }
    Status staff(const ContactId& id, State::State state, const std::string& reason = {}) {
        return hub.run([&](Work& work) { return hub.contacts.set_state(work, id, state, reason); });
    }
    Status invite(const ContactId& id, const std::string& at) {
        return hub.run([&](Work& work) { return hub.contacts.invite(work, {id, person.id, "Ana Li", "friend", at}); });
    }
    ContactId at(Place place) {
        if (place == Place::kInvited || place == Place::kInvitedAgreed) {
            const ContactId id = hub.id<ContactId>();
            must(invite(id, address()));
            if (place == Place::kInvitedAgreed) must(staff(id, State::APPROVED));
            return id;
        }
        const ContactId id = hub.add_contact(person, State::REQUESTED);
        if (place == Place::kRequested) return id;
        if (place == Place::kRefused) {
            must(staff(id, State::REFUSED));
            return id;
        }
        must(staff(id, State::APPROVED));
        if (place == Place::kBlockedByStaff || place == Place::kBlockedByBoth) must(staff(id, State::BLOCKED));
        if (place == Place::kBlockedByResident || place == Place::kBlockedByBoth)
            CHECK(change(id, Change::BLOCK).result() == wire::Outcome::DONE);
        if (place == Place::kRemoved) must(staff(id, State::REMOVED));
        return id;
    }
    Place place_of(const ContactId& id) {
        const StoredContact contact = *must(hub.contacts.find(*hub.reader, id));
        switch (contact.state) {
            case State::REQUESTED:
                return Place::kRequested;
            case State::INVITED:
                return contact.pre_approved ? Place::kInvitedAgreed : Place::kInvited;
            case State::APPROVED:
                return Place::kApproved;
            case State::REFUSED:
                return Place::kRefused;
            case State::BLOCKED:
                return contact.blocked_by_resident && contact.blocked_by_staff ? Place::kBlockedByBoth
                       : contact.blocked_by_resident                           ? Place::kBlockedByResident
                                                                               : Place::kBlockedByStaff;
            default:
                return Place::kRemoved;
        }
    }
    /// As the resident's terminal has it; nothing when it is not shown.
    std::optional<wire::Contact> shown(const ContactId& id) {
        FeedClient client(hub);
        client.sign_in(person);
        client.sync();
        const auto held = client.held(Scope::resident(person.id));
        const auto found = held.find(id.raw());
        return found == held.end() ? std::nullopt : std::optional(found->second.contact());
    }
};

struct Rule {
    Place from;
    Change::Change what;
    Place to;
};
/// All that is allowed; everything else is declined.
constexpr Rule kResidentMay[] = {
    {Place::kInvited, Change::ACCEPT, Place::kRequested},
    {Place::kInvitedAgreed, Change::ACCEPT, Place::kApproved},
    {Place::kInvited, Change::REFUSE, Place::kRefused},
    {Place::kInvitedAgreed, Change::REFUSE, Place::kRefused},
    {Place::kApproved, Change::BLOCK, Place::kBlockedByResident},
    {Place::kBlockedByResident, Change::BLOCK, Place::kBlockedByResident},
    {Place::kBlockedByStaff, Change::BLOCK, Place::kBlockedByBoth},
    {Place::kBlockedByBoth, Change::BLOCK, Place::kBlockedByBoth},
    {Place::kApproved, Change::UNBLOCK, Place::kApproved},
    {Place::kBlockedByResident, Change::UNBLOCK, Place::kApproved},
    {Place::kBlockedByBoth, Change::UNBLOCK, Place::kBlockedByStaff},
    {Place::kRequested, Change::REMOVE, Place::kRemoved},
    {Place::kInvited, Change::REMOVE, Place::kRemoved},
    {Place::kInvitedAgreed, Change::REMOVE, Place::kRemoved},
    {Place::kApproved, Change::REMOVE, Place::kRemoved},
    {Place::kRefused, Change::REMOVE, Place::kRemoved},
    {Place::kBlockedByResident, Change::REMOVE, Place::kRemoved},
    {Place::kBlockedByStaff, Change::REMOVE, Place::kRemoved},
    {Place::kBlockedByBoth, Change::REMOVE, Place::kRemoved},
};

struct StaffRule {
    Place from;
    State::State to_state;
    Place to;
};
constexpr StaffRule kStaffMay[] = {
    {Place::kRequested, State::APPROVED, Place::kApproved},
    {Place::kRequested, State::REFUSED, Place::kRefused},
    {Place::kInvited, State::APPROVED, Place::kInvitedAgreed},
    {Place::kInvited, State::REFUSED, Place::kRefused},
    {Place::kInvitedAgreed, State::REFUSED, Place::kRefused},
    {Place::kApproved, State::BLOCKED, Place::kBlockedByStaff},
    {Place::kBlockedByResident, State::BLOCKED, Place::kBlockedByBoth},
    {Place::kBlockedByStaff, State::APPROVED, Place::kApproved},
    {Place::kBlockedByBoth, State::APPROVED, Place::kBlockedByResident},
    {Place::kRequested, State::REMOVED, Place::kRemoved},
    {Place::kInvited, State::REMOVED, Place::kRemoved},
    {Place::kInvitedAgreed, State::REMOVED, Place::kRemoved},
    {Place::kApproved, State::REMOVED, Place::kRemoved},
    {Place::kRefused, State::REMOVED, Place::kRemoved},
    {Place::kBlockedByResident, State::REMOVED, Place::kRemoved},
    {Place::kBlockedByStaff, State::REMOVED, Place::kRemoved},
    {Place::kBlockedByBoth, State::REMOVED, Place::kRemoved},
};

}  // namespace

TEST_CASE("what a resident may do with a contact, from every place it can be in") {
    AddressBook book;
    for (const Place from : kPlaces) {
        for (const Change::Change what :
             {Change::ACCEPT, Change::REFUSE, Change::BLOCK, Change::UNBLOCK, Change::REMOVE}) {
            INFO("from " << static_cast<int>(from) << " by " << Change::Change_Name(what));
            const ContactId id = book.at(from);
            const auto rule = std::find_if(std::begin(kResidentMay), std::end(kResidentMay),
                                           [&](const Rule& each) { return each.from == from && each.what == what; });
            const wire::Outcome outcome = book.change(id, what);
            const bool allowed = rule != std::end(kResidentMay);
            CHECK((outcome.result() == wire::Outcome::DONE) == allowed);
            CHECK(book.place_of(id) == (allowed ? rule->to : from));
            if (from == Place::kRemoved) {
                CHECK(outcome.code() == "not_found");
            } else if (from == Place::kBlockedByStaff && what == Change::UNBLOCK) {
                CHECK(outcome.code() == decline::kBlockedByStaff);
            } else if (!allowed) {
                CHECK(outcome.code() == decline::kContactState);
            }
            const auto shown = book.shown(id);
            REQUIRE(shown.has_value() == (book.place_of(id) != Place::kRemoved));
            if (!shown) continue;
            const StoredContact stored = *must(book.hub.contacts.find(*book.hub.reader, id));
            CHECK(shown->state() == stored.state);
            CHECK(shown->blocked_by_resident() == stored.blocked_by_resident);
            CHECK(shown->address() == stored.address);
        }
    }
}

TEST_CASE("what staff may do with a contact, from every place it can be in") {
    AddressBook book;
    for (const Place from : kPlaces) {
        for (const State::State to :
             {State::REQUESTED, State::INVITED, State::APPROVED, State::REFUSED, State::BLOCKED, State::REMOVED}) {
            INFO("from " << static_cast<int>(from) << " to " << State::State_Name(to));
            const ContactId id = book.at(from);
            const auto rule = std::find_if(std::begin(kStaffMay), std::end(kStaffMay), [&](const StaffRule& each) {
                return each.from == from && each.to_state == to;
            });
            const bool allowed = rule != std::end(kStaffMay);
            CHECK(book.staff(id, to, to == State::REFUSED ? "no_contact_order" : "").ok() == allowed);
            CHECK(book.place_of(id) == (allowed ? rule->to : from));
            const auto shown = book.shown(id);
            if (allowed && to == State::REFUSED) CHECK(shown->reason() == "no_contact_order");
        }
    }
}

TEST_CASE("a reason is plain and bounded, and the resident's own refusal has its own") {
    AddressBook book;
    const ContactId asked = book.at(Place::kRequested);
    CHECK_FALSE(book.staff(asked, State::REFUSED, std::string(401, 'x')).ok());
    CHECK_FALSE(book.staff(asked, State::REFUSED, "hidden \x07").ok());
    CHECK(book.place_of(asked) == Place::kRequested);
    const ContactId invited = book.at(Place::kInvited);
    CHECK(book.change(invited, Change::REFUSE).result() == wire::Outcome::DONE);
    CHECK(book.shown(invited)->reason() == kRefusedByResident);
}

TEST_CASE("so many contacts as the policy says, asked for and approved together") {
    AddressBook book;
    must(book.hub.run([&](Work& work) -> Status {
        wire::Facility facility = TRY(read_facility(work.db()));
        facility.mutable_policy()->set_contacts(3);
        return set_facility(work, facility);
    }));
    CHECK(book.request("one@mail").result() == wire::Outcome::DONE);
    book.at(Place::kBlockedByResident);
    const ContactId invited = book.at(Place::kInvited);
    const ContactId third = book.at(Place::kRequested);
    CHECK(book.request("four@mail").code() == decline::kContactsFull);
    CHECK(book.change(invited, Change::ACCEPT).code() == decline::kContactsFull);
    CHECK(book.place_of(invited) == Place::kInvited);
    SECTION("a refused one makes room") { must(book.staff(third, State::REFUSED)); }
    SECTION("a removed one makes room") { CHECK(book.change(third, Change::REMOVE).result() == wire::Outcome::DONE); }
    CHECK(book.change(invited, Change::ACCEPT).result() == wire::Outcome::DONE);
    CHECK(book.request("five@mail").code() == decline::kContactsFull);
}

TEST_CASE("one address stands once in a list") {
    AddressBook book;
    CHECK(book.request("ana@mail").result() == wire::Outcome::DONE);
    CHECK(book.request("ANA@mail").code() == decline::kContactKnown);
    const Status known = book.invite(book.hub.id<ContactId>(), "ana@mail");
    REQUIRE_FALSE(known.ok());
    CHECK(known.error().text_key == decline::kContactKnown);
    // Another resident may have the same.
    const Person other = book.hub.add_resident();
    CHECK(book.hub
              .run([&](Work& work) {
                  return book.hub.contacts.invite(work,
                                                  {book.hub.id<ContactId>(), other.id, "Ana Li", "friend", "ana@mail"});
              })
              .ok());
}

TEST_CASE("whom the resident refused or blocked cannot ask again, whom staff refused can be asked for again") {
    AddressBook book;
    const ContactId id = book.hub.id<ContactId>();
    must(book.invite(id, "ana@mail"));
    CHECK(book.change(id, Change::REFUSE).result() == wire::Outcome::DONE);
    CHECK_FALSE(book.invite(book.hub.id<ContactId>(), "ana@mail").ok());
    CHECK(book.request("ana@mail").result() == wire::Outcome::DONE);
}

TEST_CASE("invitations are bounded, and only for who is here") {
    AddressBook book;
    for (int i = 0; i < kMaxInvitations; ++i) must(book.invite(book.hub.id<ContactId>(), book.address()));
    const Status full = book.invite(book.hub.id<ContactId>(), book.address());
    REQUIRE_FALSE(full.ok());
    CHECK(full.error().text_key == decline::kContactsFull);
    must(book.hub.run(
        [&](Work& work) { return work.db().run("UPDATE resident SET state = 2 WHERE id = $1", book.person.id); }));
    const Status gone = book.invite(book.hub.id<ContactId>(), book.address());
    REQUIRE_FALSE(gone.ok());
    CHECK(gone.error().code == ErrorCode::kNotFound);
    CHECK_FALSE(book.invite(book.hub.id<ContactId>(), "").ok());
}

TEST_CASE("nobody changes another resident's contacts, and an id is used once") {
    AddressBook book;
    const ContactId id = book.at(Place::kApproved);
    const Person other = book.hub.add_resident();
    wire::Command command = book.hub.command(other);
    command.mutable_change_contact()->set_contact_id(id.raw());
    command.mutable_change_contact()->set_change(Change::REMOVE);
    CHECK(book.hub.execute(other, command).code() == "not_found");
    wire::Command take = book.hub.command(other);
    take.mutable_request_contact()->set_contact_id(id.raw());
    take.mutable_request_contact()->set_name("Ana Li");
    take.mutable_request_contact()->set_relationship("friend");
    take.mutable_request_contact()->set_address("x@mail");
    CHECK(book.hub.execute(other, take).code() == "conflict");
    CHECK(book.place_of(id) == Place::kApproved);
}

TEST_CASE("an invitation that is accepted waits from the moment of the yes, not from when it came") {
    AddressBook book;
    const ContactId plain = book.at(Place::kInvited);
    const ContactId agreed = book.at(Place::kInvitedAgreed);
    const std::int64_t invited_ms = book.hub.clock.now().ms();
    CHECK(book.shown(plain)->asked_ms() == invited_ms);
    book.hub.clock.advance(std::chrono::hours(72));
    const std::int64_t accepted_ms = book.hub.clock.now().ms();
    CHECK(book.change(plain, Change::ACCEPT).result() == wire::Outcome::DONE);
    CHECK(book.change(agreed, Change::ACCEPT).result() == wire::Outcome::DONE);
    CHECK(book.shown(plain)->asked_ms() == accepted_ms);
    CHECK(book.shown(plain)->decided_ms() == 0);
    CHECK(book.shown(agreed)->asked_ms() == accepted_ms);
    CHECK(book.shown(agreed)->decided_ms() == accepted_ms);
    book.hub.clock.advance(std::chrono::hours(24));
    must(book.staff(plain, State::APPROVED));
    CHECK(book.shown(plain)->asked_ms() == accepted_ms);
    CHECK(book.shown(plain)->decided_ms() == book.hub.clock.now().ms());
}

TEST_CASE("the provider network hears of every change, and who asks longest stands first") {
    AddressBook book;
    const auto events = [&] { return must(provider_events(*book.hub.reader, 0, 100)).size(); };
    const ContactId first = book.at(Place::kRequested);
    book.hub.clock.advance(Seconds(1));
    const ContactId second = book.at(Place::kInvitedAgreed);
    const std::size_t before = events();
    CHECK(book.change(second, Change::ACCEPT).result() == wire::Outcome::DONE);
    CHECK(book.change(second, Change::BLOCK).result() == wire::Outcome::DONE);
    CHECK(book.change(second, Change::UNBLOCK).result() == wire::Outcome::DONE);
    CHECK(events() == before + 3);
    book.hub.clock.advance(Seconds(1));
    const ContactId third = book.at(Place::kInvited);
    CHECK(book.change(third, Change::ACCEPT).result() == wire::Outcome::DONE);
    const auto asked = must(book.hub.contacts.list(*book.hub.reader, {}));
    REQUIRE(asked.size() == 2);
    CHECK(asked[0].contact.id == first);
    CHECK(asked[1].contact.id == third);
    CHECK(asked[1].resident_number == book.person.number);
    CHECK(must(book.hub.contacts.count(*book.hub.reader, State::REQUESTED)) == 2);
}
