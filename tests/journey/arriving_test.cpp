// What comes from outside while somebody reads or writes: it shows, and takes nobody's place.
#include <catch2/catch.hpp>

#include "tests/journey/correspondence.h"

using namespace dayroom::journey;

namespace {

/// The bubbles on the screen and where they stand, once nothing moves.
std::vector<std::string> bubbles(Terminal& terminal) {
    terminal.drive({"screenshot bubbles"});
    std::vector<std::string> all;
    for (const Node& node : terminal.tree()) {
        if (node.id.find("message.") != std::string::npos && node.role == "row")
            all.push_back(node.id + " at " + std::to_string(node.y) + ": " + node.label);
    }
    return all;
}

}  // namespace

TEST_CASE_METHOD(Correspondence, "a reply that is paid for from outside arrives while one writes, and costs nothing") {
    const auto before = credits();
    begin_writing(terminal, pal.name);
    terminal.drive({"type Half a sentence", "wait write.cost"});
    terminal.wait_for("the price", [](const Node& node) {
        return node.id.ends_with("write.cost") && node.label.find("1 credit") != std::string::npos;
    });
    const std::string question = "Are you well? The answer is on me.";
    CHECK(approve(write_in(pal, question, 1)) == 200);
    terminal.wait_for("that it is paid for", [](const Node& node) {
        return node.id.ends_with("write.cost") && node.label.find("1 credit") == std::string::npos;
    });
    terminal.drive({"expect write.text Half a sentence", "type , and the other half."});
    const auto waiting = held(send_letter(terminal));
    CHECK(waiting["text"] == "Half a sentence, and the other half.");
    CHECK(credits() == before);
    CHECK(approve(waiting["id"]) == 200);
    CHECK(credits() == before);
    CHECK(contact(pal.name, "approved")["prepaid_replies"] == 0);
    terminal.drive({"wait receipt.follow", "click receipt.follow"});
    bubble(terminal, question);
    terminal.drive({"click " + bubble(terminal, "Half a sentence, and the other half.")});
    terminal.wait_for_text(pal.name + " has paid for it");
    must_tie_out(facility);
}

TEST_CASE_METHOD(Correspondence, "a message that arrives does not move what one reads") {
    for (int count = 1; count <= 12; ++count)
        CHECK(approve(write_in(pal, "Letter " + std::to_string(count) + ", a few words to fill the screen.")) == 200);
    open_thread(terminal, pal.name);
    // There and back: then the keys move the conversation.
    terminal.drive({"click " + bubble(terminal, "Letter 12, a few words to fill the screen."), "click header.back",
                    "wait reader.name"});
    terminal.drive({"key pageup", "key pageup", "gone \"Letter 12, a few words to fill the screen.\""});
    const auto place = bubbles(terminal);
    REQUIRE(place.size() > 1);

    const std::string news = "NEWS while you read";
    CHECK(approve(write_in(pal, news)) == 200);
    terminal.wait_for("the news in the list", [&](const Node& node) {
        return node.id.ends_with("thread.0") && node.value.find(news) != std::string::npos;
    });
    CHECK(bubbles(terminal) == place);
    terminal.drive({"key end"});
    bubble(terminal, news);
}
