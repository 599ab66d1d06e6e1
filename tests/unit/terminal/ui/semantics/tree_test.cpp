#include "terminal/ui/semantics/tree.h"

#include <catch2/catch.hpp>

using namespace dayroom::ui;

namespace {

Node node(const char* id, Role role, const char* label, Rect rect) {
    Node n;
    n.id = id;
    n.role = role;
    n.label = label;
    n.rect = rect;
    n.clip = {0, 0, 1000, 1000};
    n.pressable = role == Role::kButton;
    n.focusable = n.pressable;
    return n;
}

}  // namespace

TEST_CASE("the dump is one JSON object a line with the visible rectangle") {
    Tree tree;
    Node n = node("a.b", Role::kButton, "Say \"hi\"\n", {10, 20, 300, 60});
    n.clip = {0, 0, 100, 1000};
    n.value = "1";
    tree.add(n);
    CHECK(tree.dump() ==
          "{\"id\":\"a.b\",\"role\":\"button\",\"label\":\"Say "
          "\\\"hi\\\"\\n\",\"value\":\"1\",\"enabled\":true,\"focused\":false,\"x\":10,\"y\":20,"
          "\"w\":90,\"h\":60}\n");
}

TEST_CASE("what cannot be seen is not dumped, and what lies behind a dialog is not enabled") {
    Tree tree;
    Node gone = node("gone", Role::kButton, "Gone", {0, 2000, 60, 60});
    tree.add(gone);
    tree.add(node("below", Role::kButton, "Below", {0, 0, 60, 60}));
    Node above = node("above", Role::kButton, "Above", {0, 0, 60, 60});
    above.layer = 1;
    tree.add(above);
    const std::string dump = tree.dump();
    CHECK(dump.find("gone") == std::string::npos);
    CHECK(dump.find("\"below\",\"role\":\"button\",\"label\":\"Below\",\"value\":\"\",\"enabled\":false") !=
          std::string::npos);
    CHECK(dump.find("\"above\",\"role\":\"button\",\"label\":\"Above\",\"value\":\"\",\"enabled\":true") !=
          std::string::npos);
    CHECK(tree.at({30, 30})->id == "above");
}

TEST_CASE("nodes are found by id, by the end of the id, and by label") {
    Tree tree;
    tree.add(node("compose.send", Role::kButton, "Send", {0, 0, 60, 60}));
    tree.add(node("other.title", Role::kText, "Send", {0, 80, 60, 60}));
    tree.add(node("a.x", Role::kButton, "A", {0, 160, 60, 60}));
    tree.add(node("b.x", Role::kButton, "B", {0, 240, 60, 60}));
    CHECK(tree.find_id("send")->id == "compose.send");
    CHECK(tree.find_id("end") == nullptr);
    CHECK(tree.find_id("x") == nullptr);  // two end so
    CHECK(tree.find_label("Send")->id == "compose.send");
    CHECK(tree.find_label("Nobody") == nullptr);
}

TEST_CASE("a press reaches the control on top, never text, nothing outside its clip") {
    Tree tree;
    tree.add(node("low", Role::kButton, "Low", {0, 0, 100, 100}));
    Node clipped = node("clipped", Role::kButton, "Clipped", {0, 0, 100, 100});
    clipped.clip = {0, 50, 100, 50};
    tree.add(clipped);
    tree.add(node("text", Role::kText, "Text", {0, 0, 100, 100}));
    CHECK(tree.at({10, 10})->id == "low");
    CHECK(tree.at({10, 60})->id == "clipped");
    CHECK(tree.at({500, 10}) == nullptr);
}

TEST_CASE("a screen gone wild is bounded") {
    Tree tree;
    for (std::size_t i = 0; i < kMaxNodes + 10; ++i) tree.add(node("n", Role::kText, "n", {0, 0, 1, 1}));
    CHECK(tree.nodes().size() == kMaxNodes);
    CHECK(tree.overflowed());
}
