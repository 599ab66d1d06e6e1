#include "terminal/ui/semantics/tree.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace dayroom::ui {

NodeKey key_of(std::string_view id) {
    NodeKey hash = 0xcbf29ce484222325ULL;
    for (const char c : id) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash == kNoNode ? 1 : hash;
}

const char* to_string(Role role) {
    static constexpr std::array<const char*, 20> kNames = {
        "button",  "tab",  "segment", "row",   "tile",  "checkbox", "key",      "field",  "editor", "pin",
        "heading", "text", "status",  "alert", "badge", "image",    "progress", "dialog", "list",   "group"};
    const auto at = static_cast<std::size_t>(role);
    return at < kNames.size() ? kNames[at] : "group";
}

void Tree::clear() {
    nodes_.clear();
    texts_.clear();
    live_layer_ = 0;
    overflowed_ = false;
}

Node& Tree::add(Node node) {
    node.key = key_of(node.id);
    live_layer_ = std::max(live_layer_, node.layer);
    if (nodes_.size() >= kMaxNodes) {
        overflowed_ = true;
        nodes_.back() = std::move(node);
        return nodes_.back();
    }
    nodes_.push_back(std::move(node));
    return nodes_.back();
}

void Tree::add_text(TextSample sample) {
    if (texts_.size() < kMaxNodes) texts_.push_back(std::move(sample));
}

const Node* Tree::mark_being_read(NodeKey key) {
    const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& node) { return node.key == key; });
    if (key == kNoNode || found == nodes_.end()) return nullptr;
    found->being_read = true;
    return &*found;
}

void Tree::put_foot_last() {
    const auto over = std::find_if(nodes_.begin(), nodes_.end(), [](const Node& node) { return node.layer > 0; });
    std::stable_partition(nodes_.begin(), over, [](const Node& node) { return !node.at_foot; });
}

const Node* Tree::find(NodeKey key) const {
    if (key == kNoNode) return nullptr;
    for (const Node& node : nodes_) {
        if (node.key == key) return &node;
    }
    return nullptr;
}

const Node* Tree::find_id(std::string_view id) const {
    if (const Node* exact = find(key_of(id))) return exact;
    const Node* found = nullptr;
    for (const Node& node : nodes_) {
        const std::string_view path = node.id;
        const bool ends = path.size() > id.size() && path.ends_with(id) && path[path.size() - id.size() - 1] == '.';
        if (!ends) continue;
        if (found) return nullptr;
        found = &node;
    }
    return found;
}

const Node* Tree::find_label(std::string_view label) const {
    const Node* text = nullptr;
    for (const Node& node : nodes_) {
        if (node.label != label || !is_live(node)) continue;
        if (node.pressable || node.focusable) return &node;
        if (!text) text = &node;
    }
    return text;
}

const Node* Tree::at(Point point) const {
    for (auto node = nodes_.rbegin(); node != nodes_.rend(); ++node) {
        if (node->pressable && is_live(*node) && node->visible().contains(point)) return &*node;
    }
    return nullptr;
}

namespace {

void append_json_text(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    std::array<char, 8> escaped{};
                    std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(c));
                    out += escaped.data();
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

void append_field(std::string& out, const char* name, std::string_view text) {
    out += '"';
    out += name;
    out += "\":";
    append_json_text(out, text);
    out += ',';
}

}  // namespace

std::string Tree::dump() const {
    std::string out;
    out.reserve(nodes_.size() * 140);
    for (const Node& node : nodes_) {
        const Rect seen = node.visible();
        if (seen.empty()) continue;
        out += '{';
        append_field(out, "id", node.id);
        append_field(out, "role", to_string(node.role));
        append_field(out, "label", node.label);
        append_field(out, "value", node.value);
        out += node.enabled && is_live(node) ? "\"enabled\":true," : "\"enabled\":false,";
        out += node.focused ? "\"focused\":true," : "\"focused\":false,";
        if (node.being_read) out += "\"being_read\":true,";
        std::array<char, 96> box{};
        std::snprintf(box.data(), box.size(), "\"x\":%ld,\"y\":%ld,\"w\":%ld,\"h\":%ld}\n", std::lround(seen.x),
                      std::lround(seen.y), std::lround(seen.w), std::lround(seen.h));
        out += box.data();
    }
    return out;
}

}  // namespace dayroom::ui
