// Back from an entry of a long list: the list stands where it stood, and the focus is on the entry.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using features::ScreenId;

namespace {

/// The lowest entry of the list that is wholly in sight.
std::string entry_in_sight(ui::UiDriver& driver, const std::string& list, const std::string& part) {
    std::string found;
    for (const ui::Node& node : driver.tree().nodes()) {
        if (node.pressable && node.scroller == ui::key_of(list) && node.id.find(part) != std::string::npos &&
            node.visible().h >= node.rect.h - 1)
            found = node.id;
    }
    return found;
}

/// Some way down the list, an entry is opened, and left again.
void check_back(Stage& stage, const std::string& list, const std::string& part) {
    ui::UiDriver& driver = stage.driver();
    for (int step = 0; step < 12; ++step) driver.wheel(driver.node(list).visible().center(), -3.7F);
    const std::string entry = entry_in_sight(driver, list, part);
    INFO(list << ": " << entry);
    REQUIRE_FALSE(entry.empty());
    const ui::Rect before = driver.node(entry).rect;
    const ScreenId screen = stage.terminal().navigation().current().screen;
    driver.click(entry);
    stage.settle();
    REQUIRE(stage.terminal().navigation().current().screen != screen);
    stage.agent().push_moved();  // meanwhile something happened
    stage.settle();
    driver.press(ui::Key::kEscape);
    stage.settle();
    CHECK(stage.terminal().navigation().current().screen == screen);
    CHECK(driver.node(entry).rect.y == Approx(before.y).margin(1));
    REQUIRE(driver.focused() != nullptr);
    CHECK(driver.focused() == &driver.node(entry));
}

}  // namespace

TEST_CASE("Back returns to the place in the transactions, the found ones, the threads and the shelf") {
    const StageOptions options = GENERATE(StageOptions{}, StageOptions{.width = 800, .height = 1280},
                                          StageOptions{.width = 1024, .height = 600, .text_scale_percent = 200});
    CAPTURE(options.width, options.text_scale_percent);
    Stage stage(options);
    stage.agent().lengthen_lists(300);
    stage.sign_in();
    stage.prefer(options);
    stage.open("money");
    check_back(stage, "money.list", "transaction.");
    stage.open("home");
    stage.open("money");
    stage.click("money.search");
    stage.driver().type("Dwayne");
    stage.advance(Milliseconds(600));
    stage.close_keyboard();
    check_back(stage, "found", "transaction.");
    if (!stage.driver().ui().two_panes()) {  // else the thread opens beside the list
        stage.open("home");
        stage.open("messages");
        check_back(stage, "thread", "thread.");
    }
    stage.open("home");
    stage.click("home.commissary");
    stage.click("shelf.food");
    check_back(stage, "shelf.list", ".open");
}
