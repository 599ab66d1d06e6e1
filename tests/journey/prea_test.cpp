// A report to the outside body, through the real programs: the body reads it, the writer reads the answer, and nowhere
// in between stands a word of it: not in the hub's database opened with its own key, not in its memory, not in a log,
// a file, or the terminal's store.
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/database/connection.h"
#include "platform/device/key_protection.h"
#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr const char* kCanary = "CANARYPREASTORY";
constexpr const char* kAnswer = "CANARYPREAANSWER";

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Every value of every table.
std::string everything_in(database::Connection& connection) {
    std::vector<std::string> tables;
    REQUIRE(connection
                .each("SELECT name FROM sqlite_master WHERE type='table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
                      [&](const database::Row& row) { tables.push_back(row.string(0)); })
                .ok());
    std::string all;
    for (const std::string& table : tables) {
        std::vector<std::string> columns;
        REQUIRE(connection
                    .each("SELECT name FROM pragma_table_info('" + table + "')",
                          [&](const database::Row& row) { columns.push_back(row.string(0)); })
                    .ok());
        for (const std::string& column : columns)
            REQUIRE(connection
                        .each("SELECT CAST(\"" + column + "\" AS BLOB) FROM \"" + table + "\" WHERE \"" + column +
                                  "\" IS NOT NULL",
                              [&](const database::Row& row) { all += to_string(row.bytes(0)) + "\n"; })
                        .ok());
    }
    return all;
}

/// A sanitizer reserves terabytes for what it knows of the program; the program's own memory is far below.
constexpr std::uint64_t kLargestRange = 1ULL << 30;

/// What a program's memory holds that it may read.
std::string memory_of(pid_t pid) {
    std::ifstream maps("/proc/" + std::to_string(pid) + "/maps");
    std::ifstream memory("/proc/" + std::to_string(pid) + "/mem", std::ios::binary);
    std::string all;
    for (std::string line; std::getline(maps, line);) {
        std::istringstream words(line);
        std::string range, rights;
        words >> range >> rights;
        if (rights.empty() || rights[0] != 'r' || line.find("[v") != std::string::npos) continue;
        const std::uint64_t from = std::stoull(range.substr(0, range.find('-')), nullptr, 16);
        const std::uint64_t to = std::stoull(range.substr(range.find('-') + 1), nullptr, 16);
        if (to - from > kLargestRange) continue;
        std::string piece(static_cast<std::size_t>(to - from), '\0');
        memory.clear();
        memory.seekg(static_cast<std::streamoff>(from));
        memory.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        all.append(piece, 0, static_cast<std::size_t>(memory.gcount()));
    }
    return all;
}

struct PreaFacility {
    Facility facility;
    Facility* operator->() { return &facility; }

    std::string path(const std::string& name) { return facility.path(name).string(); }
    std::string done(const std::vector<std::string>& words) {
        const auto finished = test::run(words);
        INFO(finished.output);
        REQUIRE(finished.exit_code == 0);
        return finished.output;
    }
    std::string provision(std::vector<std::string> words) {
        words.insert(words.begin(), {test::program("dayroom-provision"), "prea"});
        return done(words);
    }
    std::string hub(std::vector<std::string> words) {
        words.insert(words.begin(), {test::program("dayroom-hub"), "prea"});
        words.insert(words.begin() + 3, {"--data", facility.hub_data().string()});
        return done(words);
    }
    PreaFacility() {
        std::ofstream(path("hotlines.json")) << R"([{"name": {"en": "State Ombuds"}, "phone": "#77"}])";
        std::ofstream(path("body-passphrase")) << "the ombuds knows this alone\n";
        provision({"keys", "--out", path("body.key"), "--public", path("body.public"), "--name", "State Ombuds",
                   "--passphrase-file", path("body-passphrase")});
        provision({"statement", "--root", path("root.key"), "--request",
                   (facility.hub_data() / "hub-key.request").string(), "--body", path("body.public"), "--hotlines",
                   path("hotlines.json"), "--delay-minutes", "0", "--passphrase-file", path("passphrase"), "--out",
                   path("prea.statement")});
        hub({"install", path("prea.statement")});
        facility.serve();
    }
    /// Writes at a signed-out terminal; the code.
    std::string write(Terminal& terminal) {
        terminal.drive({"wait header.prea", "click header.prea", "wait prea.write", "click prea.write",
                        "wait prea.text", "click prea.text", std::string("type ") + kCanary + " in the laundry",
                        "click prea.send", "wait prea.code"});
        const std::string code =
            terminal.wait_for("the code", [](const Node& node) { return node.id.ends_with("prea.code"); }).label;
        terminal.drive({"click prea.done", "wait prea.back", "click prea.back"});
        return code;
    }
    nlohmann::json waiting(Staff& body) {
        return until(
            "the report", [&] { return body.get("/api/v1/prea/reports").body; },
            [](const nlohmann::json& answer) { return answer["reports"].size() == 1; });
    }
    void check_hub(const char* canary) {
        const Secret key = [&] {
            std::string bytes = content_of(facility.hub_data() / "hub.key");
            return Secret::take_from(bytes);
        }();
        const auto opened = database::Connection::open(facility.hub_data() / "hub.db", key);
        REQUIRE(opened.ok());
        const std::string rows = everything_in(**opened);
        CHECK(rows.find("Cedar Ridge") != std::string::npos);  // it was really read
        CHECK(rows.find(canary) == std::string::npos);
    }
    void check_terminal(const Terminal& terminal) {
        SystemRandom random;
        const Secret key = device::HostKeyFile((terminal.data() / "store.key").string(), random).store_key().take();
        const auto opened =
            database::Connection::open(terminal.data() / "device.db", crypto::derive_key(key, crypto::kLabelDeviceDb));
        REQUIRE(opened.ok());
        const std::string rows = everything_in(**opened);
        CHECK(rows.find("State Ombuds") != std::string::npos);
        CHECK(rows.find(kCanary) == std::string::npos);
    }
    void check_files() {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(facility.folder())) {
            const std::string name = entry.path().filename();
            // The test's own ends: what it types, and what the outside body has opened.
            if (name.starts_with("tree") || name.starts_with("script") || name.starts_with("body-")) continue;
            if (!entry.is_regular_file()) continue;
            INFO(entry.path());
            CHECK_FALSE(name.starts_with("core"));
            CHECK(content_of(entry.path()).find(kCanary) == std::string::npos);
        }
    }
};

std::string line_after(const std::string& text, const std::string& word) {
    const auto at = text.find(word);
    REQUIRE(at != std::string::npos);
    const auto end = text.find('\n', at);
    return text.substr(at + word.size(), end - at - word.size());
}

}  // namespace

TEST_CASE("a report goes to the outside body and its answer comes back, and nobody between reads a word") {
    PreaFacility prea;
    Terminal terminal(prea.facility, "dayroom", prea->first_unit());
    const std::string code = prea.write(terminal);
    Staff body(prea.facility, "prea");
    const nlohmann::json reports = prea.waiting(body);
    CHECK(reports.dump().find(kCanary) == std::string::npos);

    const std::string memory = memory_of(prea->hub_pid());
    CHECK(memory.find("Cedar Ridge") != std::string::npos);
    CHECK(memory.find(kCanary) == std::string::npos);

    std::ofstream(prea.path("body-reports.json")) << reports.dump();
    const std::string opened =
        prea.provision({"open", "--key", prea.path("body.key"), "--reports", prea.path("body-reports.json"),
                        "--passphrase-file", prea.path("body-passphrase")});
    CHECK(opened.find(std::string(kCanary) + " in the laundry") != std::string::npos);

    std::ofstream(prea.path("body-answer.txt")) << kAnswer << " on Monday.";
    prea.provision({"answer", "--address", line_after(opened, "answer address "), "--text",
                    prea.path("body-answer.txt"), "--out", prea.path("answer.json")});
    auto answer = nlohmann::json::parse(content_of(prea.path("answer.json")));
    CHECK(body.post("/api/v1/prea/answers", {{"tag", answer["tag"]}, {"box", answer["box"]}, {"idempotency_key", "a1"}})
              .status == 201);
    CHECK(body.post("/api/v1/prea/reports/acknowledge", {{"ids", {reports["reports"][0]["id"]}}}).body["deleted"] == 1);
    CHECK(body.get("/api/v1/prea/reports").body["reports"].empty());

    // Another terminal of the facility reads it: every one has all answers.
    Terminal other(prea.facility, "yard", prea->first_unit());
    other.drive({"wait header.prea", "click header.prea", "wait prea.read", "click prea.read", "wait prea.code_typed",
                 "click prea.code_typed", "type " + code, "key escape", "click prea.look"});
    until(
        "the answer",
        [&] {
            other.drive({"wait prea.look", "click prea.look"});
            const Node said = other.wait_for("what was found", [](const Node& node) {
                return node.label.find(kAnswer) != std::string::npos || node.label.starts_with("There is no answer");
            });
            return nlohmann::json(said.label.find(kAnswer) != std::string::npos);
        },
        [](const nlohmann::json& shown) { return shown == true; });

    Staff it(prea.facility, "it");
    const auto counts = it.get("/api/v1/prea/counts").body;
    CHECK(counts["days"][0]["received"] == 1);
    CHECK(counts["days"][0]["taken"] == 1);
    CHECK(it.get("/api/v1/prea/reports").status == 403);
    CHECK(body.get("/api/v1/residents").status == 403);
    Staff auditor(prea.facility, "auditor");
    const std::string audit = auditor.get("/api/v1/audit?limit=500").body.dump();
    CHECK(audit.find("prea_statement_installed") != std::string::npos);
    CHECK(audit.find(kCanary) == std::string::npos);

    terminal.stop();
    other.stop();
    CHECK(prea->stop_hub() == 0);
    prea.check_hub(kCanary);
    prea.check_hub(kAnswer);
    prea.check_terminal(terminal);
    prea.check_files();
    CHECK(prea->logs().find(kCanary) == std::string::npos);
}

TEST_CASE("a report that is written without a network waits closed, also over a crash, and is delivered later") {
    PreaFacility prea;
    Cable cable(prea->terminal_address());
    Terminal terminal(prea.facility, "dayroom", prea->first_unit(), cable.address());
    terminal.drive({"wait header.prea"});
    cable.cut();
    prea.write(terminal);
    terminal.crash();
    prea.check_files();
    terminal.start_agent();
    terminal.start_screen();
    cable.connect();
    Staff body(prea.facility, "prea");
    CHECK(prea.waiting(body)["waiting"] == 1);
}
