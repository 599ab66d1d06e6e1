// A terminal whose keys are in a TPM: it joins, works, moves into a new one, and is worth nothing without it.
#include <catch2/catch.hpp>

#include "platform/device/tpm/store_key.h"
#include "platform/store/device_store.h"
#include "tests/journey/steps.h"
#include "tests/support/software_tpm.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr int kKeyRefused = 3;

/// A machine that boots an image signed for it.
struct MeasuredMachine {
    test::SoftwareTpm tpm;
    test::SignedImage image;
    device::tpm::Place place = image.boots_with({test::fresh_pcr()}, tpm.tcti());

    std::vector<std::string> options() const {
        return {"--tpm", place.tcti, "--pcr-policy", place.policy_file, "--image-key", place.image_key_file};
    }
};

HowItRuns with_tpm(const MeasuredMachine& machine) {
    HowItRuns how;
    how.tpm = machine.options();
    return how;
}

bool is_rail_of_requests(const Node& node) { return node.id == "nav.requests"; }

nlohmann::json until_assurance(Staff& it, const std::string& level) {
    return until(
        "a report that says " + level, [&] { return it.get("/api/v1/devices").body["devices"][0]; },
        [&](const nlohmann::json& device) { return device["health"]["assurance"] == level; });
}

/// What the terminal keeps of its TLS key.
std::string kept_tls_key(const Terminal& terminal, const MeasuredMachine& machine) {
    SystemRandom random;
    const Secret key = device::tpm::StoreKey(terminal.data(), machine.place, random).store_key().take();
    auto store = store::DeviceStore::open({terminal.data()}, key);
    if (!store.ok()) FAIL(store.error().detail);
    return to_string(store.value()->certificates().in_use()->key_pem.bytes());
}

void asks_and_is_heard(Terminal& terminal, const SamplePerson& person, Staff& staff) {
    terminal.sign_in(person);
    terminal.wait_for("the rail", is_rail_of_requests);
    ask_for_copy(terminal, "Case papers");
    const std::string receipt = confirm_and_read_receipt(terminal);
    const std::string id = resident(staff, person.number)["id"];
    until(
        "the request at the hub", [&] { return requests(staff, id, "received"); },
        [&](const nlohmann::json& all) { return !all.empty() && all[0]["receipt_code"] == receipt; });
}

}  // namespace

TEST_CASE("a terminal with a TPM joins and works with its keys in it, and opens nothing once the TPM is cleared") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    MeasuredMachine machine;
    Terminal terminal(facility, "kiosk", person.unit, {}, with_tpm(machine));
    Staff it(facility, "it");
    Staff staff(facility, "request_staff");
    asks_and_is_heard(terminal, person, staff);
    until_assurance(it, "tpm");
    CHECK(it.get("/api/v1/metrics").text.find("assurance=\"tpm\"") != std::string::npos);
    // What it has proved: this TPM was made by nobody.
    const auto device = it.get("/api/v1/devices").body["devices"][0];
    CHECK(device["attested"] == "tpm");
    CHECK(device["attested_why"] == "certificate_missing");
    terminal.stop();
    CHECK(std::filesystem::exists(terminal.data() / "store.tpm"));
    CHECK_FALSE(std::filesystem::exists(terminal.data() / "store.key"));
    CHECK(kept_tls_key(terminal, machine).find("PRIVATE KEY") == std::string::npos);
    // Restarted like any machine, it goes on.
    machine.tpm.restart();
    terminal.start_agent();
    terminal.start_screen();
    terminal.sign_in(person);
    terminal.wait_for("the rail", is_rail_of_requests);
    terminal.stop();
    machine.tpm.clear();
    const auto refused = terminal.try_agent();
    CHECK(refused.exit_code == kKeyRefused);
    CHECK(refused.output.find("cleared") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(terminal.data() / "store.key"));
    terminal.gets_tpm({"--tpm", "none"});
    CHECK(terminal.try_agent().exit_code == kKeyRefused);
    must_tie_out(facility);
}

TEST_CASE("a terminal that gets a TPM takes the key of its store into it at the next start, and tells so") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff it(facility, "it");
    Staff staff(facility, "request_staff");
    until_assurance(it, "host-key");
    terminal.stop();
    MeasuredMachine machine;
    terminal.gets_tpm(machine.options());
    terminal.start_agent();
    terminal.start_screen();
    until_assurance(it, "tpm");
    CHECK(std::filesystem::exists(terminal.data() / "store.tpm"));
    CHECK_FALSE(std::filesystem::exists(terminal.data() / "store.key"));
    asks_and_is_heard(terminal, person, staff);
    terminal.stop();
    // Before its mainboard is changed: the key goes back into a file, and into the new TPM.
    std::vector<std::string> words = {test::program("dayroom-provision"), "release-key", "--data", terminal.data()};
    const auto options = machine.options();
    words.insert(words.end(), options.begin(), options.end());
    REQUIRE(test::run(words).exit_code == 0);
    CHECK(std::filesystem::exists(terminal.data() / "store.key"));
    machine.tpm.clear();
    terminal.start_agent();
    terminal.start_screen();
    CHECK_FALSE(std::filesystem::exists(terminal.data() / "store.key"));
    terminal.sign_in(person);
    terminal.wait_for("the rail", is_rail_of_requests);
}
