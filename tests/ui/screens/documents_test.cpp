// Handbook and rules: found, read, searched, signed in and out.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using features::ScreenId;

TEST_CASE("the handbook is read chapter by chapter, and a search leads to the place") {
    Stage stage;
    stage.agent().add_handbook(false);
    CHECK_FALSE(stage.has("header.handbook"));
    stage.sign_in();
    stage.click("home.documents");
    CHECK(stage.label("header.title") == "Resident handbook");
    CHECK(stage.says("2. Visits"));
    stage.click("chapter.1");
    CHECK(stage.terminal().navigation().current().screen == ScreenId::kChapter);
    CHECK(stage.says("A photo ID."));
    CHECK(stage.says("Visitors under 18 come with a parent."));
    stage.click("documents.next");
    CHECK(stage.says("Letters to your lawyer are not read."));
    CHECK_FALSE(stage.has("documents.next"));
    stage.click("header.back");
    CHECK(stage.says("1. Welcome"));
    stage.click("documents.search");
    stage.driver().type("lock free");
    stage.advance(Milliseconds(400));
    stage.close_keyboard();
    CHECK(stage.label("documents.search_status") == "1 place found");
    stage.click("passage.0");
    CHECK(stage.says("stay in the lockers"));
    stage.click("header.back");
    CHECK(stage.label("documents.search_status") == "1 place found");
}

TEST_CASE("signed out only what is public is read, and nothing of the reader stays") {
    Stage stage;
    stage.agent().add_handbook(true);
    stage.settle();
    stage.click("header.handbook");
    CHECK(stage.label("header.title") == "Resident handbook");
    stage.click("chapter.1");
    CHECK(stage.says("A photo ID."));
    stage.agent().announce_emergency("Severe weather: go to your cell.", "Mal tiempo: vaya a su celda.");
    stage.settle();
    CHECK(stage.has("emergency"));
    stage.click("header.back");
    stage.click("header.back");
    CHECK(stage.has("sign_in.submit"));
    stage.click("header.handbook");
    stage.click("chapter.0");
    stage.advance(Milliseconds(61'000));
    CHECK(stage.has("sign_in.submit"));  // whoever comes next begins at the beginning
    stage.click("header.handbook");
    CHECK(stage.has("chapter.0"));
}

TEST_CASE("the handbook's pages fit every size, theme and language") {
    for (const char* language : {"en", "es"}) {
        for (const int scale : {100, 150, 200}) {
            for (const char* theme : {"light", "dark", "contrast"}) {
                for (const auto& [width, height] : {std::pair(1280, 800), std::pair(1024, 600), std::pair(800, 1280)}) {
                    const StageOptions options{.width = width,
                                               .height = height,
                                               .text_scale_percent = scale,
                                               .theme = theme,
                                               .language = language};
                    CAPTURE(width, height, scale, theme, language);
                    Stage stage(options);
                    stage.agent().add_handbook(true);
                    stage.prefer(options);
                    CHECK(stage.findings() == "");
                    stage.click("header.handbook");
                    CHECK(stage.findings() == "");
                    stage.click("chapter.1");
                    CHECK(stage.findings() == "");
                    stage.reveal("documents.before");
                    CHECK(stage.findings() == "");
                }
            }
        }
    }
}
