// The review queue, decisions, lists and suspensions over the wire.
#include <set>

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/integration/console_client.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

struct Desk {
    TestHub hub;
    ConsoleClient ana{hub, "Ana Ruiz", "reviewer"};
    ConsoleClient ben{hub, "Ben Cole", "reviewer"};
    TestResident resident = hub.add_resident("20481", 0, "7391");
    ContactId contact = approved();

    ContactId approved() {
        const json made =
            json_of(hub.api("provider", "POST", "/api/v1/residents/" + resident.id.to_string() + "/contacts",
                            {{"name", "Rosa Diaz"}, {"relationship", "mother"}}));
        const std::string id = made["id"];
        hub.api("reviewer", "POST", "/api/v1/contacts/" + id + "/state", {{"state", "approved"}});
        return ContactId::parse(id).take();
    }
    std::string receive(const std::string& text) {
        const ClientAnswer made = hub.api("provider", "POST", "/api/v1/inbound",
                                          {{"resident_id", resident.id.to_string()},
                                           {"contact_id", contact.to_string()},
                                           {"text", text},
                                           {"idempotency_key", text}});
        REQUIRE(made.status == 201);
        return json_of(made)["id"];
    }
    json list(ConsoleClient& who, const std::string& query = "") {
        const ClientAnswer answer = who.call("GET", "/api/v1/review/queue" + query);
        REQUIRE(answer.status == 200);
        return json_of(answer);
    }
};

}  // namespace

TEST_CASE("the queue shows everything that a reviewer needs of an item") {
    Desk desk;
    const json made = json_of(
        desk.ana.call("POST", "/api/v1/watch-lists", {{"name", "Drugs"}, {"kind", "word"}, {"scope", "facility"}}));
    const std::string patterns = "/api/v1/watch-lists/" + made["id"].get<std::string>() + "/patterns";
    CHECK(desk.ana.call("PUT", patterns, {{"patterns", {"hooch", "kite*"}}}).status == 200);
    const std::string flagged = desk.receive("¡Sí! Hooch");
    const std::string clean = desk.receive("Good morning");
    const json queue = desk.list(desk.ana);
    CHECK(queue["total"] == 2);
    CHECK(queue["counts"] ==
          json{{"all", 2}, {"inbound", 2}, {"outbound", 0}, {"appeals", 0}, {"investigating", 0}, {"late", 0}});
    REQUIRE(queue["items"].size() == 2);
    const json& item = queue["items"][0];
    CHECK(item["id"] == flagged);
    CHECK(item["kind"] == "inbound");
    CHECK(item["resident_number"] == "20481");
    CHECK(item["resident_name"] == "Given Family");
    CHECK(item["unit"] == "B-East");
    CHECK(item["contact_name"] == "Rosa Diaz");
    CHECK(item["relationship"] == "mother");
    CHECK(item["text"] == "¡Sí! Hooch");
    CHECK(item["held_for"] ==
          json::array({{{"why", "word"}, {"list", "Drugs"}, {"pattern", "hooch"}, {"start", 5}, {"length", 5}}}));
    CHECK(item["photos"] == json::array());
    CHECK(item["claimed_by"] == nullptr);
    CHECK(item["first_approval_by"] == nullptr);
    CHECK(item["late"] == false);
    CHECK_FALSE(item.contains("appeal"));
    CHECK(queue["items"][1]["held_for"] == json::array({{{"why", "policy"}}}));
    CHECK(desk.list(desk.ana, "?kind=outbound")["items"].empty());
    CHECK(desk.list(desk.ana, "?kind=inbound&limit=1&offset=1")["items"][0]["id"] == clean);
    CHECK(desk.list(desk.ana, "?unit_id=" + desk.hub.unit(1).to_string())["total"] == 0);
    CHECK(desk.ana.call("GET", "/api/v1/review/queue?kind=strange").status == 400);
    CHECK(desk.ana.call("GET", "/api/v1/review/queue?limit=1000").status == 400);
}

TEST_CASE("a list that is read again and again is on record once for a session and filter, an item each time") {
    Desk desk;
    const std::string id = desk.receive("Good morning");
    ConsoleClient auditor(desk.hub, "A. Diaz", "auditor");
    const auto readings = [&](const std::string& code, const std::string& who = {}) {
        // Events are chained by a job of the writer behind the commit that they belong to.
        for (int behind = 0; behind < 2; ++behind)
            REQUIRE(desk.hub.services().writer->run(facility::Actor::system(), [](auto&) { return Status(); }).ok());
        int count = 0;
        const json events = json_of(auditor.call("GET", "/api/v1/audit?limit=500"))["events"];
        for (const json& event : events) {
            const bool theirs = who.empty() || event["actor_id"] == who;
            if (event["event"] == "staff_read" && event["code"] == code && theirs) ++count;
        }
        return count;
    };
    for (int poll = 0; poll < 5; ++poll) desk.list(desk.ana);
    CHECK(readings("message_list") == 1);
    desk.list(desk.ana, "?kind=inbound");
    CHECK(readings("message_list", desk.ana.id) == 2);
    desk.list(desk.ben);
    desk.list(desk.ben);
    CHECK(readings("message_list", desk.ben.id) == 1);
    for (int look = 0; look < 3; ++look) CHECK(desk.ana.call("GET", "/api/v1/messages/" + id).status == 200);
    CHECK(readings("message", desk.ana.id) == 3);
    desk.ana.call("DELETE", "/console/session");
    CHECK(desk.ana.sign_in({{"name", "Ana Ruiz"}, {"password", kConsolePassword}, {"code", desk.ana.code(1)}}).status ==
          200);
    desk.list(desk.ana);
    CHECK(readings("message_list", desk.ana.id) == 3);
}

TEST_CASE("a claimed item is its reviewer's: others are told whose") {
    Desk desk;
    const std::string id = desk.receive("Good morning");
    const json claimed = json_of(desk.ana.call("POST", "/api/v1/review/claim", {{"kind", "inbound"}}))["item"];
    CHECK(claimed["id"] == id);
    CHECK(claimed["claimed_by"] == "Ana Ruiz");
    CHECK(claimed["claimed_until_ms"] > desk.hub.clock.now().ms());
    CHECK(json_of(desk.ben.call("POST", "/api/v1/review/claim", json::object()))["item"] == nullptr);
    const std::vector<std::pair<std::string, json>> calls = {
        {"/api/v1/review/items/" + id + "/claim", json::object()},
        {"/api/v1/messages/" + id + "/approve", json::object()},
        {"/api/v1/messages/" + id + "/reject", {{"rule", "4.2"}, {"reason", "code"}}},
        {"/api/v1/messages/" + id + "/investigate", json::object()}};
    for (const auto& [path, body] : calls) {
        const ClientAnswer refused = desk.ben.call("POST", path, body);
        INFO(path);
        CHECK(refused.status == 409);
        CHECK(refusal_of(refused) == "claimed");
        CHECK(json_of(refused)["by"] == "Ana Ruiz");
    }
    CHECK(desk.ana.call("POST", "/api/v1/review/items/" + id + "/release", json::object()).status == 200);
    CHECK(json_of(desk.ben.call("POST", "/api/v1/review/items/" + id + "/claim"))["item"]["claimed_by"] == "Ben Cole");
    CHECK(desk.ben.call("POST", "/api/v1/messages/" + id + "/approve", json::object()).status == 200);
    CHECK(desk.ana.call("POST", "/api/v1/review/items/" + id + "/claim").status == 404);
    CHECK(refusal_of(desk.ana.call("POST", "/api/v1/messages/" + id + "/approve", json::object())) ==
          "already_decided");
}

TEST_CASE("two people approve where the policy says so, and IT sets the policy") {
    Desk desk;
    ConsoleClient it(desk.hub, "Ida Tan", "it");
    const json policy = {{"auto_pass_inbound", false}, {"auto_pass_outbound", false}, {"two_person", "all"}};
    CHECK(desk.ana.call("PUT", "/api/v1/review/policy", policy).status == 403);
    CHECK(it.call("PUT", "/api/v1/review/policy", policy).status == 200);
    CHECK(json_of(desk.ana.call("GET", "/api/v1/review/policy")) == policy);
    const std::string id = desk.receive("Good morning");
    const std::string approve = "/api/v1/messages/" + id + "/approve";
    CHECK(json_of(desk.ana.call("POST", approve, json::object())) ==
          json{{"id", id}, {"state", "held"}, {"needs_second", true}});
    const ClientAnswer again = desk.ana.call("POST", approve, json::object());
    CHECK(again.status == 403);
    CHECK(refusal_of(again) == "same_reviewer");
    CHECK(desk.list(desk.ben)["items"][0]["first_approval_by"] == "Ana Ruiz");
    CHECK(json_of(desk.ben.call("POST", approve, json::object())) == json{{"id", id}, {"state", "delivered"}});
    CHECK(it.call("PUT", "/api/v1/review/policy", {{"two_person", "all"}}).status == 400);
    const json pass = {{"auto_pass_inbound", true}, {"auto_pass_outbound", false}, {"two_person", "none"}};
    CHECK(it.call("PUT", "/api/v1/review/policy", pass).status == 200);
    desk.receive("Passes by itself");
    CHECK(desk.list(desk.ben)["total"] == 0);
    const json statistics = json_of(desk.ana.call("GET", "/api/v1/review/statistics"));
    CHECK(statistics["days"].size() == 14);
    CHECK(statistics["days"][13]["auto_passed"] == 1);
    CHECK(statistics["days"][13]["decided"] == 1);
    CHECK(statistics["reviewers"] == json::array({{{"name", "Ben Cole"}, {"decided_today", 1}}}));
    CHECK(statistics["ages"].back()["up_to_hours"] == nullptr);
}

TEST_CASE("IT keeps the rules, and a rejection names one of them") {
    Desk desk;
    const json rules = {{"rules", {{{"rule", "4.2"}, {"reason", "photo_not_allowed"}, {"text", "No nudity."}}}}};
    CHECK(desk.hub.api("reviewer", "PUT", "/api/v1/review/rules", rules).status == 403);
    CHECK(desk.hub.api("it", "PUT", "/api/v1/review/rules", rules).status == 200);
    CHECK(json_of(desk.ana.call("GET", "/api/v1/review/rules")) == rules);
    const std::string reject = "/api/v1/messages/" + desk.receive("Good morning") + "/reject";
    CHECK(refusal_of(desk.ana.call("POST", reject, {{"rule", "9.9"}, {"reason", "code"}})) == "no_such_rule");
    CHECK(desk.ana.call("POST", reject, {{"rule", "4.2"}, {"reason", "photo_not_allowed"}}).status == 200);
}

TEST_CASE("a closer look moves the deadline and leaves a note for others") {
    Desk desk;
    const std::string id = desk.receive("Good morning");
    const std::int64_t before = desk.list(desk.ana)["items"][0]["decide_by_ms"];
    const json answer =
        json_of(desk.ana.call("POST", "/api/v1/messages/" + id + "/investigate", {{"note", "Who is Rosa?"}}));
    CHECK(answer["investigating"] == true);
    CHECK(answer["decide_by_ms"] > before);
    const json item = desk.list(desk.ben, "?kind=investigating")["items"][0];
    CHECK(item["notes"][0]["text"] == "Who is Rosa?");
    CHECK(item["notes"][0]["by"] == "Ana Ruiz");
    CHECK(item["investigating"] == true);
}

TEST_CASE("lists are made, filled, tried and removed, each for whom it is") {
    Desk desk;
    const auto add = [&](const json& body) { return desk.ana.call("POST", "/api/v1/watch-lists", body); };
    const json unit = json_of(
        add({{"name", "East"}, {"kind", "word"}, {"scope", "unit"}, {"scope_id", desk.hub.unit(0).to_string()}}));
    const json person = json_of(add(
        {{"name", "Case 7"}, {"kind", "watch"}, {"scope", "resident"}, {"scope_id", desk.resident.id.to_string()}}));
    CHECK(add({{"name", "East"}, {"kind", "word"}, {"scope", "facility"}}).status == 409);
    CHECK(add({{"name", "X"}, {"kind", "odd"}, {"scope", "facility"}}).status == 400);
    CHECK(add({{"name", "X"}, {"kind", "word"}, {"scope", "unit"}}).status == 400);
    CHECK(
        add({{"name", "X"}, {"kind", "word"}, {"scope", "unit"}, {"scope_id", desk.resident.id.to_string()}}).status ==
        404);
    const std::string of_unit = "/api/v1/watch-lists/" + unit["id"].get<std::string>();
    const std::string of_person = "/api/v1/watch-lists/" + person["id"].get<std::string>();
    CHECK(desk.ana.call("PUT", of_unit + "/patterns", {{"patterns", {"dock"}}}).status == 200);
    CHECK(desk.ana.call("PUT", of_person + "/patterns", {{"patterns", {"lefty", "=año"}}}).status == 200);
    CHECK(desk.ana.call("PUT", of_person + "/patterns", {{"patterns", {"lefty", "?"}}}).status == 400);
    CHECK(desk.ana.call("PUT", of_person + "/patterns", json::object()).status == 400);
    CHECK(json_of(desk.ana.call("GET", of_person + "/patterns")) == json{{"patterns", {"lefty", "=año"}}});
    const json lists = json_of(desk.hub.api("auditor", "GET", "/api/v1/watch-lists"))["lists"];
    REQUIRE(lists.size() == 2);
    CHECK(lists[0]["name"] == "Case 7");
    CHECK(lists[0]["patterns"] == 2);
    CHECK(lists[0]["scope_name"] == "20481 Given Family");
    CHECK(lists[1]["scope_name"] == "B-East");
    const auto tried = [&](const json& body) {
        return json_of(desk.ana.call("POST", "/api/v1/watch-lists/try", body))["hits"];
    };
    CHECK(tried({{"text", "Lefty at the dock"}}).empty());
    const json hits = tried({{"text", "Lefty at the dock"}, {"resident_id", desk.resident.id.to_string()}});
    REQUIRE(hits.size() == 2);
    CHECK(hits[0]["list"] == "Case 7");
    CHECK(hits[0]["start"] == 0);
    CHECK(hits[1]["pattern"] == "dock");
    CHECK(desk.ana.call("DELETE", of_person).status == 200);
    CHECK(desk.ana.call("DELETE", of_person).status == 404);
    CHECK(tried({{"text", "Lefty"}, {"resident_id", desk.resident.id.to_string()}}).empty());
}

TEST_CASE("twenty thousand patterns fit, one more does not") {
    Desk desk;
    const json made = json_of(
        desk.ana.call("POST", "/api/v1/watch-lists", {{"name", "Many"}, {"kind", "word"}, {"scope", "facility"}}));
    const std::string path = "/api/v1/watch-lists/" + made["id"].get<std::string>() + "/patterns";
    json patterns = json::array();
    for (int each = 0; each < 20'000; ++each)
        patterns.push_back("pattern number " + std::to_string(each) + " of the list");
    CHECK(desk.ana.call("PUT", path, {{"patterns", patterns}}).status == 200);
    CHECK(json_of(desk.ana.call("GET", path))["patterns"].size() == 20'000);
    patterns.push_back("one more");
    CHECK(desk.ana.call("PUT", path, {{"patterns", patterns}}).status == 400);
}

TEST_CASE("messaging is suspended and begins again") {
    Desk desk;
    const ClientAnswer made =
        desk.ana.call("POST", "/api/v1/suspensions",
                      {{"scope", "resident"}, {"scope_id", desk.resident.id.to_string()}, {"reason", "Threats"}});
    REQUIRE(made.status == 201);
    const json all = json_of(desk.ben.call("GET", "/api/v1/suspensions"))["suspensions"];
    REQUIRE(all.size() == 1);
    CHECK(all[0]["scope"] == "resident");
    CHECK(all[0]["scope_name"] == "20481 Given Family");
    CHECK(all[0]["reason"] == "Threats");
    CHECK(all[0]["until_ms"] == nullptr);
    const std::string end = "/api/v1/suspensions/" + json_of(made)["id"].get<std::string>() + "/end";
    CHECK(desk.ana.call("POST", end).status == 200);
    CHECK(json_of(desk.ben.call("GET", "/api/v1/suspensions"))["suspensions"].empty());
    CHECK(desk.ana.call("POST", end).status == 409);
}

TEST_CASE("a suspension of messages begins on a day that lies ahead, and is taken back before") {
    Desk desk;
    const std::int64_t from = (desk.hub.clock.now() + std::chrono::hours(24)).ms();
    const json wanted = {{"scope", "unit"},
                         {"scope_id", desk.hub.unit(0).to_string()},
                         {"reason", "Shakedown"},
                         {"from_ms", from},
                         {"until_ms", from + 3'600'000}};
    json other = wanted;
    other["what"] = "visits";
    CHECK(desk.ana.call("POST", "/api/v1/suspensions", other).status == 403);
    other["what"] = "phone";
    CHECK(desk.ana.call("POST", "/api/v1/suspensions", other).status == 400);
    const ClientAnswer made = desk.ana.call("POST", "/api/v1/suspensions", wanted);
    REQUIRE(made.status == 201);
    CHECK(json_of(made)["state"] == "coming");
    CHECK(json_of(made)["from_ms"] == from);
    CHECK(json_of(desk.ana.call("POST", "/api/v1/suspensions", wanted))["code"] == "suspended_before");
    CHECK(desk.ben.call("GET", "/api/v1/suspensions?what=visits").status == 403);
    const std::string end = "/api/v1/suspensions/" + json_of(made)["id"].get<std::string>() + "/end";
    CHECK(desk.ana.call("POST", end).status == 200);
}

TEST_CASE("each call of the review is its roles' and nobody else's") {
    TestHub hub;
    const std::string id = "0190d6c1-0000-7000-8000-000000000001";
    const std::vector<std::tuple<std::string, std::string, std::set<std::string>>> calls = {
        {"GET", "/api/v1/review/queue", {"reviewer", "auditor"}},
        {"POST", "/api/v1/review/claim", {"reviewer"}},
        {"POST", "/api/v1/review/items/" + id + "/claim", {"reviewer"}},
        {"POST", "/api/v1/review/items/" + id + "/release", {"reviewer"}},
        {"POST", "/api/v1/messages/" + id + "/approve", {"reviewer"}},
        {"POST", "/api/v1/messages/" + id + "/reject", {"reviewer"}},
        {"POST", "/api/v1/messages/" + id + "/investigate", {"reviewer"}},
        {"POST", "/api/v1/appeals/" + id + "/grant", {"reviewer"}},
        {"POST", "/api/v1/appeals/" + id + "/refuse", {"reviewer"}},
        {"POST", "/api/v1/photos/decisions", {"reviewer"}},
        {"GET", "/api/v1/review/photos", {"reviewer"}},
        {"GET", "/api/v1/review/rules", {"reviewer", "auditor", "it"}},
        {"GET", "/api/v1/review/statistics", {"reviewer", "auditor"}},
        {"GET", "/api/v1/watch-lists", {"reviewer", "auditor"}},
        {"POST", "/api/v1/watch-lists", {"reviewer"}},
        {"DELETE", "/api/v1/watch-lists/" + id, {"reviewer"}},
        {"GET", "/api/v1/watch-lists/" + id + "/patterns", {"reviewer", "auditor"}},
        {"PUT", "/api/v1/watch-lists/" + id + "/patterns", {"reviewer"}},
        {"POST", "/api/v1/watch-lists/try", {"reviewer"}},
        {"GET", "/api/v1/suspensions", {"reviewer", "auditor"}},
        {"GET", "/api/v1/contacts", {"reviewer", "auditor"}},
        {"POST", "/api/v1/contacts/" + id + "/state", {"reviewer"}},
        {"GET", "/api/v1/messages/" + id, {"reviewer", "auditor"}},
        {"GET", "/api/v1/photos/" + std::string(64, '0'), {"reviewer", "auditor", "provider"}},
        {"POST", "/api/v1/suspensions", {"reviewer", "request_staff"}},
        {"POST", "/api/v1/suspensions/" + id + "/end", {"reviewer", "request_staff"}},
        {"GET", "/api/v1/staff", {"it", "auditor"}},
        {"GET", "/api/v1/cards", {"it", "reviewer", "provider", "auditor"}},
        {"GET", "/api/v1/notices", {"reviewer", "request_staff", "auditor"}},
        {"GET", "/api/v1/trust-policy", {"trust_office", "it", "auditor"}},
        {"PUT", "/api/v1/trust-policy", {"it"}},
        {"POST", "/api/v1/staff", {"it"}},
        {"POST", "/api/v1/staff/" + id + "/state", {"it"}},
        {"POST", "/api/v1/staff/" + id + "/reset", {"it"}},
    };
    for (const std::string role : {"reviewer", "trust_office", "request_staff", "it", "auditor", "provider"}) {
        for (const auto& [method, path, roles] : calls) {
            INFO(role << " " << method << " " << path);
            const ClientAnswer answer = hub.api(role, method, path);
            CHECK((answer.status == 403) == !roles.contains(role));
            CHECK(answer.status != 500);
        }
    }
}
