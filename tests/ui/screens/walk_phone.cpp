// The phone account, for walk().
#include "tests/ui/screens/walk.h"

namespace dayroom::test {

void walk_phone(Stage& stage, const Visit& visit) {
    stage.agent().offer_phone(60);
    stage.agent().offer_dispute_form();
    stage.open("home");
    stage.settle();
    stage.click("home.phone");
    stage.settle();
    visit("phone");
    stage.click("phone.quick.10");
    stage.click("phone.top_up");
    visit("phone-top-up");
    stage.click("dialog.cancel");
    stage.reveal("phone.rate.1");
    visit("phone-rates");
    stage.reveal("phone.number.3");
    visit("phone-numbers");
    stage.click("phone.number.0");
    visit("phone-take-off");
    stage.click("dialog.cancel");
    stage.click("phone.add");
    visit("phone-new");
    stage.click("phone_form.send");
    visit("phone-new-problems");
    stage.click("phone_form.name");
    stage.driver().type("Ana Delgado");
    stage.close_keyboard();
    stage.click("phone_form.relationship.sister");
    stage.click("phone_form.number");
    stage.driver().type("2175550188");
    visit("phone-new-typing");
    stage.close_keyboard();
    stage.click("phone_form.send");
    visit("phone-new-confirm");
    stage.click("dialog.cancel");
    stage.open("home");
    stage.click("home.phone");
    stage.click("phone.calls");
    stage.settle();
    visit("phone-calls");
    stage.click("call.1");
    stage.settle();
    visit("phone-call");
    stage.click("call.dispute");
    stage.settle();
    visit("phone-dispute");
    stage.close_keyboard();
    stage.open("home");
}

}  // namespace dayroom::test
