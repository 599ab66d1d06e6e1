#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void open_attachment(Stage& stage) {
    stage.sign_in();
    stage.agent().answer_newest_request("answered", "The decision is attached.");
    stage.agent().attach_to_newest_request("Decision of the property board");
    stage.settle();
    stage.open("requests");
    stage.click("request.0");
    stage.reveal("request.attachment.0");
    CHECK(stage.label("request.attachment.0").find("Decision of the property board") != std::string::npos);
    stage.click("request.attachment.0");
    stage.settle();
}

}  // namespace

TEST_CASE("a document from staff is read page by page, and its words are there for who hears it") {
    Stage stage;
    open_attachment(stage);
    CHECK(stage.label("attachment.page") == "Page 1 of 3");
    CHECK(stage.label("attachment.picture").find("Page 1 of the decision.") != std::string::npos);
    CHECK(stage.agent().count(Case::kGetPhoto) > 0);
    stage.click("attachment.next");
    stage.settle();
    CHECK(stage.label("attachment.page") == "Page 2 of 3");
    CHECK(stage.label("attachment.picture").find("Your radio is yours") != std::string::npos);
    stage.click("attachment.next");
    stage.settle();
    CHECK(stage.label("attachment.picture").find("no words in it that can be read aloud") != std::string::npos);
    stage.click("attachment.previous");
    stage.settle();
    CHECK(stage.label("attachment.page") == "Page 2 of 3");
    stage.click("attachment.words");
    stage.settle();
    CHECK(stage.says("Page 2 of the decision."));
}

TEST_CASE("a page is made larger in steps, and moved across") {
    Stage stage;
    open_attachment(stage);
    CHECK_FALSE(stage.has("attachment.right"));
    stage.click("attachment.larger");
    stage.click("attachment.larger");
    stage.settle();
    REQUIRE(stage.has("attachment.right"));
    stage.click("attachment.right");
    stage.click("attachment.right");
    stage.settle();
    stage.click("attachment.left");
    stage.click("attachment.smaller");
    stage.click("attachment.smaller");
    stage.settle();
    CHECK_FALSE(stage.has("attachment.right"));
}
