// Touch and keys: what fires, what does not.
#include <catch2/catch.hpp>

#include "tests/support/ui_driver.h"
#include "tests/ui/kit/gallery.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

struct Buttons {
    int fired = 0;
    bool enabled = true;
    void draw(Ui& ui) {
        if (button(ui, "go", {100, 100, 200, 60}, {.label = "Go", .enabled = enabled})) ++fired;
        button(ui, "other", {100, 200, 200, 60}, {.label = "Other"});
    }
};

}  // namespace

TEST_CASE("a press highlights at once and a release inside fires") {
    Buttons screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.press_down({150, 130});
    CHECK(screen.fired == 0);
    driver.release({160, 135});
    CHECK(screen.fired == 1);
}

TEST_CASE("a release outside, a cancelled press and a disabled button do nothing") {
    Buttons screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.press_down({150, 130});
    driver.move_to({600, 600});
    driver.release({600, 600});
    driver.press_down({150, 130});
    InputEvent cancel;
    cancel.kind = InputKind::kPointerCancel;
    driver.window().inject(cancel);
    driver.frame();
    driver.release({150, 130});
    driver.press_down({600, 600});
    driver.release({150, 130});
    CHECK(screen.fired == 0);
    screen.enabled = false;
    driver.settle();
    driver.click("go");
    driver.press(Key::kEnter);
    CHECK(screen.fired == 0);
}

TEST_CASE("a tap within one frame is not lost, and neither are two") {
    Buttons screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.tap_in_one_frame("go");
    CHECK(screen.fired == 1);
    std::vector<InputEvent> events;
    for (int i = 0; i < 3; ++i) {
        InputEvent event;
        event.kind = InputKind::kPointerDown;
        event.position = {150, 130};
        driver.window().inject(event);
        event.kind = InputKind::kPointerUp;
        driver.window().inject(event);
    }
    for (int i = 0; i < 10; ++i) driver.frame();
    CHECK(screen.fired == 4);
}

TEST_CASE("Enter and Space press what has the focus") {
    Buttons screen;
    UiDriver driver([&](Ui& ui) { screen.draw(ui); });
    driver.press(Key::kTab);
    CHECK(driver.focused()->label == "Go");
    driver.press(Key::kEnter);
    driver.press(Key::kSpace);
    CHECK(screen.fired == 2);
    driver.press(Key::kDown);
    CHECK(driver.focused()->label == "Other");
}

TEST_CASE("a dialog is the only thing alive, Escape and its first button are the safe choice") {
    Gallery gallery;
    gallery.page = Page::kRequest;
    UiDriver driver([&](Ui& ui) { gallery.draw(ui); });
    driver.click("submit");
    REQUIRE(gallery.dialog_open);
    CHECK(driver.focused()->id == "request.dialog.cancel");
    const Rect behind = driver.node("nav.home").rect;
    driver.click_at(behind.center());
    CHECK(gallery.dialog_open);
    driver.press(Key::kTab);
    driver.press(Key::kTab);
    driver.press(Key::kTab);
    CHECK(driver.focused()->layer == 1);
    driver.press(Key::kEscape);
    CHECK_FALSE(gallery.dialog_open);
    CHECK(gallery.sent == 0);
    CHECK(driver.focused()->id == "request.body.submit");
    driver.press(Key::kEnter);
    REQUIRE(gallery.dialog_open);
    driver.press(Key::kEnter);
    CHECK(gallery.sent == 0);
    driver.click("submit");
    driver.click("dialog.confirm");
    CHECK(gallery.sent == 1);
}

TEST_CASE("toasts come one at a time, as alerts, and go by themselves") {
    UiDriver driver([](Ui& ui) { ui.text({0, 300, 300, 40}, "Screen"); });
    show_toast(driver.ui(), "First");
    show_toast(driver.ui(), "Second");
    driver.settle();
    CHECK(driver.node("toast").label == "First");
    CHECK(driver.node("toast").role == Role::kAlert);
    CHECK(driver.last().next_due.has_value());
    driver.advance(Milliseconds(5100));
    CHECK(driver.node("toast").label == "Second");
    driver.advance(Milliseconds(5100));
    CHECK_FALSE(driver.has("toast"));
    CHECK_FALSE(driver.last().next_due.has_value());
}

TEST_CASE("a PIN shows its count and never its digits") {
    Gallery gallery;
    gallery.page = Page::kSignIn;
    UiDriver driver([&](Ui& ui) { gallery.draw(ui); });
    driver.click("pin");
    for (const char* key : {"key.8", "key.3", "key.9", "key.1"}) driver.click(key);
    CHECK(driver.node("pin").value == "4 of 6 entered");
    driver.type("27");
    CHECK(driver.node("pin").value == "6 of 6 entered");
    CHECK(as_text(gallery.pin.digits()) == "839127");
    CHECK(driver.dump().find("839127") == std::string::npos);
    driver.press(Key::kBackspace);
    CHECK(gallery.pin.size() == 5);
    driver.click("key.delete");
    CHECK(gallery.pin.size() == 4);
    driver.click("key.clear");
    CHECK(gallery.pin.empty());
    CHECK(gallery.number.empty());
    driver.click("number");
    driver.type("44x71");
    CHECK(gallery.number.text() == "4471");
    CHECK(gallery.pin.empty());
}

TEST_CASE("a hidden amount is not in the tree until it is touched") {
    Gallery gallery;
    gallery.page = Page::kMoney;
    UiDriver driver([&](Ui& ui) { gallery.draw(ui); });
    CHECK(driver.node("account.0").value == "Hidden. Touch to show.");
    driver.click("account.0");
    CHECK(driver.node("account.0").value.substr(0, 6) == "$48.15");
}

TEST_CASE("a button over the open keyboard fires, although its press takes the keyboard away") {
    TextBuffer line{20};
    int sent = 0;
    UiDriver driver([&](Ui& ui) {
        Cut body = ui.cut(ui.body());
        const FieldSpec field{.label = "Name"};
        text_field(ui, "name", body.top(text_field_height(ui, field), 10), line, field);
        if (button(ui, "send", body.bottom(60, 10), {.label = "Send"})) ++sent;
    });
    driver.click("name");
    REQUIRE(driver.has("keyboard.q"));
    const Point on_button = driver.node("send").rect.center();
    driver.press_down(on_button);
    driver.frame();
    CHECK(driver.has("keyboard.q"));
    driver.release(on_button);
    CHECK(sent == 1);
    CHECK_FALSE(driver.has("keyboard.q"));
}
