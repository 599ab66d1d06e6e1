#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

Secret secret(std::string_view text) { return Secret::copy_of(as_bytes(text)); }

struct Certificates : World {
    Certificates() { enrol(); }
    void enrol() {
        Enrolment made;
        made.device = device_id;
        made.facility = facility;
        made.unit = unit;
        made.root_key = hub_key.public_key();
        made.certificate_pem = "first";
        made.tls_key_pem = secret("first key");
        made.signing_seed = device_key.seed();
        made.box_seed = Secret::zeroed(32);
        REQUIRE(device->save_enrolment(made).ok());
    }
    CertificateStore& kept() { return device->certificates(); }
    bool in_use(std::string_view certificate) {
        const auto pair = kept().in_use().take();
        return pair.certificate_pem == certificate && pair.key_pem.equals(secret(std::string(certificate) + " key"));
    }
};

}  // namespace

TEST_CASE_METHOD(Certificates, "a certificate comes into use with its key, and the pair before stays beside it") {
    CHECK_FALSE(kept().waiting()->has_value());
    CHECK_FALSE(kept().before()->has_value());
    CHECK(kept().take_into_use("second").error().code == ErrorCode::kConflict);
    CHECK(in_use("first"));
    REQUIRE(kept().save_waiting({"request", secret("second key")}).ok());
    CHECK(in_use("first"));
    open_device();  // over a restart
    CHECK(kept().waiting()->value().request_pem == "request");
    REQUIRE(kept().take_into_use("second").ok());
    CHECK(in_use("second"));
    CHECK(device->enrolment()->value().certificate_pem == "second");
    CHECK(device->enrolment()->value().tls_key_pem.equals(secret("second key")));
    CHECK_FALSE(kept().waiting()->has_value());
    CHECK(kept().before()->value().certificate_pem == "first");
    CHECK(kept().before()->value().key_pem.equals(secret("first key")));
    REQUIRE(kept().save_waiting({"request", secret("third key")}).ok());
    REQUIRE(kept().take_into_use("third").ok());
    CHECK(kept().before()->value().certificate_pem == "second");
}

TEST_CASE_METHOD(Certificates, "the pair before can be taken back, once") {
    CHECK(kept().take_back().error().code == ErrorCode::kConflict);
    REQUIRE(kept().save_waiting({"request", secret("second key")}).ok());
    REQUIRE(kept().take_into_use("second").ok());
    REQUIRE(kept().take_back().ok());
    CHECK(in_use("first"));
    CHECK_FALSE(kept().before()->has_value());
    CHECK(kept().take_back().error().code == ErrorCode::kConflict);
}

TEST_CASE_METHOD(Certificates, "whatever operation of the disk fails, one whole pair is in use, and going on works") {
    for (std::int64_t n = 1;; ++n) {
        enrol();
        REQUIRE(device->connection().run("DELETE FROM spare_tls_key").ok());
        faults.fail_at(n, database::FaultSeam::After::kStaysBroken);
        const bool done = kept().save_waiting({"request", secret("second key")}).ok() &&
                          kept().take_into_use("second").ok() && kept().take_back().ok() &&
                          kept().save_waiting({"request", secret("second key")}).ok() &&
                          kept().take_into_use("second").ok();
        const bool fired = faults.fired();
        faults.disarm();
        open_device();
        CHECK((in_use("first") || in_use("second")));
        if (in_use("first")) {
            REQUIRE(kept().save_waiting({"request", secret("second key")}).ok());
            REQUIRE(kept().take_into_use("second").ok());
        }
        CHECK(in_use("second"));
        if (!fired) {
            CHECK(done);
            break;
        }
        REQUIRE(n < 200);
    }
}

TEST_CASE_METHOD(Certificates, "a wipe takes every key along") {
    REQUIRE(kept().save_waiting({"request", secret("second key")}).ok());
    REQUIRE(kept().take_into_use("second").ok());
    REQUIRE(device->wipe().ok());
    CHECK(kept().in_use().error().code == ErrorCode::kNotFound);
    CHECK_FALSE(kept().before()->has_value());
}
