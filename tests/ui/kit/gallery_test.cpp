// Every widget in every size, text scale, theme and direction, through the accessibility lint.
#include "tests/ui/kit/gallery.h"

#include <catch2/catch.hpp>

#include "tests/support/ui_driver.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

void fill(Gallery& gallery) {
    gallery.number.set_text("4471");
    gallery.message.set_text("Hi Mamá, thank you for the picture of Lucía.");
    for (const int digit : {1, 2, 3}) gallery.pin.push(digit);
}

}  // namespace

TEST_CASE("the gallery has no finding at 3 sizes, 3 text scales and 3 themes") {
    struct Screen {
        int w, h;
    };
    const Screen size = GENERATE(Screen{1280, 800}, Screen{1024, 600}, Screen{800, 1280});
    const ThemeKind theme = GENERATE(ThemeKind::kLight, ThemeKind::kDark, ThemeKind::kHighContrast);
    Gallery gallery;
    fill(gallery);
    DriverOptions options;
    options.width = size.w;
    options.height = size.h;
    options.settings.theme = theme;
    UiDriver driver([&](Ui& ui) { gallery.draw(ui); }, options);
    for (const float scale : {1.0F, 1.5F, 2.0F}) {
        for (const Direction direction : {Direction::kLeftToRight, Direction::kRightToLeft}) {
            options.settings.text_scale = scale;
            options.settings.direction = direction;
            for (int page = 0; page < kPages; ++page) {
                gallery.page = static_cast<Page>(page);
                for (const bool dialog : {false, true}) {
                    gallery.dialog_open = dialog;
                    driver.ui().begin_screen();
                    driver.set_settings(options.settings);
                    CAPTURE(size.w, size.h, scale, static_cast<int>(theme), name_of(gallery.page), dialog,
                            static_cast<int>(direction));
                    CHECK(driver.lint() == std::vector<std::string>{});
                    CHECK(!driver.tree().nodes().empty());
                }
            }
        }
    }
}

TEST_CASE("with the on-screen keyboard open nothing overlaps, in every layout") {
    Gallery gallery;
    fill(gallery);
    gallery.page = Page::kCompose;
    DriverOptions options;
    options.settings.keyboard = GENERATE(KeyboardLayout::kEnglish, KeyboardLayout::kSpanish,
                                         KeyboardLayout::kHaitianCreole, KeyboardLayout::kVietnamese);
    const bool portrait = GENERATE(false, true);
    if (portrait) options.width = 800, options.height = 1280;
    const float scale = GENERATE(1.0F, 1.5F, 2.0F);
    options.settings.text_scale = scale;
    if (!portrait && scale > 1) options.width = 1024, options.height = 600;
    CAPTURE(scale, portrait);
    UiDriver driver([&](Ui& ui) { gallery.draw(ui); }, options);
    driver.click("message");
    REQUIRE(driver.has("keyboard.backspace"));
    CHECK(driver.node("message").visible().h > 60);
    CHECK(driver.lint() == std::vector<std::string>{});
    driver.click("keyboard.symbols");
    CHECK(driver.lint() == std::vector<std::string>{});
}

TEST_CASE("every control of the gallery is reached by Tab alone") {
    Gallery gallery;
    gallery.page = Page::kControls;
    UiDriver driver([&](Ui& ui) { gallery.draw(ui); });
    const std::size_t count = focus_order(driver.tree()).size();
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < count + 1; ++i) {
        driver.press(Key::kTab);
        REQUIRE(driver.focused() != nullptr);
        if (std::find(seen.begin(), seen.end(), driver.focused()->id) == seen.end())
            seen.push_back(driver.focused()->id);
    }
    CHECK(seen.size() == count);
}

TEST_CASE("the semantic tree of each page is as it was agreed") {
    Gallery gallery;
    fill(gallery);
    UiDriver driver([&](Ui& ui) { gallery.draw(ui); });
    for (int page = 0; page < kPages; ++page) {
        gallery.page = static_cast<Page>(page);
        driver.ui().begin_screen();
        driver.settle();
        CHECK(compare_golden(std::string("kit/") + name_of(gallery.page) + ".jsonl", driver.dump()).empty());
    }
}

TEST_CASE("the lint sees faults made through the kit") {
    UiDriver driver([](Ui& ui) {
        button(ui, "small", {10, 10, 200, 40}, {.label = "Small"});
        button(ui, "long", {10, 100, 60, 60}, {.label = "Constitutional rights"});
        ui.text({10, 200, 300, 40}, "Too pale", {.color = Color::rgb(0xBBBBBB)});
        ui.text({10, 300, 40, 20}, "Far too much for so little room");
    });
    std::string rules;
    for (const Finding& finding : driver.ui().lint()) rules += finding.rule + ":" + finding.node.substr(0, 8) + " ";
    CHECK(rules == "target-size:small overflow:Constitu contrast:Too pale overflow:Far too  ");
}
