// What becomes of a message: taken back, decided, appealed, refused, printed; and what arrives while one reads or
// writes.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

/// Sends one to Dwayne, and reads his thread.
void send_one(Stage& stage, const std::string& text) {
    stage.sign_in();
    stage.open_thread("thread.1");
    stage.click("reply");
    stage.driver().type(text);
    stage.close_keyboard();
    stage.click("write.send");
    stage.click("dialog.confirm");
    stage.settle();
    stage.click("receipt.follow");
}

}  // namespace

TEST_CASE("what staff have not decided can be taken back, after a question that says what comes back") {
    Stage stage;
    send_one(stage, "Too quick");
    CHECK(stage.agent().credits() == 5);
    stage.click("message.2.withdraw");
    CHECK(stage.says("Take this message back?"));
    CHECK(stage.says("1 credit"));
    CHECK(stage.driver().node("dialog.cancel").focused);
    stage.click("dialog.cancel");
    CHECK(stage.agent().count(Case::kWithdrawMessage) == 0);
    stage.click("message.2.withdraw");
    stage.click("dialog.confirm");
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.agent().credits() == 6);
    CHECK(stage.says("You took it back. Nobody outside read it."));
    CHECK_FALSE(stage.has("message.2.withdraw"));
}

TEST_CASE("too late to take back is told") {
    Stage stage;
    send_one(stage, "Too late");
    stage.click("message.2.withdraw");
    stage.agent().refuse_next_submission("already_decided");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("Staff have decided already."));
}

TEST_CASE("the thread follows what staff decide, by itself") {
    Stage stage;
    send_one(stage, "To be decided");
    stage.agent().decide_newest_message("delivered");
    stage.settle();
    CHECK(stage.says("Delivered"));
    CHECK_FALSE(stage.has("message.2.withdraw"));
}

TEST_CASE("another look: in one tap a short text that is filled in, then a receipt, then its state in the bubble") {
    Stage stage;
    stage.sign_in();
    stage.open_thread("thread.1");
    stage.click("message.0.appeal");
    CHECK(stage.label("header.title") == "Ask for another look");
    CHECK(stage.has("messages.not_private"));
    CHECK(stage.value("appeal.text").find("It was stopped under rule 4.2.") != std::string::npos);
    stage.driver().type("it is only a recipe.");
    stage.close_keyboard();
    stage.click("appeal.send");
    CHECK(stage.agent().count(Case::kAppealMessage) == 0);
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Appeal sent");
    CHECK(stage.value("receipt.code").find("K7P3-9QXD") == 0);
    CHECK(stage.agent().drafts().empty());
    stage.click("receipt.follow");
    stage.driver().wheel({900, 400}, 10.0F);
    stage.advance(Milliseconds(400));
    CHECK(stage.says("Somebody else decides."));
    CHECK_FALSE(stage.has("message.0.appeal"));
}

TEST_CASE("an appeal that was begun is kept, and an empty one is not sent") {
    Stage stage;
    stage.sign_in();
    stage.open_thread("thread.1");
    stage.click("message.0.appeal");
    stage.driver().type("it is a recipe.");
    stage.advance(Milliseconds(1000));
    stage.close_keyboard();
    stage.click("header.back");
    stage.open("home");
    stage.open_thread("thread.1");
    stage.click("message.0.appeal");
    CHECK(stage.value("appeal.text").find("because it is a recipe.") != std::string::npos);
    stage.driver().shortcut('a');
    stage.driver().press(ui::Key::kDelete);
    stage.close_keyboard();
    stage.click("appeal.send");
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("Please fill this in."));
}

TEST_CASE("what the hub refused keeps its text, and Try again opens it for writing") {
    Stage stage;
    stage.agent().set_online(false);
    stage.settle();
    send_one(stage, "Dear Dwayne, see you soon");
    stage.agent().refuse_newest_message("insufficient_funds");
    stage.agent().push_outcome(false, "insufficient_funds", "K7P39QXD", "message");
    stage.settle();
    CHECK(stage.says("Could not be sent"));
    CHECK(stage.says("Your text is kept."));
    stage.click("message.2.retry");
    CHECK(stage.label("header.title") == "Write to Dwayne Carter");
    CHECK(stage.value("write.text") == "Dear Dwayne, see you soon");
    stage.advance(Milliseconds(1000));
    CHECK(stage.agent().drafts().size() == 1);
}

TEST_CASE("a text that comes back does not push out what was begun meanwhile") {
    Stage stage;
    stage.agent().set_online(false);
    stage.settle();
    send_one(stage, "The first");
    stage.click("reply");
    stage.driver().type("The second");
    stage.close_keyboard();
    stage.click("header.back");
    stage.agent().refuse_newest_message("insufficient_funds");
    stage.settle();
    stage.click("message.2.retry");
    CHECK(stage.value("write.text") == "The second\n\nThe first");
}

TEST_CASE("a touch on a message shows each step, the credits and the receipt code") {
    Stage stage;
    send_one(stage, "Tell me all");
    stage.click("message.2");
    CHECK(stage.label("header.title") == "Your message to Dwayne Carter");
    CHECK(stage.has("messages.not_private"));
    CHECK(stage.says("Received by the facility"));
    CHECK(stage.label("message.credits") == "1 credit is set aside. It is taken only when this is delivered.");
    CHECK(stage.value("receipt.code").find("K7P3-9QXD") == 0);
    stage.agent().decide_newest_message("delivered");
    stage.settle();
    CHECK(stage.label("message.credits") == "1 credit was taken.");
    CHECK_FALSE(stage.has("message.print"));  // this facility has no such form
}

TEST_CASE("where the facility prints messages, the form opens with which one it is") {
    Stage stage;
    stage.agent().offer_print_form();
    stage.sign_in();
    stage.open_thread("thread.0");
    stage.click("message.3");
    CHECK(stage.label("message.print").find("$0.25") != std::string::npos);
    stage.click("message.print");
    CHECK(stage.label("header.title") == "Print a message");
    CHECK(stage.value("field.message").find("Maria Delgado") == 0);
    CHECK(stage.value("field.message").find("9:42") != std::string::npos);
    CHECK(stage.label("form.submit").find("$0.25") != std::string::npos);
    stage.click("form.submit");
    CHECK(stage.says("$0.25"));
    CHECK(stage.says("Left after"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your request is sent");
}

TEST_CASE("what was not delivered is not printed") {
    Stage stage;
    stage.agent().offer_print_form();
    send_one(stage, "Tell me all");
    stage.click("message.2");
    stage.settle();
    CHECK(stage.says("Received by the facility"));
    CHECK_FALSE(stage.has("message.print"));
    stage.agent().decide_newest_message("delivered");
    stage.settle();
    CHECK(stage.has("message.print"));
}

TEST_CASE("a message that arrives keeps the place where one reads") {
    Stage stage({.width = 800, .height = 700});
    for (int at = 0; at < 30; ++at)
        stage.agent().receive_message("maria", "Line " + std::to_string(at) + " of a long story.");
    stage.sign_in();
    stage.open_thread("thread.0");
    REQUIRE(stage.reveal("message.33"));
    stage.driver().wheel({400, 300}, 12.0F);
    stage.advance(Milliseconds(400));
    std::string seen;
    for (const auto& node : stage.driver().tree().nodes()) {
        if (node.label.find("of a long story") != std::string::npos && node.visible().h > 40) seen = node.id;
    }
    REQUIRE_FALSE(seen.empty());
    const float before = stage.driver().node(seen).rect.y;
    stage.agent().receive_message("maria", "And one more.");
    stage.settle();
    stage.advance(Milliseconds(400));
    CHECK(stage.driver().node(seen).rect.y == Approx(before).margin(1));
    CHECK_FALSE(stage.says("And one more."));
}

TEST_CASE("at the end of a thread a new message comes into sight by itself") {
    Stage stage;
    stage.sign_in();
    stage.open_thread("thread.0");
    stage.agent().receive_message("maria", "I am at the door.");
    stage.settle();
    CHECK(stage.driver().node("message.4").visible().h > 40);
}

TEST_CASE("a message that arrives while one writes touches neither the text nor the caret") {
    Stage stage;
    stage.sign_in();
    stage.open_thread("thread.0");
    stage.click("reply");
    stage.driver().type("Dear Mamá");
    stage.driver().press(ui::Key::kHome);
    stage.agent().receive_message("maria", "Are you there?");
    stage.settle();
    CHECK(stage.driver().has("keyboard.q"));
    stage.driver().type("My ");
    CHECK(stage.value("write.text") == "My Dear Mamá");
}

TEST_CASE("a photo that was not let through is counted in the bubble") {
    Stage stage;
    stage.sign_in();
    stage.agent().receive_message("dwayne", "Two pictures", 1);
    stage.agent().reject_photos_of_newest(1);
    stage.open_thread("thread.1");
    CHECK(stage.says("1 photo was not let through."));
}
