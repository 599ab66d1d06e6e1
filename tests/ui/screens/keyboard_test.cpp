// The real screens with the keyboard alone: nothing here touches, clicks or scrolls.
#include <set>

#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;
using ui::Key;

namespace {

constexpr int kMostSteps = 400;  // of Tab: more than any screen has controls

/// Hands on the keyboard. After each key the focus must be somewhere, shown by its ring and seen.
class Hands {
public:
    explicit Hands(Stage& stage) : stage_(stage) {}

    void press(Key key, bool shift = false) {
        stage_.driver().press(key, {.shift = shift});
        settle();
    }
    void type(const std::string& words) { stage_.driver().type(words); }
    std::string focused() const {
        const ui::Node* node = stage_.driver().focused();
        return node == nullptr ? std::string() : node->id;
    }
    /// By the whole id, or its end.
    bool on(const std::string& id) const { return focused() == id || focused().ends_with("." + id); }

    /// Tab until it has the focus. Tab comes into a long list where it stands: Home brings back its beginning.
    void go(const std::string& id) {
        const std::string start = focused();
        for (int step = 0; step < kMostSteps; ++step) {
            if (on(id) && ring()) return;
            press(Key::kTab);
            check_seen();
            if (focused() == start) press(Key::kHome);
        }
        FAIL("Tab does not come to " << id << " in\n" << stage_.driver().dump());
    }
    void choose(const std::string& id) {
        go(id);
        press(Key::kEnter);
        stage_.settle();
    }
    /// An entry of the navigation; without one, back to Home and its tile.
    void open(const std::string& entry) {
        if (stage_.has("nav." + entry)) return choose("nav." + entry);
        while (stage_.terminal().navigation().can_go_back()) press(Key::kEscape);
        if (entry != "home") choose("home." + entry);
    }

    /// Once around the screen: Tab comes to everything that can be pressed and lies ahead, Shift-Tab goes the same way
    /// back, and nothing holds the focus.
    void round() {
        std::set<std::string> standing;
        std::set<std::string> reached;
        press(Key::kTab);
        // Of a long list only what is in sight can be come back to: begin outside of it.
        for (int step = 0; step < kMostSteps && stage_.driver().focused()->scroller != ui::kNoNode; ++step)
            press(Key::kTab);
        const std::string start = focused();
        INFO("from " << start);
        for (int step = 0; step < kMostSteps; ++step) {
            bool ahead = false;
            const std::string from = focused();
            for (const ui::Node* node : ui::focus_order(stage_.driver().tree())) {
                ahead = ahead || node->focused;
                if (ahead) standing.insert(node->id);
            }
            check_seen();
            reached.insert(from);
            const ui::NodeKey area = stage_.driver().focused()->scroller;
            press(Key::kTab);
            const std::string to = focused();
            if (to == start) break;
            // Into a list that stands in its middle: the way back leads over the rows above.
            const ui::NodeKey entered = stage_.driver().focused()->scroller;
            if (entered != ui::kNoNode && entered != area) continue;
            press(Key::kTab, true);
            CHECK(focused() == from);
            press(Key::kTab);
            REQUIRE(focused() == to);
        }
        CHECK(focused() == start);
        CHECK(reached == standing);
    }

private:
    bool ring() const { return stage_.driver().ui().focus().ring_visible(); }
    void settle() {
        stage_.settle();
        stage_.settle();
    }
    void check_seen() {
        const ui::Node* node = stage_.driver().focused();
        REQUIRE(node != nullptr);
        INFO(node->id);
        CHECK(ring());
        CHECK(stage_.driver().tree().is_live(*node));
        const float margin =
            10 * stage_.driver().ui().metrics().scale;  // left free when something is brought into sight
        CHECK(node->visible().h >= std::min(node->rect.h, node->clip.h - margin) - 2);
        CHECK(node->visible().w >= node->rect.w - 2);
    }

    Stage& stage_;
};

/// A dialog has the focus, on the safe choice, and keeps it; Escape leaves it, to where the person was.
void check_dialog(Hands& hands, const std::string& opened_by) {
    CHECK(hands.on("dialog.cancel"));
    hands.round();
    hands.go("dialog.confirm");
    hands.press(Key::kEscape);
    CHECK(hands.on(opened_by));
    hands.press(Key::kEnter);
    CHECK(hands.on("dialog.cancel"));
}

void sign_in(Stage& stage, Hands& hands) {
    hands.round();
    hands.go("sign_in.number");
    hands.type(kNumber);
    hands.press(Key::kEnter);
    CHECK(hands.on("sign_in.pin"));
    hands.round();
    hands.go("sign_in.pin");
    hands.type(kPin);
    CHECK(stage.value("sign_in.pin") == "6 of 6 entered");
    CHECK_FALSE(stage.says(kPin));
    hands.press(Key::kEnter);
    stage.settle();
    REQUIRE(stage.terminal().signed_in());
}

void answer_a_message(Stage& stage, Hands& hands) {
    hands.open("messages");
    hands.round();
    hands.go("thread.0");
    hands.press(Key::kDown);
    CHECK(hands.on("thread.1"));
    hands.press(Key::kUp);
    CHECK(hands.on("thread.0"));
    hands.press(Key::kEnter);
    stage.settle();
    hands.round();
    hands.choose("reply");
    CHECK(hands.on("write.text"));
    hands.type("I am well. Thank you!");
    hands.round();
    hands.choose("write.send");
    check_dialog(hands, "write.send");
    hands.choose("dialog.confirm");
    CHECK(stage.agent().count(Case::kSendMessage) == 1);
    CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kMessageReceipt);
    hands.round();
}

void look_at_money(Stage& stage, Hands& hands) {
    hands.open("money");
    hands.round();
    hands.go("transaction.2");
    hands.press(Key::kEnter);
    stage.settle();
    CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kTransaction);
    hands.round();
    hands.press(Key::kEscape);
    CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kMoney);
    CHECK(hands.on("transaction.2"));
}

void ask_for_a_copy(Stage& stage, Hands& hands) {
    hands.open("requests");
    hands.round();
    hands.choose("requests.new");
    hands.round();
    hands.choose("form.document_copy");
    hands.choose("field.document.account_statement");
    hands.go("field.pages");
    hands.type("3");
    hands.round();
    hands.choose("form.submit");
    check_dialog(hands, "form.submit");
    hands.choose("dialog.confirm");
    CHECK(stage.agent().count(Case::kSubmitRequest) == 1);
    CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kReceipt);
    hands.round();
}

void fill_the_cart(Stage& stage, Hands& hands) {
    hands.open("home");
    hands.choose("home.commissary");
    hands.round();
    hands.choose("shelf.food");
    hands.choose("7011.more");
    CHECK(hands.on("7011.more"));
    hands.press(Key::kEnter);
    hands.round();
    hands.choose("shelf.cart");
    CHECK(stage.terminal().navigation().current().screen == features::ScreenId::kCart);
    hands.round();
    hands.choose("cart.order");
    check_dialog(hands, "cart.order");
    hands.press(Key::kEscape);
}

void set_and_leave(Stage& stage, Hands& hands) {
    hands.open("notices");
    hands.round();
    hands.open("home");
    hands.round();
    hands.choose("home.settings");
    hands.round();
    hands.choose("settings.language.1");
    CHECK(stage.terminal().preferences().language == "es");
    hands.choose("nav.sign_out");
    check_dialog(hands, "nav.sign_out");
    hands.choose("dialog.confirm");
    stage.settle();
    CHECK_FALSE(stage.terminal().signed_in());
    hands.round();
}

void walk_by_keyboard(const StageOptions& options) {
    Stage stage(options);
    Hands hands(stage);
    sign_in(stage, hands);
    stage.prefer(options);
    answer_a_message(stage, hands);
    look_at_money(stage, hands);
    ask_for_a_copy(stage, hands);
    fill_the_cart(stage, hands);
    set_and_leave(stage, hands);
}

}  // namespace

TEST_CASE("a whole session with the keyboard alone") { walk_by_keyboard({}); }

TEST_CASE("a whole session with the keyboard alone, with large letters in a short window") {
    walk_by_keyboard({.width = 1024, .height = 600, .text_scale_percent = 200, .theme = "contrast"});
}

TEST_CASE("a whole session with the keyboard alone, with a bar at the foot") {
    walk_by_keyboard({.width = 800, .height = 1280, .text_scale_percent = 150});
}
