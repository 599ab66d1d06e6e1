// The photo gallery in pages, and the pictures of cards.
#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "tests/unit/platform/agent/agent_rig.h"
#include "tests/unit/platform/photo/sample_pictures.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;
using test::Terminal;

namespace {

struct Album {
    Album() : resident(rig.hub.add_resident("A100", "4711", 0)) {
        maria = rig.hub.put_contact(resident, "Maria");
        ben = rig.hub.put_contact(resident, "Ben");
    }
    void sign_in() {
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    }
    std::string put(const std::string& contact, const std::string& photos, wire::Message::State state) {
        rig.clock.advance(Seconds(1));
        wire::Record record;
        auto& message = *record.mutable_message();
        message.set_contact_id(contact);
        message.set_direction(wire::Message::INBOUND);
        message.set_state(state);
        message.set_sent_ms(rig.clock.now().ms());
        for (const char name : photos) {
            auto& photo = *message.add_photos();
            photo.set_sha256(std::string(32, name));
            photo.set_width(640);
            photo.set_height(480);
        }
        return rig.hub.put(FakeHub::scope_of(resident), record);
    }
    /// The photos' names in order, and how many there are in all.
    std::string page(int offset, int count, const std::string& contact = {}) {
        local::ToAgent query;
        query.mutable_get_gallery()->set_contact_id(contact);
        query.mutable_get_gallery()->mutable_page()->set_offset(offset);
        query.mutable_get_gallery()->mutable_page()->set_count(count);
        const auto gallery = terminal->ask(query).gallery();
        std::string names;
        for (const auto& each : gallery.photos()) names += each.photo().sha256()[0];
        return names + " of " + std::to_string(gallery.total());
    }

    Rig rig;
    FakeHub::Resident& resident;
    std::string maria, ben;
    std::unique_ptr<Terminal> terminal;
};

local::ToAgent picture_of(const std::string& sha) {
    local::ToAgent query;
    query.mutable_get_photo()->set_sha256(sha);
    query.mutable_get_photo()->set_max_width(40);
    query.mutable_get_photo()->set_max_height(40);
    return query;
}

}  // namespace

TEST_CASE_METHOD(Album, "the gallery holds the photos of delivered messages, newest first, in pages") {
    put(maria, "ab", wire::Message::DELIVERED);
    const auto of_ben = put(ben, "c", wire::Message::DELIVERED);
    put(maria, "de", wire::Message::DELIVERED);
    put(maria, "x", wire::Message::HELD);
    put(ben, "", wire::Message::DELIVERED);
    sign_in();
    CHECK(page(0, 200) == "decab of 5");
    CHECK(page(0, 2) == "de of 5");
    CHECK(page(2, 2) == "ca of 5");
    CHECK(page(4, 2) == "b of 5");
    CHECK(page(5, 2) == " of 5");
    CHECK(page(0, 200, maria) == "deab of 4");
    CHECK(page(1, 2, maria) == "ea of 4");
    CHECK(page(0, 200, ben) == "c of 1");
    CHECK(terminal->home().home().photos() == 5);
    local::ToAgent query;
    query.mutable_get_gallery()->set_contact_id(ben);
    const auto photo = terminal->ask(query).gallery().photos(0);
    CHECK(photo.contact_name() == "Ben");
    CHECK(photo.message_id() == of_ben);
    CHECK(photo.sent_ms() > 0);

    rig.hub.change_message(of_ben, [](wire::Message& message) {
        message.set_state(wire::Message::REJECTED);
        message.clear_photos();
    });
    terminal->until(query, [](const local::ToTerminal& answer) { return answer.gallery().total() == 0; });
    CHECK(page(0, 200) == "deab of 4");
}

TEST_CASE_METHOD(Album, "the picture of a card is fetched and decoded for whoever is signed in") {
    const Bytes picture = photo::test::make_png(80, 60);
    const std::string sha = to_string(crypto::sha256(picture));
    rig.hub.blobs[sha] = to_string(picture);
    wire::Record record;
    record.mutable_card()->set_code("sunrise");
    auto& name = *record.mutable_card()->add_name();
    name.set_language("en");
    name.set_text("Sunrise");
    record.mutable_card()->mutable_picture()->set_sha256(sha);
    record.mutable_card()->mutable_picture()->set_bytes(static_cast<std::int32_t>(picture.size()));
    rig.hub.put(rig.hub.scope_of_facility(), record);
    rig.start();
    terminal = rig.connect_synced();
    CHECK(terminal->ask(picture_of(sha)).problem().code() == "signed_out");
    const auto moved = terminal->sign_in("A100", "4711").signed_in().moved();
    const auto cards = terminal->writing(maria).writing();
    REQUIRE(cards.cards_size() == 1);
    CHECK(cards.cards(0).picture().sha256() == sha);
    CHECK(terminal->ask(picture_of(sha)).photo().state() == local::Pixels::FETCHING);
    terminal->push(
        [&](const local::ToTerminal& push) { return push.has_moved() && push.moved().messages() > moved.messages(); });
    const auto pixels = terminal->ask(picture_of(sha)).photo();
    CHECK(pixels.state() == local::Pixels::READY);
    CHECK(pixels.width() == 40);
    CHECK(pixels.rgba().size() == 40 * 30 * 4);
}

TEST_CASE_METHOD(Album, "a picture that is not what its name says is asked for three times and then given up") {
    put(maria, "a", wire::Message::DELIVERED);
    rig.hub.blobs[std::string(32, 'a')] = "something else";
    sign_in();
    const auto query = picture_of(std::string(32, 'a'));
    terminal->until(
        query, [](const local::ToTerminal& answer) { return answer.photo().state() == local::Pixels::CANNOT_SHOW; });
}

}  // namespace dayroom::agent
