// Appeals of what staff answered: the button and its last day, what was said before, one appeal.
#include <catch2/catch.hpp>

#include "tests/ui/screens/walk.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

/// The newest request is answered, and its form can be appealed within so many days.
struct AnsweredStage : Stage {
    std::string receipt;

    explicit AnsweredStage(int days = 10, Milliseconds later = {}) {
        offer_appeal(*this, days);
        receipt = agent().requests().front().receipt_code();
        if (later.count() > 0) advance(later);
        sign_in();
        open("requests");
        click("request.0");
    }
};

}  // namespace

TEST_CASE("an answer is appealed from its request, with all that was said before, once") {
    AnsweredStage stage;
    REQUIRE(stage.reveal("request.appeal"));
    CHECK(stage.label("request.appeal_words") == "You can appeal until June 7.");
    stage.click("request.appeal");
    CHECK(stage.says("You appeal: "));
    CHECK(stage.says("It is warm when it leaves the kitchen."));
    CHECK_FALSE(stage.has("field.appeal_of"));
    stage.reveal("field.why");
    stage.click("field.why");
    stage.driver().type("It is cold when it comes.");
    stage.close_keyboard();
    stage.reveal("form.submit");
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    const local::Request& appeal = stage.agent().requests().front();
    CHECK(appeal.form_code() == "appeal");
    REQUIRE(appeal.answers_size() == 2);
    CHECK(appeal.answers(0).field() == "appeal_of");
    CHECK(appeal.answers(0).value() == stage.receipt);
    stage.click("receipt.follow");
    CHECK(stage.reveal("request.earlier.answer.0"));
    CHECK(stage.says("It is warm when it leaves the kitchen."));
    stage.open("requests");
    stage.click("request.1");
    CHECK(stage.reveal("request.appeal_see"));
    CHECK_FALSE(stage.has("request.appeal"));
    stage.click("request.appeal_see");
    CHECK(stage.reveal("request.earlier"));
}

TEST_CASE("an appeal is not among the forms to choose from, which say where it is") {
    AnsweredStage stage;
    stage.open("requests");
    stage.click("requests.new");
    CHECK_FALSE(stage.has("form.appeal"));
    CHECK(stage.reveal("forms.appeal"));
}

TEST_CASE("behind its last day the button is gone and the day is said") {
    AnsweredStage stage(3, std::chrono::hours(24 * 4));
    CHECK(stage.reveal("request.appeal_words"));
    CHECK(stage.label("request.appeal_words") == "The last day to appeal was May 31.");
    CHECK_FALSE(stage.has("request.appeal"));
}
