// The handbook, read and searched signed out and in, with the cable cut too.
#include <catch2/catch.hpp>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

void search_handbook(Terminal& terminal, const std::string& words) {
    terminal.drive({"wait documents.search", "click documents.search", "type " + words, "key escape", "wait passage.0",
                    "click passage.0", "wait documents.next"});
}

}  // namespace

TEST_CASE("the handbook is read and searched signed out and in, and without a connection") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    terminal.drive({"wait header.handbook", "click header.handbook", "wait chapter.0", "click chapter.1",
                    "wait documents.next", "click header.back"});
    search_handbook(terminal, "visit");
    terminal.drive({"click header.back", "wait documents.search", "click header.back", "wait sign_in.submit"});
    terminal.sign_in(person);
    terminal.drive({"wait home.documents"});
    cable.cut();
    terminal.drive({"click home.documents"});
    search_handbook(terminal, "visit");
    cable.connect();

    Staff staff(facility, "request_staff");
    const std::string rules =
        "dayroom-document-1\ncode: yard\nlanguage: en\ntitle: Yard rules\npublic: no\n\n# Yard\nNo glass in the "
        "yard.\n";
    const auto put = staff.post("/api/v1/documents", {{"text", rules}});
    INFO(put.body.dump());
    REQUIRE(put.status == 201);
    terminal.drive({"click nav.home", "wait home.documents", "click home.documents", "wait document.1"});
    terminal.wait_for_text("Yard rules");
    const std::string path = "/api/v1/documents/" + put.body["id"].get<std::string>() + "/withdraw";
    REQUIRE(staff.post(path, nlohmann::json::object()).status == 200);
    terminal.wait_until_gone("Yard rules");
}
