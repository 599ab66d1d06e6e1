// Technicians: the way in that shows nowhere, diagnostics, and what is left for the next resident.
#include <catch2/catch.hpp>

#include "tests/support/qr_reader.h"
#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void knock(Stage& stage) {
    stage.digits("000000000000");
    stage.click("sign_in.submit");
    stage.settle();
}

void pin(Stage& stage, const std::string& digits) {
    for (const char digit : digits) stage.click(std::string("door.key.") + digit);
}

void come_in(Stage& stage) {
    stage.agent().set_stick("Pat Ruiz");
    knock(stage);
    pin(stage, "80412759");
    stage.click("door.enter");
    stage.settle();
}

}  // namespace

TEST_CASE("the way into diagnostics shows nowhere and opens with twelve zeros") {
    Stage stage;
    CHECK_FALSE(stage.says("iagnostic"));
    knock(stage);
    CHECK(stage.has("door.title"));
    CHECK(stage.label("door.problem") == "No technician's file was found on a stick.");
    CHECK_FALSE(stage.has("door.pin"));
    CHECK(stage.findings() == "");
    SECTION("back") {
        stage.click("door.back");
        CHECK(stage.has("sign_in.submit"));
    }
    SECTION("left alone") {
        stage.advance(Milliseconds(301'000));
        stage.settle();
        CHECK(stage.has("sign_in.submit"));
        CHECK_FALSE(stage.has("door.title"));
    }
    SECTION("a stick that does not count says why") {
        stage.agent().set_stick("Pat Ruiz", "technician_revoked");
        stage.click("door.look");
        stage.settle();
        CHECK(stage.label("door.problem") == "This stick was revoked. Ask facility IT.");
        CHECK_FALSE(stage.says("Pat Ruiz"));
    }
}

TEST_CASE("a stick and its PIN open diagnostics, the tree never holds a digit of it") {
    Stage stage;
    stage.agent().set_stick("Pat Ruiz");
    knock(stage);
    CHECK(stage.says("Stick of Pat Ruiz."));
    pin(stage, "11112222");
    CHECK_FALSE(stage.says("1111"));
    stage.click("door.enter");
    stage.settle();
    CHECK(stage.label("door.problem") == "Wrong PIN. 4 more tries.");
    pin(stage, "80412759");
    stage.click("door.enter");
    stage.settle();
    CHECK(stage.terminal().choice().face == shell::Face::kDiagnostics);
    CHECK(stage.has("diagnostics.run_all"));
    CHECK_FALSE(stage.has("sign_in.submit"));
    CHECK(stage.findings() == "");
}

TEST_CASE("by telephone a challenge is read out and the answer typed") {
    Stage stage;
    knock(stage);
    stage.click("door.phone");
    stage.settle();
    CHECK(stage.label("door.challenge") == "3H7KD-Q2M9A");
    stage.click("door.answer");
    stage.driver().type("7QK2M-91XDP");
    stage.close_keyboard();
    stage.click("door.enter");
    stage.settle();
    CHECK(stage.has("diagnostics.run_all"));
}

TEST_CASE("one test says what was measured, its limit, and what to do") {
    Stage stage;
    come_in(stage);
    stage.click("diagnostics.test.power.battery");
    stage.settle();
    CHECK(stage.says("7 % (limit 20 %)"));
    CHECK(stage.says("Check power supply and fans."));
    REQUIRE(stage.reveal("diagnostics.counts"));
    CHECK(stage.label("diagnostics.counts") == "0 passed, 1 failed, 0 skipped");
    CHECK(stage.findings() == "");
}

TEST_CASE("the guided self-test goes through all tests and ends with the report") {
    Stage stage;
    come_in(stage);
    stage.click("diagnostics.run_all");
    stage.settle();
    CHECK(stage.has("grid.what"));
    for (int cell = 0; cell < 40; ++cell) stage.click("grid." + std::to_string(cell));
    CHECK(stage.label("grid.what") == "Every field was touched.");
    CHECK(stage.findings() == "");
    stage.click("screen.good");
    stage.settle();
    CHECK(stage.has("colours.what"));
    CHECK(stage.findings() == "");
    for (int colour = 0; colour < 5; ++colour) stage.click("colours.next");
    stage.click("screen.good");
    stage.settle();
    CHECK(stage.has("keypad.what"));
    CHECK(stage.findings() == "");
    stage.click("screen.skip");
    stage.settle();
    CHECK(stage.has("report.counts"));
    CHECK(stage.label("report.counts") == "27 passed, 1 failed, 2 skipped");
    CHECK(stage.says("DRR1."));
    REQUIRE(stage.reveal("report.fault.0"));
    CHECK(stage.says("disk_full"));
    CHECK(stage.findings() == "");
    stage.click("report.save");
    stage.settle();
    CHECK(stage.label("diagnostics.said") ==
          "Saved: dayroom-readiness-0190d6c1-1780000000.json, dayroom-readiness-0190d6c1-1780000000.pdf");
    stage.click("report.bundle");
    stage.settle();
    CHECK(stage.label("diagnostics.said").find("Facility IT has given this terminal no key") == 0);
    CHECK(stage.agent().count(Case::kKeepResult) == 4);
}

TEST_CASE("after a technician has left, the next person reads when it was, and the tests are gone") {
    Stage stage;
    come_in(stage);
    stage.click("diagnostics.leave");
    stage.settle();
    CHECK(stage.has("sign_in.submit"));
    CHECK(stage.says("Serviced on"));
    CHECK_FALSE(stage.says("diagnostics"));
    CHECK(stage.findings() == "");
}

TEST_CASE("a phone reads the report off the screen, in every theme and at the largest letters") {
    for (const char* theme : {"light", "dark", "contrast"}) {
        for (const int scale : {100, 200}) {
            CAPTURE(theme, scale);
            const StageOptions options{.text_scale_percent = scale, .theme = theme, .pictures = true};
            Stage stage(options);
            stage.prefer(options);
            come_in(stage);
            stage.click("diagnostics.report");
            stage.settle();
            REQUIRE(stage.reveal("report.code_what"));  // what stands below it
            CHECK(stage.label("report.qr") == "Readiness report");
            CHECK(ui::read_qr(stage.driver().window()) == stage.label("report.code"));
        }
    }
}
