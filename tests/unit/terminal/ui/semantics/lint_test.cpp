#include "terminal/ui/semantics/lint.h"

#include <catch2/catch.hpp>

#include "terminal/ui/semantics/contrast.h"

using namespace dayroom::ui;

namespace {

constexpr Rect kScreen{0, 0, 1280, 800};

Node good(const char* id, Rect rect) {
    Node n;
    n.id = id;
    n.label = id;
    n.role = Role::kButton;
    n.rect = rect;
    n.clip = kScreen;
    n.pressable = n.focusable = true;
    return n;
}

TextSample sample(Color ink, Color behind) {
    TextSample s;
    s.text = "words";
    s.rect = {0, 0, 100, 30};
    s.drawn = {80, 26};
    s.clip = kScreen;
    s.foreground = ink;
    s.background = behind;
    return s;
}

std::string rules(const Tree& tree, float scale = 1) {
    LintOptions options;
    options.scale = scale;
    options.screen = kScreen;
    std::string out;
    for (const Finding& finding : lint(tree, options)) out += finding.rule + " ";
    return out;
}

}  // namespace

TEST_CASE("contrast is as WCAG says") {
    CHECK(contrast_ratio(Color::rgb(0x000000), Color::rgb(0xFFFFFF)) == Approx(21));
    CHECK(contrast_ratio(Color::rgb(0x777777), Color::rgb(0xFFFFFF)) == Approx(4.478).margin(0.01));
    CHECK(contrast_ratio(Color::rgb(0x000000).with_alpha(0), Color::rgb(0xFFFFFF)) == Approx(1));
}

TEST_CASE("a good frame has no finding") {
    Tree tree;
    tree.add(good("a", {0, 0, 60, 60}));
    tree.add(good("b", {80, 0, 60, 60}));
    tree.add_text(sample(Color::rgb(0x000000), Color::rgb(0xFFFFFF)));
    CHECK(rules(tree).empty());
}

TEST_CASE("each rule finds its fault") {
    Tree tree;
    SECTION("no name") {
        Node n = good("a", {0, 0, 60, 60});
        n.label.clear();
        tree.add(n);
        CHECK(rules(tree) == "name ");
    }
    SECTION("too small at 200 %, large enough at 100 %") {
        tree.add(good("a", {0, 0, 60, 60}));
        CHECK(rules(tree).empty());
        CHECK(rules(tree, 2) == "target-size ");
    }
    SECTION("keys of the keyboard do not grow with the text") {
        Node n = good("a", {0, 0, 60, 60});
        n.role = Role::kKey;
        tree.add(n);
        CHECK(rules(tree, 2).empty());
    }
    SECTION("a field that is cut while the keyboard writes into it") {
        Node field = good("field", {0, 40, 400, 60});
        field.role = Role::kField;
        field.key_use = KeyUse::kLine;
        field.focused = true;
        field.scroller = 7;
        field.clip = {0, 0, 1280, 80};
        Node key = good("keyboard.a", {0, 100, 60, 60});
        key.role = Role::kKey;
        tree.add(field);
        CHECK(rules(tree).empty());
        tree.add(key);
        CHECK(rules(tree) == "hidden ");
    }
    SECTION("a text longer than its room may be cut, a shorter one not") {
        Node editor = good("editor", {0, 40, 400, 300});
        editor.role = Role::kEditor;
        editor.key_use = KeyUse::kParagraph;
        editor.focused = true;
        editor.scroller = 7;
        editor.clip = {0, 0, 1280, 200};
        Node key = good("keyboard.a", {0, 400, 60, 60});
        key.role = Role::kKey;
        tree.add(editor);
        tree.add(key);
        CHECK(rules(tree).empty());
        tree.clear();
        editor.rect.h = 190;
        tree.add(editor);
        tree.add(key);
        CHECK(rules(tree) == "hidden ");
    }
    SECTION("overlap") {
        tree.add(good("a", {0, 0, 60, 60}));
        tree.add(good("b", {50, 0, 60, 60}));
        CHECK(rules(tree) == "overlap ");
    }
    SECTION("two with one id") {
        tree.add(good("a", {0, 0, 60, 60}));
        tree.add(good("a", {80, 0, 60, 60}));
        CHECK(rules(tree) == "duplicate-id ");
    }
    SECTION("not reached by the keyboard") {
        Node n = good("a", {0, 0, 60, 60});
        n.focusable = false;
        tree.add(n);
        CHECK(rules(tree) == "focus ");
    }
    SECTION("off the screen") {
        Node n = good("a", {1250, 0, 60, 60});
        n.clip = {0, 0, 2000, 800};
        tree.add(n);
        CHECK(rules(tree) == "off-screen ");
    }
    SECTION("cut by its surroundings") {
        Node n = good("a", {0, 0, 60, 60});
        n.clip = {0, 0, 60, 30};
        tree.add(n);
        CHECK(rules(tree) == "overflow ");
    }
    SECTION("contrast, but not of what is disabled") {
        TextSample s = sample(Color::rgb(0x888888), Color::rgb(0xFFFFFF));
        tree.add_text(s);
        CHECK(rules(tree) == "contrast ");
        s.dimmed = true;
        tree.clear();
        tree.add_text(s);
        CHECK(rules(tree).empty());
    }
    SECTION("text that was shortened or does not fit") {
        TextSample s = sample(Color::rgb(0x000000), Color::rgb(0xFFFFFF));
        s.shortened = true;
        tree.add_text(s);
        CHECK(rules(tree) == "overflow ");
        tree.clear();
        s.shortened = false;
        s.drawn = {120, 26};
        tree.add_text(s);
        CHECK(rules(tree) == "overflow ");
    }
}

namespace {

/// The findings of these boxes in this order: 60 × 60, by column and row of 80 px.
std::string order_of(const std::vector<std::pair<int, int>>& places, Direction direction = Direction::kLeftToRight) {
    Tree tree;
    int number = 0;
    for (const auto& [column, row] : places) {
        Node n = good("x", {static_cast<float>(column) * 80, static_cast<float>(row) * 80, 60, 60});
        n.id = n.label = std::to_string(number++);
        tree.add(n);
    }
    LintOptions options;
    options.direction = direction;
    std::string out;
    for (const Finding& finding : lint(tree, options)) out += finding.rule + " " + finding.node + " ";
    return out;
}

}  // namespace

TEST_CASE("Tab goes from top to bottom and from start to end") {
    CHECK(order_of({{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0, 2}}).empty());
    CHECK(order_of({{0, 1}, {0, 0}}) == "focus-order 1 ");
    CHECK(order_of({{1, 0}, {0, 0}}) == "focus-order 1 ");
    CHECK(order_of({{1, 0}, {0, 0}}, Direction::kRightToLeft).empty());
    CHECK(order_of({{0, 0}, {1, 0}}, Direction::kRightToLeft) == "focus-order 1 ");
    CHECK_FALSE(order_of({{0, 0}, {0, 2}, {0, 1}, {0, 3}}).empty());
}

TEST_CASE("columns are gone through one after the other, a grid by its rows") {
    // A rail of three, then a header of two and a list.
    CHECK(order_of({{0, 0}, {0, 3}, {0, 6}, {2, 0}, {4, 0}, {3, 1}, {3, 2}}).empty());
    CHECK_FALSE(order_of({{0, 0}, {2, 0}, {0, 3}, {3, 1}, {0, 6}, {3, 2}}).empty());
    CHECK_FALSE(order_of({{0, 0}, {0, 1}, {1, 0}, {1, 1}}).empty());  // by its columns
    // The bar at the foot before what stands over it.
    CHECK_FALSE(order_of({{0, 9}, {1, 9}, {0, 0}, {0, 1}}).empty());
}

TEST_CASE("what scrolls together is one group, wherever its rows have gone") {
    const auto row = [](const char* id, float y) {
        Node n = good(id, {0, y, 300, 60});
        n.clip = {0, 100, 300, 200};
        n.scroller = 7;
        return n;
    };
    Tree tree;
    tree.add(good("head", {0, 0, 300, 60}));
    tree.add(row("first", 40));
    tree.add(row("second", 120));
    tree.add(row("third", 330));
    tree.add(good("foot", {0, 310, 300, 60}));
    CHECK(rules(tree).empty());
    tree.add(row("fourth", 200));
    CHECK(rules(tree) == "focus-order ");
}

TEST_CASE("keys are read from left to right in every language") {
    const Direction direction = GENERATE(Direction::kLeftToRight, Direction::kRightToLeft);
    const auto key = [](const char* id, float x, float y) {
        Node n = good(id, {x, y, 60, 60});
        n.role = Role::kKey;
        return n;
    };
    LintOptions options;
    options.direction = direction;
    Tree tree;
    tree.add(good("field", {0, 0, 300, 60}));
    tree.add(key("1", 0, 100));
    tree.add(key("2", 80, 100));
    tree.add(key("3", 0, 180));
    CHECK(lint(tree, options).empty());
    tree.add(key("4", 80, 100));
    CHECK_FALSE(lint(tree, options).empty());
}

TEST_CASE("a bar that is drawn first is read last, and before a dialog") {
    Tree tree;
    Node bar = good("bar", {0, 700, 300, 60});
    bar.at_foot = true;
    tree.add(bar);
    tree.add(good("screen", {0, 0, 300, 60}));
    Node over = good("yes", {400, 400, 100, 60});
    over.layer = 1;
    tree.add(over);
    tree.put_foot_last();
    REQUIRE(tree.nodes().size() == 3);
    CHECK(tree.nodes()[0].id == "screen");
    CHECK(tree.nodes()[1].id == "bar");
    CHECK(tree.nodes()[2].id == "yes");
}
