#include "terminal/ui/semantics/focus.h"

#include <catch2/catch.hpp>

using namespace dayroom::ui;

namespace {

void add(Tree& tree, const char* id, Rect rect, std::int32_t layer = 0, bool enabled = true, bool initial = false) {
    Node n;
    n.id = id;
    n.label = id;
    n.role = Role::kButton;
    n.rect = rect;
    n.clip = {0, 0, 2000, 2000};
    n.layer = layer;
    n.enabled = enabled;
    n.pressable = n.focusable = true;
    n.initial_focus = initial;
    tree.add(n);
}

Tree grid() {  // a b / c d, and a disabled one between
    Tree tree;
    add(tree, "a", {0, 0, 100, 100});
    add(tree, "b", {120, 0, 100, 100});
    add(tree, "off", {240, 0, 100, 100}, 0, false);
    add(tree, "c", {0, 120, 100, 100});
    add(tree, "d", {120, 120, 100, 100});
    return tree;
}

std::string at(const FocusManager& focus, const Tree& tree) {
    const Node* node = tree.find(focus.focused());
    return node ? node->id : "";
}

}  // namespace

TEST_CASE("Tab goes in reading order past what is disabled, and round") {
    const Tree tree = grid();
    FocusManager focus;
    focus.set(key_of("a"), true);
    std::string order;
    for (int i = 0; i < 4; ++i) {
        focus.move(FocusMove::kNext, tree);
        order += at(focus, tree);
    }
    CHECK(order == "bcda");
    focus.move(FocusMove::kPrevious, tree);
    CHECK(at(focus, tree) == "d");
}

TEST_CASE("arrows go to the nearest in their direction, and stay at an edge") {
    const Tree tree = grid();
    FocusManager focus;
    focus.set(key_of("a"), true);
    CHECK(focus.move(FocusMove::kRight, tree));
    CHECK(at(focus, tree) == "b");
    CHECK(focus.move(FocusMove::kDown, tree));
    CHECK(at(focus, tree) == "d");
    CHECK(focus.move(FocusMove::kLeft, tree));
    CHECK(at(focus, tree) == "c");
    CHECK(focus.move(FocusMove::kUp, tree));
    CHECK(at(focus, tree) == "a");
    CHECK_FALSE(focus.move(FocusMove::kUp, tree));
    CHECK(at(focus, tree) == "a");
}

TEST_CASE("a new screen begins at its initial control, shown at the first key") {
    Tree tree;
    add(tree, "first", {0, 0, 60, 60});
    add(tree, "start", {0, 80, 60, 60}, 0, true, true);
    FocusManager focus;
    focus.settle(tree);
    CHECK(at(focus, tree) == "start");
    CHECK_FALSE(focus.ring_visible());
    focus.move(FocusMove::kNext, tree);
    CHECK(at(focus, tree) == "start");
    CHECK(focus.ring_visible());
    focus.move(FocusMove::kNext, tree);
    CHECK(at(focus, tree) == "first");
}

TEST_CASE("a dialog traps the focus and gives it back") {
    Tree screen = grid();
    FocusManager focus;
    focus.settle(screen);
    focus.set(key_of("d"), true);
    Tree with_dialog = grid();
    add(with_dialog, "cancel", {0, 300, 100, 60}, 1, true, true);
    add(with_dialog, "confirm", {120, 300, 100, 60}, 1);
    focus.settle(with_dialog);
    CHECK(at(focus, with_dialog) == "cancel");
    for (int i = 0; i < 5; ++i) {
        focus.move(FocusMove::kNext, with_dialog);
        CHECK(with_dialog.find(focus.focused())->layer == 1);
    }
    focus.settle(screen);
    CHECK(at(focus, screen) == "d");
}

TEST_CASE("when the focused control goes, the one at its place takes over") {
    Tree before = grid();
    FocusManager focus;
    focus.settle(before);
    focus.set(key_of("b"), true);
    focus.settle(before);
    Tree after;
    add(after, "a", {0, 0, 100, 100});
    add(after, "c", {0, 120, 100, 100});
    focus.settle(after);
    CHECK(at(focus, after) == "c");
    focus.settle(Tree{});
    CHECK(focus.focused() == kNoNode);
}
