// Forms and requests, for walk().
#include "tests/ui/screens/walk.h"

namespace dayroom::test {
namespace {

/// Every kind of field, top to bottom, wrong and right; and what can be said to staff who need more.
void walk_form_of_every_kind(Stage& stage, const Visit& visit) {
    stage.agent().offer_form_of_every_kind();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.property");
    stage.click("field.what.release");
    stage.reveal("field.item");
    visit("form-contacts");
    stage.click("field.what.missing");
    stage.click("field.day");
    visit("form-date");
    stage.driver().type("1/1/2026");
    stage.close_keyboard();
    stage.click("field.worth");
    stage.driver().type("2000");
    stage.close_keyboard();
    stage.click("field.item");
    stage.driver().type("Noodle");
    stage.close_keyboard();
    stage.settle();
    stage.reveal("field.item.7011");
    visit("form-items");
    stage.click("field.item.7011");
    stage.reveal("field.sure");
    visit("form-ticks");
    stage.click("form.submit");
    stage.settle();
    visit("form-wrong-date");
    stage.close_keyboard();
    stage.reveal("field.sure");
    visit("form-wrong-ticks");
    stage.agent().return_newest_request("Which month do you mean?");
    stage.open("requests");
    stage.click("request.0");
    visit("request-returned");
    stage.reveal("request.withdraw");
    visit("request-reply");
    stage.click("request.withdraw");
    visit("request-withdraw");
    stage.click("dialog.cancel");
}

}  // namespace

void walk_requests(Stage& stage, const Visit& visit) {
    stage.open("requests");
    visit("requests");
    stage.click("request.0");
    visit("request");
    stage.open("requests");
    stage.click("requests.new");
    visit("forms");
    stage.click("form.sick_call");
    visit("form-warning");
    stage.click("form.warning_go_on");
    visit("form-sick-call");
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.document_copy");
    visit("form");
    stage.click("form.submit");
    visit("form-problems");
    stage.click("field.document.account_statement");
    stage.click("field.pages");
    visit("form-typing");
    stage.driver().type("3");
    stage.driver().ui().close_keyboard();
    stage.settle();
    stage.click("form.submit");
    visit("form-confirm");
    stage.click("dialog.confirm");
    stage.settle();
    visit("receipt");
    walk_form_of_every_kind(stage, visit);
}

}  // namespace dayroom::test
