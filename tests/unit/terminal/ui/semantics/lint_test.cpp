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
        tree.add(key);
        tree.add(editor);
        CHECK(rules(tree).empty());
        tree.clear();
        editor.rect.h = 190;
        tree.add(key);
        tree.add(editor);
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
