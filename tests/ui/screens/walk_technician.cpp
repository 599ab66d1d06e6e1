// What a technician sees: the way in, the tests, the report. Nobody is signed in before and after.
#include "tests/ui/screens/walk.h"

namespace dayroom::test {
namespace {

void walk_door(Stage& stage, const Visit& visit) {
    stage.digits("000000000000");
    stage.click("sign_in.submit");
    stage.settle();
    visit("technician-none");
    stage.agent().set_stick("Pat Ruiz", "technician_revoked");
    stage.click("door.look");
    stage.settle();
    visit("technician-revoked");
    stage.click("door.phone");
    stage.settle();
    visit("technician-phone");
    stage.click("door.stick");
    stage.agent().set_stick("Pat Ruiz");
    stage.click("door.look");
    stage.settle();
    visit("technician-pin");
    for (const char digit : std::string("11112222")) stage.click(std::string("door.key.") + digit);
    stage.click("door.enter");
    stage.settle();
    visit("technician-wrong-pin");
    for (const char digit : std::string("80412759")) stage.click(std::string("door.key.") + digit);
    stage.click("door.enter");
    stage.settle();
}

void walk_hands_and_eyes(Stage& stage, const Visit& visit) {
    stage.click("diagnostics.test.touch.grid");
    stage.settle();
    for (int cell = 0; cell < 3; ++cell) stage.click("grid." + std::to_string(cell));
    visit("diagnostics-grid");
    stage.click("screen.skip");
    stage.settle();
    stage.click("diagnostics.test.display.colours");
    stage.settle();
    visit("diagnostics-colours");
    stage.click("screen.bad");
    stage.settle();
    stage.click("diagnostics.test.keypad.keys");
    stage.settle();
    visit("diagnostics-keypad");
    stage.click("screen.skip");
    stage.settle();
}

}  // namespace

void walk_technician(Stage& stage, const StageOptions& options, const Visit& visit) {
    stage.prefer(options);
    walk_door(stage, visit);
    visit("diagnostics");
    walk_hands_and_eyes(stage, visit);
    stage.click("diagnostics.test.power.battery");
    stage.settle();
    stage.click("diagnostics.test.network.link");
    stage.settle();
    visit("diagnostics-results");
    stage.click("diagnostics.report");
    stage.settle();
    visit("diagnostics-report");
    stage.click("report.save");
    stage.settle();
    stage.reveal("report.code");
    visit("diagnostics-report-code");
    stage.click("report.bundle");
    stage.settle();
    visit("diagnostics-no-key");
    stage.click("diagnostics.back");
    stage.click("diagnostics.leave");
    stage.settle();
    visit("signed-out-serviced");
    stage.agent().set_serviced(0);
    stage.agent().set_stick("");
    stage.settle();
}

}  // namespace dayroom::test
