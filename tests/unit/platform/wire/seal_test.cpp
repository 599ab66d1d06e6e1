#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/wire/token.h"
#include "tests/unit/platform/wire/sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using namespace dayroom::wire::sample;

namespace {

struct Keys {
    SeededRandom random{21};
    crypto::SigningKey root = crypto::SigningKey::make(random);
    crypto::SigningKey hub = crypto::SigningKey::make(random);
    crypto::SigningKey device = crypto::SigningKey::make(random);
    crypto::BoxKey hub_box = crypto::BoxKey::make(random);
    Secret vault_key = Secret::random(32, random);
    Secret command_key = crypto::derive_key(vault_key, crypto::kLabelCommand);
    FacilityId facility = FacilityId::from_bytes(id(1)).take();
    TrustedKeys trusted;
    Keys() { REQUIRE(trusted.add(hub.public_key(), Timestamp::from_ms(kNow + 1'000'000)).ok()); }

    KeyStatement statement() const {
        KeyStatement out;
        out.set_facility_id(facility.raw());
        out.set_purpose(KeyStatement::HUB);
        out.set_signing_key(hub.public_key().raw());
        out.set_box_key(hub_box.public_key().raw());
        out.set_not_before_ms(kNow - 1000);
        out.set_not_after_ms(kNow + 1000);
        return out;
    }
};

const Timestamp kThen = Timestamp::from_ms(kNow);

bool opens(ByteView envelope, const crypto::BoxKey& key) {
    crypto::BoxOpener opener(key);
    return open_envelope(envelope, opener).ok();
}

}  // namespace

TEST_CASE_METHOD(Keys, "a hub key certificate holds for its root, facility, purpose and time") {
    KeyCertificate certificate = certify_key(statement(), root);
    auto verify = [&](Timestamp at) {
        return verify_key_certificate(certificate, root.public_key(), facility, KeyStatement::HUB, at);
    };
    REQUIRE(verify(kThen).ok());
    CHECK(verify(kThen).value().signing_key() == hub.public_key().raw());
    CHECK(verify(kThen + Milliseconds(1001)).error().code == ErrorCode::kExpired);
    CHECK(verify(kThen - Milliseconds(1001)).error().code == ErrorCode::kExpired);
    CHECK_FALSE(verify_key_certificate(certificate, hub.public_key(), facility, KeyStatement::HUB, kThen).ok());
    CHECK_FALSE(verify_key_certificate(certificate, root.public_key(), facility, KeyStatement::POLICY, kThen).ok());
    CHECK_FALSE(verify_key_certificate(certificate, root.public_key(), FacilityId::from_bytes(id(2)).take(),
                                       KeyStatement::HUB, kThen)
                    .ok());
    certificate.mutable_payload()->back() ^= 1;
    CHECK(verify(kThen).error().code == ErrorCode::kUnauthenticated);
}

TEST_CASE_METHOD(Keys, "sealed records open only whole, from a trusted key, released in its time") {
    const Record record = message_record();
    const Signed sealed = seal_record(record, hub).take();
    CHECK(open_sealed(sealed, trusted).value().message().text() == "Hello from home");
    CHECK(open_item(sealed_item(sealed), trusted).ok());
    Signed bad = sealed;
    SECTION("changed content") { bad.mutable_payload()->at(40) ^= 1; }
    SECTION("changed signature") { bad.mutable_signature()->at(3) ^= 1; }
    SECTION("unknown key") { bad = seal_record(record, root).take(); }
    SECTION("another key's name") { bad.set_key_id("12345678"); }
    SECTION("released after the key's time") {
        Record late = record;
        late.set_released_ms(kNow + 1'000'001);
        bad = seal_record(late, hub).take();
    }
    CHECK(open_sealed(bad, trusted).error().code == ErrorCode::kUnauthenticated);
}

TEST_CASE_METHOD(Keys, "what must be sealed does not come plain, and what is broken is not sealed") {
    CHECK_FALSE(plain_item(message_record()).ok());
    Item item;
    item.set_record(message_record().SerializeAsString());
    CHECK(open_item(item, trusted).error().code == ErrorCode::kUnauthenticated);
    CHECK(open_item(plain_item(balances_record()).take(), trusted).ok());
    CHECK_FALSE(open_item(Item(), trusted).ok());
    Record broken = message_record();
    broken.clear_id();
    CHECK_FALSE(seal_record(broken, hub).ok());
}

TEST_CASE_METHOD(Keys, "of many items each is opened as it would be alone, with tables and without") {
    const auto next_hub = crypto::SigningKey::make(random);
    REQUIRE(trusted.add(next_hub.public_key(), Timestamp::from_ms(kNow + 1'000'000)).ok());
    std::vector<Item> items;
    for (std::int64_t i = 0; i < 90; ++i) {
        Record record = message_record();
        record.set_version(record.version() + i);
        if (i % 10 == 3) record.set_released_ms(kNow + 2'000'000);
        const bool strange = i % 10 == 4;
        Signed sealed = seal_record(record, strange ? root : i % 3 == 0 ? next_hub : hub).take();
        if (i % 10 == 5) (*sealed.mutable_payload())[9] = static_cast<char>((*sealed.mutable_payload())[9] ^ 1);
        if (i % 10 == 6) sealed.mutable_signature()->pop_back();
        if (i % 10 == 7) sealed.set_signature(items.front().sealed().signature());
        items.push_back(sealed_item(sealed));
        if (i % 10 == 8) items.back() = plain_item(balances_record()).take();
        if (i % 10 == 9) items.back().set_record(record.SerializeAsString());
    }
    items.emplace_back();
    for (int round = 0; round < 6; ++round) {
        const auto opened = open_items(items, trusted);
        REQUIRE(opened.size() == items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            TrustedKeys fresh;  // has no tables
            REQUIRE(fresh.add(hub.public_key(), Timestamp::from_ms(kNow + 1'000'000)).ok());
            REQUIRE(fresh.add(next_hub.public_key(), Timestamp::from_ms(kNow + 1'000'000)).ok());
            const auto alone = open_item(items[i], fresh);
            REQUIRE(opened[i].ok() == alone.ok());
            REQUIRE(alone.ok() == (i < 90 && (i % 10 < 3 || i % 10 == 8)));
            if (alone.ok()) REQUIRE(opened[i]->SerializeAsString() == alone->SerializeAsString());
            if (!alone.ok()) REQUIRE(opened[i].error().code == alone.error().code);
        }
    }
    CHECK(open_items({}, trusted).empty());
}

TEST_CASE_METHOD(Keys, "a record in another place than its own is refused") {
    const Record record = message_record();
    CHECK(check_place(record, facility, record.scope(), record.id()).ok());
    CHECK_FALSE(check_place(record, FacilityId::from_bytes(id(2)).take(), record.scope(), record.id()).ok());
    CHECK_FALSE(check_place(record, facility, record.scope(), id(999)).ok());
    Scope other = record.scope();
    other.set_id(id(51));
    CHECK_FALSE(check_place(record, facility, other, record.id()).ok());
}

TEST_CASE_METHOD(Keys, "envelopes open for their resident only") {
    const auto box = crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)).take();
    const Bytes envelope = close_envelope(plain_item(balances_record()).take(), box.public_key()).take();
    CHECK(opens(envelope, box));
    CHECK_FALSE(opens(envelope, hub_box));
    CHECK_FALSE(opens(ByteView(envelope).first(envelope.size() - 1), box));
    CHECK_FALSE(opens({}, box));
}

TEST_CASE_METHOD(Keys, "envelopes of one sealer are opened in any order and alone, each with what is inside") {
    const auto box = crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)).take();
    auto sealer = crypto::BoxSealer::make(box.public_key()).take();
    const Item message = sealed_item(seal_record(message_record(), hub).take());
    const Item balances = plain_item(balances_record()).take();
    const Bytes first = close_envelope(message, sealer).take();
    const Bytes second = close_envelope(balances, sealer).take();
    crypto::BoxOpener opener(box);
    CHECK(open_envelope(second, opener).value().record() == balances.record());
    CHECK(open_envelope(first, opener).value().sealed().payload() == message.sealed().payload());
    CHECK(opens(second, box));
    CHECK_FALSE(opens(second, hub_box));
}

TEST_CASE_METHOD(Keys, "an envelope says outside whether a seal is inside, and opens only when that is true") {
    const auto box = crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)).take();
    const Item sealed = sealed_item(seal_record(message_record(), hub).take());
    const Item plain = plain_item(balances_record()).take();
    for (const Item& item : {sealed, plain}) {
        Bytes envelope = close_envelope(item, box.public_key()).take();
        CHECK(envelope_says_sealed(envelope).value() == item.has_sealed());
        CHECK(opens(envelope, box));
        envelope[0] ^= 1;
        CHECK(envelope_says_sealed(envelope).value() != item.has_sealed());
        CHECK_FALSE(opens(envelope, box));
        envelope[0] = 7;
        CHECK_FALSE(envelope_says_sealed(envelope).ok());
        CHECK_FALSE(opens(envelope, box));
    }
    CHECK_FALSE(envelope_says_sealed({}).ok());
}

TEST_CASE_METHOD(Keys, "commands need the device's signature and the session's proof") {
    const Command command = request_command();
    const SignedCommand good = sign_command(command, command_key, device).take();
    CHECK(verify_command(good, device.public_key(), command_key).ok());
    CHECK_FALSE(verify_command(good, hub.public_key(), command_key).ok());
    CHECK_FALSE(verify_command(good, device.public_key(), vault_key).ok());
    SignedCommand bad = good;
    SECTION("another payload") { bad.mutable_payload()->back() ^= 1; }
    SECTION("another proof") { bad.mutable_session_proof()->at(0) ^= 1; }
    SECTION("another signature") { bad.mutable_device_signature()->at(0) ^= 1; }
    CHECK(verify_command(bad, device.public_key(), command_key).error().code == ErrorCode::kUnauthenticated);
    Command broken = command;
    broken.set_made_ms(0);
    CHECK_FALSE(sign_command(broken, command_key, device).ok());
}

TEST_CASE_METHOD(Keys, "a queued command is closed to all but the hub") {
    const SignedCommand command = sign_command(request_command(), command_key, device).take();
    const QueuedCommand queued =
        box_command(command, CommandId::from_bytes(id(200)).take(), hub_box.public_key()).take();
    CHECK(queued.box().find("pages") == std::string::npos);
    CHECK(open_queued(queued, hub_box).value().payload() == command.payload());
    CHECK_FALSE(open_queued(queued, crypto::BoxKey::make(random)).ok());
    CHECK_FALSE(open_queued(QueuedCommand(), hub_box).ok());
}

TEST_CASE_METHOD(Keys, "enrolment tokens survive paper, and only the root makes them") {
    EnrollToken token;
    token.set_token_id(id(1));
    token.set_facility_id(id(2));
    token.set_unit_id(id(3));
    token.set_device_name("B-East kiosk 1");
    token.set_hub_address("10.1.2.3:8443");
    token.set_hub_ca_sha256(std::string(32, 'c'));
    token.set_root_key(root.public_key().raw());
    token.set_not_after_ms(kNow);
    token.set_kind("kiosk");
    const std::string text = make_token_text(token, root).take();
    CHECK(text.starts_with("DR1."));
    const auto pasted = read_token_text("  " + text.substr(0, 30) + "\n" + text.substr(30) + "\r\n").take();
    CHECK(verify_token(pasted, root.public_key()).value().device_name() == "B-East kiosk 1");
    CHECK(token_content(pasted).ok());
    CHECK_FALSE(verify_token(pasted, hub.public_key()).ok());
    CHECK_FALSE(read_token_text("DR2." + text.substr(4)).ok());
    CHECK_FALSE(read_token_text(text.substr(0, 40)).ok());
    CHECK_FALSE(read_token_text(std::string(kMaxTokenTextBytes + 1, 'x')).ok());
    token.set_root_key("short");
    CHECK_FALSE(make_token_text(token, root).ok());
}
