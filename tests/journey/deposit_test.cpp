// Money that comes in: what was taken of it and under which name, on the terminal and on paper, in the resident's
// language.
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

/// What can be read on a month's paper of this resident. `language`: another than their own.
std::string paper(Facility& facility, Staff& office, const std::string& resident_id, const std::string& language = {}) {
    const std::string month = office.post("/api/v1/tie-out", nlohmann::json::object()).body["day"].get<std::string>();
    std::string path = "/api/v1/residents/" + resident_id + "/statement.pdf?month=" + month.substr(0, 7);
    if (!language.empty()) path += "&language=" + language;
    const StaffAnswer answer = office.get(path);
    REQUIRE(answer.status == 200);
    const std::string file = facility.path("statement.pdf");
    std::ofstream(file, std::ios::binary) << answer.text;
    const auto read = dayroom::test::run({"/usr/bin/pdftotext", "-layout", file, "-"});
    REQUIRE(read.exit_code == 0);
    return read.output;
}

bool reads(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a rule's Spanish name goes from the deposit to the terminal in Spanish and to the paper") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Staff office(facility, "trust_office");
    const nlohmann::json rule = {{"code", "dna_sample"},
                                 {"name", {{"en", "DNA sample"}, {"es", "Muestra de ADN"}}},
                                 {"legal_basis", {{"en", "RCW 43.43.7541"}}},
                                 {"basis_points", 1'000}};
    REQUIRE(
        office.put("/api/v1/deduction-rules", {{"rules", nlohmann::json::array({rule})}, {"reason", "law"}}).status ==
        200);
    Terminal terminal(facility, "kiosk", person.unit);
    terminal.sign_in(person);
    terminal.drive({"wait nav.home", "click nav.home", "wait home.settings", "click home.settings",
                    "wait settings.language.1", "click settings.language.1"});
    terminal.wait_for_text("Español");

    const std::string id = resident(office, person.number)["id"];
    REQUIRE(office
                .post("/api/v1/deposits", {{"resident_id", id},
                                           {"cents", 5'000},
                                           {"source", "family"},
                                           {"detail", "Rosa Diaz"},
                                           {"idempotency_key", "gift"}})
                .status == 201);
    terminal.drive({"wait nav.money", "click nav.money"});
    const Node line = terminal.wait_for("the deposit's line", [](const Node& node) {
        return node.id.find("transaction.") != std::string::npos && reads(node.label, "Dinero de Rosa Diaz");
    });
    terminal.drive({"click " + line.id, "wait transaction.title"});
    terminal.wait_for_text("Muestra de ADN");
    terminal.wait_for_text("$45.00");
    CHECK_FALSE(terminal.shows("DNA sample"));

    // The hub knows the language by the time that the terminal's choice has reached it.
    std::string own;
    until(
        "paper in Spanish", [&] { return nlohmann::json(own = paper(facility, office, id)); },
        [&](const nlohmann::json&) { return reads(own, "Estado de cuenta"); });
    INFO(own);
    CHECK(reads(own, "Depósito: Rosa Diaz"));
    CHECK(reads(own, "Muestra de ADN, 10 %, RCW 43.43.7541"));
    CHECK(reads(own, "$45.00"));
    CHECK_FALSE(reads(own, "DNA sample"));
    const std::string english = paper(facility, office, id, "en");
    INFO(english);
    CHECK(reads(english, "Statement of account"));
    CHECK(reads(english, "DNA sample, 10 %, RCW 43.43.7541"));
    CHECK(reads(english, "$45.00"));
    must_tie_out(facility);
}
