#include <catch2/catch.hpp>

#include "platform/facility/http/tls.h"
#include "tests/unit/platform/facility/hub_support/test_hub.h"

using namespace dayroom;
using namespace dayroom::test;

TEST_CASE("a terminal with a good token becomes a device of its unit, and its certificate opens the hub") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0, "B-East kiosk 1");
    const auto facts = crypto::read_certificate(terminal.certificate.certificate_pem).take();
    CHECK(facts.common_name == terminal.id.to_string());
    auto client = hub.connect(terminal);
    REQUIRE(client);
    wire::FeedRequest feed;
    feed.set_schema(1);
    CHECK(client->call("POST", "/v1/feed", feed.SerializeAsString()).status == 200);
    const auto device = hub.services().registry.find(terminal.id);
    REQUIRE(device);
    CHECK(device->name == "B-East kiosk 1");
    CHECK(device->unit == hub.unit(0));
    const ClientAnswer again = client->call("POST", "/v1/enroll", "x");
    CHECK(again.status == 403);
}

TEST_CASE("each way in which a token is not good has its own code") {
    TestHub hub;
    EnrollPlan plan;
    plan.token = hub.token(0);
    SECTION("used") {
        CHECK(hub.enroll_raw(plan).status == 200);
        const ClientAnswer again = hub.enroll_raw(plan);
        CHECK(again.status == 409);
        CHECK(problem_code(again) == "token_used");
        CHECK(hub.services().registry.size() == 1);
    }
    SECTION("expired") {
        plan.token.set_not_after_ms(hub.clock.now().ms() - 1);
        const ClientAnswer answer = hub.enroll_raw(plan);
        CHECK(answer.status == 410);
        CHECK(problem_code(answer) == "token_expired");
    }
    SECTION("of another facility") {
        const auto other_root = crypto::SigningKey::make(hub.random);
        plan.token.set_root_key(other_root.public_key().raw());
        plan.signer = crypto::SigningKey::from_seed(other_root.seed()).take();
        const ClientAnswer answer = hub.enroll_raw(plan);
        CHECK(answer.status == 403);
        CHECK(problem_code(answer) == "token_foreign");
    }
    SECTION("signed by our root for another facility") {
        plan.token.set_facility_id(FacilityId::make(hub.clock, hub.random).raw());
        CHECK(problem_code(hub.enroll_raw(plan)) == "token_foreign");
    }
    SECTION("forged: says our root, signed by somebody else") {
        plan.signer = crypto::SigningKey::make(hub.random);
        const ClientAnswer answer = hub.enroll_raw(plan);
        CHECK(answer.status == 401);
        CHECK(problem_code(answer) == "token_forged");
    }
    SECTION("for a unit that is not here") {
        plan.token.set_unit_id(UnitId::make(hub.clock, hub.random).raw());
        CHECK(problem_code(hub.enroll_raw(plan)) == "unit_unknown");
    }
    SECTION("keys that are not the sender's own") {
        plan.break_proof = true;
        CHECK(problem_code(hub.enroll_raw(plan)) == "proof_invalid");
    }
    SECTION("a certificate request that was tampered with") {
        plan.break_csr = true;
        CHECK(hub.enroll_raw(plan).status / 100 == 4);
    }
    SECTION("no enrolment at all") {
        auto client = TlsClient::connect(hub.hub->terminals().port,
                                         {hub.services().authority.certificate_pem, http::kEnrollName, nullptr, 0});
        CHECK(client->call("POST", "/v1/enroll", "garbage").status == 400);
    }
}

TEST_CASE("a token that was refused for another reason is not burned") {
    TestHub hub;
    EnrollPlan plan;
    plan.token = hub.token(0);
    plan.break_proof = true;
    CHECK(problem_code(hub.enroll_raw(plan)) == "proof_invalid");
    plan.break_proof = false;
    CHECK(hub.enroll_raw(plan).status == 200);
}

TEST_CASE("a revoked terminal is cut off at its next call, and its open long-poll is ended") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0);
    const TestTerminal other = hub.enroll(0, "other");
    auto poll = hub.connect(terminal);
    auto calls = hub.connect(terminal);
    wire::FeedRequest feed;
    feed.set_schema(1);
    auto first = read_answer<wire::FeedResponse>(calls->call("POST", "/v1/feed", feed.SerializeAsString()));
    feed.set_epoch(first.epoch());
    for (const auto& page : first.pages()) {
        auto* cursor = feed.add_cursors();
        *cursor->mutable_scope() = page.scope();
        cursor->set_seq(page.to_seq());
    }
    const std::size_t others = hub.services().notifier.subscriptions();  // of the hub's own threads
    feed.set_wait_ms(20'000);
    const std::string body = feed.SerializeAsString();
    poll->send("POST /v1/feed HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
               body);
    while (hub.services().notifier.subscriptions() == others) std::this_thread::yield();

    const ClientAnswer revoked =
        hub.api("it", "POST", "/api/v1/devices/" + terminal.id.to_string() + "/revoke", {{"reason", "lost"}});
    CHECK(revoked.status == 200);
    const ClientAnswer ended = poll->receive();
    CHECK(ended.status == 403);
    CHECK(problem_code(ended) == "revoked");
    CHECK(problem_code(calls->call("POST", "/v1/feed", body)) == "revoked");
    feed.set_wait_ms(0);
    CHECK(hub.connect(other)->call("POST", "/v1/feed", wire::FeedRequest().SerializeAsString()).status == 200);
    const auto devices = nlohmann::json::parse(hub.api("it", "GET", "/api/v1/devices").body)["devices"];
    CHECK(devices.size() == 2);
    const auto metrics = hub.api("it", "GET", "/api/v1/metrics");
    CHECK(metrics.status == 200);
    CHECK(metrics.body.find("dayroom_terminals{state=\"revoked\"} 1\n") != std::string::npos);
}

TEST_CASE("a certificate of our CA that the registry does not know opens nothing") {
    TestHub hub;
    TestTerminal terminal = hub.enroll(0);
    auto csr = crypto::make_signing_request().take();
    terminal.certificate.certificate_pem = crypto::certify_device(hub.services().authority, csr.request_pem,
                                                                  terminal.id.to_string(), hub.clock.now(), hub.random)
                                               .take();
    terminal.certificate.key_pem = std::move(csr.key_pem);
    auto client = hub.connect(terminal);
    REQUIRE(client);
    CHECK(client->call("POST", "/v1/feed", "").status == 403);
}

TEST_CASE("a terminal that is enrolled again is the same device, over its new certificate only") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0, "B-East kiosk 1");
    const TestTerminal other = hub.enroll(0, "other");
    EnrollPlan plan;
    plan.token = hub.token(0, "B-East kiosk 2");
    auto csr = crypto::make_signing_request().take();
    const auto enrol = [&] {
        const auto request = hub.enroll_request(plan, csr, terminal.signing, terminal.box);
        auto client = TlsClient::connect(hub.hub->terminals().port, {terminal.ca_pem, http::kEnrollName, nullptr, 0});
        return client->call("POST", "/v1/enroll", request.SerializeAsString());
    };
    const auto feed = [&](const TestTerminal& who) { return hub.connect(who)->call("POST", "/v1/feed", ""); };
    SECTION("by a good token of its unit") {
        const auto answer = enrol();
        REQUIRE(answer.status == 200);
        const auto response = read_answer<wire::EnrollResponse>(answer);
        CHECK(response.device_id() == terminal.id.raw());
        CHECK(hub.services().registry.size() == 2);
        CHECK(hub.services().registry.find(terminal.id)->name == "B-East kiosk 2");
        CHECK(problem_code(feed(terminal)) == "certificate_replaced");
        TestTerminal again{terminal.id,
                           {response.certificate_pem(), std::move(csr.key_pem)},
                           crypto::SigningKey::from_seed(terminal.signing.seed()).take(),
                           crypto::BoxKey::from_seed(terminal.box.seed()).take(),
                           terminal.ca_pem};
        CHECK(feed(again).status == 200);
        CHECK(feed(other).status == 200);
        CHECK(problem_code(enrol()) == "token_used");
        CHECK(feed(again).status == 200);
    }
    SECTION("not into another unit") {
        plan.token = hub.token(1, "kiosk");
        CHECK(problem_code(enrol()) == "unit_differs");
        CHECK(feed(terminal).status == 200);
    }
    SECTION("not by somebody who has not its key") {
        plan.break_proof = true;
        CHECK(problem_code(enrol()) == "proof_invalid");
        CHECK(feed(terminal).status == 200);
    }
    SECTION("not when it was revoked") {
        REQUIRE(hub.api("it", "POST", "/api/v1/devices/" + terminal.id.to_string() + "/revoke", {{"reason", "lost"}})
                    .status == 200);
        const auto refused = enrol();
        CHECK(refused.status == 403);
        CHECK(problem_code(refused) == "revoked");
        CHECK(problem_code(feed(terminal)) == "revoked");
    }
}
