#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

Stage& signed_in(Stage& stage) {
    stage.sign_in();
    REQUIRE(stage.terminal().signed_in());
    return stage;
}

}  // namespace

TEST_CASE("after 90 quiet seconds a warning counts down, an answer keeps the session") {
    Stage stage;
    signed_in(stage).advance(Milliseconds(89'000));
    CHECK_FALSE(stage.has("idle"));
    stage.advance(Milliseconds(2'000));
    CHECK(stage.has("idle.cancel"));
    CHECK(stage.driver().dump().find("29 seconds") != std::string::npos);
    stage.advance(Milliseconds(5'000));
    CHECK(stage.driver().dump().find("24 seconds") != std::string::npos);
    stage.click("idle.cancel");
    stage.advance(Milliseconds(60'000));
    CHECK(stage.terminal().signed_in());
    CHECK_FALSE(stage.has("idle.cancel"));
}

TEST_CASE("without an answer the person is signed out, and the agent is told") {
    Stage stage;
    signed_in(stage).advance(Milliseconds(121'000));
    CHECK_FALSE(stage.terminal().signed_in());
    CHECK_FALSE(stage.agent().signed_in());
    CHECK(stage.agent().count(Case::kSignOut) == 1);
}

TEST_CASE("sign-out is asked first, then clears everything") {
    Stage stage;
    signed_in(stage).open("messages");
    stage.click("thread.0");
    stage.click("header.contrast");
    stage.click("nav.sign_out");
    stage.click("dialog.cancel");
    CHECK(stage.terminal().signed_in());
    stage.click("nav.sign_out");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK_FALSE(stage.terminal().signed_in());
    CHECK(stage.terminal().navigation().depth() == 1);
    CHECK(stage.terminal().results().empty());
    CHECK(stage.terminal().person().given_name.empty());
    CHECK(stage.terminal().preferences() == features::Preferences{});
    CHECK(stage.driver().window().images().bytes_used() == 0);
    for (const char* personal : {"Maria", "tamales", "Marcus"})
        CHECK(stage.driver().dump().find(personal) == std::string::npos);
    CHECK(stage.label("sign_in.message") == "You are signed out. Your things are locked again.");
}

TEST_CASE("the session limit ends the session with a sentence, after a word of warning") {
    Stage stage;
    stage.agent().set_policy(90, 120, 180);
    signed_in(stage);
    CHECK(stage.label("header.time_left") == "3 min left");
    stage.advance(Milliseconds(59'000));
    stage.click("nav.home");
    stage.advance(Milliseconds(2'000));
    CHECK(stage.driver().dump().find("minutes left") != std::string::npos);
    stage.advance(Milliseconds(57'000));
    stage.click("nav.home");
    stage.advance(Milliseconds(63'000));
    CHECK_FALSE(stage.terminal().signed_in());
    CHECK(stage.label("sign_in.message").find("Your time is up.") == 0);
}

TEST_CASE("an emergency stands over every screen at once, signed out and in, and goes when it is over") {
    Stage stage;
    const auto stands = [&] { return stage.has("emergency") && stage.says("Severe weather: go to your cell."); };
    CHECK_FALSE(stage.has("emergency"));
    stage.agent().announce_emergency("Severe weather: go to your cell.", "Mal tiempo: vaya a su celda.");
    stage.settle();
    CHECK(stands());
    CHECK(stage.says("Staff will tell you when it is over."));  // nobody signed out can open it
    stage.sign_in();
    for (const char* screen : {"messages", "money", "requests"}) {
        INFO(screen);
        stage.open(screen);
        CHECK(stands());
        CHECK(stage.driver().node("emergency").role == ui::Role::kAlert);
    }
    stage.click("emergency.action");
    CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kNotices);
    stage.open("messages");
    stage.click("thread.0");
    CHECK(stands());
    stage.agent().end_emergency();
    stage.settle();
    CHECK_FALSE(stage.has("emergency"));
}

TEST_CASE("an emergency stands over a fault, and makes the keyboard go where that would leave no room for it") {
    Stage stage({.width = 1024, .height = 600, .text_scale_percent = 200});
    stage.sign_in();
    stage.prefer({.width = 1024, .height = 600, .text_scale_percent = 200});
    stage.open("messages");
    stage.click("messages.search");
    stage.click("messages.search_text");
    REQUIRE(stage.driver().ui().keyboard_open());
    stage.agent().announce_emergency("Severe weather: go to your cell.", "Mal tiempo: vaya a su celda.");
    stage.settle();
    CHECK_FALSE(stage.driver().ui().keyboard_open());
    CHECK(stage.has("emergency"));
    stage.click("messages.search_text");  // whoever has seen it may go on
    CHECK(stage.driver().ui().keyboard_open());
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.driver().ui().keyboard_open());
    stage.close_keyboard();
    stage.agent().set_device(local::Status::FAULT, "disk_full");
    stage.settle();
    CHECK(stage.terminal().choice().face == shell::Face::kFault);
    CHECK(stage.says("Severe weather: go to your cell."));
    CHECK(stage.findings() == "");
    stage.agent().end_emergency();
    stage.settle();
    CHECK_FALSE(stage.has("emergency"));
}

TEST_CASE("a lost agent shows its screen at once, and comes back by itself") {
    Stage stage;
    signed_in(stage);
    stage.agent().go_away();
    stage.settle();
    CHECK(stage.terminal().choice() == shell::Choice{shell::Face::kFault, "agent_lost"});
    CHECK(stage.driver().dump().find("Marcus") == std::string::npos);
    stage.agent().come_back();
    stage.settle();
    CHECK(stage.terminal().choice().face == shell::Face::kSignedOut);
    stage.sign_in();
    CHECK(stage.terminal().signed_in());
}

TEST_CASE("a session that the agent ended is over here too") {
    Stage stage;
    signed_in(stage);
    local::ToTerminal ended;
    ended.mutable_session_ended()->set_reason("revoked");
    stage.agent().push(std::move(ended));
    stage.settle();
    CHECK_FALSE(stage.terminal().signed_in());
}

TEST_CASE("each fault has a screen with whom to call and the nearest working terminal") {
    Stage stage;
    stage.agent().set_device(local::Status::FAULT, "disk_full");
    stage.settle();
    const std::string tree = stage.driver().dump();
    CHECK(tree.find("This terminal is full") != std::string::npos);
    CHECK(tree.find("555-0100") != std::string::npos);
    CHECK(tree.find("B-West dayroom, kiosk 1") != std::string::npos);
    stage.agent().set_device(local::Status::FAULT, "never_heard_of");
    stage.settle();
    CHECK(stage.driver().dump().find("This terminal is out of order") != std::string::npos);
    stage.agent().set_device(local::Status::ACTIVE);
    stage.settle();
    CHECK(stage.terminal().choice().face == shell::Face::kSignedOut);
}

TEST_CASE("revocation while signed in ends the session's screen") {
    Stage stage;
    signed_in(stage);
    stage.agent().set_device(local::Status::REVOKED);
    stage.settle();
    CHECK(stage.has("fault.revoked"));
    CHECK(stage.driver().dump().find("Marcus") == std::string::npos);
}

TEST_CASE("what the hub decided is announced and kept under Notices") {
    Stage stage;
    signed_in(stage);
    stage.agent().push_outcome(false, "insufficient_funds", "K7P39QXD");
    stage.settle();
    const std::string said = "Your request K7P3-9QXD could not be sent: There is not enough money. Nothing was taken.";
    CHECK(stage.driver().dump().find(said) != std::string::npos);
    stage.open("notices");
    CHECK(stage.label("notices.result.0").find(said) != std::string::npos);
    stage.prefer({.language = "es"});
    CHECK(stage.label("notices.result.0").find("Su solicitud K7P3-9QXD no se pudo enviar") != std::string::npos);
}

TEST_CASE("a choice in the settings takes effect at once and is kept") {
    Stage stage;
    signed_in(stage).open("home");
    stage.click("home.settings");
    stage.click("settings.language.1");
    stage.settle();
    CHECK(stage.label("header.title") == "Ajustes");
    CHECK(stage.agent().count(Case::kSetPreferences) == 1);
    CHECK(stage.terminal().preferences().language == "es");
}

TEST_CASE("amounts on the home screen are hidden until touched, and hidden again on leaving") {
    Stage stage;
    signed_in(stage);
    CHECK(stage.driver().dump().find("48.15") == std::string::npos);
    stage.click("home.eye");
    CHECK(stage.driver().dump().find("$48.15 to spend") != std::string::npos);
    stage.open("notices");
    stage.open("home");
    CHECK(stage.driver().dump().find("48.15") == std::string::npos);
}

TEST_CASE("what comes while a button is held waits until it is let go, but not for long") {
    Stage stage;
    signed_in(stage).settle();
    const ui::Rect tile = stage.driver().node("home.messages").rect;
    stage.driver().press_down(tile.center());
    stage.agent().announce_emergency("Go to your cell.", "Vaya a su celda.");
    stage.settle();
    CHECK(stage.driver().node("home.messages").rect.y == tile.y);
    CHECK_FALSE(stage.says("Go to your cell."));
    stage.driver().release(tile.center());
    stage.settle();
    CHECK(stage.says("Go to your cell."));
    CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kMessages);

    stage.agent().end_emergency();
    stage.settle();
    REQUIRE_FALSE(stage.says("Go to your cell."));
    stage.driver().press_down(stage.driver().node("nav.home").rect.center());
    stage.agent().announce_emergency("Go to your cell.", "Vaya a su celda.");
    stage.advance(Milliseconds(390));
    CHECK_FALSE(stage.says("Go to your cell."));
    stage.advance(Milliseconds(20));
    CHECK(stage.says("Go to your cell."));
}
