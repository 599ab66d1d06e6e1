#include "provisioning/keys/root_key.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "platform/crypto/labels.h"
#include "provisioning/keys/files.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

Secret passphrase(std::string text) { return Secret::take_from(text); }

void write(const std::filesystem::path& path, const std::string& text) { std::ofstream(path) << text; }

}  // namespace

TEST_CASE("a root key comes back with its passphrase and with no other") {
    test::TempDir dir;
    SystemRandom random;
    const auto made = RootKey::create(dir / "root.key", passphrase("a long enough phrase"), random);
    REQUIRE(made.ok());
    const auto loaded = RootKey::load(dir / "root.key", passphrase("a long enough phrase"));
    REQUIRE(loaded.ok());
    CHECK(loaded->public_key() == made->public_key());
    CHECK(RootKey::load(dir / "root.key", passphrase("a long enough phrasE")).error().code ==
          ErrorCode::kUnauthenticated);
    CHECK((std::filesystem::status(dir / "root.key").permissions() & std::filesystem::perms(0077)) ==
          std::filesystem::perms::none);
    CHECK(RootKey::create(dir / "root.key", passphrase("a long enough phrase"), random).error().code ==
          ErrorCode::kConflict);
    CHECK(RootKey::create(dir / "b.key", passphrase("too short"), random).error().code == ErrorCode::kInvalid);
}

TEST_CASE("a damaged root key file is refused with its name") {
    test::TempDir dir;
    for (const char* content :
         {"", "{}", "[]", "{\"format\":\"dayroom-root-key-1\"}",
          "{\"format\":\"dayroom-root-key-1\",\"salt\":\"00\",\"sealed\":\"00\",\"memory_kib\":1,\"passes\":1}"}) {
        write(dir / "bad.key", content);
        const auto loaded = RootKey::load(dir / "bad.key", passphrase("a long enough phrase"));
        REQUIRE_FALSE(loaded.ok());
        CHECK(loaded.error().code == ErrorCode::kCorrupt);
        CHECK(loaded.error().detail.find("bad.key") != std::string::npos);
    }
}

TEST_CASE("a certified hub's statement verifies under the root and names facility and keys") {
    test::TempDir dir;
    SystemRandom random;
    FakeClock clock;
    const auto root = RootKey::create(dir / "root.key", passphrase("a long enough phrase"), random);
    const auto signing = crypto::SigningKey::make(random);
    const auto box = crypto::BoxKey::make(random);
    const auto facility = FacilityId::make(clock, random);
    const auto unit = UnitId::make(clock, random);
    write(dir / "hub-key.request", "{\"format\":\"dayroom-hub-key-request-1\",\"facility_id\":\"" +
                                       facility.to_string() + "\",\"facility_name\":\"Cedar\",\"signing_key\":\"" +
                                       to_hex(signing.public_key().bytes()) + "\",\"box_key\":\"" +
                                       to_hex(box.public_key().bytes()) + "\",\"ca_sha256\":\"" + std::string(64, 'a') +
                                       "\",\"units\":[{\"id\":\"" + unit.to_string() + "\",\"name\":\"B-East\"}]}");
    const auto request = HubRequest::read(dir / "hub-key.request");
    REQUIRE(request.ok());
    CHECK(request->unit("B-East")->id == unit);
    CHECK(request->unit("Z").error().detail.find("B-East") != std::string::npos);

    const auto certificate = root->certify(request.value(), clock.now());
    CHECK(crypto::verify(root->public_key(), crypto::kDomainRoot, as_bytes(certificate.payload()),
                         as_bytes(certificate.signature()))
              .ok());
    wire::KeyStatement statement;
    REQUIRE(statement.ParseFromString(certificate.payload()));
    CHECK(statement.facility_id() == facility.raw());
    CHECK(statement.signing_key() == signing.public_key().raw());
    CHECK(statement.box_key() == box.public_key().raw());
    CHECK(statement.not_after_ms() > clock.now().ms());
    CHECK(write_hub_certificate(dir / "hub.cert", certificate, root->public_key()).ok());
}

TEST_CASE("requests that lack something say what") {
    test::TempDir dir;
    write(dir / "r", "{\"format\":\"dayroom-hub-key-request-1\"}");
    CHECK(HubRequest::read(dir / "r").error().detail.find("facility_id") != std::string::npos);
    write(dir / "r", "not json");
    CHECK_FALSE(HubRequest::read(dir / "r").ok());
    write(dir / "r", std::string(kMaxFileBytes + 1, ' '));
    CHECK(HubRequest::read(dir / "r").error().code == ErrorCode::kTooLarge);
    CHECK(HubRequest::read(dir / "none").error().code == ErrorCode::kIo);
}
