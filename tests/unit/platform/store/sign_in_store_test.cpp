#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

TEST_CASE_METHOD(World, "a PIN opens its wrap, another one does not, and no wrap is said so") {
    SignInStore& store = device->sign_in();
    const crypto::ArgonCost cheap{64, 1};
    REQUIRE(
        store.wrap(resident, "A-1", as_bytes("4711"), vault_key, crypto::make_salt(random), cheap, clock.now()).ok());
    const auto opened = store.unwrap("A-1", as_bytes("4711")).take();
    CHECK(opened.resident == resident);
    CHECK(opened.vault_key.equals(vault_key));
    CHECK(opened.cost == cheap);
    CHECK(store.unwrap("A-1", as_bytes("4712")).error().code == ErrorCode::kUnauthenticated);
    CHECK(store.unwrap("A-2", as_bytes("4711")).error().code == ErrorCode::kNotFound);
    CHECK(store.resident_of("A-1").value() == resident);
    // A new PIN replaces the old one.
    REQUIRE(
        store.wrap(resident, "A-1", as_bytes("9999"), vault_key, crypto::make_salt(random), cheap, clock.now()).ok());
    CHECK_FALSE(store.unwrap("A-1", as_bytes("4711")).ok());
    CHECK(store.unwrap("A-1", as_bytes("9999")).ok());
    // A number that went to somebody else does not open the first one's vault.
    const auto other = make<ResidentId>();
    REQUIRE(store.wrap(other, "A-1", as_bytes("1111"), store_key, crypto::make_salt(random), cheap, clock.now()).ok());
    CHECK_FALSE(store.has_wrap(resident).value());
    REQUIRE(store.forget(other).ok());
    CHECK(store.unwrap("A-1", as_bytes("1111")).error().code == ErrorCode::kNotFound);
}

TEST_CASE_METHOD(World, "a wrap moved to another resident's row does not open") {
    SignInStore& store = device->sign_in();
    REQUIRE(
        store.wrap(resident, "A-1", as_bytes("4711"), vault_key, crypto::make_salt(random), {64, 1}, clock.now()).ok());
    REQUIRE(device->connection().run("UPDATE pin_wrap SET resident=$1", make<ResidentId>()).ok());
    CHECK(store.unwrap("A-1", as_bytes("4711")).error().code == ErrorCode::kUnauthenticated);
}

TEST_CASE_METHOD(World, "wrong attempts are counted across restarts and lock") {
    const rules::LockoutPolicy policy;
    for (int i = 0; i < 4; ++i) REQUIRE(device->sign_in().note_failure("A-1", policy, clock.now()).ok());
    open_device();
    CHECK(device->sign_in().check_allowed("A-1", clock.now()).ok());
    CHECK(rules::is_locked(device->sign_in().note_failure("A-1", policy, clock.now()).value(), clock.now()));
    open_device();
    CHECK(device->sign_in().check_allowed("A-1", clock.now()).error().code == ErrorCode::kLocked);
    CHECK(device->sign_in().check_allowed("A-2", clock.now()).ok());
    clock.advance(Seconds(901));
    CHECK(device->sign_in().check_allowed("A-1", clock.now()).ok());
    REQUIRE(device->sign_in().note_success("A-1").ok());
    CHECK(device->sign_in().lockout("A-1").value() == rules::Lockout{});
}
