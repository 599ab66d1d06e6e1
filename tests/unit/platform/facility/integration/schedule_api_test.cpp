// Schedules of units and appointments, as staff put and see them.
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

json breakfast() {
    return {{"weekdays", {"monday", "sunday"}}, {"from", "06:30"},   {"to", "24:00"}, {"kind", "meal"},
            {"name", {{"en", "Breakfast"}}},    {"place", "Dayroom"}};
}

json week() {
    const json christmas = {{"date", "2026-12-25"},
                            {"note", {{"en", "Holiday"}}},
                            {"entries", json::array({{{"from", "10:00"}, {"to", "11:00"}, {"kind", "yard"}}})}};
    return {{"replaces", 0}, {"entries", json::array({breakfast()})}, {"days", json::array({christmas})}};
}

}  // namespace

TEST_CASE("a unit's schedule is put as a whole, read as it was put, and only by who knows the one before") {
    TestHub hub;
    const std::string path = "/api/v1/units/" + hub.unit(0).to_string() + "/schedule";
    const json none = body_of(hub.api("auditor", "GET", path));
    CHECK(none["revision"] == 0);
    CHECK(none["entries"].empty());
    const ClientAnswer put = hub.api("request_staff", "PUT", path, week());
    INFO(put.body);
    REQUIRE(put.status == 200);
    const json here = body_of(hub.api("reviewer", "GET", path));
    CHECK(here == body_of(put));
    CHECK(here["revision"] == 1);
    CHECK(here["by_role"] == "request_staff");
    CHECK(here["entries"][0] == breakfast());
    CHECK(here["days"][0]["date"] == "2026-12-25");
    CHECK(here["days"][0]["note"]["en"] == "Holiday");
    CHECK(here["days"][0]["entries"][0]["from"] == "10:00");
    CHECK_FALSE(here["days"][0]["entries"][0].contains("weekdays"));

    const ClientAnswer late = hub.api("request_staff", "PUT", path, week());
    CHECK(late.status == 409);
    CHECK(code_of(late) == "changed_since");
    const json empty = {{"replaces", 1}, {"entries", json::array()}};
    CHECK(hub.api("request_staff", "PUT", path, empty).status == 200);
    CHECK(hub.api("reviewer", "PUT", path, empty).status == 403);
    CHECK(hub.api("trust_office", "GET", path).status == 403);
    const std::string nowhere = "/api/v1/units/" + hub.unit(0).to_string().replace(0, 4, "0000") + "/schedule";
    CHECK(hub.api("request_staff", "GET", nowhere).status == 404);
    CHECK(hub.api("request_staff", "PUT", nowhere, week()).status == 404);
}

TEST_CASE("hours, weekdays, dates and kinds that are none are refused") {
    TestHub hub;
    const std::string path = "/api/v1/units/" + hub.unit(0).to_string() + "/schedule";
    const auto refused = [&](const std::string& member, const json& value) {
        json body = week();
        body["entries"][0][member] = value;
        return hub.api("request_staff", "PUT", path, body).status;
    };
    for (const char* hour : {"6:30", "24:01", "06:60", "-1:00", "ab:cd", "06.30", "06:3"}) {
        INFO(hour);
        CHECK(refused("from", hour) == 400);
    }
    CHECK(refused("to", "06:30") == 400);
    CHECK(refused("weekdays", json::array({"someday"})) == 400);
    CHECK(refused("weekdays", json::array()) == 400);
    CHECK(refused("kind", "Not A Code") == 400);
    CHECK(refused("name", {{"es", "Desayuno"}}) == 400);
    CHECK(refused("colour", "red") == 400);
    json body = week();
    body["days"].push_back(body["days"][0]);
    CHECK(hub.api("request_staff", "PUT", path, body).status == 400);
    body = week();
    body["days"][0]["date"] = "2026-02-30";
    CHECK(hub.api("request_staff", "PUT", path, body).status == 400);
    body["days"][0]["date"] = "2026-02-28";
    body["days"][0]["entries"][0]["weekdays"] = json::array({"monday"});
    CHECK(hub.api("request_staff", "PUT", path, body).status == 400);
    CHECK(body_of(hub.api("reviewer", "GET", path))["revision"] == 0);
}

TEST_CASE("appointments are entered once, listed by time, unit and resident, and cancelled") {
    TestHub hub;
    const TestResident first = hub.add_resident("20481", 0, "7391", false, 0);
    const TestResident second = hub.add_resident("20482", 1, "7391", false, 0);
    const std::int64_t now = hub.clock.now().ms();
    const auto appointment = [&](const TestResident& resident, std::int64_t from, const std::string& key) {
        return json{{"resident_id", resident.id.to_string()},
                    {"kind", "court"},
                    {"from_ms", from},
                    {"to_ms", from + 3'600'000},
                    {"place", "Courtroom 2"},
                    {"note", "Be ready at 7:45 AM."},
                    {"idempotency_key", key}};
    };
    const auto post = [&](const json& body) { return hub.api("request_staff", "POST", "/api/v1/appointments", body); };
    const ClientAnswer made = post(appointment(first, now + 7'200'000, "a"));
    INFO(made.body);
    REQUIRE(made.status == 201);
    const std::string id = body_of(made)["id"];
    CHECK(body_of(post(appointment(first, now + 7'200'000, "a")))["id"] == id);
    CHECK(post(appointment(first, now + 7'300'000, "a")).status == 409);
    CHECK(post(appointment(second, now + 3'600'000, "b")).status == 201);
    CHECK(post(appointment(second, now - 7'200'000, "c")).status == 400);
    json wrong = appointment(second, now + 1'000, "d");
    wrong["to_ms"] = now + 1'000;
    CHECK(post(wrong).status == 400);
    wrong["resident_id"] = hub.unit(0).to_string();
    wrong["to_ms"] = now + 2'000;
    CHECK(post(wrong).status == 404);

    const auto listed = [&](const std::string& query) {
        return body_of(hub.api("reviewer", "GET", "/api/v1/appointments" + query))["appointments"];
    };
    const json all = listed("");
    REQUIRE(all.size() == 2);
    CHECK(all[0]["resident_number"] == "20482");
    CHECK(all[1]["note"] == "Be ready at 7:45 AM.");
    CHECK(listed("?resident_id=" + first.id.to_string()).size() == 1);
    CHECK(listed("?unit_id=" + hub.unit(1).to_string())[0]["resident_number"] == "20482");
    CHECK(listed("?to_ms=" + std::to_string(now + 7'200'000)).size() == 1);
    CHECK(listed("?limit=1&offset=1")[0]["id"] == id);
    const std::string cancel = "/api/v1/appointments/" + id + "/cancel";
    CHECK(hub.api("reviewer", "POST", cancel).status == 403);
    CHECK(hub.api("request_staff", "POST", cancel).status == 200);
    CHECK(hub.api("request_staff", "POST", cancel).status == 409);
    CHECK(listed("")[1]["cancelled"] == true);
}
