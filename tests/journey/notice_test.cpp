// An emergency reaches every screen of the unit, whoever is or is not signed in, and leaves them when it is over.
#include <catch2/catch.hpp>

#include "platform/base/time.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

TEST_CASE("an emergency stands on the terminals of its unit, signed out and in, until staff end it") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal waiting(facility, "waiting", person.unit);
    Terminal busy(facility, "busy", person.unit);
    Staff staff(facility, "request_staff");
    busy.sign_in(person);
    busy.drive({"wait nav.messages", "click nav.messages", "wait thread.0", "click thread.0", "wait reader.bubbles"});
    waiting.wait_for("the sign-in", [](const Node& node) { return node.id.ends_with("sign_in.submit"); });

    const nlohmann::json units = staff.get("/api/v1/units").body["units"];
    INFO(units.dump() << " " << person.unit);
    nlohmann::json unit;
    for (const auto& each : units) {
        if (each["name"] == person.unit) unit = each["id"];
    }
    REQUIRE(unit.is_string());
    const auto put = staff.post("/api/v1/notices", {{"unit_id", unit},
                                                    {"title", {{"en", "Severe weather: go to your cell."}}},
                                                    {"text", {{"en", "Staff will tell you when it is over."}}},
                                                    {"valid_to_ms", dayroom::SystemClock().now().ms() + 3'600'000},
                                                    {"emergency", true},
                                                    {"idempotency_key", "weather"}});
    INFO(put.body.dump());
    REQUIRE(put.status == 201);
    waiting.wait_for_text("Staff will tell you when it is over.");
    busy.wait_for_text("Severe weather: go to your cell.");
    CHECK(
        staff.post("/api/v1/notices/" + put.body["id"].get<std::string>() + "/end", nlohmann::json::object()).status ==
        200);
    waiting.wait_until_gone("Severe weather");
    busy.wait_until_gone("Severe weather");
}
