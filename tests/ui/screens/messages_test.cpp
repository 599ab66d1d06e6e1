#include <catch2/catch.hpp>

#include "platform/rules/search.h"
#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

TEST_CASE("a thread opens beside the list on a wide screen, with the newest at the bottom, and counts as read once") {
    Stage stage;
    stage.sign_in();
    stage.open("messages");
    stage.click("thread.0");
    CHECK(stage.driver().dump().find("She was the moon") != std::string::npos);
    CHECK(stage.agent().count(Case::kMarkRead) == 1);
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.agent().count(Case::kMarkRead) == 1);
    CHECK(stage.has("thread.1"));
}

TEST_CASE("on a narrow screen the thread has a screen of its own, and Back returns to the list") {
    Stage stage({.width = 800, .height = 1280});
    stage.sign_in();
    stage.open("messages");
    stage.click("thread.0");
    CHECK_FALSE(stage.has("thread.1"));
    CHECK(stage.label("header.title") == "Maria Delgado");
    stage.click("header.back");
    CHECK(stage.has("thread.1"));
}

TEST_CASE("every message screen says that staff can read messages") {
    Stage stage({.width = 1024, .height = 600, .text_scale_percent = 200});
    stage.sign_in();
    stage.open("messages");
    CHECK(stage.has("messages.not_private"));
    stage.click("thread.0");
    CHECK(stage.has("messages.not_private"));
    stage.click("photo.0");
    CHECK(stage.has("messages.not_private"));
    stage.click("header.back");
    stage.click("header.back");
    stage.click("messages.search");
    CHECK(stage.has("messages.not_private"));
}

TEST_CASE("a photo is asked for when it is seen, and opens in full") {
    Stage stage;
    stage.sign_in();
    CHECK(stage.agent().count(Case::kGetPhoto) == 0);
    stage.open("messages");
    stage.click("thread.0");
    CHECK(stage.agent().count(Case::kGetPhoto) >= 1);
    stage.click("photo.0");
    CHECK(stage.has("photo.full"));
    stage.click("header.back");
    CHECK(stage.has("thread.0"));
}

TEST_CASE("filters ask the agent, and an empty one says so") {
    Stage stage;
    stage.sign_in();
    stage.open("messages");
    stage.click("messages.filter.1");
    CHECK(stage.driver().dump().find("Yusuf") == std::string::npos);
    CHECK(stage.driver().dump().find("Maria Delgado") != std::string::npos);
    stage.agent().clear_messages();
    stage.click("messages.filter.0");
    CHECK(stage.driver().dump().find("No messages yet") != std::string::npos);
}

TEST_CASE("search waits for a pause and two letters") {
    Stage stage;
    stage.sign_in();
    stage.open("messages");
    stage.click("messages.search");
    stage.driver().type("t");
    stage.advance(Milliseconds(600));
    CHECK(stage.agent().count(Case::kSearchMessages) == 0);
    stage.driver().type("amales");
    stage.advance(Milliseconds(600));
    CHECK(stage.agent().count(Case::kSearchMessages) == 1);
    CHECK(stage.label("messages.search_status") == "1 message found");
}

TEST_CASE("a search that finds too many says so, shows the newest thousand, and asks for nothing behind them") {
    const bool spanish = GENERATE(false, true);
    Stage stage({.language = spanish ? "es" : "en"});
    stage.sign_in();
    const std::string contact = stage.agent().contacts().at(0).id();
    for (int i = 0; i < rules::kMostFound; ++i) stage.agent().receive_message(contact, "zebra " + std::to_string(i));
    stage.open("messages");
    stage.click("messages.search");
    const auto search = [&](const std::string& more) {
        stage.driver().type(more);
        stage.advance(Milliseconds(600));
        return stage.label("messages.search_status");
    };
    CHECK(search("zebra") == (spanish ? "1,000 mensajes encontrados" : "1,000 messages found"));
    stage.agent().receive_message(contact, "zebra of today");
    stage.settle();
    CHECK(search(" ") == (spanish
                              ? "Más de 1,000 mensajes encontrados. Solo se muestran los 1,000 más nuevos. Escriba más "
                                "palabras para encontrar menos."
                              : "More than 1,000 messages found. Only the newest 1,000 are shown. Type more words "
                                "to find fewer."));
    CHECK(stage.driver().dump().find("zebra of today") != std::string::npos);
    stage.driver().wheel(stage.driver().node("result.0").visible().center(), -1'000'000);
    stage.settle();
    CHECK(stage.has("result.999"));
    CHECK_FALSE(stage.has("result.1000"));
    for (const auto& asked : stage.agent().asked())
        if (asked.has_search_messages()) CHECK(asked.search_messages().page().offset() < rules::kMostFound);
}

TEST_CASE("a deposit opens as arithmetic") {
    Stage stage;
    stage.sign_in();
    stage.open("money");
    CHECK(stage.value("money.spendable").find("$48.15") == 0);
    stage.click("transaction.1");
    const std::string tree = stage.driver().dump();
    CHECK(tree.find("How this deposit was split") != std::string::npos);
    CHECK(tree.find("RCW 72.11.020") != std::string::npos);
    stage.click("header.back");
    stage.click("money.filter.2");
    CHECK(stage.driver().dump().find("Money from Maria Delgado") == std::string::npos);
}
