// Photos of a message: let through one by one, with their text or without.
#include "tests/unit/platform/facility/messages/mail.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::Mail;
using dayroom::test::must;
using State = wire::Message;

namespace {

struct Album : Mail {
    std::vector<crypto::Digest> hashes;
    MessageId id = hub.id<MessageId>();
    explicit Album(const std::string& text = "Look at the garden.") {
        std::vector<PhotoRef> photos;
        must(hub.run([&](Work& work) -> Status {
            for (const char* name : {"one", "two", "three"}) {
                hashes.push_back(add_blob(work, name));
                photos.push_back({hashes.back(), 640, 480, 3});
            }
            return {};
        }));
        must(receive(id, text, 0, photos));
    }
    bool may_fetch(std::size_t number) {
        return must(hub.messages.may_fetch(*hub.reader, hashes.at(number), hub.unit));
    }
    Status decide_photo(std::size_t number, bool allow) {
        return decide([&](Work& work) { return hub.messages.decide_photo(work, id, hashes.at(number), allow); });
    }
};

}  // namespace

TEST_CASE("only a photo is rejected: text and the others go through") {
    Album album;
    must(album.deliver(album.id, {album.hashes[1]}));
    const auto shown = album.shown(album.id);
    REQUIRE(shown);
    CHECK(shown->state() == State::DELIVERED);
    CHECK(shown->text() == "Look at the garden.");
    CHECK(shown->photos_rejected() == 1);
    REQUIRE(shown->photos_size() == 2);
    CHECK(shown->photos(0).sha256() == as_text(album.hashes[0]));
    CHECK(shown->photos(1).sha256() == as_text(album.hashes[2]));
    CHECK(album.may_fetch(0));
    CHECK_FALSE(album.may_fetch(1));
    CHECK(album.may_fetch(2));
    CHECK(album.appeal(album.id).code() == decline::kNotRejected);
}

TEST_CASE("photos decided ahead of their message count when it is delivered") {
    Album album;
    must(album.decide_photo(0, false));
    must(album.decide_photo(1, true));
    CHECK_FALSE(album.may_fetch(1));
    const auto stored = must(album.hub.messages.find(*album.hub.reader, album.id));
    CHECK(stored->photos_allowed ==
          std::vector<std::optional<bool>>{std::optional(false), std::optional(true), std::nullopt});
    must(album.deliver(album.id, {album.hashes[2]}));
    CHECK(album.shown(album.id)->photos_rejected() == 2);
    CHECK(album.shown(album.id)->photos_size() == 1);
    CHECK_FALSE(album.decide_photo(0, true).ok());
}

TEST_CASE("a message of photos alone is not delivered without any") {
    Album album("");
    const Status empty = album.deliver(album.id, album.hashes);
    REQUIRE_FALSE(empty.ok());
    CHECK(empty.error().code == ErrorCode::kInvalid);
    CHECK(album.message(album.id).state() == State::HELD);
    must(album.deliver(album.id, {album.hashes[0], album.hashes[1]}));
    CHECK(album.shown(album.id)->photos_size() == 1);
}

TEST_CASE("a rejected text takes its photos with it, and a granted appeal looks at them anew") {
    Album album;
    must(album.decide_photo(0, false));
    must(album.reject(album.id));
    CHECK(album.shown(album.id)->photos_size() == 0);
    for (std::size_t i = 0; i < album.hashes.size(); ++i) CHECK_FALSE(album.may_fetch(i));
    REQUIRE(album.appeal(album.id).result() == wire::Outcome::DONE);
    must(album.decide(
        [&](Work& work) { return album.hub.messages.grant_appeal(work, album.id, "granted", {album.hashes[2]}); }));
    CHECK(album.shown(album.id)->photos_size() == 2);
    CHECK(album.may_fetch(0));
    CHECK_FALSE(album.may_fetch(2));
}

TEST_CASE("a photo of another message is not decided here") {
    Album album;
    crypto::Digest other{};
    must(album.hub.run([&](Work& work) -> Status {
        other = album.add_blob(work, "another picture");
        return {};
    }));
    CHECK_FALSE(album.deliver(album.id, {other}).ok());
    CHECK_FALSE(
        album.decide([&](Work& work) { return album.hub.messages.decide_photo(work, album.id, other, true); }).ok());
    CHECK(album.message(album.id).state() == State::HELD);
}

TEST_CASE("pictures of cards are for every terminal, also of cards that were taken out") {
    Mail mail;
    const crypto::Digest picture = crypto::sha256(as_bytes("a sunrise"));
    CHECK(must(mail.hub.messages.may_fetch(*mail.hub.reader, picture, mail.hub.other_unit)));
    must(mail.hub.run([&](Work& work) { return Cards::remove(work, mail.card); }));
    CHECK(must(mail.hub.messages.may_fetch(*mail.hub.reader, picture, mail.hub.unit)));
    CHECK(mail.send(mail.hub.id<MessageId>(), test::Paid::kCreditsWithCard).code() == decline::kNoSuchCard);
}
