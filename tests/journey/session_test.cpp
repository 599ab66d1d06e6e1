// Signing in and out.
#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

bool is_rail(const Node& node) { return node.id == "nav.messages"; }

}  // namespace

TEST_CASE("the first PIN must be changed, and the old one is then worth nothing") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit(), true);
    Terminal terminal(facility, "kiosk", person.unit);
    terminal.sign_in(person);
    const std::string chosen = "739146";
    terminal.wait_for("the new PIN",
                      [](const Node& node) { return node.id == "new_pin.first" || node.id == "sign_in.new_pin"; });
    for (int round = 0; round < 2; ++round) {
        for (const char digit : chosen) terminal.drive({std::string("click sign_in.key.") + digit});
        terminal.drive({"click sign_in.submit"});
    }
    terminal.wait_for("the rail", is_rail);
    terminal.sign_out();
    terminal.sign_in(person.number, person.pin);
    terminal.wait_for("the refusal", [](const Node& node) { return node.id == "sign_in.message"; });
    terminal.drive({"click sign_in.clear_all"});
    terminal.sign_in(person.number, chosen);
    terminal.wait_for("the rail", is_rail);
}

TEST_CASE("five wrong PINs lock the person out, over a restart of the terminal too") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    const std::string wrong = person.pin == "918273" ? "918274" : "918273";
    for (int attempt = 0; attempt < 5; ++attempt) {
        terminal.sign_in(person.number, wrong);
        terminal.wait_for("the answer", [](const Node& node) { return node.role == "alert"; });
        if (attempt < 4) terminal.drive({"click sign_in.clear_all", "gone sign_in.message"});
    }
    terminal.wait_for_text("Too many tries");
    terminal.kill_agent();
    terminal.kill_screen();
    terminal.start_agent();
    terminal.start_screen();
    terminal.sign_in(person);
    terminal.wait_for_text("Too many tries");
}
