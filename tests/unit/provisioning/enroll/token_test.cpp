#include "provisioning/enroll/token.h"

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

struct Ceremony {
    test::TempDir dir;
    FakeClock clock;
    SystemRandom random;
    RootKey root = RootKey::create(dir / "root.key", Secret::copy_of(as_bytes("a long enough phrase")), random).take();
    HubRequest hub = make_hub();

    HubRequest make_hub() {
        HubRequest made;
        made.facility_id = FacilityId::make(clock, random);
        made.facility_name = "Cedar";
        made.units = {{UnitId::make(clock, random), "B-East"}};
        return made;
    }
    TokenWish wish() { return {hub.units[0], "B-East kiosk 1", "127.0.0.1:8443", "kiosk", std::chrono::hours(1)}; }
    Result<std::string> make(const TokenWish& wanted) { return make_token(root, hub, wanted, clock.now(), random); }
};

}  // namespace

TEST_CASE("a token opens on the device and says where to go") {
    Ceremony it;
    const auto text = it.make(it.wish());
    REQUIRE(text.ok());
    CHECK(text->size() < 500);
    const auto opened = open_token(text.value(), it.clock.now());
    REQUIRE(opened.ok());
    CHECK(opened->token.hub_address() == "127.0.0.1:8443");
    CHECK(opened->token.unit_id() == it.hub.units[0].id.raw());
    CHECK(opened->token.root_key() == it.root.public_key().raw());
    CHECK(it.make(it.wish()).value() != text.value());
}

TEST_CASE("a token that was changed in any letter, or is over, is refused") {
    Ceremony it;
    const std::string text = it.make(it.wish()).value();
    for (std::size_t at = 4; at < text.size(); at += 3) {
        std::string changed = text;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CHECK_FALSE(open_token(changed, it.clock.now()).ok());
    }
    CHECK(open_token(text, it.clock.now() + std::chrono::hours(2)).error().code == ErrorCode::kExpired);
    for (const std::string& junk :
         {std::string(), std::string("DR1."), std::string("DR1.!!!"), std::string(5000, 'A'), text.substr(0, 60)}) {
        CHECK_FALSE(open_token(junk, it.clock.now()).ok());
    }
}

TEST_CASE("wishes that make no sense are refused before anything is signed") {
    Ceremony it;
    auto wish = it.wish();
    wish.life = std::chrono::hours(25);
    CHECK_FALSE(it.make(wish).ok());
    for (const char* address : {"", "10.0.0.1", ":8443", "hub:0", "hub:99999", "hub:84x3"}) {
        wish = it.wish();
        wish.hub_address = address;
        CHECK_FALSE(it.make(wish).ok());
    }
    wish = it.wish();
    wish.kind = "toaster";
    CHECK_FALSE(it.make(wish).ok());
}
