#include "platform/store/policy_store.h"

#include <catch2/catch.hpp>

#include "platform/wire/policy.h"
#include "tests/unit/platform/store/world.h"
#include "tests/unit/platform/wire/policy_sample.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

struct Policies : World {
    wire::PolicyBundle bundle(std::int64_t version, int idle_sign_out_s = 180) const {
        auto made = wire::sample::policy_bundle(facility, version, unit);
        made.mutable_limits(1)->set_value(idle_sign_out_s);
        return made;
    }
    crypto::Digest digest(const wire::PolicyBundle& of) const {
        return crypto::blake2b(as_bytes(of.SerializeAsString()));
    }
    Result<PolicyStore::Taken> take(std::int64_t version) {
        return device->policy().take(bundle(version), digest(bundle(version)));
    }
    Result<PolicyStore::Taken> try_out(std::int64_t version) {
        return device->policy().try_out(bundle(version), digest(bundle(version)));
    }
    std::int64_t version() { return device->policy().version().take(); }
    std::int64_t floor() { return device->policy().floor().take(); }
};

}  // namespace

TEST_CASE_METHOD(Policies, "nothing older than the policy in force is taken, over restarts too") {
    CHECK(version() == 0);
    CHECK_FALSE(device->policy().rules()->has_value());
    CHECK(take(7).value() == PolicyStore::Taken::kNew);
    CHECK(take(7).value() == PolicyStore::Taken::kSame);
    open_device();
    CHECK(version() == 7);
    CHECK(take(6).error().text_key == "policy_older");
    CHECK(try_out(7).error().text_key == "policy_older");
    const auto other = bundle(7, 200);
    CHECK(device->policy().take(other, digest(other)).error().text_key == "policy_differs");
    CHECK(version() == 7);
    CHECK(take(9).value() == PolicyStore::Taken::kNew);
    CHECK(floor() == 9);
    CHECK(device->policy().rules()->value().prices().empty());
    CHECK(device->policy().offers("phone").value());  // where it stands nobody knows yet
    Enrolment made;
    made.device = device_id;
    made.facility = facility;
    made.unit = unit;
    made.root_key = hub_key.public_key();
    made.tls_key_pem = Secret::zeroed(32);
    made.signing_seed = device_key.seed();
    made.box_seed = Secret::zeroed(32);
    REQUIRE(device->save_enrolment(made).ok());
    CHECK_FALSE(device->policy().offers("phone").value());
    CHECK(device->policy().offers("visits").value());
}

TEST_CASE_METHOD(Policies, "a policy that is tried out counts until it is dropped, and moves no floor") {
    REQUIRE(take(7).ok());
    CHECK(try_out(8).value() == PolicyStore::Taken::kNew);
    CHECK(try_out(8).value() == PolicyStore::Taken::kSame);
    CHECK(version() == 8);
    CHECK(floor() == 7);
    CHECK(take(7).value() == PolicyStore::Taken::kSame);
    CHECK(version() == 8);
    CHECK(device->policy().drop_trial().value());
    CHECK_FALSE(device->policy().drop_trial().value());
    CHECK(version() == 7);
    REQUIRE(try_out(8).ok());
    REQUIRE(take(8).ok());  // it was promoted
    CHECK(version() == 8);
    CHECK(floor() == 8);
    CHECK_FALSE(device->policy().drop_trial().value());
    // One from a stick overtakes what is tried out.
    REQUIRE(try_out(9).ok());
    REQUIRE(take(10).ok());
    CHECK(version() == 10);
}

TEST_CASE_METHOD(Policies, "whatever operation of the disk fails, the terminal goes by the old policy or the new one") {
    for (std::int64_t n = 1;; ++n) {
        REQUIRE(device->connection().run("DELETE FROM policy").ok());
        REQUIRE(take(7).ok());
        faults.fail_at(n, database::FaultSeam::After::kStaysBroken);
        const bool tried = try_out(8).ok();
        const bool taken = tried && take(8).ok();
        const bool fired = faults.fired();
        faults.disarm();
        open_device();
        CAPTURE(n, tried, taken);
        CHECK(device->policy().rules()->has_value());
        CHECK((version() == 7 || version() == 8));
        if (taken) CHECK(floor() == 8);
        if (tried) CHECK(version() == 8);
        REQUIRE(take(8).ok());
        CHECK(floor() == 8);
        CHECK(take(7).error().text_key == "policy_older");
        if (!fired) break;
        REQUIRE(n < 200);
    }
}
