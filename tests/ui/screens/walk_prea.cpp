#include "tests/ui/screens/walk.h"

namespace dayroom::test {
namespace {

void walk_report(Stage& stage, const Visit& visit) {
    stage.click("header.prea");
    visit("prea");
    stage.click("prea.write");
    visit("prea-write");
    stage.click("prea.text");
    stage.driver().type("It happened in the laundry on Monday.");
    visit("prea-typing");
    stage.close_keyboard();
    stage.click("prea.send");
    stage.settle();
    visit("prea-sealed");
    stage.click("prea.done");
    stage.click("prea.read");
    stage.driver().type("K7P3 9QXD 2MVA 4T6B");
    stage.close_keyboard();
    stage.click("prea.look");
    stage.settle();
    visit("prea-answer");
    stage.click("prea.back");
    stage.click("prea.back");
}

void walk_turns(Stage& stage, const Visit& visit) {
    stage.agent().refuse_turns("must_wait", 1'200);
    stage.sign_in();
    visit("must-wait");
    stage.agent().refuse_turns("looks_used", 30'000);
    stage.click("sign_in.submit");
    stage.digits(kPin);
    visit("quick-look-offered");
    stage.click("sign_in.quick_look");
    stage.settle();
    visit("looks-used");
    stage.agent().refuse_turns("", 0);
    stage.click("sign_in.clear_all");
    stage.digits(kNumber);
    stage.click("sign_in.submit");
    stage.digits(kPin);
    stage.click("sign_in.quick_look");
    stage.settle();
    visit("quick-look");
    stage.advance(Milliseconds(20'000));
    stage.settle();
    visit("quick-look-over");
}

}  // namespace

void walk_prea(Stage& stage, const StageOptions& options, const Visit& visit) {
    stage.agent().come_back();
    stage.agent().set_device(local::Status::FAULT, "disk_full");
    stage.agent().offer_prea();
    stage.settle();
    stage.prefer(options);
    visit("fault-prea");
    stage.agent().set_device(local::Status::ACTIVE);
    stage.agent().forget_wrong_pins();
    stage.agent().add_handbook(true);
    stage.agent().set_turns(3, 1'800, 20);
    stage.settle();
    visit("signed-out-turns");
    stage.agent().set_line(3, 2, 900);
    stage.settle();
    stage.digits(kNumber);
    stage.click("sign_in.place");
    stage.settle();
    visit("signed-out-line");
    stage.agent().set_line(-1, 0, 0);
    stage.digits(kNumber);
    stage.click("sign_in.submit");
    stage.click("sign_in.clear_all");
    stage.settle();
    walk_report(stage, visit);
    walk_turns(stage, visit);
}

}  // namespace dayroom::test
