// Somebody with the hub's disk and its database key, but not its signing key, edits hub.db by hand: no terminal shows
// what they made of it.
#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Tampered {
    HubFixture hub;
    Person person = hub.add_resident();
    Person other = hub.add_resident();
    MessageId mine = delivered(person, "what was written");
    MessageId second = delivered(person, "what was written second");
    MessageId theirs = delivered(other, "what was written to somebody else");

    MessageId delivered(const Person& to, const std::string& text) {
        const ContactId contact = hub.add_contact(to);
        const MessageId id = hub.id<MessageId>();
        must(hub.run([&](Work& work) -> Status {
            TRY(hub.messages.receive(work, {id, to.id, contact, text, "en", work.now(), {}, 0}));
            return hub.messages.deliver(work, id);
        }));
        hub.clock.advance(Milliseconds(1));
        return id;
    }
    template <typename... Values>
    void edit(const std::string& sql, const Values&... values) {
        must(hub.run([&](Work& work) { return work.db().run(sql, values...); }));
    }
    std::string sealed(const MessageId& id) {
        return *must(load_released(*hub.reader, RecordKind::kMessage, thing(id)));
    }
    /// And says that it changed, so that terminals fetch it.
    void put_sealed(const MessageId& id, const std::string& bytes) {
        must(hub.run([&](Work& work) -> Status {
            work.touch(Scope::resident(person.id), RecordKind::kMessage, id);
            return work.db().run("UPDATE released SET sealed = $2 WHERE kind = 9 AND id = $1", id,
                                 database::blob(bytes));
        }));
    }
    /// A terminal that begins anew. Throws as the agent refuses.
    std::string text_at_terminal(const Person& who, const MessageId& id) {
        FeedClient client(hub);
        client.sign_in(who);
        client.sync();
        return client.held(Scope::resident(who.id)).at(id.raw()).message().text();
    }
};

}  // namespace

TEST_CASE("the text in the table is not what terminals are sent") {
    Tampered hub;
    hub.edit("UPDATE message SET text = 'forged', state = 2 WHERE id = $1", hub.mine);
    CHECK(hub.text_at_terminal(hub.person, hub.mine) == "what was written");
}

TEST_CASE("sealed bytes that were changed, anywhere, are refused") {
    Tampered hub;
    const std::string good = hub.sealed(hub.mine);
    for (std::size_t at = 0; at < good.size(); at += good.size() / 24 + 1) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        hub.put_sealed(hub.mine, bad);
        INFO("byte " << at);
        CHECK_THROWS(hub.text_at_terminal(hub.person, hub.mine));
    }
    hub.put_sealed(hub.mine, good);
    CHECK(hub.text_at_terminal(hub.person, hub.mine) == "what was written");
}

TEST_CASE("a seal of another message of the same resident, or of somebody else's, is refused") {
    Tampered hub;
    SECTION("swapped within one's own") { hub.put_sealed(hub.mine, hub.sealed(hub.second)); }
    SECTION("of another resident") { hub.put_sealed(hub.mine, hub.sealed(hub.theirs)); }
    SECTION("by a key that is not the hub's") {
        wire::Signed sealed;
        REQUIRE(sealed.ParseFromString(hub.sealed(hub.mine)));
        wire::Record record;
        REQUIRE(record.ParseFromString(sealed.payload()));
        record.mutable_message()->set_text("forged");
        const crypto::SigningKey forger = crypto::SigningKey::make(hub.hub.random);
        hub.put_sealed(hub.mine, must(wire::seal_record(record, forger)).SerializeAsString());
    }
    CHECK_THROWS(hub.text_at_terminal(hub.person, hub.mine));
}

TEST_CASE("a message of another resident that is led into one's feed is refused") {
    Tampered hub;
    must(hub.hub.run([&](Work& work) -> Status {
        TRY(work.db().run("UPDATE message SET resident = $2 WHERE id = $1", hub.theirs, hub.person.id));
        work.touch(Scope::resident(hub.person.id), RecordKind::kMessage, hub.theirs);
        return {};
    }));
    CHECK_THROWS(hub.text_at_terminal(hub.person, hub.theirs));
    CHECK(hub.text_at_terminal(hub.other, hub.theirs) == "what was written to somebody else");
}

TEST_CASE("an older state of a message, sealed as it once was, is a replay") {
    Tampered hub;
    const std::string unread = hub.sealed(hub.mine);
    FeedClient client(hub.hub);
    client.sign_in(hub.person);
    client.sync();
    must(hub.hub.run([&](Work& work) { return hub.hub.messages.mark_read(work, hub.person.id, {hub.mine}); }));
    client.sync();
    CHECK(client.held(Scope::resident(hub.person.id)).at(hub.mine.raw()).message().read());
    hub.put_sealed(hub.mine, unread);
    CHECK_THROWS(client.sync());
}
