// Every screen at three sizes, three text scales, three themes and in two languages: the accessibility lint finds
// nothing.
#include <catch2/catch.hpp>

#include "tests/ui/screens/walk.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

/// All findings of one walk, each with its screen.
std::string findings_of(const StageOptions& options) {
    Stage stage(options);
    std::string all;
    walk(stage, options, [&](const std::string& name) {
        const std::string here = stage.findings();
        if (!here.empty()) all += name + ":\n" + here;
    });
    last_resort(options, [&](ui::UiDriver& driver) {
        CHECK(driver.has("fault.last_resort.page.title"));
        for (const auto& finding : driver.lint()) all += "last-resort:\n" + finding + "\n";
    });
    return all;
}

void check_size(int width, int height) {
    for (const char* language : {"en", "es"}) {
        for (const int scale : {100, 150, 200}) {
            for (const char* theme : {"light", "dark", "contrast"}) {
                const StageOptions options{.width = width,
                                           .height = height,
                                           .text_scale_percent = scale,
                                           .theme = theme,
                                           .language = language};
                CAPTURE(width, height, scale, theme, language);
                CHECK(findings_of(options) == "");
            }
        }
    }
}

}  // namespace

TEST_CASE("lint of all screens, 1280×800") { check_size(1280, 800); }
TEST_CASE("lint of all screens, 1024×600") { check_size(1024, 600); }
TEST_CASE("lint of all screens, 800×1280") { check_size(800, 1280); }
