// Pictures of every screen, for people to look at: hidden, run by name with DAYROOM_SHOTS=folder.
#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/ui/screens/walk.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

void tour(const StageOptions& options, const std::string& folder) {
    std::filesystem::create_directories(folder);
    Stage stage(options);
    int number = 10;
    walk(stage, options, [&](const std::string& name) {
        stage.driver().screenshot(folder + "/" + std::to_string(number++) + "-" + name + ".png");
    });
    last_resort(options, [&](ui::UiDriver& driver) {
        driver.screenshot(folder + "/" + std::to_string(number) + "-last-resort.png");
    });
}

}  // namespace

TEST_CASE("tour of all screens", "[.shots]") {
    const char* folder = std::getenv("DAYROOM_SHOTS");
    REQUIRE(folder != nullptr);
    const std::string base = folder;
    SECTION("light") { tour({.pictures = true}, base + "/light"); }
    SECTION("contrast 200") {
        tour({.text_scale_percent = 200, .theme = "contrast", .pictures = true}, base + "/contrast200");
    }
    SECTION("dark es") { tour({.theme = "dark", .language = "es", .pictures = true}, base + "/dark-es"); }
    SECTION("small") { tour({.width = 1024, .height = 600, .pictures = true}, base + "/small"); }
    SECTION("small 200") {
        tour({.width = 1024, .height = 600, .text_scale_percent = 200, .language = "es", .pictures = true},
             base + "/small200");
    }
    SECTION("tall 150") {
        tour({.width = 800, .height = 1280, .text_scale_percent = 150, .pictures = true}, base + "/tall150");
    }
    SECTION("tall 200") {
        tour({.width = 800, .height = 1280, .text_scale_percent = 200, .language = "es", .pictures = true},
             base + "/tall200");
    }
}
