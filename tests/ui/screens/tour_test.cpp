// Pictures of every screen, for people to look at: hidden, run by name with DAYROOM_SHOTS=folder.
#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

void shoot(Stage& stage, const std::string& folder, const std::string& name) {
    stage.settle();
    stage.driver().screenshot(folder + "/" + name + ".png");
    const auto findings = stage.findings();
    if (!findings.empty()) WARN(name + ":\n" + findings);
}

void tour(const StageOptions& options, const std::string& folder) {
    std::filesystem::create_directories(folder);
    Stage stage(options);
    shoot(stage, folder, "01-signed-out");
    stage.sign_in(kNumber, "111111");
    shoot(stage, folder, "02-wrong-pin");
    stage.click("sign_in.clear_all");
    stage.sign_in();
    stage.prefer(options);
    shoot(stage, folder, "03-home");
    stage.open("messages");
    shoot(stage, folder, "04-messages");
    stage.click("thread.0");
    shoot(stage, folder, "05-reader");
    if (!stage.has("messages.search")) stage.click("header.back");
    stage.click("messages.search");
    shoot(stage, folder, "06-search");
    stage.open("money");
    shoot(stage, folder, "07-money");
    if (stage.has("transaction.1")) stage.click("transaction.1");
    shoot(stage, folder, "08-deposit");
    stage.open("requests");
    shoot(stage, folder, "09-requests");
    stage.click("request.0");
    shoot(stage, folder, "10-request");
    stage.open("requests");
    stage.click("requests.new");
    shoot(stage, folder, "11-forms");
    stage.click("form.document_copy");
    shoot(stage, folder, "12-form");
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
    SECTION("light 200") { tour({.text_scale_percent = 200, .pictures = true}, base + "/light200"); }
    SECTION("dark es") { tour({.theme = "dark", .language = "es", .pictures = true}, base + "/dark-es"); }
    SECTION("small") { tour({.width = 1024, .height = 600, .pictures = true}, base + "/small"); }
    SECTION("small 200") {
        tour({.width = 1024, .height = 600, .text_scale_percent = 200, .language = "es", .pictures = true},
             base + "/small200");
    }
    SECTION("tall") { tour({.width = 800, .height = 1280, .pictures = true}, base + "/tall"); }
    SECTION("tall 200") {
        tour({.width = 800, .height = 1280, .text_scale_percent = 200, .pictures = true}, base + "/tall200");
    }
}
