// A terminal's certificate is renewed over the wire, against a real hub.
#include <catch2/catch.hpp>

#include "platform/crypto/labels.h"
#include "platform/facility/http/tls.h"
#include "platform/record/audit_log.h"
#include "platform/wire/token.h"
#include "tests/unit/platform/facility/hub_support/test_hub.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

constexpr Milliseconds kDay{24LL * 3'600'000};

facility::HubOptions with_certificates_of_age(int days) {
    facility::HubOptions options;
    options.services.certificate_age = kDay * days;
    return options;
}

wire::RenewRequest ask_renewal(const TestTerminal& terminal, const crypto::SigningRequest& csr) {
    wire::RenewRequest request;
    request.set_csr_pem(csr.request_pem);
    const auto digest = crypto::signing_request_sha256(csr.request_pem);
    const Bytes message = wire::renew_proof_message(terminal.id, digest.ok() ? *digest : crypto::Digest{});
    request.set_proof(std::string(as_text(terminal.signing.sign(crypto::kDomainRenew, message))));
    return request;
}

ClientAnswer call_renew(const TestHub& hub, const TestTerminal& terminal, const wire::RenewRequest& request) {
    auto client = hub.connect(terminal);
    return client ? client->call("POST", "/v1/renew", request.SerializeAsString()) : ClientAnswer();
}

/// The same terminal with another certificate.
TestTerminal with_certificate(const TestTerminal& terminal, const std::string& pem, const Secret& key) {
    return {terminal.id,
            {pem, key.duplicate()},
            crypto::SigningKey::from_seed(terminal.signing.seed()).take(),
            crypto::BoxKey::from_seed(terminal.box.seed()).take(),
            terminal.ca_pem};
}

std::string health() {
    wire::HealthReport report;
    report.set_version("0.1.0");
    report.set_assurance("host-key");
    return report.SerializeAsString();
}

ClientAnswer call_health(const TestHub& hub, const TestTerminal& terminal) {
    auto client = hub.connect(terminal);
    return client ? client->call("POST", "/v1/health", health()) : ClientAnswer();
}

/// Everything that was put on record about renewals, in order.
std::vector<record::Event> renewals_on_record(TestHub& hub) {
    std::vector<record::Event> events;
    const auto job = [&](facility::Work& work) {
        return work.db().each(
            "SELECT event FROM audit_queue WHERE event IN (65, 66) UNION ALL "
            "SELECT event FROM audit WHERE event IN (65, 66) ORDER BY event",
            [&](const database::Row& row) {
                events.push_back(*record::event_from_number(static_cast<int>(row.integer(0))));
            });
    };
    REQUIRE(hub.services().writer->run(facility::Actor::system(), job).ok());
    return events;
}

void wait_until_replaced(TestHub& hub, const TestTerminal& terminal) {
    while (hub.services().registry.find(terminal.id)->next) std::this_thread::yield();
}

}  // namespace

TEST_CASE("a terminal renews its certificate, both are good until the new one is used, then only that") {
    TestHub hub(with_certificates_of_age(300));
    const TestTerminal old = hub.enroll(0);
    const auto csr = crypto::make_signing_request().take();
    const auto answer = call_renew(hub, old, ask_renewal(old, csr));
    REQUIRE(answer.status == 200);
    const auto response = read_answer<wire::RenewResponse>(answer);
    const auto facts = crypto::read_certificate(response.certificate_pem()).take();
    CHECK(facts.common_name == old.id.to_string());
    CHECK(facts.not_after - hub.clock.now() > kDay * 364);
    const TestTerminal renewed = with_certificate(old, response.certificate_pem(), csr.key_pem);
    REQUIRE(crypto::check_pair(renewed.certificate).ok());

    const auto shown_next = [&] {
        const auto listed = hub.api("it", "GET", "/api/v1/devices");
        return nlohmann::json::parse(listed.body)["devices"][0]["next_certificate_not_after_ms"].get<std::int64_t>();
    };
    CHECK(shown_next() == facts.not_after.ms());

    SECTION("the old one goes on") {
        CHECK(call_health(hub, old).status == 200);
        CHECK(call_health(hub, old).status == 200);
        CHECK(renewals_on_record(hub) == std::vector{record::Event::kCertificateIssued});
    }
    SECTION("asked twice, over either, it is the same certificate and one issue") {
        auto on_old = hub.connect(old);
        const std::string body = ask_renewal(old, csr).SerializeAsString();
        for (int time = 0; time < 3; ++time) {
            const auto again = read_answer<wire::RenewResponse>(on_old->call("POST", "/v1/renew", body));
            CHECK(again.certificate_pem() == response.certificate_pem());
        }
        CHECK(renewals_on_record(hub) == std::vector{record::Event::kCertificateIssued});
    }
    SECTION("the new one's first use ends the old one, on connections that are open as well") {
        auto open = hub.connect(old);
        CHECK(open->call("POST", "/v1/health", health()).status == 200);
        CHECK(call_health(hub, renewed).status == 200);
        wait_until_replaced(hub, renewed);
        for (const auto& refused : {open->call("POST", "/v1/health", health()), call_health(hub, old)}) {
            CHECK(refused.status == 403);
            CHECK(problem_code(refused) == "certificate_replaced");
        }
        CHECK(call_health(hub, renewed).status == 200);
        CHECK(renewals_on_record(hub) ==
              std::vector{record::Event::kCertificateIssued, record::Event::kCertificateReplaced});
        CHECK(shown_next() == 0);
        const auto device = hub.services().registry.find(old.id);
        CHECK(device->certificate.sha256 == facts.sha256);
        CHECK(device->certificate.not_after == facts.not_after);
        // And it is early for another one.
        const auto next = crypto::make_signing_request().take();
        const auto early = call_renew(hub, renewed, ask_renewal(renewed, next));
        CHECK(early.status == 409);
        CHECK(problem_code(early) == "renewal_early");
        CHECK(call_health(hub, renewed).status == 200);
    }
    SECTION("hub.db says the same after a restart") {
        facility::DeviceRegistry loaded;
        const auto load = [&](facility::Work& work) { return loaded.load(work.db()); };
        const std::string in_use(as_text(crypto::read_certificate(old.certificate.certificate_pem)->sha256));
        const std::string next(as_text(facts.sha256));
        REQUIRE(hub.services().writer->run(facility::Actor::system(), load).ok());
        CHECK(loaded.find_by_certificate(in_use)->role == facility::CertificateRole::kInUse);
        CHECK(loaded.find_by_certificate(next)->role == facility::CertificateRole::kNext);
        CHECK(call_health(hub, renewed).status == 200);
        wait_until_replaced(hub, renewed);
        REQUIRE(hub.services().writer->run(facility::Actor::system(), load).ok());
        CHECK(loaded.find_by_certificate(in_use)->role == facility::CertificateRole::kReplaced);
        CHECK(loaded.find_by_certificate(next)->role == facility::CertificateRole::kInUse);
        CHECK(loaded.find_by_certificate(next)->device->certificate.not_after == facts.not_after);
    }
    SECTION("another key, at once: not before the pause") {
        const auto other = crypto::make_signing_request().take();
        const auto often = call_renew(hub, old, ask_renewal(old, other));
        CHECK(often.status == 409);
        CHECK(problem_code(often) == "renewal_often");
        const auto a_day_ago = [&](facility::Work& work) {
            return work.db().run("UPDATE device SET next_certificate_issued_ms = next_certificate_issued_ms - $1",
                                 (kDay * 2).count());
        };
        REQUIRE(hub.services().writer->run(facility::Actor::system(), a_day_ago).ok());
        const auto later = call_renew(hub, old, ask_renewal(old, other));
        REQUIRE(later.status == 200);
        const auto other_pem = read_answer<wire::RenewResponse>(later).certificate_pem();
        CHECK(call_health(hub, renewed).status == 403);  // forgotten: it was never used
        CHECK(call_health(hub, with_certificate(old, other_pem, other.key_pem)).status == 200);
    }
    SECTION("revoked: neither is good, and there is no other") {
        REQUIRE(
            hub.api("it", "POST", "/api/v1/devices/" + old.id.to_string() + "/revoke", {{"reason", "lost"}}).status ==
            200);
        for (const TestTerminal* each : {&old, &renewed}) {
            CHECK(problem_code(call_health(hub, *each)) == "revoked");
            CHECK(problem_code(call_renew(hub, *each, ask_renewal(*each, csr))) == "revoked");
        }
    }
}

TEST_CASE("many ask at once with one request, and there is one certificate") {
    TestHub hub(with_certificates_of_age(300));
    const TestTerminal terminal = hub.enroll(0);
    const auto csr = crypto::make_signing_request().take();
    const auto request = ask_renewal(terminal, csr);
    std::vector<std::string> got(4);
    {
        std::vector<std::jthread> askers;
        for (auto& each : got)
            askers.emplace_back([&hub, &terminal, &request, &each] {
                each = read_answer<wire::RenewResponse>(call_renew(hub, terminal, request)).certificate_pem();
            });
    }
    for (const auto& each : got) CHECK(each == got.front());
    CHECK(renewals_on_record(hub).size() == 1);
}

TEST_CASE("who may not renew is told so, and nothing changes") {
    TestHub hub(with_certificates_of_age(300));
    const TestTerminal terminal = hub.enroll(0);
    const TestTerminal other = hub.enroll(0, "other");
    const auto csr = crypto::make_signing_request().take();
    auto request = ask_renewal(terminal, csr);
    SECTION("another terminal's request") {
        const auto refused = call_renew(hub, other, request);
        CHECK(refused.status == 401);
        CHECK(problem_code(refused) == "proof_invalid");
    }
    SECTION("another request under the same proof") {
        request.set_csr_pem(crypto::make_signing_request()->request_pem);
        CHECK(problem_code(call_renew(hub, terminal, request)) == "proof_invalid");
    }
    SECTION("a request that was tampered with") {
        request.mutable_csr_pem()->at(request.csr_pem().size() / 2) ^= 1;
        const int status = call_renew(hub, terminal, ask_renewal(terminal, {request.csr_pem(), {}})).status;
        CHECK((status == 400 || status == 401));
    }
    SECTION("a request that is none") {
        CHECK(call_renew(hub, terminal, ask_renewal(terminal, {"not a request", {}})).status == 400);
        CHECK(hub.connect(terminal)->call("POST", "/v1/renew", "garbage").status == 400);
        CHECK(hub.connect(terminal)->call("POST", "/v1/renew", "").status == 400);
        CHECK(hub.connect(terminal)->call("POST", "/v1/renew", std::string(40'000, 'x')).status == 413);
    }
    SECTION("somebody without a certificate") {
        auto client = TlsClient::connect(hub.hub->terminals().port, {terminal.ca_pem, http::kEnrollName, nullptr, 0});
        CHECK(client->call("POST", "/v1/renew", request.SerializeAsString()).status == 403);
    }
    CHECK(renewals_on_record(hub).empty());
    CHECK_FALSE(hub.services().registry.find(terminal.id)->next);
    CHECK(call_health(hub, terminal).status == 200);
}

TEST_CASE("before half of its life is over a certificate is not renewed") {
    TestHub hub(with_certificates_of_age(180));
    const TestTerminal terminal = hub.enroll(0);
    const auto refused = call_renew(hub, terminal, ask_renewal(terminal, crypto::make_signing_request().take()));
    CHECK(refused.status == 409);
    CHECK(problem_code(refused) == "renewal_early");
}

TEST_CASE("terminals whose certificates end soon are named in the log, by name and days") {
    const Timestamp now = Timestamp::from_ms(1'700'000'000'000);
    std::vector<facility::ListedDevice> devices(3);
    devices[0].name = "Kiosk 1";
    devices[0].certificate_not_after = now + kDay * 91;
    devices[1].name = "Kiosk 2";
    devices[1].certificate_not_after = now + kDay * 59 + Milliseconds(1);
    devices[2].name = "Kiosk 3";
    devices[2].certificate_not_after = now + kDay * 3;
    devices[2].revoked = true;
    CHECK(facility::warning_of_certificates(devices, now) ==
          "1 terminals have not renewed their certificates: \"Kiosk 2\" (59 days left)");
    devices[0].certificate_not_after = now;
    CHECK(facility::warning_of_certificates(devices, now)->find("\"Kiosk 1\" (over)") != std::string::npos);
    devices.resize(40, devices[1]);
    CHECK(facility::warning_of_certificates(devices, now)->size() < 500);
    devices.resize(0);
    CHECK_FALSE(facility::warning_of_certificates(devices, now).has_value());
}
