// What terminals have signed, as facility IT checks it: genuine, forged, foreign, old.
#include "provisioning/reports/terminal_report.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "platform/agent/readiness.h"
#include "platform/base/fake_clock.h"
#include "platform/crypto/labels.h"
#include "platform/wire/root_signed.h"
#include "platform/wire/seal.h"
#include "platform/wire/terminal_list.h"
#include "provisioning/keys/files.h"
#include "provisioning/keys/root_key.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;
using nlohmann::json;

namespace {

constexpr Milliseconds kDay = std::chrono::hours(24);

/// A facility root, a hub that it has certified, and two terminals of it: one is cut off.
struct Desk {
    test::TempDir dir;
    mutable SystemRandom random;
    FakeClock clock;
    crypto::SigningKey root = crypto::SigningKey::make(random);
    crypto::SigningKey hub = crypto::SigningKey::make(random);
    crypto::SigningKey terminal = crypto::SigningKey::make(random);
    crypto::SigningKey gone = crypto::SigningKey::make(random);
    FacilityId facility = FacilityId::make(clock, random);
    DeviceId device = DeviceId::make(clock, random);
    DeviceId cut_off = DeviceId::make(clock, random);
    Timestamp now = clock.now();

    json entry(const DeviceId& id, const char* name, const char* state, const crypto::SigningKey& key) const {
        return {{"id", id.to_string()},
                {"name", name},
                {"unit", "B-East"},
                {"kind", "kiosk"},
                {"serial", "SN-1"},
                {"state", state},
                {"revoked_ms", std::string(state) == "revoked" ? (now - kDay).ms() : 0},
                {"signing_key", to_hex(key.public_key().bytes())}};
    }
    std::string list_text(const crypto::SigningKey& signer, const crypto::SigningKey& certifier,
                          wire::KeyStatement::Purpose purpose = wire::KeyStatement::HUB) const {
        const json list = {
            {"format", wire::kTerminalListFormat},
            {"facility_id", facility.to_string()},
            {"made_ms", now.ms()},
            {"devices",
             {entry(device, "B-East kiosk 1", "active", terminal), entry(cut_off, "B-East kiosk 2", "revoked", gone)}}};
        wire::KeyStatement statement;
        statement.set_facility_id(facility.raw());
        statement.set_purpose(purpose);
        statement.set_signing_key(signer.public_key().raw());
        statement.set_box_key(crypto::BoxKey::make(random).public_key().raw());
        statement.set_name("Cedar Ridge");
        statement.set_not_before_ms((now - kDay).ms());
        statement.set_not_after_ms((now + kDay).ms());
        const auto certificate = wire::certify_key(statement, certifier);
        return wire::carried_text(wire::kTerminalListFormat,
                                  wire::sign_for_root(crypto::kDomainTerminals, list.dump(), signer, certificate));
    }
    Result<TerminalList> read(const std::string& text) const {
        std::ofstream(dir / "terminals.signed") << text;
        return read_terminal_list(dir / "terminals.signed", root.public_key());
    }
    TerminalList list() const { return read(list_text(hub, root)).take(); }

    agent::ReadinessFacts facts() const {
        agent::ReadinessFacts facts;
        facts.device_id = to_hex(device.bytes());
        facts.device_name = "B-East kiosk 1";
        facts.facility = to_hex(facility.bytes());
        facts.version = "1.0";
        facts.assurance = "tpm";
        facts.by = "0123456789abcdef";
        facts.at = now;
        add(facts, "network.hub", local::TestResult::PASSED);
        add(facts, "power.battery", local::TestResult::FAILED);
        add(facts, "keys.tpm", local::TestResult::SKIPPED);
        return facts;
    }
    static void add(agent::ReadinessFacts& facts, const char* test, local::TestResult::Outcome outcome) {
        local::TestResult& result = facts.results.emplace_back();
        result.set_test(test);
        result.set_outcome(outcome);
    }
    ErrorCode refusal(const std::string& content, Timestamp oldest = {}) const {
        const auto checked = check_report(content, list(), now, oldest);
        REQUIRE_FALSE(checked.ok());
        return checked.error().code;
    }
};

}  // namespace

TEST_CASE_METHOD(Desk, "a genuine report and the line of its code say the same") {
    const auto file = check_report(agent::readiness_file(facts(), terminal), list(), now, now - kDay);
    REQUIRE(file.ok());
    CHECK(file->kind == TerminalReport::Kind::kReadiness);
    CHECK(file->terminal.name == "B-East kiosk 1");
    CHECK(file->serviced_by == "0123456789abcdef");
    const auto line = check_report(" " + agent::readiness_code(facts(), terminal) + "\r\n", list(), now, now - kDay);
    REQUIRE(line.ok());
    CHECK(line->kind == TerminalReport::Kind::kReadinessLine);
    for (const auto* each : {&*file, &*line}) {
        CHECK(each->device == to_hex(device.bytes()));
        CHECK(each->at == now);
        CHECK(each->passed == 1);
        CHECK(each->failed == 1);
        CHECK(each->skipped == 1);
        CHECK(each->failed_tests == std::vector<std::string>{"power.battery"});
        CHECK_FALSE(each->more_failed);
    }
    CHECK(report_words(*file, list()).find("1 passed, 1 failed, 1 skipped\nfailed: power.battery\n") !=
          std::string::npos);
    const json shown = json::parse(report_json(*file, list()));
    CHECK(shown["genuine"] == true);
    CHECK(shown["state"] == "active");
    CHECK(shown["report"]["version"] == "1.0");
    CHECK_FALSE(json::parse(report_json(*line, list())).contains("report"));
}

TEST_CASE_METHOD(Desk, "a line that had no room for all that failed says so") {
    auto many = facts();
    for (int each = 0; each < 30; ++each)
        add(many, ("network.number" + std::to_string(each)).c_str(), local::TestResult::FAILED);
    const auto line = check_report(agent::readiness_code(many, terminal), list(), now, {});
    REQUIRE(line.ok());
    CHECK(line->failed == 31);
    CHECK(line->more_failed);
    CHECK(report_words(*line, list()).find(" and more") != std::string::npos);
}

TEST_CASE_METHOD(Desk, "what was changed or signed by another key is forged") {
    CHECK(refusal(agent::readiness_file(facts(), gone)) == ErrorCode::kUnauthenticated);
    CHECK(refusal(agent::readiness_code(facts(), gone)) == ErrorCode::kUnauthenticated);
    json file = json::parse(agent::readiness_file(facts(), terminal));
    std::string said = file["report"];
    said.replace(said.find("\"failed\":1"), 10, "\"failed\":0");
    file["report"] = said;
    CHECK(refusal(file.dump()) == ErrorCode::kUnauthenticated);
    std::string line = agent::readiness_code(facts(), terminal);
    line.replace(line.find(".1.1.1."), 7, ".3.0.0.");
    CHECK(refusal(line) == ErrorCode::kUnauthenticated);
    // The key that stands in the file is nobody's to believe.
    json own = json::parse(agent::readiness_file(facts(), gone));
    own["key"] = to_hex(gone.public_key().bytes());
    CHECK(refusal(own.dump()) == ErrorCode::kUnauthenticated);
}

TEST_CASE_METHOD(Desk, "another facility's terminal is foreign, and one that the list does not know") {
    auto elsewhere = facts();
    elsewhere.facility = to_hex(FacilityId::make(clock, random).bytes());
    CHECK(refusal(agent::readiness_file(elsewhere, terminal)) == ErrorCode::kNotFound);
    auto unknown = facts();
    unknown.device_id = to_hex(DeviceId::make(clock, random).bytes());
    CHECK(refusal(agent::readiness_code(unknown, terminal)) == ErrorCode::kNotFound);
}

TEST_CASE_METHOD(Desk, "what is older than it may be is refused, and what is to come") {
    auto old = facts();
    old.at = now - 31 * kDay;
    CHECK(refusal(agent::readiness_file(old, terminal), now - 30 * kDay) == ErrorCode::kExpired);
    CHECK(check_report(agent::readiness_file(old, terminal), list(), now, {}).ok());
    auto early = facts();
    early.at = now + kReportFromFuture + Milliseconds(1);
    CHECK(refusal(agent::readiness_code(early, terminal)) == ErrorCode::kExpired);
}

TEST_CASE_METHOD(Desk, "what is no report is said to be none") {
    const std::string whole = agent::readiness_file(facts(), terminal);
    for (const std::string& junk :
         {std::string(), std::string("DRR1."), std::string("DRR1.a.b.c.d.e.f"), std::string("[1,2"),
          std::string("{\"format\":\"dayroom-readiness-1\"}"),
          std::string("{\"format\":\"dayroom-readiness-1\",\"report\":\"{}\",\"signature\":\"\"}"),
          whole.substr(0, whole.size() / 2)})
        CHECK(refusal(junk) == ErrorCode::kInvalid);
    CHECK(refusal(std::string(kMaxReportFile + 1, 'x')) == ErrorCode::kTooLarge);
}

TEST_CASE_METHOD(Desk, "a terminal that is cut off still signed what it signed, and that it is cut off is told") {
    auto its = facts();
    its.device_id = to_hex(cut_off.bytes());
    const auto checked = check_report(agent::readiness_file(its, gone), list(), now, {});
    REQUIRE(checked.ok());
    CHECK(checked->terminal.revoked);
    CHECK(report_words(*checked, list()).find("cut off at the hub on " + utc_words(now - kDay)) != std::string::npos);
}

TEST_CASE_METHOD(Desk, "a list counts when a hub of this root signed it") {
    CHECK(read(list_text(hub, root)).ok());
    CHECK(read(list_text(hub, hub)).error().code == ErrorCode::kUnauthenticated);
    CHECK(read(list_text(hub, root, wire::KeyStatement::POLICY)).error().code == ErrorCode::kUnauthenticated);
    std::string changed = list_text(hub, root);
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    CHECK_FALSE(read(changed).ok());
    CHECK(read("{}").error().code == ErrorCode::kInvalid);
}

TEST_CASE_METHOD(Desk, "the root's public key is read without its passphrase") {
    std::string phrase = "a long enough phrase";
    const auto made = RootKey::create(dir / "root.key", Secret::take_from(phrase), random);
    REQUIRE(made.ok());
    CHECK(read_root_public(dir / "root.key").value() == made->public_key());
    REQUIRE(write_hub_certificate(dir / "hub.certificate", {}, made->public_key()).ok());
    CHECK(read_root_public(dir / "hub.certificate").value() == made->public_key());
    std::ofstream(dir / "junk") << "{}";
    CHECK(read_root_public(dir / "junk").error().code == ErrorCode::kInvalid);
}
