#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

/// Fills in the paid form up to its confirmation.
void fill_copy(Stage& stage) {
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.document_copy");
    stage.click("field.document.court_papers");
    stage.click("field.pages");
    stage.driver().type("3");
    stage.close_keyboard();
}

const local::SubmitRequest& last_submission(Stage& stage) {
    const local::ToAgent* found = nullptr;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_submit_request()) found = &query;
    }
    REQUIRE(found != nullptr);
    return found->submit_request();
}

}  // namespace

TEST_CASE("a paid request: price on the button, confirmation with the balance after, receipt code") {
    Stage stage;
    fill_copy(stage);
    CHECK(stage.label("form.submit").find("$2.00") != std::string::npos);
    stage.click("form.submit");
    const std::string tree = stage.driver().dump();
    CHECK(tree.find("$48.15") != std::string::npos);
    CHECK(tree.find("$46.15") != std::string::npos);
    CHECK(stage.agent().count(Case::kSubmitRequest) == 0);
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.value("receipt.code").find("K7P3-9QXD") == 0);
    CHECK(stage.label("receipt.title") == "Your request is sent");
    CHECK(last_submission(stage).price_seen_cents() == 200);
    CHECK(last_submission(stage).answers_size() == 2);
    CHECK(stage.agent().drafts().empty());
    stage.click("receipt.done");
    CHECK(stage.has("requests.new"));
}

TEST_CASE("a fee that moves while the question stands closes it and is said, and a yes pays what was asked") {
    Stage stage;
    fill_copy(stage);
    stage.click("form.submit");
    REQUIRE(stage.has("dialog.confirm"));
    stage.agent().change_form_price("document_copy", 350);
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("it was $2.00, now it is $3.50"));
    CHECK(stage.agent().count(Case::kSubmitRequest) == 0);
    stage.click("dialog.cancel");
    CHECK(stage.label("form.submit").find("$3.50") != std::string::npos);
    CHECK(stage.value("field.pages") == "3");
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_submission(stage).price_seen_cents() == 350);
}

TEST_CASE("a fee that becomes more than there is closes the question in words") {
    Stage stage;
    fill_copy(stage);
    stage.click("form.submit");
    stage.agent().change_form_price("document_copy", 9'900);
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("$99.00"));
    CHECK(stage.says("$48.15"));
    CHECK(stage.agent().count(Case::kSubmitRequest) == 0);
}

TEST_CASE("Not yet sends nothing and keeps what was typed") {
    Stage stage;
    fill_copy(stage);
    stage.click("form.submit");
    stage.click("dialog.cancel");
    CHECK(stage.agent().count(Case::kSubmitRequest) == 0);
    CHECK(stage.value("field.pages") == "3");
}

TEST_CASE("too little money is refused in plain words before anything is sent") {
    Stage stage;
    stage.agent().set_spendable(199);
    fill_copy(stage);
    stage.click("form.submit");
    CHECK(stage.driver().dump().find("Nothing was sent and nothing was taken") != std::string::npos);
    CHECK_FALSE(stage.has("dialog.confirm"));
    stage.click("dialog.cancel");
    CHECK(stage.agent().count(Case::kSubmitRequest) == 0);
    CHECK(stage.agent().drafts().size() == 1);
}

TEST_CASE("while a price is not known the form says so and cannot be sent, what is typed is kept") {
    Stage stage;
    stage.agent().forget_prices();
    fill_copy(stage);
    CHECK(stage.label("form.price").find("the price is not known here yet") != std::string::npos);
    CHECK(stage.driver().dump().find("This is free") == std::string::npos);
    CHECK_FALSE(stage.driver().node("form.submit").enabled);
    stage.click("form.submit");
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.agent().count(Case::kSubmitRequest) == 0);
    CHECK(stage.value("field.pages") == "3");
}

TEST_CASE("a refusal by the agent is told, and the form is still there") {
    Stage stage;
    fill_copy(stage);
    stage.agent().refuse_next_submission("price_changed");
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.driver().dump().find("The price has changed. Nothing was taken.") != std::string::npos);
    stage.click("dialog.cancel");
    CHECK(stage.value("field.pages") == "3");
}

TEST_CASE("a submission that was cut off is sent again with the same nonce") {
    Stage stage;
    fill_copy(stage);
    stage.click("form.submit");
    stage.agent().hold();
    stage.click("dialog.confirm");
    const std::string nonce = last_submission(stage).nonce();
    stage.agent().go_away();
    stage.settle();
    stage.agent().come_back();
    stage.agent().release();
    stage.settle();
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.document_copy");
    CHECK(stage.value("field.pages") == "3");
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_submission(stage).nonce() == nonce);
    CHECK(stage.agent().requests().size() == 4);  // three of before, and one
}

TEST_CASE("two requests of the same kind have different nonces") {
    Stage stage;
    fill_copy(stage);
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    const std::string first = last_submission(stage).nonce();
    stage.click("receipt.done");
    stage.click("requests.new");
    stage.click("form.document_copy");
    CHECK(stage.value("field.pages").empty());
    stage.click("field.document.account_statement");
    stage.click("field.pages");
    stage.driver().type("1");
    stage.close_keyboard();
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_submission(stage).nonce() != first);
}

TEST_CASE("what is typed is saved at each pause and comes back after a time-out") {
    Stage stage;
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.general");
    stage.click("field.subject");
    stage.driver().type("GED class");
    CHECK(stage.agent().count(Case::kSaveDraft) == 0);
    stage.advance(Milliseconds(1000));
    CHECK(stage.agent().count(Case::kSaveDraft) == 1);
    stage.driver().type("es");  // not yet saved when the time is up
    stage.advance(Milliseconds(125'000));
    CHECK_FALSE(stage.terminal().signed_in());
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.general");
    CHECK(stage.value("field.subject") == "GED classes");
}

TEST_CASE("a warning must be passed first, leaving it sends nothing") {
    Stage stage;
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.sick_call");
    CHECK_FALSE(stage.has("form.submit"));
    CHECK(stage.driver().dump().find("If this is an emergency") != std::string::npos);
    stage.click("form.warning_leave");
    CHECK(stage.has("form.sick_call"));
    stage.click("form.sick_call");
    stage.click("form.warning_go_on");
    CHECK(stage.reveal("form.submit"));
}

TEST_CASE("a co-pay never blocks asking") {
    Stage stage;
    stage.agent().set_spendable(0);
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.sick_call");
    stage.click("form.warning_go_on");
    stage.click("field.problem");
    stage.driver().type("My tooth hurts since Monday");
    stage.close_keyboard();
    stage.click("form.submit");
    CHECK(stage.driver().dump().find("The cost is added to what you owe.") != std::string::npos);
    CHECK(stage.has("dialog.confirm"));
}

TEST_CASE("offline a request is saved here, and says so") {
    Stage stage;
    stage.agent().set_online(false);
    stage.settle();
    fill_copy(stage);
    stage.click("form.submit");
    CHECK(stage.driver().dump().find("saved here and sent by itself") != std::string::npos);
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your request is saved");
    stage.click("receipt.follow");
    CHECK(stage.driver().dump().find("Saved here, not yet sent") != std::string::npos);
}

TEST_CASE("the receipt page changes its words by itself when the hub has answered") {
    Stage stage;
    stage.agent().set_online(false);
    stage.settle();
    fill_copy(stage);
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your request is saved");
    stage.agent().push_outcome(true, "", "AAAA2222");  // of another one
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your request is saved");
    stage.agent().push_outcome(true, "", "K7P39QXD");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your request is sent");
    stage.agent().push_outcome(false, "insufficient_funds", "K7P39QXD");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your request could not be sent");
    CHECK(stage.label("receipt.text") == "There is not enough money. Nothing was taken.");
}

TEST_CASE("an answer of staff appears by itself") {
    Stage stage;
    fill_copy(stage);
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    stage.click("receipt.follow");
    stage.agent().answer_newest_request("declined", "Please ask the property officer.");
    stage.settle();
    const std::string tree = stage.driver().dump();
    CHECK(tree.find("Please ask the property officer.") != std::string::npos);
    CHECK(tree.find("$2.00 was given back. Nothing was taken.") != std::string::npos);
}

TEST_CASE("a draft can be deleted, after a question") {
    Stage stage;
    fill_copy(stage);
    stage.advance(Milliseconds(1000));
    CHECK(stage.agent().drafts().size() == 1);
    stage.click("form.discard");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().drafts().empty());
}
