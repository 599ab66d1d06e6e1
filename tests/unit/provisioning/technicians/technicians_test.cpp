// Facility IT's side of technicians.
#include "provisioning/technicians/technicians.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "platform/base/fake_clock.h"
#include "provisioning/keys/files.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

struct Office {
    test::TempDir dir;
    SystemRandom random;
    FakeClock clock;
    RootKey root = RootKey::create(dir / "root.key", secret("a long enough phrase"), random).take();
    FacilityId facility = FacilityId::make(clock, random);

    static Secret secret(std::string text) { return Secret::take_from(text); }
    wire::TechnicianRevocations list() const {
        const auto file = nlohmann::json::parse(std::ifstream(dir / "technicians.list"));
        wire::TechnicianList said;
        said.set_payload(to_string(from_base64url(file["payload"].get<std::string>()).take()));
        said.set_signature(to_string(from_base64url(file["signature"].get<std::string>()).take()));
        return wire::verify_technician_list(said, root.public_key(), facility).take();
    }
    Result<int> change(const ListChange& change) {
        return change_list(dir / "technicians.list", change, facility, root, clock.now());
    }
};

}  // namespace

TEST_CASE_METHOD(Office, "a stick is made once, opens with its PIN, and its serial can be revoked") {
    const auto issued =
        issue_stick(dir.path(), {facility, "Pat Ruiz", clock.now(), 7}, root, secret("80412759"), random);
    REQUIRE(issued.ok());
    const auto file = wire::parse_technician_file(as_bytes(read_small_file(issued->file).take()));
    REQUIRE(file.ok());
    CHECK(wire::verify_technician(*file, root.public_key(), facility, {}, clock.now()).ok());
    CHECK(wire::open_technician(*file, as_bytes(std::string_view("80412759"))).ok());
    CHECK(issue_stick(dir.path(), {facility, "Pat Ruiz", clock.now(), 7}, root, secret("80412759"), random)
              .error()
              .code == ErrorCode::kConflict);

    CHECK(change({{issued->serial}, std::nullopt}).value() == 1);
    CHECK(wire::verify_technician(*file, root.public_key(), facility, list(), clock.now()).error().text_key ==
          "technician_revoked");
}

TEST_CASE_METHOD(Office, "the list only grows, its serial rises even when the clock does not, and the key stays") {
    const auto support = crypto::BoxKey::make(random).public_key();
    CHECK(change({{"0011223344556677"}, support}).value() == 1);
    const auto first = list();
    CHECK(change({{"0011223344556677", "8899aabbccddeeff"}, std::nullopt}).value() == 2);
    CHECK(list().serial() > first.serial());
    CHECK(list().box_key() == support.raw());
    CHECK_FALSE(change({{"short"}, std::nullopt}).ok());
    CHECK(list().revoked_size() == 2);
}

TEST_CASE_METHOD(Office, "a list of another root is not gone on with") {
    REQUIRE(change({{"0011223344556677"}, std::nullopt}).ok());
    const auto other = RootKey::create(dir / "other.key", secret("a long enough phrase"), random).take();
    CHECK_FALSE(change_list(dir / "technicians.list", {}, facility, other, clock.now()).ok());
}

TEST_CASE_METHOD(Office, "a terminal is found by its name, once and among those in use") {
    const auto key = to_hex(crypto::BoxKey::make(random).public_key().bytes());
    const auto device = [&](const char* name, const char* state) {
        return nlohmann::json{{"name", name}, {"state", state}, {"box_key", key}};
    };
    std::ofstream(dir / "terminals.json")
        << nlohmann::json{{"devices",
                           {device("B-East 1", "active"), device("B-East 1", "revoked"), device("B-East 2", "active"),
                            device("twice", "active"), device("twice", "active")}}};
    CHECK(to_hex(find_terminal(dir / "terminals.json", "B-East 1")->box_key.bytes()) == key);
    CHECK(find_terminal(dir / "terminals.json", "B-East 3").error().detail.find("B-East 2") != std::string::npos);
    CHECK(find_terminal(dir / "terminals.json", "twice").error().code == ErrorCode::kConflict);
    std::ofstream(dir / "junk.json") << "[1, 2";
    CHECK_FALSE(find_terminal(dir / "junk.json", "B-East 1").ok());
}
