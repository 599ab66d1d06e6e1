// Turns on the screen: told before a PIN is typed, refused with the moment, and quick looks.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

struct TurnsStage : Stage {
    TurnsStage() {
        agent().set_turns(3, 1'800, 20);
        settle();
    }
    std::string message() const { return label("sign_in.message"); }
    void type_pin(const std::string& number = kNumber, const std::string& pin = kPin) {
        digits(number);
        click("sign_in.submit");
        digits(pin);
    }
    local::SignIn::Wish last_wish() {
        local::SignIn::Wish wish = local::SignIn::PLACE_IN_LINE;
        for (const auto& query : agent().asked())
            if (query.query_case() == Case::kSignIn) wish = query.sign_in().wish();
        return wish;
    }
};

}  // namespace

TEST_CASE("a facility without turns says nothing of them") {
    Stage stage;
    CHECK_FALSE(stage.has("sign_in.turns"));
    stage.digits(kNumber);
    stage.click("sign_in.submit");
    CHECK_FALSE(stage.has("sign_in.quick_look"));
}

TEST_CASE_METHOD(TurnsStage, "how long and how often one may sit here stands on the signed-out screen") {
    CHECK(label("sign_in.turns") ==
          "A session is 30 minutes. You have 3 a day. Between two you wait 30 minutes. "
          "A quick look of 20 seconds counts as no session: you only read.");
    click("language.es");
    CHECK(label("sign_in.turns").find("Tiene 3 al d\u00eda.") != std::string::npos);
}

TEST_CASE_METHOD(TurnsStage, "a refusal says until when, beside the pad, and leads nowhere") {
    agent().refuse_turns("must_wait", 1'200);
    sign_in();
    CHECK(message().find("You can sign in again at") != std::string::npos);
    CHECK(message().find("Others may want to use the terminal too.") == 0);
    CHECK_FALSE(terminal().signed_in());
    agent().refuse_turns("sessions_used", 40'000);
    click("sign_in.submit");
    digits(kPin);
    click("sign_in.submit");
    settle();
    CHECK(message().find("Your sessions of today are used. You can sign in again at") == 0);
    agent().refuse_turns("", 0);
    click("sign_in.submit");
    digits(kPin);
    click("sign_in.submit");
    settle();
    CHECK(terminal().signed_in());
    CHECK(says("You have 2 more sessions today."));
}

TEST_CASE_METHOD(TurnsStage, "a quick look asks for one, says so, and ends by itself") {
    type_pin();
    click("sign_in.quick_look");
    settle();
    CHECK(last_wish() == local::SignIn::QUICK_LOOK);
    REQUIRE(terminal().signed_in());
    CHECK(says("Quick look: 20 seconds. You can only read."));
    advance(Milliseconds(20'000));
    settle();
    CHECK_FALSE(terminal().signed_in());
    sign_in();
    CHECK(last_wish() == local::SignIn::SESSION);
}

TEST_CASE_METHOD(TurnsStage, "when the quick looks are used the PIN may be typed again for a session") {
    agent().refuse_turns("looks_used", 30'000);
    type_pin();
    click("sign_in.quick_look");
    settle();
    CHECK(message().find("Your quick looks of today are used.") == 0);
    agent().refuse_turns("", 0);
    digits(kPin);
    click("sign_in.submit");
    settle();
    CHECK(terminal().signed_in());
    CHECK(last_wish() == local::SignIn::SESSION);
}

TEST_CASE_METHOD(TurnsStage, "a quick look whose PIN must be changed first stays one") {
    type_pin(kFirstNumber, kFirstPin);
    click("sign_in.quick_look");
    settle();
    for (int typed = 0; typed < 2; ++typed) {
        digits("493817");
        click("sign_in.submit");
    }
    settle();
    CHECK(terminal().signed_in());
    CHECK(last_wish() == local::SignIn::QUICK_LOOK);
}

TEST_CASE("without a line nobody reads of one") {
    Stage stage;
    stage.digits(kNumber);
    CHECK_FALSE(stage.has("sign_in.place"));
    CHECK_FALSE(stage.has("sign_in.line"));
}

TEST_CASE_METHOD(TurnsStage, "who waits, about how long, and whose turn it is stand on the signed-out screen") {
    agent().set_line(3, 2, 900);
    settle();
    const std::string words = label("sign_in.line");
    CHECK(words.find(
              "3 people wait in line. With all of them that is 45 minutes at most. It is the turn of number 2,") == 0);
    CHECK(label("sign_in.turns").find("A session is 15 minutes.") == 0);  // shorter while somebody waits
    click("language.es");
    CHECK(label("sign_in.line").find("3 personas esperan en la fila.") == 0);
}

TEST_CASE_METHOD(TurnsStage,
                 "a place in line is taken with the number alone, and the pad is free for the next person") {
    agent().set_line(2, 0, 900);
    settle();
    CHECK_FALSE(driver().node("sign_in.place").enabled);
    digits(kNumber);
    click("sign_in.place");
    settle();
    CHECK_FALSE(terminal().signed_in());
    CHECK(last_wish() == local::SignIn::PLACE_IN_LINE);
    for (const auto& query : agent().asked())
        if (query.query_case() == Case::kSignIn) CHECK(query.sign_in().pin().empty());
    CHECK(label("sign_in.taken") == "You are number 3. 2 people are before you.");
    CHECK(value("sign_in.number").empty());
    CHECK_FALSE(has("sign_in.place"));  // the words stand in its room
    click("language.es");
    CHECK(label("sign_in.taken") == "Usted es el número 3. Hay 2 personas antes.");
    digits("4");
    CHECK(driver().node("sign_in.place").enabled);
    click("sign_in.key.delete");
    type_pin();
    click("sign_in.submit");
    settle();
    CHECK(terminal().signed_in());
    CHECK(last_wish() == local::SignIn::SESSION);
}

TEST_CASE_METHOD(TurnsStage, "a number that is not of here gets no place, and whoever is not called reads until when") {
    agent().set_line(2, 1, 0);
    settle();
    CHECK(label("sign_in.line").find("minutes") == std::string::npos);  // no limit, so nothing is promised
    digits("987654");
    click("sign_in.place");
    settle();
    CHECK_FALSE(message().empty());
    CHECK_FALSE(has("sign_in.taken"));
    click("sign_in.submit");
    click("sign_in.clear_all");
    agent().refuse_turns("others_first", 120);
    sign_in();
    CHECK(message().find("Somebody who waits in line is called first, until") == 0);
    CHECK_FALSE(terminal().signed_in());
}

TEST_CASE("the signed-out screen with a line in every look, the accessibility lint finds nothing") {
    for (const auto& [width, height] : {std::pair(1280, 800), std::pair(1024, 600), std::pair(800, 1280)}) {
        for (const char* language : {"en", "es"}) {
            for (const int scale : {100, 200}) {
                for (const char* theme : {"light", "contrast"}) {
                    CAPTURE(width, height, language, scale, theme);
                    Stage stage({.width = width,
                                 .height = height,
                                 .text_scale_percent = scale,
                                 .theme = theme,
                                 .language = language});
                    stage.agent().set_turns(3, 1'800, 20);
                    stage.agent().set_line(12, 7, 900);
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.digits(kNumber);
                    stage.click("sign_in.place");
                    stage.settle();
                    CHECK(stage.findings() == "");
                }
            }
        }
    }
}
