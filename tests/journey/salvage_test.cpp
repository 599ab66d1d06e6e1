// A terminal that does not come back to the wall: what residents had entered there is saved before it is wiped.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

test::Finished provision(std::vector<std::string> words) {
    words.insert(words.begin(), test::program("dayroom-provision"));
    return test::run(words);
}

test::Finished take_in(const Facility& facility, const std::string& file, bool revoked = false) {
    std::vector<std::string> words = {test::program("dayroom-hub"), "salvage", "--data", facility.hub_data(), file};
    if (revoked) words.push_back("--revoked");
    return test::run(words);
}

std::string id_of(Staff& it, const std::string& name) {
    const auto answer = it.get("/api/v1/devices");
    for (const auto& device : answer.body["devices"])
        if (device["name"] == name) return device["id"];
    return {};
}

/// How many of the resident's requests have this receipt.
int filed_with(Staff& staff, const std::string& resident_id, const std::string& receipt) {
    const auto filed = requests(staff, resident_id, "received");
    return static_cast<int>(
        std::count_if(filed.begin(), filed.end(), [&](const auto& each) { return each["receipt_code"] == receipt; }));
}

}  // namespace

TEST_CASE("what a broken terminal had not sent is taken off it, done once at the hub, and only then is it wiped") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Staff staff(facility, "request_staff");
    Staff it(facility, "it");
    const auto before = resident(staff, person.number);
    std::string receipt;
    std::filesystem::path data;
    {
        Terminal terminal(facility, "kiosk", person.unit, cable.address());
        data = terminal.data();
        terminal.sign_in(person);
        terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
        cable.cut();
        ask_for_copy(terminal, "Before it broke");
        receipt = confirm_and_read_receipt(terminal);
        terminal.wait_for_text("not yet sent");
        terminal.stop();
    }

    const auto refused = provision({"wipe", "--data", data});
    CHECK(refused.exit_code == 1);
    CHECK(refused.output.find("1 things") != std::string::npos);
    CHECK(std::filesystem::exists(data / "store.key"));
    const std::string file = facility.path("kiosk.salvage");
    const auto taken_off = provision({"salvage", "--data", data, "--out", file});
    INFO(taken_off.output);
    REQUIRE(taken_off.exit_code == 0);
    CHECK(taken_off.output.find("1 commands and 0 closed reports") != std::string::npos);
    std::ifstream read(file);
    const std::string content{std::istreambuf_iterator<char>(read), {}};
    CHECK(content.find("Before it broke") == std::string::npos);

    const std::string id = id_of(it, "kiosk");
    REQUIRE(it.post("/api/v1/devices/" + id + "/revoke", {{"reason", "broken"}}).status == 200);
    CHECK(take_in(facility, file).output.find("--revoked") != std::string::npos);
    CHECK(filed_with(staff, before["id"], receipt) == 0);
    const auto taken_in = take_in(facility, file, true);
    INFO(taken_in.output);
    CHECK(taken_in.exit_code == 0);
    CHECK(taken_in.output.find("1 commands done, 0 declined, 0 known before") != std::string::npos);
    CHECK(take_in(facility, file, true).output.find("0 commands done, 0 declined, 1 known before") !=
          std::string::npos);
    CHECK(filed_with(staff, before["id"], receipt) == 1);
    CHECK(resident(staff, person.number)["spendable_cents"] == before["spendable_cents"].get<std::int64_t>() - 100);

    const std::string word = facility.path("kiosk.wiped");
    const auto wiped = provision({"wipe", "--data", data, "--salvaged", file, "--statement", word});
    INFO(wiped.output);
    CHECK(wiped.exit_code == 0);
    CHECK(std::filesystem::is_empty(data));
    const std::string list = facility.path("terminals.signed");
    const std::string root = facility.path("root.key");
    test::run({test::program("dayroom-hub"), "terminals", "--data", facility.hub_data().string(), "--signed", list});
    const auto checked = provision({"report", "check", word, "--root", root, "--terminals", list});
    INFO(checked.output);
    CHECK(checked.exit_code == 0);
    CHECK(checked.output.find("unsent then: 1, of them salvaged 1, lost 0") != std::string::npos);
    CHECK(checked.output.find("cut off at the hub") != std::string::npos);
    CHECK(provision({"wipe", "--data", data}).exit_code == 1);
    must_tie_out(facility);
}

TEST_CASE("a file of another facility, or one that was changed, brings nothing in") {
    Facility facility;
    facility.serve();
    Terminal terminal(facility, "kiosk", facility.first_unit());
    terminal.stop();
    const std::string file = facility.path("kiosk.salvage");
    REQUIRE(provision({"salvage", "--data", terminal.data(), "--out", file}).exit_code == 0);
    CHECK(provision({"salvage", "--data", terminal.data(), "--out", file}).exit_code == 1);
    CHECK(take_in(facility, file).exit_code == 0);
    Facility other(2);
    const auto foreign = take_in(other, file);
    CHECK(foreign.exit_code == 1);
    CHECK(foreign.output.find("another facility") != std::string::npos);
    std::ofstream(file, std::ios::app) << "x";
    CHECK(take_in(facility, file).output.find("not as it was written") != std::string::npos);
    CHECK(provision({"salvage", "--data", facility.path("nowhere"), "--out", facility.path("none")}).exit_code == 1);
}
