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

/// A document from staff: its pages, larger, and its words.
void walk_attachment(Stage& stage, const Visit& visit) {
    stage.agent().answer_newest_request("answered", "The decision is attached.");
    stage.agent().attach_to_newest_request("Decision of the property board");
    stage.open("requests");
    stage.click("request.0");
    stage.reveal("request.attachment.0");
    visit("request-attachment");
    stage.click("request.attachment.0");
    stage.settle();
    visit("attachment");
    stage.click("attachment.next");
    stage.click("attachment.larger");
    stage.click("attachment.larger");
    stage.settle();
    visit("attachment-large");
    stage.click("attachment.words");
    stage.settle();
    visit("attachment-words");
}

/// Where an answer can be appealed, and the appeal with what was said before.
void walk_request_appeal(Stage& stage, const Visit& visit) {
    offer_appeal(stage, 10);
    stage.open("requests");
    stage.click("request.0");
    stage.reveal("request.appeal");
    visit("request-appeal");
    stage.click("request.appeal");
    visit("form-appeal");
}

}  // namespace

void offer_appeal(Stage& stage, int days) {
    auto& agent = stage.agent();
    agent.answer_newest_request("answered", "It is warm when it leaves the kitchen.");
    local::Form& form = agent.offer_form_of_every_kind();
    const local::Form kept = form;
    form.Clear();
    form.set_id("form-appeal-00001");
    form.set_code("appeal");
    form.set_revision(1);
    form.set_price_known(true);
    *form.mutable_name() = kept.name();
    *form.mutable_explanation() = kept.explanation();
    form.mutable_name(0)->set_text("Appeal");
    form.mutable_name(1)->set_text("Apelación");
    form.mutable_explanation(0)->set_text("Somebody else looks at it.");
    form.mutable_explanation(1)->set_text("Otra persona lo revisa.");
    form.set_appeals(agent.requests().front().form_code());
    form.set_appeal_within_days(days);
    for (const char* code : {"appeal_of", "why"}) {
        auto& field = *form.add_fields();
        field.set_code(code);
        field.set_kind("text");
        field.set_required(true);
        *field.mutable_label() = kept.name();
        field.mutable_label(0)->set_text("Why is it wrong?");
        field.mutable_label(1)->set_text("¿Por qué está mal?");
    }
    agent.push_moved();
    stage.settle();
}

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
    walk_attachment(stage, visit);
    walk_form_of_every_kind(stage, visit);
    walk_request_appeal(stage, visit);
}

}  // namespace dayroom::test
