#include "terminal/features/base/search_box.h"

#include <catch2/catch.hpp>

#include "tests/support/ui_driver.h"

using namespace dayroom;
using namespace dayroom::features;

namespace {

struct Searching {
    SearchBox box;
    int changes = 0;
    void draw(ui::Ui& ui) {
        ui::Cut page = ui.cut(ui.body());
        if (box.draw(ui, page, "search", {.label = "What?", .initial_focus = true})) ++changes;
    }
};

}  // namespace

TEST_CASE("what is looked for changes once typing pauses, or with Enter") {
    Searching searching;
    ui::UiDriver driver([&](ui::Ui& ui) { searching.draw(ui); });
    driver.type("M");
    driver.type("ün");
    CHECK(searching.box.words().empty());
    driver.advance(kTypingPause - Milliseconds(50));
    driver.type("z");
    driver.advance(kTypingPause - Milliseconds(50));
    CHECK(searching.changes == 0);
    driver.advance(Milliseconds(60));
    CHECK(searching.changes == 1);
    CHECK(searching.box.words() == "Münz");
    driver.type("e");
    driver.press(ui::Key::kEnter);
    CHECK(searching.changes == 2);
    CHECK(searching.box.words() == "Münze");
    driver.press(ui::Key::kBackspace);
    driver.type("e");
    driver.advance(kTypingPause);
    CHECK(searching.changes == 2);  // the same again
}

TEST_CASE("one letter, or signs alone, look for nothing") {
    Searching searching;
    ui::UiDriver driver([&](ui::Ui& ui) { searching.draw(ui); });
    for (const char* typed : {"a", "--", "., ;"}) {
        driver.type(typed);
        driver.advance(kTypingPause);
        CHECK(searching.box.words().empty());
        searching.box.clear();
    }
    CHECK(searching.changes == 0);
    driver.type("ab");
    driver.advance(kTypingPause);
    CHECK(searching.box.words() == "ab");
    driver.press(ui::Key::kBackspace);
    driver.advance(kTypingPause);
    CHECK(searching.changes == 2);
    CHECK(searching.box.words().empty());
    searching.box.clear();
    driver.advance(kTypingPause);
    CHECK(searching.changes == 2);
}
