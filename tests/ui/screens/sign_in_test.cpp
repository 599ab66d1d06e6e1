#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

TEST_CASE("the signed-out screen says nothing personal") {
    Stage stage;
    CHECK(stage.has("facility"));
    CHECK(stage.has("language.es"));
    for (const char* personal : {"Marcus", "Delgado", "48.15"})
        CHECK(stage.driver().dump().find(personal) == std::string::npos);
}

TEST_CASE("number and PIN lead home, the tree never holds a PIN digit") {
    Stage stage;
    stage.digits(kNumber);
    stage.click("sign_in.submit");
    stage.digits("258");
    CHECK(stage.value("sign_in.pin") == "3 of 6 entered");
    CHECK(stage.driver().dump().find("258") == std::string::npos);
    stage.digits("036");
    stage.click("sign_in.submit");
    stage.settle();
    CHECK(stage.terminal().signed_in());
    CHECK(stage.label("header.title") == "Good afternoon, Marcus");
    for (const auto& query : stage.agent().asked()) CHECK(query.ShortDebugString().find(kPin) == std::string::npos);
}

TEST_CASE("a wrong PIN says how many tries are left, then until when it is locked") {
    Stage stage;
    stage.sign_in(kNumber, "111111");
    CHECK(stage.label("sign_in.message") == "The number or the PIN is not right. You can try 4 more times.");
    for (int attempt = 0; attempt < 4; ++attempt) {
        stage.digits("111111");
        stage.click("sign_in.submit");
    }
    CHECK(stage.label("sign_in.message").find("Too many tries. You can try again at") == 0);
    CHECK_FALSE(stage.terminal().signed_in());
}

TEST_CASE("an unknown number is told apart from a wrong PIN only by what to do") {
    Stage stage;
    stage.sign_in("9999", "111111");
    CHECK(stage.label("sign_in.message").find("This number cannot sign in at this terminal.") == 0);
}

TEST_CASE("the first PIN must be changed before anything else is shown") {
    Stage stage;
    stage.sign_in(kFirstNumber, kFirstPin);
    CHECK_FALSE(stage.terminal().signed_in());
    CHECK(stage.has("sign_in.new_pin"));
    stage.digits("493817");
    stage.click("sign_in.submit");
    stage.digits("493818");
    stage.click("sign_in.submit");
    CHECK(stage.label("sign_in.message").find("The two PINs are not the same.") == 0);
    stage.digits("493817");
    stage.click("sign_in.submit");
    stage.digits("493817");
    stage.click("sign_in.submit");
    stage.settle();
    CHECK(stage.terminal().signed_in());
}

TEST_CASE("a weak new PIN is refused, and another may be chosen at once") {
    Stage stage;
    stage.sign_in(kFirstNumber, kFirstPin);
    for (int typed = 0; typed < 2; ++typed) {
        stage.digits("111111");
        stage.click("sign_in.submit");
    }
    CHECK(stage.label("sign_in.message") == "This PIN is too easy to guess. Please choose another one.");
    CHECK(stage.has("sign_in.new_pin"));
}

TEST_CASE("the language of the screen changes at once, and goes back for the next person") {
    Stage stage;
    stage.click("language.es");
    CHECK(stage.label("sign_in.title") == "Entrar");
    stage.advance(shell::kSignedOutReset + Milliseconds(1000));
    CHECK(stage.label("sign_in.title") == "Sign in");
}

TEST_CASE("what was half typed is forgotten when nobody is there") {
    Stage stage;
    stage.digits("44");
    stage.advance(shell::kSignedOutReset + Milliseconds(1000));
    CHECK(stage.value("sign_in.number").empty());
}

TEST_CASE("offline is said before one types") {
    Stage stage;
    stage.agent().set_online(false);
    stage.settle();
    CHECK(stage.label("sign_in.message").find("No connection right now.") == 0);
    stage.sign_in();
    CHECK(stage.terminal().signed_in());
}

TEST_CASE("while the agent checks, nothing can be pressed twice") {
    Stage stage;
    stage.agent().hold();
    stage.sign_in();
    stage.click("sign_in.submit");
    CHECK(stage.agent().count(Case::kSignIn) == 1);
    stage.agent().release();
    stage.settle();
    CHECK(stage.terminal().signed_in());
}

TEST_CASE("what stands beside the pad follows the language") {
    Stage stage;
    stage.sign_in();
    stage.click("nav.sign_out");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("sign_in.message") == "You are signed out. Your things are locked again.");
    stage.click("language.es");
    stage.settle();
    CHECK(stage.label("sign_in.message") == "Su sesión se cerró. Sus cosas están protegidas otra vez.");
    stage.sign_in(kNumber, "111111");
    CHECK(stage.label("sign_in.message").find("Puede intentarlo 4 veces más.") != std::string::npos);
    stage.click("language.en");
    stage.settle();
    CHECK(stage.label("sign_in.message") == "The number or the PIN is not right. You can try 4 more times.");
}

TEST_CASE("the keys stay where they are under the fingers when the hub goes and comes") {
    Stage stage;
    stage.agent().set_online(false);
    stage.settle();
    REQUIRE(stage.has("sign_in.message"));
    const auto place = [&] { return stage.driver().node("sign_in.key.5").rect.y; };
    const float before = place();
    const ui::Rect key = stage.driver().node("sign_in.key.5").rect;
    stage.driver().press_down(key.center());
    stage.agent().set_online(true);
    stage.driver().settle();
    CHECK(place() == before);
    stage.agent().set_online(false);
    stage.driver().release(key.center());
    CHECK(stage.value("sign_in.number") == "5");
    stage.agent().set_online(true);
    stage.settle();
    CHECK(place() == before);
    stage.click("sign_in.key.delete");
    stage.settle();
    CHECK_FALSE(stage.has("sign_in.message"));
    CHECK(place() != before);
}
