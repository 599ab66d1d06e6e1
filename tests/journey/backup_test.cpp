// The hub's own tools beside the serving hub.
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

bool rail_is_there(const Node& node) { return node.id == "nav.requests"; }

std::vector<std::string> hub_command(std::vector<std::string> words) {
    words.insert(words.begin(), test::program("dayroom-hub"));
    return words;
}

test::Process start(std::vector<std::string> words) {
    return test::Process({.arguments = hub_command(std::move(words)), .environment = {}, .log = {}, .input = {}});
}

std::string last_line_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string last;
    for (std::string line; std::getline(file, line);) last = line;
    return last;
}

const SamplePerson& somebody_else(const Facility& facility, const SamplePerson& than) {
    for (const SamplePerson& each : facility.people()) {
        if (each.unit == than.unit && each.number != than.number && !each.pin_is_first) return each;
    }
    throw std::runtime_error("the sample has nobody else in " + than.unit);
}

void deposit(Staff& office, const std::string& resident_id, const std::string& key) {
    const auto put =
        office.post("/api/v1/deposits",
                    {{"resident_id", resident_id}, {"cents", 500}, {"source", "family"}, {"idempotency_key", key}});
    if (put.status / 100 != 2) throw std::runtime_error("a deposit was refused: " + put.body.dump());
}

}  // namespace

TEST_CASE("tie-out, backup and export of the live hub are whole while terminals are busy") {
    Facility facility;
    facility.serve();
    const auto& one = facility.person(facility.first_unit());
    const auto& other = somebody_else(facility, one);
    Terminal left(facility, "left", one.unit);
    Terminal right(facility, "right", one.unit);
    Staff office(facility, "trust_office");
    const std::string one_id = resident(office, one.number)["id"];
    left.sign_in(one);
    right.sign_in(other);
    left.wait_for("the rail", rail_is_there);
    right.wait_for("the rail", rail_is_there);

    for (int round = 0; round < 3; ++round) {
        const std::string name = "round-" + std::to_string(round);
        const std::string copy = facility.path(name + ".backup");
        const std::string key = facility.path("backup.key");
        const std::string all = facility.path(name + ".jsonl");
        const std::string data = facility.hub_data();
        std::vector<test::Process> tools;
        tools.push_back(start({"tie-out", "--data", data}));
        tools.push_back(start({"backup", "--data", data, "--to", copy, "--key-file", key}));
        tools.push_back(start({"export", "--data", data, "--to", all}));
        ask_for_copy(left, name);
        confirm_and_read_receipt(left);
        deposit(office, one_id, name);
        ask_for_copy(right, name);
        confirm_and_read_receipt(right);
        for (test::Process& tool : tools) {
            const std::string printed = tool.read_all();
            INFO(printed);
            CHECK(tool.wait() == 0);
        }
        CHECK(last_line_of(all).find("\"end\":true") != std::string::npos);
        const auto verified = test::run(hub_command({"verify-backup", "--from", copy, "--key-file", key}));
        INFO(verified.output);
        CHECK(verified.exit_code == 0);
    }
    must_tie_out(facility);
}
