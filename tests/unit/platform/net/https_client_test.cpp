#include "platform/net/https_client.h"

#include <cstdlib>
#include <future>

#include <catch2/catch.hpp>
#include <openssl/ssl.h>

#include "platform/base/fake_clock.h"
#include "platform/base/random.h"
#include "platform/device/tpm/tls_key_maker.h"
#include "tests/support/software_tpm.h"
#include "tests/unit/platform/net/tls_server.h"

namespace dayroom::net {
using namespace test;

namespace {

const SystemClock kClock;

/// A facility's certificates.
struct Facility {
    SystemRandom random;
    crypto::CertifiedKey authority = crypto::make_authority("Test", kClock.now(), random).take();
    crypto::CertifiedKey server =
        crypto::make_server_certificate(authority, {kHubName, kEnrollName}, kClock.now(), random).take();
    crypto::SigningRequest request = crypto::make_signing_request().take();
    std::string device = crypto::certify_device(authority, request.request_pem, "0190d6c1-0000-7000-8000-000000000001",
                                                kClock.now(), random)
                             .take();

    HttpsOptions options(const TlsServer& hub) const {
        HttpsOptions made;
        made.address = hub.address();
        made.ca_pem = authority.certificate_pem;
        made.certificate_pem = device;
        made.key_pem = request.key_pem.duplicate();
        return made;
    }
};

HttpRequest post(const std::string& path, const std::string& body) {
    HttpRequest request;
    request.path = path;
    request.body = body;
    return request;
}

ErrorCode refusal(HttpsOptions options) {
    auto client = HttpsClient::create(std::move(options));
    REQUIRE(client.ok());
    const auto answer = (*client)->send(post("/v1/feed", "x"));
    REQUIRE_FALSE(answer.ok());
    return answer.error().code;
}

}  // namespace

TEST_CASE("requests go over one connection with the device's certificate") {
    const Facility facility;
    TlsServer hub(facility.authority, facility.server, true,
                  [](const std::string& request) { return ok("got " + request.substr(request.size() - 5)); });
    auto client = HttpsClient::create(facility.options(hub));
    REQUIRE(client.ok());
    for (int round = 0; round < 3; ++round) {
        const auto answer = (*client)->send(post("/v1/feed", "hello"));
        REQUIRE(answer.ok());
        CHECK(answer->status == 200);
        CHECK(answer->body == "got hello");
    }
    CHECK(hub.connections() == 1);
    CHECK(hub.last_name() == "hub.dayroom");
}

TEST_CASE("a refusal of the hub is an answer, a redirect is not") {
    const Facility facility;
    TlsServer hub(facility.authority, facility.server, true, [](const std::string& request) {
        if (request.find("/moved") != std::string::npos)
            return std::string("HTTP/1.1 302 Found\r\nLocation: https://elsewhere/\r\nContent-Length: 0\r\n\r\n");
        return ok("{}", "403 Forbidden");
    });
    auto client = HttpsClient::create(facility.options(hub));
    CHECK((*client)->send(post("/v1/feed", "")).value().status == 403);
    CHECK((*client)->send(post("/moved", "")).error().code == ErrorCode::kInvalid);
}

TEST_CASE("an answer beyond its limit is cut off, in the body and in the head") {
    const Facility facility;
    TlsServer hub(facility.authority, facility.server, true, [](const std::string& request) {
        if (request.find("/head") != std::string::npos)
            return "HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'x') + "\r\nContent-Length: 0\r\n\r\n";
        return ok(std::string(70'000, 'y'));
    });
    auto client = HttpsClient::create(facility.options(hub));
    CHECK((*client)->send(post("/v1/feed", "")).error().code == ErrorCode::kTooLarge);
    const auto head = (*client)->send(post("/head", ""));
    REQUIRE_FALSE(head.ok());
    CAPTURE(head.error().detail);
    CHECK(head.error().code == ErrorCode::kTooLarge);
    HttpRequest large = post("/v1/feed", "");
    large.max_response = 70'000;
    CHECK((*client)->send(large).value().body.size() == 70'000);
}

TEST_CASE("a range is asked for when some bytes are here") {
    const Facility facility;
    TlsServer hub(facility.authority, facility.server, true, [](const std::string& request) {
        return request.find("Range: bytes=1000-") != std::string::npos ? ok("rest", "206 Partial Content")
                                                                       : ok("whole");
    });
    auto client = HttpsClient::create(facility.options(hub));
    HttpRequest blob;
    blob.method = HttpRequest::Method::kGet;
    blob.path = "/v1/blobs/00";
    CHECK((*client)->send(blob).value().body == "whole");
    blob.range_from = 1000;
    CHECK((*client)->send(blob).value().status == 206);
    blob.range_from = 0;
    CHECK((*client)->send(blob).value().body == "whole");
}

TEST_CASE("only a hub of this facility is believed") {
    const Facility facility, other;
    TlsServer hub(facility.authority, facility.server, true, [](const std::string&) { return ok("x"); });
    auto wrong_authority = facility.options(hub);
    wrong_authority.ca_pem = other.authority.certificate_pem;
    CHECK(refusal(std::move(wrong_authority)) == ErrorCode::kUnauthenticated);
    auto wrong_name = facility.options(hub);
    wrong_name.server_name = "another.dayroom";
    CHECK(refusal(std::move(wrong_name)) == ErrorCode::kUnauthenticated);
}

TEST_CASE("a terminal without the right certificate gets no answer") {
    const Facility facility, other;
    TlsServer hub(facility.authority, facility.server, true, [](const std::string&) { return ok("x"); });
    auto none = facility.options(hub);
    none.certificate_pem.clear();
    none.key_pem.clear();
    CHECK(refusal(std::move(none)) == ErrorCode::kUnavailable);
    auto foreign = facility.options(hub);
    foreign.certificate_pem = other.device;
    foreign.key_pem = other.request.key_pem.duplicate();
    CHECK(refusal(std::move(foreign)) == ErrorCode::kUnavailable);
}

TEST_CASE("a key in the TPM signs each handshake, and no other certificate goes with it") {
    const Facility facility;
    TlsServer hub(facility.authority, facility.server, true, [](const std::string&) { return ok("x"); });
    dayroom::test::SoftwareTpm tpm;
    device::tpm::Place place;
    place.tcti = tpm.tcti();
    const device::tpm::TlsKeyMaker keys(place);
    const auto request = keys.make_request().take();
    SystemRandom random;
    auto options = [&] {
        HttpsOptions made = facility.options(hub);
        made.key_pem.clear();
        made.held_key = keys.holder_of(request.key_pem).take();
        made.certificate_pem =
            crypto::certify_device(facility.authority, request.request_pem, "device", kClock.now(), random).take();
        return made;
    };
    for (int round = 0; round < 2; ++round) {
        const auto answer = HttpsClient::create(options()).value()->send(post("/v1/feed", "x"));
        INFO((answer.ok() ? "" : answer.error().detail));
        REQUIRE(answer.ok());
        CHECK(answer->body == "x");
    }
    CHECK(hub.connections() == 2);
    auto other = options();
    other.certificate_pem = facility.device;
    CHECK(refusal(std::move(other)) == ErrorCode::kUnauthenticated);
    auto both = options();
    both.key_pem = facility.request.key_pem.duplicate();
    CHECK(HttpsClient::create(std::move(both)).error().code == ErrorCode::kInvalid);
    tpm.stop();
    CHECK(refusal(options()) == ErrorCode::kUnavailable);
}

TEST_CASE("a hub that finds the terminal's certificate expired is understood") {
    const Facility facility;
    SystemRandom random;
    TlsServer hub(facility.authority, facility.server, true, [](const std::string&) { return ok("x"); });
    auto over = facility.options(hub);
    const Timestamp long_ago = kClock.now() - Milliseconds(400LL * 24 * 3'600'000);
    over.certificate_pem =
        crypto::certify_device(facility.authority, facility.request.request_pem, "device", long_ago, random).take();
    CHECK(refusal(std::move(over)) == ErrorCode::kExpired);
    CHECK(HttpsClient::create(facility.options(hub)).value()->send(post("/v1/health", "")).value().body == "x");
}

TEST_CASE("TLS 1.2 is not spoken") {
    const Facility facility;
    TlsServer hub(facility.authority, facility.server, false, [](const std::string&) { return ok("x"); });
    hub.highest_version(TLS1_2_VERSION);
    CHECK(refusal(facility.options(hub)) == ErrorCode::kUnavailable);
}

TEST_CASE("at enrolment the CA is known by its fingerprint") {
    const Facility facility, other;
    TlsServer hub(facility.authority, facility.server, false, [](const std::string&) { return ok("welcome"); });
    HttpsOptions options;
    options.address = hub.address();
    options.server_name = kEnrollName;
    options.ca_sha256 = crypto::read_certificate(facility.authority.certificate_pem).value().sha256;
    HttpsOptions wrong;
    wrong.address = hub.address();
    wrong.server_name = kEnrollName;
    wrong.ca_sha256 = crypto::read_certificate(other.authority.certificate_pem).value().sha256;
    auto client = HttpsClient::create(std::move(options));
    REQUIRE(client.ok());
    CHECK((*client)->send(post("/v1/enroll", "")).value().body == "welcome");
    CHECK(hub.last_name() == "enroll.dayroom");
    client->reset();  // this server serves one connection at a time
    CHECK(refusal(std::move(wrong)) == ErrorCode::kUnauthenticated);
}

TEST_CASE("a waiting request ends at once when it is cancelled, and so does every later one") {
    const Facility facility;
    std::promise<void> asked, release;
    TlsServer hub(facility.authority, facility.server, true, [&](const std::string&) {
        asked.set_value();
        release.get_future().wait();
        return std::string();
    });
    auto client = HttpsClient::create(facility.options(hub));
    auto waiting = std::async(std::launch::async, [&] { return (*client)->send(post("/v1/feed", "")); });
    asked.get_future().wait();
    const auto begun = kClock.steady();
    (*client)->cancel();
    const auto answer = waiting.get();
    CHECK(kClock.steady() - begun < Milliseconds(500));
    release.set_value();
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == ErrorCode::kUnavailable);
    CHECK((*client)->send(post("/v1/feed", "")).error().detail == "cancelled");
}

TEST_CASE("a hub that does not answer in time, or is not there, is an error") {
    const Facility facility;
    std::promise<void> release;
    std::shared_future<void> released = release.get_future().share();
    HttpsOptions options;
    {
        TlsServer hub(facility.authority, facility.server, true, [released](const std::string&) {
            released.wait();
            return std::string();
        });
        options = facility.options(hub);
        auto again = facility.options(hub);
        auto client = HttpsClient::create(std::move(again));
        HttpRequest request = post("/v1/feed", "");
        request.timeout = Milliseconds(200);
        CHECK((*client)->send(request).error().code == ErrorCode::kTimeout);
        release.set_value();
    }
    CHECK(refusal(std::move(options)) == ErrorCode::kUnavailable);
}

TEST_CASE("a proxy named by the environment is not used") {
    const Facility facility;
    ::setenv("https_proxy", "http://127.0.0.1:1", 1);
    ::setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    TlsServer hub(facility.authority, facility.server, true, [](const std::string&) { return ok("direct"); });
    auto client = HttpsClient::create(facility.options(hub));
    CHECK((*client)->send(post("/v1/feed", "")).value().body == "direct");
    ::unsetenv("https_proxy");
    ::unsetenv("ALL_PROXY");
}

TEST_CASE("addresses are a host and a port") {
    CHECK(parse_address("10.1.2.3:8443").value().host == "10.1.2.3");
    CHECK(parse_address("[fd00::1]:443").value().host == "fd00::1");
    CHECK(parse_address("hub.jail.example:1").value().port == 1);
    for (const char* bad : {"", "host", "host:", ":80", "host:0", "host:65536", "host:8x", "ho st:80", "a/b:80",
                            "fd00::1:80", "user@host:80"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_address(bad).ok());
    }
}

TEST_CASE("options that make no sense are refused") {
    HttpsOptions nothing;
    nothing.address = "127.0.0.1:1";
    CHECK_FALSE(HttpsClient::create(std::move(nothing)).ok());
    HttpsOptions half;
    half.address = "127.0.0.1:1";
    half.ca_pem = "x";
    half.certificate_pem = "x";
    CHECK_FALSE(HttpsClient::create(std::move(half)).ok());
}

}  // namespace dayroom::net
