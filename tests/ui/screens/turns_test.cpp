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
