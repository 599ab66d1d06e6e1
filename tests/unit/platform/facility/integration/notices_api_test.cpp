// Notices that must be read, and handbooks, as staff see and change them.
#include <fstream>
#include <sstream>

#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

constexpr const char* kRules = "dayroom-document-1\ncode: rules\nlanguage: en\ntitle: Yard rules\n\n# Yard\n";

std::string sample_handbook(const std::string& language) {
    std::ifstream file(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/assets/sample/handbook." + language + ".txt");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("staff see who has read a notice and who has not, page by page") {
    TestHub hub;
    const TestResident reader = hub.add_resident("20481", 0, "7391", false, 0);
    const TestResident other = hub.add_resident("20482", 0, "7391", false, 0);
    hub.add_resident("20483", 1, "7391", false, 0);
    const json notice = {{"unit_id", hub.unit(0).to_string()}, {"title", {{"en", "Count"}}},
                         {"text", {{"en", "At nine."}}},       {"valid_to_ms", hub.clock.now().ms() + 3'600'000},
                         {"must_acknowledge", true},           {"idempotency_key", "count"}};
    const ClientAnswer posted = hub.api("request_staff", "POST", "/api/v1/notices", notice);
    REQUIRE(posted.status == 201);
    const std::string id = body_of(posted)["id"];
    const std::string path = "/api/v1/notices/" + id + "/readers";
    const json before = body_of(hub.api("reviewer", "GET", path));
    CHECK(before["notice"]["people"] == 2);
    CHECK(before["notice"]["read"] == 0);
    CHECK(before["notice"]["keep_until_ms"] == notice["valid_to_ms"].get<std::int64_t>() + 14LL * 86'400'000);
    CHECK(before["people"].size() == 2);
    CHECK(before["people"][0]["at_ms"].is_null());
    REQUIRE(as_resident(hub, reader, [&](facility::Work& work) {
                return hub.services().notices.acknowledge(work, reader.id, work.make_id<CommandId>(),
                                                          NoticeId::parse(id).take(), work.now());
            }).ok());
    const json read = body_of(hub.api("reviewer", "GET", path + "?who=read"));
    REQUIRE(read["people"].size() == 1);
    CHECK(read["people"][0]["resident_number"] == "20481");
    CHECK(read["people"][0]["at_ms"].is_number());
    CHECK(read["notice"]["read"] == 1);
    const json rest = body_of(hub.api("reviewer", "GET", path + "?who=not_read"));
    REQUIRE(rest["people"].size() == 1);
    CHECK(rest["people"][0]["resident_id"] == other.id.to_string());
    CHECK(body_of(hub.api("reviewer", "GET", path + "?limit=1&offset=1"))["people"].size() == 1);
    CHECK(body_of(hub.api("reviewer", "GET", "/api/v1/notices"))["notices"][0]["people"] == 2);
    CHECK(hub.api("reviewer", "GET", path + "?who=some").status == 400);
    CHECK(hub.api("reviewer", "GET", path + "?limit=501").status == 400);
    CHECK(hub.api("trust_office", "GET", path).status == 403);
    CHECK(hub.api("reviewer", "GET", "/api/v1/notices/" + hub.unit(0).to_string() + "/readers").status == 404);
    json whole = notice;
    whole.erase("unit_id");
    whole["idempotency_key"] = "everybody";
    REQUIRE(hub.api("request_staff", "POST", "/api/v1/notices", whole).status == 201);
    const json listed = body_of(hub.api("reviewer", "GET", "/api/v1/notices"))["notices"];
    REQUIRE(listed.size() == 2);
    for (const json& each : listed) {
        if (each["scope"] != "facility") continue;
        CHECK(each["scope_name"] == "");
        CHECK(each["people"] == 3);
    }
    json wrong = notice;
    wrong["idempotency_key"] = "other";
    wrong["keep_days"] = 91;
    CHECK(hub.api("request_staff", "POST", "/api/v1/notices", wrong).status == 400);
}

TEST_CASE("a handbook comes from a file whose wrong lines are named, and goes on as versions") {
    TestHub hub;
    const auto put = [&](const std::string& text, bool dry_run = false) {
        return hub.api("request_staff", "POST", "/api/v1/documents", {{"text", text}, {"dry_run", dry_run}});
    };
    const ClientAnswer refused = put(std::string(kRules) + "### Deep\nOpen at nine.\n");
    CHECK(refused.status == 400);
    CHECK(code_of(refused) == "document_refused");
    CHECK(body_of(refused)["errors"][0]["line"] == 7);
    CHECK(put(std::string(kRules) + "### Deep\n", true).status == 200);
    const json seen = body_of(put(std::string(kRules) + "Open at nine.\n", true));
    CHECK(seen["content"][0]["sections"][0]["blocks"][0]["texts"][0] == "Open at nine.");
    CHECK(body_of(hub.api("auditor", "GET", "/api/v1/documents"))["documents"].empty());

    const ClientAnswer first = put(std::string(kRules) + "Open at nine.\n");
    REQUIRE(first.status == 201);
    const std::string path = "/api/v1/documents/" + body_of(first)["id"].get<std::string>();
    CHECK(body_of(put(std::string(kRules) + "Open at ten.\n"))["revision"] == 2);
    const json whole = body_of(hub.api("reviewer", "GET", path));
    CHECK(whole["versions"].size() == 2);
    CHECK(whole["revision"] == 2);
    const json older = body_of(hub.api("reviewer", "GET", path + "?revision=1"));
    CHECK(older["text"].get<std::string>().ends_with("# Yard\n\nOpen at nine.\n"));
    CHECK(hub.api("reviewer", "GET", path + "?revision=3").status == 404);
    CHECK(hub.api("reviewer", "POST", path + "/withdraw").status == 403);
    CHECK(hub.api("request_staff", "POST", path + "/withdraw").status == 200);
    CHECK(hub.api("request_staff", "POST", path + "/withdraw").status == 404);
    CHECK(body_of(hub.api("auditor", "GET", "/api/v1/documents?withdrawn=true"))["documents"][0]["in_force"] == false);
    for (const char* language : {"en", "es"}) {
        const json sample = body_of(put(sample_handbook(language)));
        CHECK(sample["chapters"] == 8);
        CHECK(sample["public"] == true);
    }
}
