// The schedule: what staff change comes onto the screen, and what is there stays when the cable is cut.
#include <catch2/catch.hpp>

#include "platform/base/time.h"
#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

/// One entry, all day and every day: on now at whatever hour the test runs. In place of what the unit had.
void put_hours(Staff& staff, const std::string& unit, const std::string& name) {
    const std::string path = "/api/v1/units/" + unit + "/schedule";
    const nlohmann::json entry = {
        {"weekdays", {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}},
        {"from", "00:00"},
        {"to", "24:00"},
        {"kind", "other"},
        {"name", {{"en", name}}}};
    const auto put =
        staff.put(path, {{"replaces", staff.get(path).body["revision"]}, {"entries", nlohmann::json::array({entry})}});
    INFO(put.body.dump());
    REQUIRE(put.status == 200);
}

/// By way of the navigation: right after sign-in what is new still moves the tiles.
void open_schedule(Terminal& terminal) {
    terminal.drive({"wait nav.home", "wait home.next", "click nav.home", "wait home.next", "click home.next",
                    "wait schedule.unit"});
}

}  // namespace

TEST_CASE("what staff change in the schedule comes onto the screen, with the cable cut it shows what it knows") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff staff(facility, "request_staff");
    const std::string unit = id_of_unit(staff, person.unit);
    terminal.sign_in(person);
    open_schedule(terminal);
    put_hours(staff, unit, "Deep cleaning");
    terminal.wait_for_text("Deep cleaning");
    CHECK(terminal.shows("Hours of " + person.unit));
    CHECK_FALSE(terminal.shows("No connection since"));

    cable.cut();
    terminal.wait_for_text("No connection since");
    CHECK(terminal.shows("Deep cleaning"));
    put_hours(staff, unit, "Window cleaning");
    terminal.sign_out();
    terminal.sign_in(person);  // offline: the wrapped key opens the vault
    open_schedule(terminal);
    terminal.wait_for_text("No connection since");
    CHECK(terminal.shows("Deep cleaning"));
    CHECK_FALSE(terminal.shows("Window cleaning"));

    cable.connect();
    terminal.wait_for_text("Window cleaning");
    terminal.wait_until_gone("No connection since");
    CHECK_FALSE(terminal.shows("Deep cleaning"));
}

TEST_CASE(
    "an appointment comes into the calendar of whom it is for, says when it is cancelled, and nobody else has it") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff staff(facility, "request_staff");
    terminal.sign_in(person);
    open_schedule(terminal);
    const std::int64_t now = dayroom::SystemClock().now().ms();
    const auto made = staff.post("/api/v1/appointments", {{"resident_id", resident(staff, person.number)["id"]},
                                                          {"kind", "court"},
                                                          {"from_ms", now + kHourMs},
                                                          {"to_ms", now + 2 * kHourMs},
                                                          {"place", "Courtroom 9"},
                                                          {"note", "Bring your papers."},
                                                          {"idempotency_key", "court"}});
    INFO(made.body.dump());
    REQUIRE(made.status == 201);
    terminal.wait_for_text("Courtroom 9");
    CHECK(terminal.shows("Bring your papers."));
    const std::string cancel = "/api/v1/appointments/" + made.body["id"].get<std::string>() + "/cancel";
    REQUIRE(staff.post(cancel, nlohmann::json::object()).status == 200);
    terminal.wait_for("the word that it is cancelled", [](const Node& node) {
        const std::string words = node.label + " " + node.value;
        return words.find("Courtroom 9") != std::string::npos && words.find("Cancelled") != std::string::npos;
    });
    terminal.sign_out();
    for (const SamplePerson& other : facility.people()) {
        if (other.unit != person.unit || other.pin_is_first || other.number == person.number) continue;
        terminal.sign_in(other);
        open_schedule(terminal);
        CHECK_FALSE(terminal.shows("Courtroom 9"));
        break;
    }
}
