#include <catch2/catch.hpp>

#include "tests/support/ui_driver.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

struct Compose {
    TextBuffer text{60, true};
    TextBuffer line{20};
    int submitted = 0;
    void draw(Ui& ui) {
        Cut body = ui.cut(ui.body());
        const FieldSpec field{.label = "Search"};
        if (text_field(ui, "line", body.top(text_field_height(ui, field), 10), line, field).submitted) ++submitted;
        text_editor(ui, "text", body.rest(), text, {.label = "Message"});
    }
};

}  // namespace

TEST_CASE("the on-screen keyboard opens on touch, writes, and goes away with Done") {
    Compose screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    CHECK_FALSE(driver.has("keyboard.q"));
    driver.click("text");
    REQUIRE(driver.has("keyboard.q"));
    CHECK(driver.ui().body().h < 800);
    driver.click("keyboard.shift");
    driver.click("keyboard.q");
    driver.click("keyboard.w");
    driver.click("keyboard.space");
    driver.click("keyboard.enter");
    driver.click("keyboard.symbols");
    driver.click("keyboard.$");
    CHECK(screen.text.text() == "Qw \n$");
    driver.click("keyboard.backspace");
    CHECK(screen.text.text() == "Qw \n");
    CHECK(driver.node("text").focused);
    CHECK(driver.node("text").value == "Qw \n");
    driver.click("keyboard.done");
    CHECK_FALSE(driver.has("keyboard.q"));
    CHECK(driver.ui().body().h == 800);
}

TEST_CASE("a hardware keyboard writes too, moves by line and word, undoes") {
    Compose screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.ui().request_focus("text");
    driver.settle();
    driver.type("one two");
    driver.press(Key::kEnter);
    driver.type("three");
    CHECK(screen.text.text() == "one two\nthree");
    driver.press(Key::kUp);
    driver.press(Key::kHome);
    driver.type("0 ");
    CHECK(screen.text.text() == "0 one two\nthree");
    driver.press(Key::kRight, {.control = true});
    driver.press(Key::kEnd, {.shift = true});
    driver.press(Key::kDelete);
    CHECK(screen.text.text() == "0 one \nthree");
    driver.shortcut('z');
    CHECK(screen.text.text() == "0 one two\nthree");
    driver.shortcut('z', true);
    CHECK(screen.text.text() == "0 one \nthree");
    driver.shortcut('a');
    driver.shortcut('x');
    CHECK(screen.text.empty());
    driver.shortcut('v');
    CHECK(screen.text.text() == "0 one \nthree");
}

TEST_CASE("Enter submits a line, Tab leaves a field") {
    Compose screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.click("line");
    driver.type("maria");
    driver.press(Key::kEnter);
    CHECK(screen.submitted == 1);
    CHECK(screen.line.text() == "maria");
    driver.press(Key::kTab);
    CHECK(driver.focused()->id == "text");
    driver.type("x");
    CHECK(screen.text.text() == "x");
    CHECK(screen.line.text() == "maria");
}

TEST_CASE("a touch puts the caret, a drag selects, a double touch takes the word") {
    Compose screen;
    screen.text.set_text("hello world again");
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    const Rect box = driver.node("text").rect;
    const Point start{box.x + 20, box.y + 26};
    driver.click_at(start);
    CHECK(screen.text.caret() == 0);
    driver.advance(Milliseconds(1000));
    const Rect now = driver.node("text").rect;
    driver.drag({now.x + 20, now.y + 26}, {now.x + 700, now.y + 26});
    CHECK(screen.text.selected() == "hello world again");
    driver.advance(Milliseconds(1000));
    driver.click_at({now.x + 40, now.y + 26});
    driver.click_at({now.x + 40, now.y + 26});
    CHECK(screen.text.selected() == "hello");
}

TEST_CASE("arrows follow the eye in text from right to left") {
    Compose screen;
    screen.text.set_text("سلام");
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.ui().request_focus("text");
    driver.settle();
    screen.text.move_to(0, false);
    driver.press(Key::kLeft);
    CHECK(screen.text.caret() == 2);
    driver.press(Key::kRight);
    CHECK(screen.text.caret() == 0);
}

TEST_CASE("the count is live and the limit holds") {
    Compose screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.ui().request_focus("text");
    driver.settle();
    driver.type(std::string(100, 'a'));
    CHECK(screen.text.characters() == 60);
    CHECK(driver.node("text.count").label == "60 of 60 letters");
}

TEST_CASE("the caret asks for its blinks, and sleeps otherwise") {
    Compose screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.ui().request_focus("text");
    driver.settle();
    REQUIRE(driver.last().next_due.has_value());
    CHECK(driver.last().next_due->count() > 100);
    Settings calm;
    calm.reduced_motion = true;
    driver.set_settings(calm);
    CHECK_FALSE(driver.last().next_due.has_value());
}

TEST_CASE("the keyboard of glass moves the caret, takes back, and changes its letters") {
    Compose screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.click("text");
    driver.type("one two");
    driver.click("keyboard.left");
    driver.click("keyboard.left");
    driver.click("keyboard.right");
    driver.click("keyboard.x");
    CHECK(screen.text.text() == "one twxo");
    driver.click("keyboard.undo");
    CHECK(screen.text.text() == "one two");
    CHECK_FALSE(driver.has("keyboard.ñ"));
    driver.click("keyboard.layout");
    CHECK(driver.has("keyboard.ñ"));
    CHECK(driver.node("keyboard.layout").label == "Letters of another language: ES");
    driver.click("keyboard.layout");
    driver.click("keyboard.layout");
    driver.click("keyboard.ê");
    driver.click("keyboard.\u0301");
    CHECK(screen.text.text() == "one twếo");
    driver.click("keyboard.done");
    driver.click("text");
    CHECK(driver.has("keyboard.ê"));  // it stays until the end of the session
    driver.ui().clear();
    driver.settle();
    driver.click("text");
    CHECK_FALSE(driver.has("keyboard.ê"));
}

TEST_CASE("a finger up or down reads on in a long text and leaves the caret, typing comes back to it") {
    Compose screen;
    screen.text = TextBuffer(5000, true);
    std::string lines;
    for (int line = 0; line < 80; ++line) lines += "Line " + std::to_string(line) + "\n";
    screen.text.set_text(lines);
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.ui().request_focus("text");
    driver.settle();
    const std::size_t caret = screen.text.caret();
    const Point middle = driver.node("text").rect.center();
    driver.drag(middle, {middle.x, middle.y + 300});
    driver.settle();
    CHECK(screen.text.caret() == caret);
    CHECK_FALSE(screen.text.has_selection());
    driver.advance(Milliseconds(1000));
    driver.click_at(middle);  // it stands elsewhere now: another line is under the finger
    const std::size_t here = screen.text.caret();
    CHECK(here < caret);
    driver.wheel(middle, -2.0F);
    driver.advance(Milliseconds(1000));
    driver.click_at(middle);
    CHECK(screen.text.caret() > here);
    driver.press(Key::kEnd, {.control = true});
    driver.type("!");
    CHECK(screen.text.text().back() == '!');
}
