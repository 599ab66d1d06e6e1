// An emergency reaches every screen of the unit, whoever is or is not signed in, and leaves them when it is over.
#include <catch2/catch.hpp>

#include "platform/base/time.h"
#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

/// Must be read, and public: a terminal that shows it has it.
std::string put_yard_notice(Staff& staff, const std::string& unit) {
    const auto put = staff.post("/api/v1/notices", {{"unit_id", id_of_unit(staff, unit)},
                                                    {"title", {{"en", "New rules for the yard"}}},
                                                    {"text", {{"en", "The yard opens one hour later from Monday on."}}},
                                                    {"valid_to_ms", dayroom::SystemClock().now().ms() + 3'600'000},
                                                    {"must_acknowledge", true},
                                                    {"public", true},
                                                    {"idempotency_key", "yard"}});
    INFO(put.body.dump());
    REQUIRE(put.status == 201);
    return put.body["id"];
}

/// Who has read it, once somebody has.
nlohmann::json read_by(Staff& staff, const std::string& notice) {
    return until(
        "a reader", [&] { return staff.get("/api/v1/notices/" + notice + "/readers?who=read").body["people"]; },
        [](const nlohmann::json& people) { return !people.empty(); });
}

}  // namespace

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

    const nlohmann::json unit = id_of_unit(staff, person.unit);
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

TEST_CASE("a notice that must be read stands before everything after sign-in, and staff see who has read it") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "reading", person.unit);
    Staff staff(facility, "request_staff");
    const std::string put = put_yard_notice(staff, person.unit);
    CHECK(staff.get("/api/v1/notices/" + put + "/readers?who=read").body["people"].empty());
    terminal.wait_for_text("New rules for the yard");  // it is here
    terminal.sign_in(person);
    terminal.drive({"wait must_read.done", "click nav.messages", "wait must_read.done", "click must_read.done",
                    "wait home.messages"});
    const nlohmann::json read = read_by(staff, put);
    REQUIRE(read.size() == 1);
    CHECK(read[0]["resident_number"] == person.number);
}

TEST_CASE("what is read with the cable cut opens the terminal, and is told to the hub when there is a connection") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff staff(facility, "request_staff");
    terminal.sign_in(person);
    terminal.drive({"wait home.messages"});
    terminal.sign_out();
    const std::string put = put_yard_notice(staff, person.unit);
    terminal.wait_for_text("New rules for the yard");
    cable.cut();
    terminal.sign_in(person);
    terminal.drive({"wait must_read.done", "click must_read.done", "wait home.messages", "click nav.notices"});
    terminal.wait_for_text("not yet sent");
    CHECK(staff.get("/api/v1/notices/" + put + "/readers?who=read").body["people"].empty());
    terminal.sign_out();
    cable.connect();
    CHECK(read_by(staff, put).size() == 1);
    terminal.sign_in(person);
    terminal.drive({"wait home.messages", "click nav.notices"});
    terminal.wait_for_text("You read it");
    terminal.wait_until_gone("not yet sent");
}
