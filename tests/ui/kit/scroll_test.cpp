#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/ui_driver.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

constexpr Rect kPlace{100, 100, 600, 600};

struct LongList {
    std::size_t count = 100'000;
    bool measured = false;
    float height = 80;  // of the smallest row, when measured
    bool from_end = false;
    std::uint64_t stamp = 0;
    std::size_t drawn = 0;
    int pressed = -1;
    Rect place = kPlace;
    void draw(Ui& ui) {
        drawn = 0;
        ListSpec spec;
        spec.count = count;
        spec.from_end = from_end;
        spec.gap = 8;
        spec.stamp = stamp;
        if (measured) spec.measure = [this](std::size_t i) { return height + static_cast<float>(i % 5) * 20; };
        virtual_list(ui, "list", place, spec, [&](std::size_t i, Rect box) {
            ++drawn;
            if (row(ui, std::to_string(i), box, {.title = "Row " + std::to_string(i)})) pressed = static_cast<int>(i);
        });
    }
};

}  // namespace

TEST_CASE("100,000 rows cost as much as ten, and the last is exact") {
    LongList list;
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    CHECK(list.drawn < 15);
    driver.press(Key::kEnd);
    CHECK(driver.has("list.99999"));
    CHECK(driver.node("list.99999").rect.bottom() == Approx(kPlace.bottom() - 8).margin(0.6));
    CHECK(list.drawn < 15);
    driver.click("list.99999");
    CHECK(list.pressed == 99'999);
}

TEST_CASE("rows of different heights stand without gap or overlap, from either end") {
    LongList list;
    list.measured = true;
    list.from_end = GENERATE(false, true);
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    if (list.from_end)
        CHECK(driver.has("list.99999"));
    else
        CHECK(driver.has("list.0"));
    for (int i = 0; i < 10; ++i) {
        driver.wheel({300, 300}, list.from_end ? 7.0F : -7.0F);
        float expected = -1;
        for (const Node& node : driver.tree().nodes()) {
            if (node.role != Role::kRow) continue;
            if (expected >= 0) CHECK(node.rect.y == Approx(expected).margin(0.6));
            expected = node.rect.bottom() + 8;
        }
    }
}

TEST_CASE("a drag scrolls after the slop and cancels the tap, less is a tap") {
    LongList list;
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    driver.drag({300, 500}, {300, 300}, Milliseconds(400));
    CHECK(list.pressed == -1);
    driver.advance(Milliseconds(3000));
    CHECK_FALSE(driver.has("list.0"));
    driver.press_down({300, 300});
    driver.move_to({304, 308});
    driver.release({304, 308});
    CHECK(list.pressed >= 0);
}

TEST_CASE("a finger on gliding content stops it and presses nothing") {
    LongList list;
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    driver.drag({300, 600}, {300, 200}, Milliseconds(100));
    CHECK(driver.last().next_due == Milliseconds(0));
    driver.click_at({300, 300});
    CHECK(list.pressed == -1);
    const std::string stopped = driver.dump();
    driver.advance(Milliseconds(500));
    CHECK(driver.dump() == stopped);
}

TEST_CASE("the keyboard walks down the list and what has the focus is in sight") {
    LongList list;
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    driver.press(Key::kTab);
    for (int i = 0; i < 30; ++i) driver.press(Key::kDown);
    REQUIRE(driver.focused() != nullptr);
    CHECK(driver.focused()->id == "list.30");
    const Rect seen = driver.focused()->visible();
    CHECK(seen.h == Approx(driver.focused()->rect.h).margin(0.6));
    driver.press(Key::kPageDown);
    CHECK_FALSE(driver.has("list.20"));
}

TEST_CASE("a page up or down jumps over no row, however much taller the rows are than was thought") {
    LongList list;
    list.count = 40;
    list.measured = true;
    list.height = GENERATE(30.0F, 80.0F, 220.0F);
    list.from_end = GENERATE(false, true);
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    std::set<std::string> seen;
    for (int page = 0; page < 40; ++page) {
        for (const Node& node : driver.tree().nodes()) {
            if (node.role == Role::kRow && node.visible().h > 0) seen.insert(node.id);
        }
        driver.press(list.from_end ? Key::kPageUp : Key::kPageDown);
    }
    CHECK(seen.size() == list.count);
    CHECK(driver.node(list.from_end ? "list.0" : "list.39").visible().h > 20);
}

TEST_CASE("a list that stands at its end stays there when something takes room from it, also while a row comes") {
    LongList list;
    list.count = 40;
    list.measured = true;
    list.from_end = true;
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    const auto stands_at_end = [&](const std::string& newest) {
        CHECK(driver.node(newest).rect.bottom() == Approx(list.place.bottom() - 8).margin(0.6));
    };
    stands_at_end("list.39");
    list.place.h -= 90;  // "not connected"
    driver.settle();
    stands_at_end("list.39");
    list.count = 41;
    driver.settle();
    stands_at_end("list.40");
    list.place.h += 90;
    driver.settle();
    stands_at_end("list.40");
    // Who has gone up to read is left alone.
    driver.wheel({300, 300}, 7.0F);
    driver.settle();
    CHECK_FALSE(driver.has("list.40"));
    const float before = driver.node("list.33").rect.y;
    list.place.h -= 90;
    driver.settle();
    CHECK(driver.node("list.33").rect.y == Approx(before).margin(0.6));
}

TEST_CASE("a row is brought into sight on request, and Back finds the place again") {
    LongList list;
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    scroll_to_row(driver.ui(), "list", 5000);
    driver.settle();
    CHECK(driver.node("list.5000").visible().h > 60);
    const ScreenPlace place = driver.ui().save_place();
    driver.ui().begin_screen();
    driver.settle();
    CHECK(driver.has("list.0"));
    driver.ui().begin_screen(&place);
    driver.settle();
    CHECK(driver.has("list.5000"));
}

TEST_CASE("Back finds the place among rows of different heights to the pixel, and the focus") {
    LongList list;
    list.measured = true;
    list.from_end = GENERATE(false, true);
    list.count = GENERATE(std::size_t{40}, std::size_t{100'000});
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    const auto keep = [&](const std::string& id) {
        INFO(id);
        driver.press_down(driver.node(id).visible().center());
        driver.release(driver.node(id).visible().center());
        const Rect before = driver.node(id).rect;
        const ScreenPlace place = driver.ui().save_place();
        driver.ui().begin_screen();
        driver.settle();
        driver.ui().begin_screen(&place);
        driver.settle();
        CHECK(driver.node(id).rect.y == Approx(before.y).margin(0.6));
        REQUIRE(driver.focused() != nullptr);
        CHECK(driver.focused()->id == id);
    };
    const auto in_sight = [&] {
        const Node* best = nullptr;
        for (const Node& node : driver.tree().nodes())
            if (node.pressable && node.visible().h >= node.rect.h - 1) best = &node;
        REQUIRE(best != nullptr);
        return best->id;
    };
    keep(in_sight());
    for (int step = 0; step < 6; ++step) {
        driver.wheel({300, 300}, list.from_end ? 5.3F : -5.3F);
        keep(in_sight());
    }
    driver.press(list.from_end ? Key::kEnd : Key::kHome);
    keep(in_sight());
    driver.press(list.from_end ? Key::kHome : Key::kEnd);
    keep(in_sight());
}

TEST_CASE("a thread stays at its newest message when one comes") {
    LongList list;
    list.count = 50;
    list.measured = true;
    list.from_end = true;
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    list.count = 51;
    driver.settle();
    CHECK(driver.node("list.50").visible().h > 60);
    list.count = 0;
    driver.settle();
    CHECK(list.drawn == 0);
}

TEST_CASE("what is read stays where it is when all heights are asked for anew, and when a row comes at the end") {
    LongList list;
    list.count = 1'000;
    list.measured = true;
    UiDriver driver([&](Ui& ui) { list.draw(ui); });
    for (int i = 0; i < 60; ++i) driver.wheel({300, 300}, -10.0F);
    std::string first;
    for (const Node& node : driver.tree().nodes()) {
        if (first.empty() && node.role == Role::kRow && node.visible().h > 40) first = node.id;
    }
    REQUIRE_FALSE(first.empty());
    const float before = driver.node(first).rect.y;
    ++list.stamp;
    driver.settle();
    CHECK(driver.node(first).rect.y == Approx(before).margin(1));
    ++list.count;
    driver.settle();
    CHECK(driver.node(first).rect.y == Approx(before).margin(1));
}
