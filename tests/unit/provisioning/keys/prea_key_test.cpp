#include "provisioning/keys/prea_key.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "platform/base/fake_clock.h"
#include "provisioning/keys/files.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

Secret phrase(std::string text) { return Secret::take_from(text); }

}  // namespace

TEST_CASE("the outside body's key opens reports, and its answer opens with the code's key alone") {
    test::TempDir dir;
    SystemRandom random;
    FakeClock clock;
    const auto made = make_prea_key(dir / "b.key", dir / "b.public", "Ombuds", phrase("a long enough phrase"), random);
    REQUIRE(made.ok());
    CHECK(read_prea_public(dir / "b.public")->key == made->public_key());
    CHECK(read_prea_public(dir / "b.public")->name == "Ombuds");
    CHECK_FALSE(load_prea_key(dir / "b.key", phrase("another long phrase")).ok());
    const auto key = load_prea_key(dir / "b.key", phrase("a long enough phrase"));
    REQUIRE(key.ok());
    CHECK_FALSE(RootKey::load(dir / "b.key", phrase("a long enough phrase")).ok());  // no root key

    const auto facility = FacilityId::make(clock, random);
    const auto address = wire::prea_answer_address(wire::make_prea_code(random), facility).take();
    wire::PreaReport report;
    report.set_facility_id(facility.raw());
    report.set_text("what happened");
    report.set_answer_key(address.key.public_key().raw());
    report.set_answer_tag(address.tag);
    const Bytes box = wire::close_prea_report(report, made->public_key()).take();
    const auto other = wire::close_prea_report(report, crypto::BoxKey::make(random).public_key()).take();
    const auto entry = [](const Bytes& sealed) {
        return nlohmann::json{{"id", "aWQ"}, {"key_id", ""}, {"day", 20'000}, {"box", to_base64url(sealed)}};
    };
    std::ofstream(dir / "reports.json") << nlohmann::json{{"format", "dayroom-prea-reports-1"},
                                                          {"reports", {entry(box), entry(other), 7}}};
    const auto opened = open_prea_reports(dir / "reports.json", *key);
    REQUIRE(opened.ok());
    CHECK(opened->closed == 2);
    REQUIRE(opened->reports.size() == 1);
    CHECK(opened->reports[0].report.text() == "what happened");

    REQUIRE(write_prea_answer(dir / "answer.json", opened->reports[0].answer_address, "we come", clock.now()).ok());
    const auto answer = nlohmann::json::parse(read_small_file(dir / "answer.json").take());
    CHECK(from_base64url(answer["tag"].get<std::string>()).value() == to_bytes(address.tag));
    CHECK(wire::open_prea_answer(from_base64url(answer["box"].get<std::string>()).value(), address.key)->text() ==
          "we come");
    CHECK_FALSE(write_prea_answer(dir / "c.json", "AAAA", "we come", clock.now()).ok());
}

TEST_CASE("a statement is signed by the root, and what residents could not read is not signed") {
    test::TempDir dir;
    SystemRandom random;
    FakeClock clock;
    const auto root = RootKey::create(dir / "root.key", phrase("a long enough phrase"), random);
    REQUIRE(root.ok());
    const auto facility = FacilityId::make(clock, random);
    wire::PreaStatement statement;
    statement.set_facility_id(facility.raw());
    statement.set_serial(1);
    std::ofstream(dir / "good.json") << R"([{"name": {"en": "Ombuds", "es": "Ombuds"}, "phone": "#77"}])";
    std::ofstream(dir / "bad.json") << R"([{"name": {"es": "Ombuds"}, "phone": "#77"}])";
    wire::PreaStatement spanish_only = statement;
    REQUIRE(add_hotlines(spanish_only, dir / "bad.json").ok());
    CHECK_FALSE(write_prea_statement(dir / "bad.statement", spanish_only, *root).ok());
    REQUIRE(add_hotlines(statement, dir / "good.json").ok());
    REQUIRE(write_prea_statement(dir / "prea.statement", statement, *root).ok());
    const auto content = nlohmann::json::parse(read_small_file(dir / "prea.statement").take());
    wire::PreaBody body;
    body.set_payload(to_string(from_base64url(content["payload"].get<std::string>()).value()));
    body.set_signature(to_string(from_base64url(content["signature"].get<std::string>()).value()));
    CHECK(wire::verify_prea_statement(body, root->public_key(), facility)->hotlines(0).phone() == "#77");
}
