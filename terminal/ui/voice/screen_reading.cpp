#include "terminal/ui/voice/screen_reading.h"

namespace dayroom::ui {
namespace {

bool is_chrome(const Node& node) {
    const std::string_view id = node.id;
    if (id == "toast" || id.starts_with("nav.") || id.ends_with(".back")) return true;
    return id.starts_with("header.") && node.role == Role::kButton;
}

void append(std::string& out, std::string_view words) {
    if (words.empty()) return;
    if (!out.empty()) {
        const char last = out.back();
        out += last == '.' || last == '!' || last == '?' || last == ':' ? " " : ". ";
    }
    out += words;
}

void append_state(std::string& out, const Node& node, const ReadingWords& words) {
    switch (node.role) {
        case Role::kButton:
            append(out, words.button);
            if (node.selected) append(out, words.chosen);
            break;
        case Role::kTab:
        case Role::kSegment:
        case Role::kRow:
        case Role::kTile:
            if (node.selected || node.checked) append(out, words.chosen);
            break;
        case Role::kCheckbox:
            append(out, node.checked ? words.checked : words.not_checked);
            break;
        case Role::kField:
        case Role::kEditor:
            if (node.value.empty()) append(out, words.empty);
            break;
        default:
            break;
    }
    if (node.pressable && !node.enabled) append(out, words.unavailable);
}

}  // namespace

bool is_read(const Node& node) {
    switch (node.role) {
        case Role::kKey:
        case Role::kGroup:
        case Role::kList:
        case Role::kDialog:  // its words are nodes of their own
            return false;
        default:
            return !node.label.empty() && !is_chrome(node);
    }
}

const Node* next_to_read(const Tree& tree, NodeKey after) {
    const Node* before = after == kNoNode ? nullptr : tree.find(after);
    if (after != kNoNode && before == nullptr) return nullptr;
    bool passed = before == nullptr;
    for (const Node& node : tree.nodes()) {
        if (!passed) {
            passed = node.key == after;
            continue;
        }
        if (!tree.is_live(node) || !is_read(node)) continue;
        const bool goes_on = before != nullptr && node.scroller != kNoNode && node.scroller == before->scroller;
        if (goes_on || !node.visible().empty()) return &node;
    }
    return nullptr;
}

std::string words_of(const Node& node, const ReadingWords& words) {
    std::string out;
    append(out, node.label);
    append(out, node.value);
    append_state(out, node, words);
    return out;
}

}  // namespace dayroom::ui
