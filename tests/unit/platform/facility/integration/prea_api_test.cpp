// The outside body's token: reports, acknowledgement, answers; what it may not, and what others may not.
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

std::string url_bytes(std::size_t size, char fill) { return to_base64url(as_bytes(std::string(size, fill))); }

void deliver(TestHub& hub, char id) {
    wire::PreaDelivery delivery;
    auto* report = delivery.add_reports();
    report->set_id(std::string(wire::kPreaIdBytes, id));
    report->set_key_id(std::string(8, 'k'));
    report->set_box(std::string(wire::kPreaReportBoxBytes, 'b'));
    auto& services = hub.services();
    REQUIRE(services.writer
                ->run(facility::Actor::system(),
                      [&](facility::Work& work) { return services.prea.receive(work, delivery); })
                .ok());
}

}  // namespace

TEST_CASE("the outside body fetches reports, and what it acknowledges is deleted") {
    TestHub hub;
    deliver(hub, 'x');
    deliver(hub, 'y');
    const json found = body_of(hub.api("prea", "GET", "/api/v1/prea/reports?limit=1", {}));
    CHECK(found["waiting"] == 2);
    REQUIRE(found["reports"].size() == 1);
    CHECK(found["reports"][0]["id"] == url_bytes(wire::kPreaIdBytes, 'x'));
    CHECK(found["reports"][0]["box"] == url_bytes(wire::kPreaReportBoxBytes, 'b'));
    const json ids = {{"ids", {found["reports"][0]["id"]}}};
    CHECK(body_of(hub.api("prea", "POST", "/api/v1/prea/reports/acknowledge", ids))["deleted"] == 1);
    CHECK(body_of(hub.api("prea", "POST", "/api/v1/prea/reports/acknowledge", ids))["deleted"] == 0);
    const json days = body_of(hub.api("auditor", "GET", "/api/v1/prea/counts", {}));
    CHECK(days["waiting"] == 1);
    CHECK(days["days"][0]["received"] == 2);
    CHECK(days["days"][0]["taken"] == 1);
    CHECK(hub.api("prea", "POST", "/api/v1/prea/reports/acknowledge", {{"ids", {"AAAA"}}}).status == 400);
}

TEST_CASE("an answer of the right size is taken once for its key") {
    TestHub hub;
    const json answer = {{"tag", url_bytes(wire::kPreaTagBytes, 't')},
                         {"box", url_bytes(wire::kPreaAnswerBoxBytes, 'a')},
                         {"idempotency_key", "1"}};
    const auto first = hub.api("prea", "POST", "/api/v1/prea/answers", answer);
    CHECK(first.status == 201);
    CHECK(body_of(hub.api("prea", "POST", "/api/v1/prea/answers", answer)) == body_of(first));
    json cut = answer;
    cut["box"] = url_bytes(100, 'a');
    cut["idempotency_key"] = "2";
    CHECK(hub.api("prea", "POST", "/api/v1/prea/answers", cut).status == 400);
}

TEST_CASE("a token of the outside body does nothing else, and nobody else does what it does") {
    TestHub hub;
    for (const char* path : {"/api/v1/residents", "/api/v1/audit", "/api/v1/devices", "/api/v1/prea/counts"})
        CHECK(hub.api("prea", "GET", path, {}).status == 403);
    for (const char* role : {"reviewer", "trust_office", "request_staff", "it", "auditor", "provider"})
        CHECK(hub.api(role, "GET", "/api/v1/prea/reports", {}).status == 403);
}
