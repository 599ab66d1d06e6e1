// What is typed to a contact is never lost: pauses, Back, time-outs, crashes; and never sent twice.
#include <catch2/catch.hpp>

#include "platform/base/bytes.h"
#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void write_to_dwayne(Stage& stage, const std::string& text) {
    stage.open_thread("thread.1");
    stage.click("reply");
    stage.click("write.text");
    stage.driver().type(text);
}

std::string last_nonce(Stage& stage) {
    std::string nonce;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_send_message()) nonce = query.send_message().nonce();
    }
    return nonce;
}

}  // namespace

TEST_CASE("what is typed is saved at each pause, is marked in the list, and comes back after a time-out") {
    Stage stage;
    stage.sign_in();
    write_to_dwayne(stage, "A long let");
    CHECK(stage.agent().count(Case::kSaveDraft) == 0);
    stage.advance(Milliseconds(1000));
    CHECK(stage.agent().count(Case::kSaveDraft) == 1);
    stage.settle();
    CHECK(stage.label("write.draft_saved").find("Draft saved") == 0);
    stage.driver().type("ter");  // not yet saved when the time is up
    stage.advance(Milliseconds(125'000));
    CHECK_FALSE(stage.terminal().signed_in());
    stage.sign_in();
    stage.open("messages");
    CHECK(stage.value("thread.1").find("Draft") != std::string::npos);
    stage.click("thread.1");
    CHECK(stage.label("reply") == "Go on with your draft");
    stage.click("reply");
    CHECK(stage.value("write.text") == "A long letter");
}

TEST_CASE("Back saves what was not saved yet, at once and for other terminals") {
    Stage stage;
    stage.sign_in();
    write_to_dwayne(stage, "Quick");
    stage.close_keyboard();
    stage.click("header.back");
    const auto saved = stage.agent().drafts().find("message/" + to_hex(as_bytes("dwayne")));
    REQUIRE(saved != stage.agent().drafts().end());
    CHECK(saved->second.find("Quick") != std::string::npos);
    const local::ToAgent* last = nullptr;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_save_draft()) last = &query;
    }
    REQUIRE(last != nullptr);
    CHECK(last->save_draft().leaving());
}

TEST_CASE("an emptied text leaves no draft behind") {
    Stage stage;
    stage.sign_in();
    write_to_dwayne(stage, "x");
    stage.advance(Milliseconds(1000));
    CHECK(stage.agent().drafts().size() == 1);
    stage.driver().press(ui::Key::kBackspace);
    stage.advance(Milliseconds(1000));
    CHECK(stage.agent().drafts().empty());
}

TEST_CASE("the draft of a message can be deleted, after a question") {
    Stage stage;
    stage.sign_in();
    write_to_dwayne(stage, "Away with it");
    stage.advance(Milliseconds(1000));
    stage.close_keyboard();
    stage.click("write.discard");
    stage.click("dialog.cancel");
    CHECK(stage.value("write.text") == "Away with it");
    stage.click("write.discard");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().drafts().empty());
    stage.click("reply");
    CHECK(stage.value("write.text").empty());
}

TEST_CASE("each contact has a draft of its own") {
    Stage stage;
    stage.sign_in();
    write_to_dwayne(stage, "for Dwayne");
    stage.close_keyboard();
    stage.open_thread("thread.0");
    stage.click("reply");
    CHECK(stage.value("write.text").empty());
    stage.driver().type("for Maria");
    stage.close_keyboard();
    stage.open_thread("thread.1");
    stage.click("reply");
    CHECK(stage.value("write.text") == "for Dwayne");
}

TEST_CASE("a sending whose answer was lost made one message, and nothing is left to send again") {
    Stage stage;
    stage.sign_in();
    write_to_dwayne(stage, "Only once");
    stage.close_keyboard();
    stage.click("write.send");
    stage.agent().hold();
    stage.click("dialog.confirm");
    const auto messages = stage.agent().messages().size();
    stage.agent().go_away();
    stage.settle();
    stage.agent().come_back();
    stage.agent().release();
    stage.settle();
    stage.sign_in();
    stage.open_thread("thread.1");
    CHECK(stage.says("Only once"));
    stage.click("reply");
    CHECK(stage.value("write.text").empty());
    CHECK(stage.agent().messages().size() == messages);
}

TEST_CASE("a sending that failed is sent again with the same nonce, after a new sign-in too") {
    Stage stage;
    stage.sign_in();
    write_to_dwayne(stage, "Only once");
    stage.close_keyboard();
    stage.agent().refuse_next_submission("unavailable");
    stage.click("write.send");
    stage.click("dialog.confirm");
    stage.settle();
    const std::string nonce = last_nonce(stage);
    stage.agent().go_away();
    stage.settle();
    stage.agent().come_back();
    stage.settle();
    stage.sign_in();
    stage.open_thread("thread.1");
    stage.click("reply");
    stage.close_keyboard();
    stage.click("write.send");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_nonce(stage) == nonce);
    CHECK(nonce.size() == 16);
    CHECK(stage.agent().count(Case::kSendMessage) == 2);
}

TEST_CASE("while it is being sent nothing can be pressed twice") {
    Stage stage;
    stage.sign_in();
    write_to_dwayne(stage, "Once");
    stage.close_keyboard();
    stage.click("write.send");
    stage.agent().hold();
    stage.click("dialog.confirm");
    stage.click("write.send");
    stage.click("write.send");
    CHECK_FALSE(stage.has("dialog.confirm"));
    stage.agent().release();
    stage.settle();
    CHECK(stage.agent().count(Case::kSendMessage) == 1);
    CHECK(stage.label("receipt.title") == "Your message is sent");
}
