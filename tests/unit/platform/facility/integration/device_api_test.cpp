// Terminals, their alarms and the signed policy over the API: who may, and what is refused.
#include "platform/facility/alarms/alarm_events.h"
#include "platform/wire/policy.h"
#include "tests/support/http_receiver.h"
#include "tests/unit/platform/facility/integration/api_calls.h"
#include "tests/unit/platform/wire/policy_sample.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

std::string policy_file(TestHub& hub, std::int64_t version, const crypto::SigningKey& signer) {
    wire::PolicyBundle bundle;
    bundle.set_facility_id(hub.services().context.facility.raw());
    bundle.set_version(version);
    bundle.set_made_ms(hub.clock.now().ms());
    bundle.set_note("A longer look at the screen");
    wire::sample::add_limit(bundle, "idle_warning_s", 150);
    wire::sample::add_limit(bundle, "idle_sign_out_s", 180);
    const auto envelope = wire::sign_policy(bundle, signer);
    REQUIRE(envelope.ok());
    return wire::policy_file_text(*envelope);
}

}  // namespace

TEST_CASE("a signed policy comes in over the API, by IT alone, to be tried out by a unit or a terminal") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0, "B-East kiosk");
    const json asked = {{"file", policy_file(hub, 1, hub.root)},
                        {"canaries", json::array({terminal.id.to_string()})},
                        {"watch_hours", 2}};
    for (const char* role : {"reviewer", "trust_office", "request_staff", "auditor", "provider"})
        CHECK(hub.api(role, "POST", "/api/v1/policy", asked).status == 403);
    const ClientAnswer brought = hub.api("it", "POST", "/api/v1/policy", asked);
    REQUIRE(brought.status == 201);
    CHECK(body_of(brought) == json{{"version", 1}, {"state", "staged"}, {"canaries", 1}});
    const json listed = body_of(hub.api("auditor", "GET", "/api/v1/policy"))["policies"][0];
    CHECK(listed["state"] == "staged");
    CHECK(listed["canaries"][0]["name"] == "B-East kiosk");
    CHECK(listed["watch_until_ms"].get<std::int64_t>() - listed["staged_ms"].get<std::int64_t>() == 2 * 3'600'000);
    CHECK(code_of(hub.api("it", "POST", "/api/v1/policy", asked)) == "policy_older");
}

TEST_CASE("what is not this facility's policy is refused, and whoever brought it stays signed in") {
    TestHub hub;
    SystemRandom random;
    const auto stranger = crypto::SigningKey::make(random);
    const auto bring = [&](const std::string& file, const json& canaries = json::array()) {
        return hub.api("it", "POST", "/api/v1/policy", {{"file", file}, {"canaries", canaries}});
    };
    const ClientAnswer foreign = bring(policy_file(hub, 1, stranger));
    CHECK(foreign.status == 400);
    CHECK(code_of(foreign) == "policy_foreign");
    std::string changed = policy_file(hub, 1, hub.root);
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    CHECK(bring(changed).status == 400);
    CHECK(bring("{\"format\":\"dayroom-policy-1\"}").status == 400);
    CHECK(bring(std::string(400'000, 'x')).status >= 400);
    CHECK(code_of(bring(policy_file(hub, 1, hub.root), json::array({"no such unit"}))) == "canary_unknown");
    CHECK(body_of(hub.api("it", "GET", "/api/v1/policy"))["policies"].empty());
}

TEST_CASE("alarms are a list by number for IT and auditors, and a topic of webhooks") {
    TestHub hub;
    for (const char* role : {"reviewer", "trust_office", "request_staff", "provider"})
        CHECK(hub.api(role, "GET", "/api/v1/alarms").status == 403);
    CHECK(body_of(hub.api("auditor", "GET", "/api/v1/alarms"))["events"].empty());
    CHECK(hub.api("it", "GET", "/api/v1/alarms?after=x").status == 400);
    HttpReceiver receiver([](const ReceivedPost&) { return http_answer(204); });
    CHECK(hub.api("it", "POST", "/api/v1/webhooks", {{"url", receiver.url()}, {"topic", "money"}}).status == 400);
    REQUIRE(hub.api("it", "POST", "/api/v1/webhooks", {{"url", receiver.url()}, {"topic", "alarms"}}).status == 201);
    CHECK(body_of(hub.api("it", "GET", "/api/v1/webhooks"))["webhooks"][0]["topic"] == "alarms");
    auto& services = hub.services();
    const auto look = facility::look_at_alarms({}, hub.clock.now(), {"books_differ"}, services.context.facility, true);
    REQUIRE(services.writer
                ->run(facility::Actor::system(),
                      [&](facility::Work& work) -> Status {
                          TRY(facility::note_alarms(work, look));
                          return {};
                      })
                .ok());
    const json pushed = json::parse(receiver.wait_for(1).front().body);
    CHECK(pushed["topic"] == "alarms");
    const json listed = body_of(hub.api("it", "GET", "/api/v1/alarms"));
    CHECK(pushed["events"] == listed["events"]);
    CHECK(listed["events"][0]["alarm"] == "books_differ");
    CHECK(body_of(hub.api("it", "GET", "/api/v1/alarms?after=1"))["events"].empty());
}

TEST_CASE("a terminal's last diagnostics stand with it") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0, "B-East kiosk");
    wire::HealthReport report;
    report.set_version("1.0");
    report.set_serviced_ms(1'800'000'000'000);
    report.set_serviced_by("0123456789abcdef");
    report.set_tested_ms(1'800'000'000'000);
    report.set_tests_passed(24);
    report.set_tests_failed(1);
    report.add_failed_tests("network.link");
    auto& services = hub.services();
    REQUIRE(services.writer
                ->run(facility::Actor::system(),
                      [&](facility::Work& work) -> Status {
                          TRY(services.devices.report(work, terminal.id, report));
                          return {};
                      })
                .ok());
    const json health = body_of(hub.api("auditor", "GET", "/api/v1/devices"))["devices"][0]["health"];
    CHECK(health["serviced_by"] == "0123456789abcdef");
    CHECK(health["tests_passed"] == 24);
    CHECK(health["tests_failed"] == 1);
    CHECK(health["failed_tests"] == "network.link");
    const std::string metrics = hub.api("it", "GET", "/api/v1/metrics").body;
    CHECK(metrics.find("dayroom_terminal_tests_failed{id=\"" + terminal.id.to_string()) != std::string::npos);
    CHECK(metrics.find("dayroom_terminal_tested_timestamp_seconds{") != std::string::npos);
}
