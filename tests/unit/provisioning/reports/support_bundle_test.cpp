#include "provisioning/reports/support_bundle.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "provisioning/keys/files.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

Secret phrase_of(std::string text) { return Secret::take_from(text); }

void write_bundle(const std::filesystem::path& file, const crypto::BoxPublic& key, std::string_view content) {
    const Bytes box = crypto::seal_to(key, as_bytes(content)).take();
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(box.data()), static_cast<std::streamsize>(box.size()));
}

}  // namespace

TEST_CASE("a support bundle opens with the key that it was sealed to, and with no other") {
    test::TempDir dir;
    SystemRandom random;
    const Secret phrase = phrase_of("a long enough phrase");
    const auto key = make_support_key(dir / "support.key", phrase, random);
    REQUIRE(key.ok());
    CHECK(read_support_public((dir / "support.key").string()).value().raw() == key->raw());
    CHECK(read_support_public(to_hex(key->bytes())).value().raw() == key->raw());
    CHECK_FALSE(read_support_public("support").ok());
    CHECK(make_support_key(dir / "support.key", phrase, random).error().code == ErrorCode::kConflict);

    write_bundle(dir / "a.box", *key, "{\"format\":\"dayroom-support-1\",\"outbox_depth\":3}");
    const auto opened = open_support_bundle(dir / "a.box", dir / "support.key", phrase);
    REQUIRE(opened.ok());
    CHECK(opened->find("\"outbox_depth\": 3") != std::string::npos);
    CHECK(open_support_bundle(dir / "a.box", dir / "support.key", phrase_of("another long phrase")).error().code ==
          ErrorCode::kUnauthenticated);

    write_bundle(dir / "b.box", crypto::BoxKey::make(random).public_key(), "{\"format\":\"dayroom-support-1\"}");
    CHECK(open_support_bundle(dir / "b.box", dir / "support.key", phrase).error().code == ErrorCode::kUnauthenticated);
    write_bundle(dir / "c.box", *key, "{\"format\":\"other\"}");
    CHECK(open_support_bundle(dir / "c.box", dir / "support.key", phrase).error().code == ErrorCode::kInvalid);
    std::ofstream(dir / "d.box") << "junk";
    CHECK(open_support_bundle(dir / "d.box", dir / "support.key", phrase).error().code == ErrorCode::kUnauthenticated);
}
