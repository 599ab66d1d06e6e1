#include "terminal/ui/voice/screen_reading.h"

#include <catch2/catch.hpp>

using namespace dayroom::ui;

namespace {

constexpr Rect kScreen{0, 0, 1000, 800};

Node made(std::string id, Role role, std::string label, Rect rect = {10, 10, 200, 60}) {
    Node node;
    node.id = std::move(id);
    node.role = role;
    node.label = std::move(label);
    node.rect = rect;
    node.clip = kScreen;
    return node;
}

std::string all_of(const Tree& tree) {
    std::string out;
    NodeKey at = kNoNode;
    while (const Node* node = next_to_read(tree, at)) {
        out += node->label + "|";
        at = node->key;
    }
    return out;
}

std::string said(Node node) { return words_of(node, {}); }

}  // namespace

TEST_CASE("content is read in its order, what stands around it is not") {
    Tree tree;
    tree.add(made("nav.home", Role::kTab, "Home"));
    tree.add(made("header.back", Role::kButton, "Back"));
    tree.add(made("header.title", Role::kHeading, "Notices"));
    tree.add(made("header.offline", Role::kBadge, "No connection"));
    tree.add(made("header.read_aloud", Role::kButton, "Stop reading"));
    tree.add(made("notices.list", Role::kList, "List"));
    tree.add(made("notices.list.0", Role::kRow, "Water off"));
    tree.add(made("fault.x", Role::kGroup, "Fault"));
    tree.add(made("keyboard.a", Role::kKey, "a"));
    tree.add(made("prea.back", Role::kButton, "Back"));
    tree.add(made("notices.more", Role::kButton, "More"));
    tree.add(made("toast", Role::kAlert, "Saved"));
    CHECK(all_of(tree) == "Notices|No connection|Water off|More|");
}

TEST_CASE("a scroll area is read from what can be seen to its end") {
    Tree tree;
    tree.add(made("header.title", Role::kHeading, "Handbook"));
    for (int at = 0; at < 6; ++at) {
        Node node = made("body." + std::to_string(at), Role::kText, std::to_string(at),
                         {0, 100 + 100.0F * static_cast<float>(at - 2), 500, 90});
        node.clip = {0, 100, 1000, 250};
        node.scroller = 7;
        tree.add(std::move(node));
    }
    Node cut = made("elsewhere", Role::kText, "hidden", {0, 2'000, 100, 50});
    tree.add(std::move(cut));
    tree.add(made("foot", Role::kButton, "Done"));
    CHECK(all_of(tree) == "Handbook|2|3|4|5|Done|");
}

TEST_CASE("a dialog is read alone, and a node that is gone has nothing after it") {
    Tree tree;
    tree.add(made("header.title", Role::kHeading, "Money"));
    Node dialog = made("dialog", Role::kDialog, "Send $5.00?");
    dialog.layer = 1;
    tree.add(std::move(dialog));
    Node title = made("dialog.title", Role::kHeading, "Send $5.00?");
    title.layer = 1;
    tree.add(std::move(title));
    Node confirm = made("dialog.confirm", Role::kButton, "Send");
    confirm.layer = 1;
    tree.add(std::move(confirm));
    CHECK(all_of(tree) == "Send $5.00?|Send|");
    CHECK(next_to_read(tree, key_of("gone")) == nullptr);
    CHECK(next_to_read(Tree(), kNoNode) == nullptr);
}

TEST_CASE("what a shape shows is said in words") {
    Node button = made("send", Role::kButton, "Send");
    button.pressable = true;
    button.enabled = false;
    CHECK(said(button) == "Send. Button. Not available");
    Node segment = made("s", Role::kSegment, "Large");
    segment.pressable = segment.selected = true;
    CHECK(said(segment) == "Large. Chosen");
    Node checkbox = made("c", Role::kCheckbox, "Urgent?");
    CHECK(said(checkbox) == "Urgent? Off");
    checkbox.checked = true;
    CHECK(said(checkbox) == "Urgent? On");
    Node field = made("f", Role::kField, "What is it about?");
    CHECK(said(field) == "What is it about? Empty");
    field.value = "Mail";
    CHECK(said(field) == "What is it about? Mail");
    Node row = made("r", Role::kRow, "Dwayne Carter");
    row.value = "2 new. Yesterday.";
    CHECK(said(row) == "Dwayne Carter. 2 new. Yesterday.");
}
