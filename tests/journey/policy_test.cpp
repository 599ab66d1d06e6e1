// The signed policy: written, signed, tried out in one unit, in force everywhere, halted; and what is older or forged,
// refused at the hub and at the terminal.
#include <fstream>
#include <map>

#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

class PolicyDesk {
public:
    explicit PolicyDesk(Facility& facility) : facility_(facility) {}

    /// A policy of this version that calls residents by `word`, signed.
    std::string sign(int version, const std::string& word) const {
        const std::string name = "policy-" + std::to_string(version);
        std::ofstream(facility_.path(name + ".json"))
            << "{\n  \"format\": \"dayroom-policy-1\",\n  \"facility\": \"Cedar Ridge County Jail\",\n  \"version\": "
            << version << ",\n  \"resident_word\": \"" << word
            << "\",\n  \"limits\": {\"sessions_per_day\": " << 100 + version << "}\n}\n";
        const auto done =
            provision({"sign", facility_.path(name + ".json"), "--request", facility_.hub_data() / "hub-key.request",
                       "--root", facility_.path("root.key"), "--passphrase-file", facility_.path("passphrase"), "--out",
                       facility_.path(name + ".signed")});
        if (done.exit_code != 0) FAIL(done.output);
        return facility_.path(name + ".signed");
    }
    test::Finished provision(std::vector<std::string> words) const {
        words.insert(words.begin(), {test::program("dayroom-provision"), "policy"});
        return test::run(words);
    }
    test::Finished hub(std::vector<std::string> words) const {
        words.insert(words.begin(), {test::program("dayroom-hub"), "policy"});
        words.insert(words.begin() + 3, {"--data", facility_.hub_data()});
        return test::run(words);
    }

private:
    Facility& facility_;
};

/// The version that each terminal has reported, by its name.
std::map<std::string, int> versions(const nlohmann::json& devices) {
    std::map<std::string, int> all;
    for (const auto& device : devices) all[device["name"]] = device["health"]["policy_version"];
    return all;
}

/// Another program than the serving hub has imported it: terminals see it with their next question, 25 s later at most.
void until_versions(Staff& it, const std::map<std::string, int>& wanted) {
    const auto give_up = std::chrono::steady_clock::now() + test::kPatience;
    nlohmann::json devices;
    do {
        devices = it.get("/api/v1/devices").body["devices"];
        if (versions(devices) == wanted) return;
    } while (std::chrono::steady_clock::now() < give_up);
    FAIL("the hub never had these versions, but " << devices.dump());
}

std::string unit_beside(const Facility& facility) {
    for (const SamplePerson& person : facility.people())
        if (person.unit != facility.first_unit()) return person.unit;
    throw std::runtime_error("the sample has one unit");
}

std::string first_line(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

}  // namespace

TEST_CASE("a signed policy is tried out in one unit, then in force everywhere, an older one is refused by both") {
    Facility facility;
    facility.serve();
    const PolicyDesk desk(facility);
    Terminal first(facility, "first", facility.first_unit());
    Terminal second(facility, "second", unit_beside(facility));
    Staff it(facility, "it");
    until_versions(it, {{"first", 0}, {"second", 0}});

    const auto imported = desk.hub({"import", desk.sign(2, "guest"), "--canary", facility.first_unit()});
    INFO(imported.output);
    REQUIRE(imported.exit_code == 0);
    until_versions(it, {{"first", 2}, {"second", 0}});
    const auto shown = it.get("/api/v1/policy").body["policies"][0];
    CHECK(shown["state"] == "staged");
    CHECK(shown["canaries"][0]["name"] == "first");
    CHECK(desk.hub({"status"}).output.find("tried out by") != std::string::npos);

    const auto promoted = desk.hub({"promote"});
    INFO(promoted.output);
    REQUIRE(promoted.exit_code == 0);
    until_versions(it, {{"first", 2}, {"second", 2}});

    // At the hub.
    const auto older = desk.hub({"import", desk.sign(1, "old")});
    CHECK(older.exit_code == 1);
    CHECK(older.output.find("is not above 2") != std::string::npos);
    // At the terminal, from a stick; and the next version, which it takes without the hub. At the one that did not try
    // it out: what it reports is in force.
    const auto bring = [&](const std::string& file) {
        const auto result = second.data() / "policy.result";
        const auto laid = desk.provision({"apply", file, "--data", second.data()});
        if (laid.exit_code != 0) FAIL(laid.output);
        second.stop();
        second.start_agent();
        const auto give_up = std::chrono::steady_clock::now() + test::kPatience;
        std::string line;
        while (line.empty() && std::chrono::steady_clock::now() < give_up) line = first_line(result);
        return line;
    };
    CHECK(bring(facility.path("policy-1.signed")) == "refused: an older policy than the one in force");
    CHECK(bring(desk.sign(3, "neighbor")) == "taken: policy 3");
    until_versions(it, {{"first", 2}, {"second", 3}});

    // What the policy says is not changed beside it.
    const auto beside =
        test::run({test::program("dayroom-hub"), "session-policy", "--data", facility.hub_data(), "--per-day", "5"});
    CHECK(beside.exit_code == 1);
    CHECK(beside.output.find("signed policy 2") != std::string::npos);
    must_tie_out(facility);
}

TEST_CASE("a policy is taken back from the unit that tries it out: by staff, and when its terminal falls silent") {
    Facility facility;
    facility.serve();
    const PolicyDesk desk(facility);
    Terminal terminal(facility, "first", facility.first_unit());
    Staff it(facility, "it");
    until_versions(it, {{"first", 0}});
    REQUIRE(desk.hub({"import", desk.sign(1, "guest"), "--canary", "first"}).exit_code == 0);
    until_versions(it, {{"first", 1}});
    CHECK(it.post("/api/v1/policy/halt", {{"version", 7}}).status == 409);
    CHECK(it.post("/api/v1/policy/halt", {{"version", 1}}).status == 200);
    until_versions(it, {{"first", 0}});

    REQUIRE(desk.hub({"import", desk.sign(2, "guest"), "--canary", "first"}).exit_code == 0);
    until_versions(it, {{"first", 2}});
    terminal.stop();
    facility.stop_hub();
    facility.put_clock_ahead(std::chrono::minutes(20));
    facility.serve();
    Staff later(facility, "it");
    const auto halted = until(
        "the policy is halted", [&] { return later.get("/api/v1/policy").body["policies"][0]; },
        [](const nlohmann::json& policy) { return policy["state"] == "halted"; });
    CHECK(halted["halted_why"] == "silent");
    CHECK(facility.logs().find("policy 2 was halted") != std::string::npos);
    terminal.start_agent();
    until_versions(later, {{"first", 0}});
}

TEST_CASE("what is wrong with a policy is told by line, and nothing is signed, a forged one is refused by the hub") {
    Facility facility;
    facility.serve();
    const PolicyDesk desk(facility);
    std::ofstream(facility.path("bad.json")) << "{\n  \"format\": \"dayroom-policy-1\",\n  \"facility\": \"Other\",\n"
                                                "  \"version\": 0,\n  \"nonsense\": 1\n}\n";
    const auto checked =
        desk.provision({"check", facility.path("bad.json"), "--request", facility.hub_data() / "hub-key.request"});
    INFO(checked.output);
    CHECK(checked.exit_code == 1);
    for (const char* place : {"line 3, column 15", "line 4, column 14", "line 5, column 3"})
        CHECK(checked.output.find(place) != std::string::npos);

    const std::string good = desk.sign(1, "guest");
    std::ifstream in(good);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    text[text.size() / 2] = text[text.size() / 2] == 'A' ? 'B' : 'A';
    std::ofstream(facility.path("forged.signed")) << text;
    CHECK(desk.hub({"import", facility.path("forged.signed")}).exit_code == 1);
    CHECK(desk.hub({"import", facility.path("bad.json")}).exit_code == 1);
    CHECK(desk.hub({"status"}).output.find("no signed policy was ever imported") != std::string::npos);
    CHECK(desk.hub({"promote"}).exit_code == 1);
}
