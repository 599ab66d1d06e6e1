// Writing a message: from a thread, from the list, with a card, paid and unpaid, online and not. Drafts:
// drafts_test.cpp.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

/// Opens the page that writes to the thread in this row.
void reply_to(Stage& stage, const std::string& thread) {
    stage.open("messages");
    stage.click(thread);
    stage.click("reply");
}

void type(Stage& stage, const std::string& text) {
    stage.click("write.text");
    stage.driver().type(text);
}

void send(Stage& stage) {
    stage.close_keyboard();
    stage.click("write.send");
    stage.click("dialog.confirm");
    stage.settle();
}

const local::SendMessage& last_sending(Stage& stage) {
    const local::ToAgent* found = nullptr;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_send_message()) found = &query;
    }
    REQUIRE(found != nullptr);
    return found->send_message();
}

}  // namespace

TEST_CASE("an answer: price on the button, confirmation with what is left, receipt code, and it stands in the thread") {
    Stage stage;
    stage.sign_in();
    stage.open("messages");
    stage.click("thread.1");
    CHECK(stage.label("reply.cost") == "A message costs 1 credit");
    CHECK(stage.label("reply.balance") == "You have 6 credits");
    stage.click("reply");
    CHECK(stage.label("header.title") == "Write to Dwayne Carter");
    CHECK(stage.driver().node("write.text").focused);
    type(stage, "Happy birthday, Pops!");
    CHECK(stage.label("write.text.count") == "21 of 13,000 letters");
    CHECK(stage.label("write.send").find("1 credit") != std::string::npos);
    CHECK(stage.label("write.note") == "You will have 5 credits left after sending.");
    stage.close_keyboard();
    stage.click("write.send");
    CHECK(stage.driver().node("dialog.cancel").focused);
    CHECK(stage.says("Staff read messages before they are delivered."));
    CHECK(stage.says("5 credits"));
    CHECK(stage.agent().count(Case::kSendMessage) == 0);
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your message is sent");
    CHECK(stage.value("receipt.code").find("K7P3-9QXD") == 0);
    CHECK(last_sending(stage).text() == "Happy birthday, Pops!");
    CHECK(last_sending(stage).price_seen_credits() == 1);
    CHECK(stage.agent().credits() == 5);
    CHECK(stage.agent().drafts().empty());
    stage.click("receipt.follow");
    CHECK(stage.says("Happy birthday, Pops!"));
    CHECK(stage.says("Being reviewed since"));
}

TEST_CASE("the editor has the focus, and the keyboard is there, however late the agent answers") {
    Stage stage;
    stage.sign_in();
    stage.open_thread("thread.1");
    stage.agent().hold();
    stage.click("reply");
    stage.settle();
    CHECK_FALSE(stage.has("write.text"));
    stage.agent().release();
    stage.settle();
    stage.settle();
    CHECK(stage.driver().node("write.text").focused);
    CHECK(stage.has("keyboard.q"));
    stage.driver().type("At once");
    CHECK(stage.value("write.text") == "At once");
}

TEST_CASE("Not yet sends no message and keeps what was typed") {
    Stage stage;
    stage.sign_in();
    reply_to(stage, "thread.1");
    type(stage, "Hold on");
    stage.close_keyboard();
    stage.click("write.send");
    stage.click("dialog.cancel");
    CHECK(stage.agent().count(Case::kSendMessage) == 0);
    CHECK(stage.value("write.text") == "Hold on");
}

TEST_CASE("a price that moves while the question stands closes it and is said, and a yes sends at what was asked") {
    Stage stage;
    stage.sign_in();
    reply_to(stage, "thread.1");
    type(stage, "Wait for me");
    stage.close_keyboard();
    stage.click("write.send");
    REQUIRE(stage.has("dialog.confirm"));
    stage.agent().set_message_credits(2);
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("it was 1 credit, now it is 2 credits"));
    CHECK(stage.agent().count(Case::kSendMessage) == 0);
    stage.click("dialog.cancel");
    CHECK(stage.label("write.send").find("2 credits") != std::string::npos);
    CHECK(stage.value("write.text") == "Wait for me");
    send(stage);
    CHECK(last_sending(stage).price_seen_credits() == 2);
}

TEST_CASE("a price that becomes more than there is closes the question in words") {
    Stage stage;
    stage.sign_in();
    reply_to(stage, "thread.1");
    type(stage, "Wait for me");
    stage.close_keyboard();
    stage.click("write.send");
    stage.agent().set_message_credits(50);
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("50 credits"));
    stage.click("dialog.cancel");
    CHECK_FALSE(stage.driver().node("write.send").enabled);
    CHECK(stage.agent().count(Case::kSendMessage) == 0);
}

TEST_CASE("a reply that the contact has paid for is used first, and costs nothing") {
    Stage stage;
    stage.agent().set_credits(0);
    stage.sign_in();
    stage.open("messages");
    stage.click("thread.0");
    CHECK(stage.label("reply.cost") == "Maria Delgado has paid for this reply");
    stage.click("reply");
    CHECK(stage.label("write.cost") == "Already paid");
    CHECK(stage.label("write.send") == "Send");
    type(stage, "Thank you, Mamá");
    send(stage);
    CHECK(last_sending(stage).prepaid());
    CHECK(last_sending(stage).price_seen_credits() == 0);
    for (const auto& contact : stage.agent().contacts()) {
        if (contact.id() == "maria") CHECK(contact.prepaid_replies() == 1);
    }
}

TEST_CASE("a card from the facility's set goes along, at its price, and can be taken off again") {
    Stage stage;
    stage.sign_in();
    reply_to(stage, "thread.1");
    type(stage, "For you");
    stage.close_keyboard();
    stage.click("write.card");
    CHECK(stage.has("messages.not_private"));
    stage.click("cards.thank_you");
    CHECK(stage.value("write.text") == "For you");
    CHECK(stage.label("write.cost") == "2 credits");
    CHECK(stage.has("write.card_picture"));
    stage.click("write.card");
    stage.click("cards.none");
    CHECK(stage.label("write.cost") == "1 credit");
    stage.click("write.card");
    stage.click("cards.birthday");
    send(stage);
    CHECK(last_sending(stage).card_id() == "card-birthday");
    CHECK(last_sending(stage).price_seen_credits() == 2);
    stage.click("receipt.follow");
    CHECK(stage.label("message.2.card") == "Happy birthday");
}

TEST_CASE("a new message goes to a contact that is approved, and to no other") {
    Stage stage;
    stage.sign_in();
    stage.open("messages");
    stage.click("messages.new");
    CHECK(stage.has("messages.not_private"));
    CHECK(stage.says("Maria Delgado"));
    for (const char* not_approved : {"Tasha Greene", "Ruth Okafor", "Rick Sanders", "Gary Whitfield"})
        CHECK_FALSE(stage.says(not_approved));
    stage.click("contact.3");
    CHECK(stage.label("header.title") == "Write to Yusuf Rahman");
}

TEST_CASE("too few credits are said beside the price, with the way to buy some") {
    Stage stage;
    stage.agent().set_credits(0);
    stage.sign_in();
    reply_to(stage, "thread.1");
    type(stage, "I have no credits");
    stage.close_keyboard();
    CHECK(stage.label("write.problem") == "This costs 1 credit. You have 0 credits.");
    CHECK_FALSE(stage.driver().node("write.send").enabled);
    stage.click("write.problem.action");
    CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kCredits);
    stage.click("header.back");
    CHECK(stage.value("write.text") == "I have no credits");
}

TEST_CASE("suspended, not approved, without prices: each is said, and what was typed stays") {
    Stage stage;
    stage.sign_in();
    reply_to(stage, "thread.1");
    type(stage, "Still here");
    stage.close_keyboard();
    stage.agent().suspend_messaging(true);
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.label("write.problem").find("Messages are turned off for you") == 0);
    CHECK_FALSE(stage.driver().node("write.send").enabled);
    stage.agent().suspend_messaging(false);
    stage.agent().set_contact_state("dwayne", "blocked");
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.label("write.problem").find("You cannot write to this person now") == 0);
    stage.agent().set_contact_state("dwayne", "approved");
    stage.agent().forget_prices();
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.label("write.problem").find("The prices are not here yet.") == 0);
    CHECK(stage.value("write.text") == "Still here");
    stage.open("messages");
    stage.agent().set_contact_state("dwayne", "blocked");
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("reply"));
    CHECK(stage.label("reply.problem").find("You cannot write to this person now") == 0);
}

TEST_CASE("a text beyond the facility's limit is counted, said under it, and not sent") {
    Stage stage;
    stage.agent().set_characters_max(10);
    stage.sign_in();
    reply_to(stage, "thread.1");
    type(stage, "twelve chars");
    CHECK(stage.label("write.text.count") == "12 of 10 letters");
    stage.close_keyboard();
    CHECK(stage.says("2 letters too many. Please make it shorter."));
    stage.click("write.send");
    CHECK_FALSE(stage.has("dialog.confirm"));
    stage.click("write.text");
    stage.driver().press(ui::Key::kBackspace);
    stage.driver().press(ui::Key::kBackspace);
    send(stage);
    CHECK(last_sending(stage).text() == "twelve cha");
}

TEST_CASE("nothing written is said under the text, not in a dialog") {
    Stage stage;
    stage.sign_in();
    reply_to(stage, "thread.1");
    stage.close_keyboard();
    CHECK_FALSE(stage.says("Write something first."));
    stage.click("write.send");
    CHECK(stage.says("Write something first."));
    CHECK_FALSE(stage.has("dialog.confirm"));
}

TEST_CASE("a message that the agent refuses is still there") {
    Stage stage;
    stage.sign_in();
    reply_to(stage, "thread.1");
    type(stage, "Dear Dwayne");
    stage.agent().refuse_next_submission("price_changed");
    send(stage);
    CHECK(stage.says("The price has changed. Nothing was taken."));
    stage.click("dialog.cancel");
    CHECK(stage.value("write.text") == "Dear Dwayne");
    CHECK(stage.agent().drafts().size() == 1);
}

TEST_CASE("offline a message is saved here, says so, and says as of when the credits are") {
    Stage stage;
    stage.agent().set_online(false);
    stage.settle();
    stage.sign_in();
    reply_to(stage, "thread.1");
    CHECK(stage.label("write.as_of").find("As of Today") == 0);
    type(stage, "For later");
    send(stage);
    CHECK(stage.label("receipt.title") == "Your message is saved");
    CHECK(stage.label("receipt.text").find("saved here, not yet sent") != std::string::npos);
    stage.agent().set_online(true);
    stage.agent().push_outcome(true, "", "K7P39QXD", "message");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your message is sent");
    stage.agent().push_outcome(false, "insufficient_funds", "K7P39QXD", "message");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your message could not be sent");
    CHECK(stage.label("receipt.text") == "There are not enough credits. Nothing was taken.");
}

TEST_CASE("every page of writing says that staff can read it") {
    Stage stage({.width = 800, .height = 1280});
    stage.sign_in();
    reply_to(stage, "thread.1");
    CHECK(stage.has("messages.not_private"));
    stage.close_keyboard();
    CHECK(stage.has("messages.not_private"));
    stage.click("write.card");
    CHECK(stage.has("messages.not_private"));
    stage.click("header.back");
    type(stage, "Hi");
    send(stage);
    CHECK(stage.has("messages.not_private"));
}

TEST_CASE("words that Spanish needs are under the fingers") {
    Stage stage({.language = "es"});
    stage.sign_in();
    stage.prefer({.language = "es"});
    reply_to(stage, "thread.1");
    stage.click("write.text");
    for (const char* key : {"keyboard.á", "keyboard.ñ", "keyboard.¿", "keyboard.space", "keyboard.backspace"})
        stage.driver().click(key);
    CHECK(stage.value("write.text") == "áñ¿");
}
