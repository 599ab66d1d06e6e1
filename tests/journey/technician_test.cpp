// A technician, through the real programs: facility IT makes a stick, it opens diagnostics at a terminal, tests are
// run, a report is saved, and the hub knows of it. Who is revoked, foreign or has the wrong PIN stays outside, also
// while the hub is away.
#include <filesystem>
#include <fstream>
#include <map>

#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr const char* kPin = "80412759";

struct Workshop {
    Facility facility;

    Workshop() {
        std::filesystem::create_directories(stick());
        std::ofstream(facility.path("pin")) << kPin << "\n";
        facility.serve();
    }
    std::filesystem::path media() const { return facility.path("media"); }
    std::filesystem::path stick() const { return media() / "sda1"; }
    std::string done(std::vector<std::string> words) {
        const auto finished = test::run(words);
        INFO(finished.output);
        REQUIRE(finished.exit_code == 0);
        return finished.output;
    }
    std::string technician(std::vector<std::string> words) {
        words.insert(words.begin(), {test::program("dayroom-provision"), "technician"});
        words.insert(words.end(), {"--root", facility.path("root.key").string(), "--passphrase-file",
                                   facility.path("passphrase").string()});
        return done(words);
    }
    std::string request() const { return (facility.hub_data() / "hub-key.request").string(); }
    /// The serial.
    std::string issue() {
        const auto said = technician({"issue", "--request", request(), "--name", "Pat Ruiz", "--days", "3",
                                      "--pin-file", facility.path("pin").string(), "--out", stick().string()});
        const auto at = said.find("serial ");
        REQUIRE(at != std::string::npos);
        return said.substr(at + 7, 16);
    }
    HowItRuns how() const {
        HowItRuns how;
        how.agent = {"--technician-media", media().string()};
        return how;
    }
    static void knock(Terminal& terminal) {
        terminal.wait_for("the sign-in field", [](const Node& node) { return node.id == "sign_in.number"; });
        for (int zero = 0; zero < 12; ++zero) terminal.drive({"click sign_in.key.0"});
        terminal.drive({"click sign_in.submit", "wait door.title"});
    }
    static void type_pin(Terminal& terminal, const std::string& pin) {
        terminal.drive({"wait door.pin"});
        for (const char digit : pin) terminal.drive({std::string("click door.key.") + digit});
        terminal.drive({"click door.enter"});
    }
};

}  // namespace

TEST_CASE("a technician's stick opens diagnostics, tests run, the report is saved and the hub knows of the visit") {
    Workshop workshop;
    const std::string serial = workshop.issue();
    Terminal terminal(workshop.facility, "kiosk", workshop.facility.first_unit(), {}, workshop.how());
    Workshop::knock(terminal);
    terminal.wait_for_text("Stick of Pat Ruiz");
    Workshop::type_pin(terminal, "11112222");
    terminal.wait_for_text("Wrong PIN");
    Workshop::type_pin(terminal, kPin);
    terminal.drive({"wait diagnostics.run_all"});
    for (const std::string test : {"storage.integrity", "network.hub", "network.certificate"}) {
        terminal.drive({"click diagnostics.test." + test});
        terminal.wait_for(test, [&](const Node& node) {
            return node.id.ends_with("diagnostics.test." + test) && node.value.find("Passed") != std::string::npos;
        });
    }
    terminal.drive({"click diagnostics.report", "wait report.save", "click report.save"});
    terminal.wait_for_text("Saved: dayroom-readiness-");
    std::map<std::string, std::string> reports;
    for (const auto& entry : std::filesystem::directory_iterator(workshop.stick())) {
        if (entry.path().filename().string().starts_with("dayroom-readiness-"))
            reports[entry.path().extension()] = entry.path().string();
    }
    CHECK(reports.size() == 2);
    CHECK(reports.contains(".pdf"));
    const std::string list = workshop.facility.path("terminals.signed").string();
    test::run(
        {test::program("dayroom-hub"), "terminals", "--data", workshop.facility.hub_data().string(), "--signed", list});
    const auto checked = workshop.done({test::program("dayroom-provision"), "report", "check", reports[".json"],
                                        "--root", workshop.facility.path("root.key").string(), "--terminals", list});
    CHECK(checked.find("genuine: signed by \"kiosk\"") != std::string::npos);
    CHECK(checked.find("3 passed, 0 failed, 0 skipped") != std::string::npos);
    CHECK(checked.find("serviced by " + serial) != std::string::npos);
    terminal.drive({"click diagnostics.back", "wait diagnostics.leave", "click diagnostics.leave"});
    terminal.wait_for_text("Serviced on");

    const auto known = until(
        "the visit at the hub",
        [&] {
            const auto listed = test::run(
                {test::program("dayroom-hub"), "terminals", "--data", workshop.facility.hub_data().string(), "--json"});
            return nlohmann::json::parse(listed.output, nullptr, false);
        },
        [](const nlohmann::json& answer) {
            return answer.is_object() && answer["devices"][0]["health"]["serviced_ms"] > 0;
        });
    const auto& health = known["devices"][0]["health"];
    CHECK(health["serviced_by"] == serial);
    CHECK(health["tests_passed"] == 3);

    terminal.sign_in(workshop.facility.person(workshop.facility.first_unit()));
    terminal.wait_for_text("A technician worked on this terminal");
}

TEST_CASE("a revoked stick stays outside with the hub away, and a call to facility IT opens all the same") {
    Workshop workshop;
    const std::string serial = workshop.issue();
    const auto list = workshop.facility.path("technicians.list").string();
    workshop.technician({"revoke", "--request", workshop.request(), "--list", list, "--serial", serial});
    workshop.done({test::program("dayroom-hub"), "technicians", "install", "--data",
                   workshop.facility.hub_data().string(), list});
    Terminal terminal(workshop.facility, "kiosk", workshop.facility.first_unit(), {}, workshop.how());
    terminal.wait_for("the sign-in field", [](const Node& node) { return node.id == "sign_in.number"; });
    const auto listed = test::run(
        {test::program("dayroom-hub"), "terminals", "--data", workshop.facility.hub_data().string(), "--json"});
    std::ofstream(workshop.facility.path("terminals.json")) << listed.output;
    workshop.facility.stop_hub();
    Workshop::knock(terminal);
    terminal.wait_for_text("This stick was revoked");
    terminal.drive({"click door.phone", "wait door.challenge"});
    const std::string challenge =
        terminal.wait_for("the challenge", [](const Node& node) { return node.id.ends_with("door.challenge"); }).label;
    const std::string answer =
        workshop.technician({"answer", "--terminals", workshop.facility.path("terminals.json").string(), "--terminal",
                             "kiosk", "--challenge", challenge});
    terminal.drive(
        {"click door.answer", "type " + answer.substr(0, 11), "click door.enter", "wait diagnostics.run_all"});
}
