// What of a screen is read aloud, in which order, and in which words: the semantic tree's nodes in its own order. Pure.
#pragma once

#include <string>

#include "terminal/ui/semantics/tree.h"

namespace dayroom::ui {

/// Words that the screen shows by a shape, in the language of the moment.
struct ReadingWords {
    std::string button = "Button";
    std::string chosen = "Chosen";
    std::string checked = "On";
    std::string not_checked = "Off";
    std::string empty = "Empty";
    std::string unavailable = "Not available";
};

/// Whether it is content: not the keys of a keyboard or pad, not the navigation and buttons that stand around every
/// screen, not what only holds others.
bool is_read(const Node& node);

/// The node that is read after the one with the key `after`; with kNoNode the first. On the live layer. In a scroll
/// area it begins with what can be seen, and goes on with what is below. None: all was read.
const Node* next_to_read(const Tree& tree, NodeKey after);

/// "Send. Button. Not available". Never a secret: nodes hold none.
std::string words_of(const Node& node, const ReadingWords& words);

}  // namespace dayroom::ui
