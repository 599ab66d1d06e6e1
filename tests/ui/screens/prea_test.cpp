#include <cstdlib>

#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

constexpr const char* kStory = "canary of the laundry";

void write_report(Stage& stage) {
    stage.click("prea.write");
    stage.click("prea.text");
    stage.driver().type(kStory);
    stage.close_keyboard();
}

}  // namespace

TEST_CASE("without a hotline or a body there is no way to PREA that would lead nowhere") {
    Stage stage;
    CHECK_FALSE(stage.has("header.prea"));
}

TEST_CASE("PREA opens signed out: numbers, what is known, a report, and its code once") {
    Stage stage;
    stage.agent().offer_prea();
    stage.settle();
    stage.click("header.prea");
    CHECK(stage.label("prea.hotline.0") == "#77");
    CHECK_FALSE(stage.has("prea.inside"));
    write_report(stage);
    CHECK(stage.says("3F9A 01C4"));
    CHECK(stage.findings() == "");
    stage.click("prea.send");
    stage.settle();
    CHECK(stage.label("prea.code") == "K7P3 9QXD 2MVA 4T6B");
    CHECK_FALSE(stage.says(kStory));
    stage.click("prea.done");
    CHECK_FALSE(stage.says("K7P3"));
    stage.click("prea.back");
    CHECK(stage.has("sign_in.submit"));
    stage.click("header.prea");
    stage.click("prea.read");
    stage.driver().type("K7P3 9QXD 2MVA 4T6B");
    stage.close_keyboard();
    stage.click("prea.look");
    stage.settle();
    CHECK(stage.says("We come on Monday."));
    CHECK(stage.findings() == "");
    stage.click("prea.back");
    CHECK_FALSE(stage.says("Monday"));
}

TEST_CASE("PREA opens from a session, leads inside when that is wanted, and outlives the session's end") {
    Stage stage;
    stage.agent().offer_prea();
    stage.sign_in();
    stage.click("header.prea");
    SECTION("inside is a request like others") {
        stage.click("prea.inside");
        stage.settle();
        CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kForm);
    }
    SECTION("the session ends while somebody writes") {
        write_report(stage);
        local::ToTerminal ended;
        ended.mutable_session_ended()->set_reason("signed_out");
        stage.agent().push(std::move(ended));
        stage.settle();
        CHECK_FALSE(stage.terminal().signed_in());
        CHECK(stage.says(kStory));
        stage.click("prea.send");
        stage.settle();
        CHECK(stage.has("prea.code"));
    }
    SECTION("the session ends: the language that was chosen stays until PREA is left") {
        stage.click("prea.back");
        features::Preferences spanish = stage.terminal().preferences();
        spanish.language = "es";
        stage.terminal().prefer(spanish);
        stage.settle();
        stage.click("header.prea");
        local::ToTerminal ended;
        ended.mutable_session_ended()->set_reason("signed_out");
        stage.agent().push(std::move(ended));
        stage.advance(Milliseconds(90'000));
        stage.settle();
        CHECK(stage.label("prea.write") == "Escribirles");
        stage.click("prea.back");
        stage.settle();
        CHECK(stage.label("sign_in.title") == "Sign in");
    }
    SECTION("nobody touches the screen: it is said, and then nothing stays") {
        write_report(stage);
        stage.advance(features::kPreaQuiet - features::kPreaWarning);
        stage.settle();
        CHECK(stage.says("Touch the screen to stay."));
        CHECK(stage.says(kStory));
        stage.click("prea.text");
        stage.close_keyboard();
        stage.advance(features::kPreaQuiet - features::kPreaWarning - Milliseconds(1'000));
        stage.settle();
        CHECK(stage.says(kStory));
        stage.advance(features::kPreaWarning + Milliseconds(2'000));
        stage.settle();
        CHECK_FALSE(stage.has("prea.text"));
        CHECK_FALSE(stage.says(kStory));
    }
}

TEST_CASE("while the agent is away the numbers stay, and nothing is lost without a word") {
    Stage stage;
    stage.agent().offer_prea();
    stage.settle();
    stage.click("header.prea");
    write_report(stage);
    stage.agent().go_away();
    stage.settle();
    stage.click("prea.send");
    CHECK(stage.has("prea.problem"));
    CHECK(stage.says(kStory));
    stage.click("prea.back");
    CHECK(stage.label("prea.hotline.0") == "#77");
    stage.click("prea.back");
    CHECK(stage.has("fault.prea"));
}

TEST_CASE("the numbers are here when the agent goes before anybody has looked at them") {
    Stage stage;
    stage.agent().offer_prea();
    stage.settle();
    stage.agent().go_away();
    stage.settle();
    stage.click("fault.prea");
    CHECK(stage.label("prea.hotline.0") == "#77");
    stage.click("prea.back");
    CHECK(stage.has("fault.prea"));
}

TEST_CASE(
    "a terminal that has lost its store still shows the numbers, one that is not offered PREA any more does not") {
    Stage stage;
    stage.agent().offer_prea();
    stage.settle();
    stage.agent().set_device(local::Status::FAULT, "store_corrupt");
    stage.agent().withdraw_prea();
    stage.settle();
    stage.click("fault.prea");
    CHECK(stage.label("prea.hotline.0") == "#77");
    stage.click("prea.back");
    stage.agent().set_device(local::Status::ACTIVE);
    stage.settle();
    CHECK_FALSE(stage.has("header.prea"));
    stage.agent().set_device(local::Status::FAULT, "clock");
    stage.settle();
    CHECK_FALSE(stage.has("fault.prea"));
}

TEST_CASE("PREA opens from the handbook too, and from every fault") {
    Stage stage;
    stage.agent().offer_prea();
    stage.agent().add_handbook(true);
    stage.settle();
    stage.click("header.handbook");
    stage.settle();
    CHECK(stage.findings() == "");
    stage.click("header.prea");
    CHECK(stage.has("prea.hotline.0"));
    stage.click("prea.back");
    for (const char* fault : {"disk_full", "store_corrupt", "certificate_expired", "clock", "never_heard_of"}) {
        INFO(fault);
        stage.agent().set_device(local::Status::FAULT, fault);
        stage.settle();
        stage.click("fault.prea");
        CHECK(stage.has("prea.hotline.0"));
        stage.click("prea.back");
    }
}

TEST_CASE("PREA reads well in every size, colour and language") {
    for (const char* language : {"en", "es"})
        for (const int percent : {100, 200})
            for (const char* theme : {"light", "contrast"}) {
                Stage stage({.text_scale_percent = percent, .theme = theme, .language = language});
                stage.agent().offer_prea();
                stage.settle();
                INFO(language << " " << percent << " " << theme);
                CHECK(stage.findings() == "");
                stage.click("header.prea");
                CHECK(stage.findings() == "");
                write_report(stage);
                CHECK(stage.findings() == "");
                stage.click("prea.send");
                stage.settle();
                CHECK(stage.findings() == "");
            }
}

TEST_CASE("pictures of PREA", "[.shots]") {
    const char* folder = std::getenv("DAYROOM_SHOTS");
    REQUIRE(folder != nullptr);
    for (const char* theme : {"light", "contrast"})
        for (const int percent : {100, 200}) {
            Stage stage({.text_scale_percent = percent, .theme = theme, .pictures = true});
            stage.agent().offer_prea();
            stage.settle();
            int number = 0;
            const auto shot = [&] {
                stage.driver().screenshot(std::string(folder) + "/prea-" + theme + std::to_string(percent) + "-" +
                                          std::to_string(number++) + ".png");
            };
            shot();
            stage.click("header.prea");
            shot();
            stage.click("prea.write");
            shot();
            stage.click("prea.text");
            stage.driver().type(kStory);
            shot();
            stage.close_keyboard();
            stage.click("prea.send");
            stage.settle();
            shot();
            stage.click("prea.done");
            stage.click("prea.back");
            stage.sign_in();
            shot();
        }
}
