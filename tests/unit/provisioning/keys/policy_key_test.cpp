#include "provisioning/keys/policy_key.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "platform/wire/policy.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

struct PolicyDesk {
    test::TempDir dir;
    SystemRandom random;
    FakeClock clock;
    RootKey root = RootKey::create(dir / "root.key", phrase(), random).take();
    FacilityId facility = FacilityId::make(clock, random);
    std::filesystem::path file = dir / "policy.key";

    static Secret phrase() {
        std::string text = "a long enough phrase";
        return Secret::take_from(text);
    }
    Result<PolicyKey> make(int days = 90, const std::string& name = "IT desk") {
        return make_policy_key(file, {facility, name, days}, root, phrase(), clock.now(), random);
    }
    wire::PolicyBundle bundle() const {
        wire::PolicyBundle bundle;
        bundle.set_facility_id(facility.raw());
        bundle.set_version(1);
        bundle.set_made_ms(clock.now().ms());
        bundle.set_note("A longer look at the screen");
        bundle.set_resident_word("guest");
        return bundle;
    }
};

}  // namespace

TEST_CASE_METHOD(PolicyDesk, "a policy key signs in the root's place, and who believes the root believes it") {
    REQUIRE(make().ok());
    const auto loaded = load_policy_key(file, phrase());
    REQUIRE(loaded.ok());
    const auto envelope = sign_policy_with(*loaded, bundle());
    REQUIRE(envelope.ok());
    CHECK(wire::open_policy(*envelope, root.public_key(), facility).ok());
    const auto other = crypto::SigningKey::make(random);
    CHECK(wire::open_policy(*envelope, other.public_key(), facility).error().code == ErrorCode::kUnauthenticated);
    std::string wrong = "another long phrase";
    CHECK(load_policy_key(file, Secret::take_from(wrong)).error().code == ErrorCode::kUnauthenticated);
    CHECK(make().error().code == ErrorCode::kConflict);
}

TEST_CASE_METHOD(PolicyDesk, "when its days are over it signs nothing more, and what it signed stays good") {
    REQUIRE(make(30).ok());
    const auto key = load_policy_key(file, phrase()).take();
    const auto before = sign_policy_with(key, bundle()).take();
    clock.advance(std::chrono::hours(24 * 30 + 1));
    CHECK(sign_policy_with(key, bundle()).error().code == ErrorCode::kExpired);
    CHECK(wire::open_policy(before, root.public_key(), facility).ok());
    auto foreign = bundle();
    foreign.set_facility_id(FacilityId::make(clock, random).raw());
    CHECK(sign_policy_with(key, foreign).error().code == ErrorCode::kInvalid);
}

TEST_CASE_METHOD(PolicyDesk, "days and names have limits, and a certificate of another key is found out") {
    CHECK(make(0).error().code == ErrorCode::kInvalid);
    CHECK(make(kMaxPolicyKeyDays + 1).error().code == ErrorCode::kInvalid);
    CHECK(make(90, "").error().code == ErrorCode::kInvalid);
    CHECK_FALSE(std::filesystem::exists(file));
    REQUIRE(make().ok());
    const auto first = file;
    file = dir / "second.key";
    REQUIRE(make().ok());
    std::filesystem::copy_file(first.string() + ".certificate", file.string() + ".certificate",
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(load_policy_key(file, phrase()).error().code == ErrorCode::kInvalid);
}
