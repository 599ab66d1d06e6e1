// A resident's own messages, from the first letter to staff's last word, and what becomes of their credits.
#include <catch2/catch.hpp>

#include "tests/journey/correspondence.h"

using namespace dayroom::journey;

TEST_CASE_METHOD(Correspondence, "a message is reviewed and delivered: its credit is held, then taken") {
    const auto before = credits();
    REQUIRE(before >= 1);
    const std::string text = "Tell everybody that I think of them.";
    const std::string receipt = write_letter(terminal, pal.name, text);
    const auto waiting = held(receipt);
    CHECK(waiting["text"] == text);
    CHECK(waiting["contact_id"] == pal.id);
    CHECK(waiting["direction"] == "outbound");
    CHECK(credits() == before - 1);
    terminal.drive({"wait receipt.follow"});
    terminal.wait_for_text("Your message is sent");
    terminal.drive({"click receipt.follow"});
    const std::string shown = bubble(terminal, text);
    terminal.drive({"wait " + shown + ".withdraw", "click " + shown});
    terminal.wait_for_text("1 credit is set aside");

    CHECK(approve(waiting["id"]) == 200);
    terminal.wait_for_text("1 credit was taken");
    CHECK(credits() == before - 1);
    bool released = false;
    const auto outbound = provider.get("/api/v1/outbound?limit=200").body["messages"];
    for (const auto& each : outbound) released = released || (each["id"] == waiting["id"] && each["text"] == text);
    CHECK(released);
    must_tie_out(facility);
}

TEST_CASE_METHOD(Correspondence, "a message that is taken back before the decision comes back with its credit") {
    const auto before = credits();
    const std::string text = "On second thought, do not send this.";
    const auto waiting = held(write_letter(terminal, pal.name, text));
    terminal.drive({"wait receipt.follow", "click receipt.follow"});
    const std::string shown = bubble(terminal, text);
    terminal.drive({"click " + shown + ".withdraw", "click dialog.confirm", "gone " + shown + ".withdraw"});
    credits_become(before);
    CHECK(message(waiting["id"])["state"] == "withdrawn");
    CHECK(approve(waiting["id"]) == 409);
    terminal.drive({"click " + shown});
    terminal.wait_for_text("Taken back by you");
    must_tie_out(facility);
}

TEST_CASE_METHOD(Correspondence, "a rejection gives the credit back, and an appeal is granted by another reviewer") {
    const auto before = credits();
    const std::string text = "The yard was loud, we talked about the game.";
    const auto waiting = held(write_letter(terminal, pal.name, text));
    terminal.drive({"wait receipt.follow", "click receipt.follow"});
    const std::string shown = bubble(terminal, text);
    CHECK(reject(waiting["id"]) == 200);
    terminal.drive({"wait " + shown + ".appeal"});
    terminal.wait_until_gone(text);  // nothing rejected is quoted, in the bubble nor in the list beside it
    CHECK(credits() == before);

    terminal.drive({"click " + shown + ".appeal", "wait appeal.text", "type It is about football.", "click appeal.send",
                    "wait dialog.confirm"});
    const std::string receipt = confirm_and_read_receipt(terminal);
    CHECK(receipt.size() == 8);
    terminal.wait_for_text("Appeal sent");
    const std::string grant = "/api/v1/appeals/" + waiting["id"].get<std::string>() + "/grant";
    const auto own = reviewer.post(grant, {{"reason", "harmless"}});
    CHECK(own.status == 403);
    CHECK(own.body["code"] == "same_reviewer");
    CHECK(credits() == before);
    CHECK(other_reviewer.post(grant, {{"reason", "harmless"}}).status == 200);
    CHECK(credits() == before - 1);
    CHECK(message(waiting["id"])["state"] == "delivered");
    open_thread(terminal, pal.name);
    bubble(terminal, text);
    terminal.wait_for_text("After another look, staff let it through");
    must_tie_out(facility);
}

TEST_CASE_METHOD(Correspondence, "a letter begun without network at one terminal is finished at another") {
    const auto before = credits();
    Terminal other(facility, "other", person.unit);
    cable.cut();
    begin_writing(terminal, pal.name);
    terminal.drive({"type Begun here", "wait write.draft_saved"});
    terminal.sign_out();
    cable.connect();

    other.sign_in(person);
    other.wait_for("the rail", [](const Node& node) { return node.id == "nav.messages"; });
    open_thread(other, pal.name);
    other.wait_for_text("Go on with your draft");
    other.drive({"click reply", "expect write.text Begun here", "key end", "type , finished there."});
    const auto waiting = held(send_letter(other));
    CHECK(waiting["text"] == "Begun here, finished there.");
    other.sign_out();

    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.messages"; });
    open_thread(terminal, pal.name);
    bubble(terminal, "Begun here, finished there.");
    terminal.wait_for_text("Write a reply");  // no draft is left
    CHECK(credits() == before - 1);
    must_tie_out(facility);
}
