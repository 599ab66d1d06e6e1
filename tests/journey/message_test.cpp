// A moderated message from an outside contact to the screen, and what must never appear on the way.
#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom::journey;

TEST_CASE("an approved message appears on the open screen, a rejected one never does, the logs know neither") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff reviewer(facility, "reviewer");
    Staff provider(facility, "provider");
    Staff office(facility, "trust_office");
    const auto who = resident(office, person.number);
    const auto contacts =
        office.get("/api/v1/residents/" + who["id"].get<std::string>() + "/contacts").body["contacts"];
    std::string contact;
    std::string contact_name;
    for (const auto& each : contacts) {
        if (each["state"] != "approved" || !contact.empty()) continue;
        contact = each["id"];
        contact_name = each["name"];
    }
    REQUIRE_FALSE(contact.empty());

    terminal.sign_in(person);
    terminal.drive({"wait nav.messages", "click nav.messages", "wait thread.0"});
    const auto write = [&](const std::string& text, const std::string& key) {
        const auto put = provider.post(
            "/api/v1/inbound",
            {{"resident_id", who["id"]}, {"contact_id", contact}, {"text", text}, {"idempotency_key", key}});
        REQUIRE(put.status / 100 == 2);
        return put.body["id"].get<std::string>();
    };
    const std::string good = write("CANARY-GOOD the tamales are ready", "k1");
    const std::string bad = write("CANARY-BAD something against the rules", "k2");
    CHECK(write("CANARY-GOOD the tamales are ready", "k1") == good);
    CHECK_FALSE(terminal.shows("CANARY"));

    CHECK(reviewer.post("/api/v1/messages/" + good + "/approve", nlohmann::json::object()).status == 200);
    CHECK(reviewer.post("/api/v1/messages/" + bad + "/reject", {{"rule", "4.2"}, {"reason", "threat"}}).status == 200);
    terminal.wait_for("their thread on top",
                      [&](const Node& node) { return node.id.ends_with("thread.0") && node.label == contact_name; });
    terminal.drive({"click thread.0"});
    terminal.wait_for_text("CANARY-GOOD", std::chrono::seconds(20));
    CHECK_FALSE(terminal.shows("CANARY-BAD"));
    CHECK(reviewer.post("/api/v1/messages/" + bad + "/approve", nlohmann::json::object()).status == 409);
    CHECK(provider.post("/api/v1/messages/" + good + "/approve", nlohmann::json::object()).status == 403);

    terminal.stop();
    facility.stop_hub();
    const std::string logs = facility.logs();
    REQUIRE_FALSE(logs.empty());
    CHECK(logs.find("CANARY") == std::string::npos);
    CHECK(logs.find(person.given_name) == std::string::npos);
}
