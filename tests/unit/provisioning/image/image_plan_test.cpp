#include "provisioning/image/image_plan.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

constexpr Timestamp kNow = Timestamp::from_ms(1'767'312'000'000 + 3'600'000);  // 2026-01-02, one o'clock

/// All that an image is made of, as far as the plan looks at it.
struct Workshop {
    test::TempDir folder;
    ImageWish wish;

    Workshop() {
        for (const char* name : {"dayroom-terminal", "dayroom-provision", "dayroom-photo", "dayroom-hub"}) {
            put(std::string("packages/") + name + "_1.2.3_amd64.deb", "");
        }
        put("key.pem", "-----BEGIN PRIVATE KEY-----\n");
        put("certificate.pem", "-----BEGIN CERTIFICATE-----\n");
        put("recipe/build", "#!/bin/bash\n");
        wish.packages = at("packages");
        wish.hub = "10.1.2.3:8443";
        wish.key = at("key.pem");
        wish.certificate = at("certificate.pem");
        wish.recipe = at("recipe");
        wish.out = at("out");
    }
    std::string at(const std::string& name) const { return folder / name; }
    void put(const std::string& name, const std::string& content) const {
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream(folder / name) << content;
    }
    ErrorCode refusal() const {
        const auto plan = plan_image(wish, kNow);
        REQUIRE_FALSE(plan.ok());
        INFO(plan.error().detail);
        CHECK(plan.error().detail.find('\n') == std::string::npos);
        return plan.error().code;
    }
};

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("an image is of the version of its packages, of today, and reaches the hub alone") {
    const Workshop shop;
    const auto plan = plan_image(shop.wish, kNow);
    REQUIRE(plan.ok());
    CHECK(plan->version == "1.2.3");
    CHECK(plan->epoch == Timestamp::from_ms(1'767'312'000'000));
    REQUIRE(write_image_etc(*plan, shop.folder / "etc").ok());
    CHECK(text_of(shop.folder / "etc/chrony/sources.d/hub.sources") == "server 10.1.2.3 iburst\n");
    CHECK(text_of(shop.folder / "etc/dayroom/hub.nft").find("hub4 { 10.1.2.3 }") != std::string::npos);
    CHECK(std::filesystem::exists(shop.folder / "etc/systemd/system/dayroom-agent.service.d/hub.conf"));
}

TEST_CASE("the recipe gets whole paths, in the order of its head") {
    Workshop shop;
    shop.wish.version = "1.2.4~test";
    shop.wish.date = "2026-01-01";
    const auto plan = plan_image(shop.wish, kNow);
    REQUIRE(plan.ok());
    const auto words = recipe_words(shop.wish, *plan, shop.folder / "etc");
    CHECK(words == std::vector<std::string>{"/bin/bash", shop.at("recipe") + "/build", shop.at("packages"),
                                            shop.at("etc"), shop.at("key.pem"), shop.at("certificate.pem"),
                                            "1.2.4~test", "1767225600", "-", shop.at("out")});
}

TEST_CASE("a facility with a mirror of its own takes Debian from there") {
    Workshop shop;
    shop.wish.mirror = "https://mirror.jail.example/debian";
    const auto plan = plan_image(shop.wish, kNow);
    REQUIRE(plan.ok());
    const auto words = recipe_words(shop.wish, *plan, shop.folder / "etc");
    REQUIRE(words.size() == 10);
    CHECK(words[8] == "https://mirror.jail.example/debian");
}

TEST_CASE("packages that are missing, of two builds, or there twice make no image") {
    Workshop shop;
    SECTION("missing") {
        std::filesystem::remove(shop.at("packages/dayroom-photo_1.2.3_amd64.deb"));
        CHECK(shop.refusal() == ErrorCode::kNotFound);
    }
    SECTION("another build") {
        std::filesystem::rename(shop.at("packages/dayroom-photo_1.2.3_amd64.deb"),
                                shop.at("packages/dayroom-photo_1.2.2_amd64.deb"));
        CHECK(shop.refusal() == ErrorCode::kInvalid);
    }
    SECTION("twice") {
        shop.put("packages/dayroom-terminal_1.2.2_amd64.deb", "");
        CHECK(shop.refusal() == ErrorCode::kInvalid);
    }
    SECTION("no folder") {
        shop.wish.packages = shop.at("nowhere");
        CHECK(shop.refusal() == ErrorCode::kNotFound);
    }
}

TEST_CASE("what cannot become an image is refused before anything is written") {
    Workshop shop;
    ErrorCode wanted = ErrorCode::kInvalid;
    SECTION("a hub by name") { shop.wish.hub = "hub.jail.example:8443"; }
    SECTION("a certificate in place of the key") { shop.wish.key = shop.wish.certificate; }
    SECTION("a key in place of the certificate") { shop.wish.certificate = shop.wish.key; }
    SECTION("a key under a passphrase") { shop.put("key.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"); }
    SECTION("a version that counts starts") { shop.wish.version = "1.2+3"; }
    SECTION("a version that leads elsewhere") { shop.wish.version = "1/../../x"; }
    SECTION("a day that is none") { shop.wish.date = "2026-02-30"; }
    SECTION("a day that is no number") { shop.wish.date = "2026-0x-30"; }
    SECTION("a day before files have days") { shop.wish.date = "1980-01-01"; }
    SECTION("a mirror with an option of apt") { shop.wish.mirror = "http://a.example [trusted=yes]"; }
    SECTION("a mirror that is a file") { shop.wish.mirror = "file:///srv/debian"; }
    SECTION("no recipe") {
        shop.wish.recipe = shop.at("packages");
        wanted = ErrorCode::kNotFound;
    }
    SECTION("a folder that holds something") {
        shop.put("out/disk.img", "an image");
        wanted = ErrorCode::kConflict;
    }
    CHECK(shop.refusal() == wanted);
}
