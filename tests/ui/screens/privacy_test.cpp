// Every message screen says that staff can read messages and that they are not for a lawyer.
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "tests/ui/screens/walk.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

/// The stops of the walk where messages, their photos or what one writes are shown. Questions lie over one of them.
const std::set<std::string> kMessageScreens = {"messages",
                                               "reader",
                                               "photo",
                                               "reader-rejected",
                                               "message",
                                               "search",
                                               "write-empty",
                                               "write-typing",
                                               "cards",
                                               "write",
                                               "write-to",
                                               "message-receipt",
                                               "write-no-credits",
                                               "write-suspended",
                                               "reader-suspended",
                                               "appeal",
                                               "appeal-receipt",
                                               "gallery",
                                               "gallery-photo",
                                               "gallery-people"};

bool note_is(Stage& stage, bool in_sight) {
    const auto& nodes = stage.driver().tree().nodes();
    return std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) {
        return node.id.ends_with("messages.not_private") && node.label.find("Staff can read every message") == 0 &&
               node.label.find("lawyer") != std::string::npos && (!in_sight || !node.visible().empty());
    });
}

/// Message screens without the note.
std::string screens_without_note(const StageOptions& options, bool in_sight) {
    Stage stage(options);
    std::set<std::string> seen;
    std::string without;
    walk(stage, options, [&](const std::string& name) {
        if (!kMessageScreens.contains(name)) return;
        seen.insert(name);
        if (!note_is(stage, in_sight)) without += name + " ";
    });
    CHECK(seen == kMessageScreens);
    return without;
}

}  // namespace

TEST_CASE("every message screen says that staff can read it and that it is not for lawyers") {
    CHECK(screens_without_note({}, true) == "");
    CHECK(screens_without_note({.width = 800, .height = 1280}, true) == "");
}

TEST_CASE("where there is little room the note scrolls with the screen, and is there") {
    CHECK(screens_without_note({.width = 1024, .height = 600, .text_scale_percent = 200}, false) == "");
}
