#include "platform/device/tpm/tls_key_maker.h"

#include <catch2/catch.hpp>

#include "platform/device/tpm/held_object.h"
#include "tests/unit/platform/device/tpm/rig.h"

namespace dayroom::device::tpm {
namespace {

using test::Machine;

}  // namespace

TEST_CASE("a TLS key of the TPM signs its own request, and what is kept of it is no key") {
    Machine machine;
    const TlsKeyMaker maker(machine.place);
    auto made = maker.make_request();
    if (!made.ok()) FAIL(made.error().detail);
    const Timestamp now = Timestamp::from_ms(1'700'000'000'000);
    const auto authority = crypto::make_authority("Test", now, machine.random).take();
    const auto certificate = crypto::certify_device(authority, made->request_pem, "device", now, machine.random);
    if (!certificate.ok()) FAIL(certificate.error().detail);
    CHECK(crypto::check_answers_request(*certificate, made->request_pem).ok());
    CHECK_FALSE(crypto::check_answers_request(*certificate, maker.make_request()->request_pem).ok());
    CHECK(is_held_object(made->key_pem.bytes()));
    CHECK(as_text(made->key_pem.bytes()).find("PRIVATE KEY") == std::string_view::npos);
    const auto holder = maker.holder_of(made->key_pem);
    REQUIRE(holder.ok());
    REQUIRE(holder.value() != nullptr);
    machine.tpm.restart();
    CHECK(holder.value()->sign(crypto::sha256(as_bytes("text"))).ok());
    CHECK(test::loaded_objects(machine.tpm.tcti()) == 0);
}

TEST_CASE("without a TPM a TLS key is PEM, and has no other holder") {
    const TlsKeyMaker maker;
    const auto made = maker.make_request().take();
    CHECK(as_text(made.key_pem.bytes()).find("PRIVATE KEY") != std::string_view::npos);
    const auto holder = maker.holder_of(made.key_pem);
    REQUIRE(holder.ok());
    CHECK(holder.value() == nullptr);
}

TEST_CASE("a TLS key signs nowhere but in its own TPM") {
    Machine machine;
    const auto made = TlsKeyMaker(machine.place).make_request().take();
    const auto tried = [&](const Place& place) {
        const auto holder = TlsKeyMaker(place).holder_of(made.key_pem);
        return holder.ok() ? holder.value()->sign(crypto::Digest{}).error().code : holder.error().code;
    };
    Machine other;
    CHECK(tried(other.place) == ErrorCode::kDenied);
    CHECK(tried(Place()) == ErrorCode::kNotFound);
    Secret damaged = made.key_pem.duplicate();
    damaged.writable()[damaged.size() / 2] ^= 1;
    CHECK(TlsKeyMaker(machine.place).holder_of(damaged).error().code == ErrorCode::kCorrupt);
    machine.tpm.stop();
    CHECK(tried(machine.place) == ErrorCode::kUnavailable);
    CHECK(TlsKeyMaker(machine.place).make_request().error().code == ErrorCode::kUnavailable);
}

TEST_CASE("what --tpm takes") {
    CHECK_FALSE(parse_place("none")->there());
    CHECK(parse_place("device:/dev/tpm7")->device() == "/dev/tpm7");
    CHECK(parse_place("swtpm:path=/run/x")->device().empty());
    CHECK(parse_place("swtpm:path=/run/x")->there());
    CHECK(parse_place("/dev/tpmrm0").error().code == ErrorCode::kInvalid);
    CHECK(parse_place("auto").ok());
}

}  // namespace dayroom::device::tpm
