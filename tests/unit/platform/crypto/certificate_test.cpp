#include "platform/crypto/certificate.h"

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"

using namespace dayroom;
using namespace dayroom::crypto;

namespace {
struct Facility {
    FakeClock clock;
    SystemRandom random;
    CertifiedKey authority = make_authority("Cedar County", clock.now(), random).take();
    std::string device(const std::string& request) {
        return certify_device(authority, request, "device-7", clock.now(), random).take();
    }
};
}  // namespace

TEST_CASE("a facility CA certifies its hub and its terminals, each for its own use") {
    Facility facility;
    const auto server =
        make_server_certificate(facility.authority, {"127.0.0.1", "hub.local"}, facility.clock.now(), facility.random)
            .take();
    const auto request = make_signing_request().take();
    const std::string device = facility.device(request.request_pem);
    const std::string& ca = facility.authority.certificate_pem;
    const Timestamp now = facility.clock.now();
    CHECK(verify_certificate(server.certificate_pem, ca, CertificateUse::kServer, now).ok());
    CHECK(verify_certificate(device, ca, CertificateUse::kClient, now).ok());
    CHECK(verify_certificate(device, ca, CertificateUse::kServer, now).error().code == ErrorCode::kUnauthenticated);
    CHECK(verify_certificate(server.certificate_pem, ca, CertificateUse::kClient, now).error().code ==
          ErrorCode::kUnauthenticated);
    CHECK(check_pair(server).ok());

    const auto facts = read_certificate(device).take();
    CHECK(facts.common_name == "device-7");
    CHECK_FALSE(facts.authority);
    CHECK((facts.not_after - now) / std::chrono::hours(24) == kCertificateDays);
    CHECK(facts.not_before < now);
    CHECK(read_certificate(ca).take().authority);
    CHECK(verify_certificate(device, ca, CertificateUse::kClient, facts.not_after + Seconds(5)).error().code ==
          ErrorCode::kExpired);
}

TEST_CASE("another facility's CA vouches for nothing here, even under the same name") {
    Facility ours;
    Facility theirs;
    const std::string device = theirs.device(make_signing_request().take().request_pem);
    CHECK(verify_certificate(device, ours.authority.certificate_pem, CertificateUse::kClient, ours.clock.now())
              .error()
              .code == ErrorCode::kUnauthenticated);
}

TEST_CASE("a request that was changed, cut off, or is none is refused") {
    Facility facility;
    const std::string good = make_signing_request().take().request_pem;
    std::string changed = good;
    const std::size_t middle = good.size() / 2;
    changed[middle] = good[middle] == 'A' ? 'B' : 'A';
    for (const std::string& bad :
         {changed, good.substr(0, good.size() / 2), std::string(), std::string("hello"), std::string(20'000, 'x')}) {
        CHECK_FALSE(certify_device(facility.authority, bad, "device-7", facility.clock.now(), facility.random).ok());
    }
    CHECK_FALSE(certify_device(facility.authority, good, "", facility.clock.now(), facility.random).ok());
    CHECK_FALSE(
        certify_device(facility.authority, good, std::string(65, 'n'), facility.clock.now(), facility.random).ok());
    CHECK(signing_request_sha256(good).take() == signing_request_sha256(good).take());
    CHECK_FALSE(signing_request_sha256("hello").ok());
}

TEST_CASE("two certificates of one device differ, and their hashes tell them apart") {
    Facility facility;
    const std::string request = make_signing_request().take().request_pem;
    const std::string first = facility.device(request);
    const std::string second = facility.device(request);
    CHECK(read_certificate(first).take().sha256 != read_certificate(second).take().sha256);
}

TEST_CASE("server names are names and addresses, nothing that could say more") {
    Facility facility;
    for (const char* bad : {"", "a,DNS:evil", "line\nbreak", "sp ace"}) {
        CHECK_FALSE(make_server_certificate(facility.authority, {bad}, facility.clock.now(), facility.random).ok());
    }
    CHECK_FALSE(make_server_certificate(facility.authority, {}, facility.clock.now(), facility.random).ok());
    CHECK(make_server_certificate(facility.authority, {"::1"}, facility.clock.now(), facility.random).ok());
}

TEST_CASE("a certificate with another's key is no pair") {
    Facility facility;
    auto one = make_server_certificate(facility.authority, {"a"}, facility.clock.now(), facility.random).take();
    auto two = make_server_certificate(facility.authority, {"b"}, facility.clock.now(), facility.random).take();
    std::swap(one.key_pem, two.key_pem);
    CHECK_FALSE(check_pair(one).ok());
}
