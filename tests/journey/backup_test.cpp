// The hub's own tools beside the serving hub; and the day after the fire: a backup becomes the hub on another machine,
// and the terminals go on with it.
#include <algorithm>
#include <fstream>
#include <map>

#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

// A red dot, PNG.
constexpr const char* kPicture =
    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5E"
    "rkJggg==";

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

/// How often each receipt stands among the received requests, once all do.
std::map<std::string, int> arrived(Staff& staff, const std::string& resident_id,
                                   const std::vector<std::string>& receipts) {
    std::map<std::string, int> times;
    for (int attempt = 0; attempt < 600 && times.size() < receipts.size(); ++attempt) {
        times.clear();
        for (const auto& request : requests(staff, resident_id, "received")) {
            const std::string code = request["receipt_code"];
            if (std::find(receipts.begin(), receipts.end(), code) != receipts.end()) ++times[code];
        }
    }
    return times;
}

void deposit(Staff& office, const std::string& resident_id, const std::string& key) {
    const auto put =
        office.post("/api/v1/deposits",
                    {{"resident_id", resident_id}, {"cents", 5'000}, {"source", "family"}, {"idempotency_key", key}});
    if (put.status / 100 != 2) throw std::runtime_error("a deposit was refused: " + put.body.dump());
}

/// A message with a photo, approved.
void send_photo(Facility& facility, Staff& office, const std::string& resident_id) {
    Staff provider(facility, "provider");
    Staff reviewer(facility, "reviewer");
    std::string contact;
    const auto contacts = office.get("/api/v1/residents/" + resident_id + "/contacts").body["contacts"];
    for (const auto& each : contacts) {
        if (each["state"] == "approved") contact = each["id"];
    }
    const auto put = provider.post("/api/v1/inbound", {{"resident_id", resident_id},
                                                       {"contact_id", contact},
                                                       {"text", "A picture for you"},
                                                       {"photos", {kPicture}},
                                                       {"idempotency_key", "picture"}});
    if (put.status != 201) throw std::runtime_error("the photo was refused: " + put.body.dump());
    const std::string message = "/api/v1/messages/" + put.body["id"].get<std::string>();
    const auto approved = reviewer.post(message + "/approve", nlohmann::json::object());
    if (approved.status != 200) throw std::runtime_error("the photo was not approved: " + approved.body.dump());
}

void look_at_photo(Terminal& terminal) {
    terminal.drive({"wait nav.messages", "click nav.messages", "wait thread.0", "click thread.0"});
    const Node bubble = terminal.wait_for("the bubble with the picture", [](const Node& node) {
        return node.label == "A picture for you" && node.id.find(".message.") != std::string::npos;
    });
    const std::string picture = bubble.id + ".photo.0";
    terminal.drive({"wait " + picture, "click " + picture, "wait photo.full", "key escape"});
}

std::string spoken(std::int64_t cents) {
    const std::string rest = std::to_string(cents % 100);
    return "$" + std::to_string(cents / 100) + "." + std::string(2 - rest.size(), '0') + rest;
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
    const std::string other_id = resident(office, other.number)["id"];
    deposit(office, other_id, "enough for all rounds");  // what the sample leaves them depends on today's date
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

TEST_CASE("a hub restored into a new directory is the hub: terminals resync, send again, and nothing runs twice") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal kiosk(facility, "kiosk", person.unit);
    Staff staff(facility, "request_staff");
    Staff office(facility, "trust_office");
    const auto before = resident(office, person.number);
    const std::string id = before["id"];
    const auto spendable = before["spendable_cents"].get<std::int64_t>();
    send_photo(facility, office, id);
    kiosk.sign_in(person);
    kiosk.wait_for("the rail", rail_is_there);
    look_at_photo(kiosk);

    std::vector<std::string> receipts;
    const auto ask = [&](const char* details) {
        ask_for_copy(kiosk, details);
        receipts.push_back(confirm_and_read_receipt(kiosk));
    };
    ask("before the backup");
    REQUIRE(arrived(staff, id, receipts).size() == 1);
    const std::string copy = facility.path("backup");
    const std::string key = facility.path("backup.key");
    const auto made =
        test::run(hub_command({"backup", "--data", facility.hub_data(), "--to", copy, "--key-file", key}));
    INFO(made.output);
    REQUIRE(made.exit_code == 0);
    ask("after the backup");  // acknowledged, and then lost by the hub
    REQUIRE(arrived(staff, id, receipts).size() == 2);
    deposit(office, id, "after the backup");
    const auto with_deposit = resident(office, person.number)["spendable_cents"].get<std::int64_t>();
    const std::int64_t deposited = with_deposit - (spendable - 200);  // less what the rules take
    REQUIRE(deposited > 0);
    kiosk.drive({"click nav.money"});
    kiosk.wait_for_text(spoken(with_deposit));
    facility.kill_hub();
    ask("without a hub");

    const auto fresh = facility.path("another machine");
    const auto restored = test::run(hub_command({"restore", "--data", fresh, "--from", copy, "--key-file", key}));
    INFO(restored.output);
    REQUIRE(restored.exit_code == 0);
    facility.move_hub(fresh);
    facility.serve();

    // The deposit is not known to this hub; both requests come again, under their own receipts.
    const auto times = arrived(staff, id, receipts);
    CHECK(times.size() == 3);
    for (const auto& [receipt, count] : times) CHECK(count == 1);
    CHECK(resident(office, person.number)["spendable_cents"] == spendable - 300);
    kiosk.drive({"click nav.money"});
    kiosk.wait_for_text(spoken(spendable - 300));
    must_tie_out(facility);

    // Life goes on: the office books the deposit again, a request is answered, another is made.
    deposit(office, id, "after the backup");
    deposit(office, id, "after the backup");
    kiosk.wait_for_text(spoken(spendable - 300 + deposited));
    for (const auto& request : requests(staff, id, "received")) {
        if (request["receipt_code"] != receipts[1]) continue;
        const std::string path = "/api/v1/requests/" + request["id"].get<std::string>() + "/answer";
        CHECK(staff.post(path, {{"text", "Your papers are at the desk."}}).status == 200);
    }
    kiosk.drive({"click nav.requests", "wait request.0"});
    kiosk.wait_for_text("Answered");
    ask("after the fire");
    receipts.erase(receipts.begin() + 1);
    const auto at_last = arrived(staff, id, receipts);
    CHECK(at_last.size() == 3);
    for (const auto& [receipt, count] : at_last) CHECK(count == 1);
    CHECK(resident(office, person.number)["spendable_cents"] == spendable - 400 + deposited);

    // A terminal that never saw the photo fetches it from the restored hub.
    kiosk.sign_out();
    Terminal newcomer(facility, "newcomer", person.unit);
    newcomer.sign_in(person);
    look_at_photo(newcomer);
    must_tie_out(facility);
    const auto verified = test::run(hub_command({"verify-backup", "--from", copy, "--key-file", key}));
    CHECK(verified.exit_code == 0);
}

TEST_CASE(
    "a restore drill of a live hub's backup proves books and feed, and leaves the hub and the disk as they were") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Staff office(facility, "trust_office");
    const std::string id = resident(office, person.number)["id"];
    deposit(office, id, "before the backup");
    const std::string copy = facility.path("backup");
    const std::string key = facility.path("backup.key");
    REQUIRE(
        test::run(hub_command({"backup", "--data", facility.hub_data(), "--to", copy, "--key-file", key})).exit_code ==
        0);
    const std::string room = facility.path("room");
    std::filesystem::create_directory(room);
    const auto spendable = resident(office, person.number)["spendable_cents"];
    const auto drill = test::run(hub_command({"restore-drill", "--from", copy, "--key-file", key, "--in", room}));
    INFO(drill.output);
    CHECK(drill.exit_code == 0);
    CHECK(drill.output.find("books: tie out") != std::string::npos);
    CHECK(drill.output.find("feed: goes on without a gap or a repeat") != std::string::npos);
    CHECK(drill.output.find("passed in") != std::string::npos);
    CHECK(std::filesystem::is_empty(room));
    CHECK(resident(office, person.number)["spendable_cents"] == spendable);
    must_tie_out(facility);
    std::filesystem::resize_file(copy + "/hub.db", std::filesystem::file_size(copy + "/hub.db") / 2);
    const auto damaged = test::run(hub_command({"restore-drill", "--from", copy, "--key-file", key, "--in", room}));
    INFO(damaged.output);
    CHECK(damaged.exit_code == 1);
    CHECK(std::filesystem::is_empty(room));
}
