// The semantic tree of one frame: a flat list in reading order. Rebuilt each frame; memory is kept between frames. One
// thread.
#pragma once

#include <string>
#include <vector>

#include "terminal/ui/semantics/node.h"

namespace dayroom::ui {

/// More nodes than any screen has; further ones are dropped (and the lint says so).
inline constexpr std::size_t kMaxNodes = 4096;

class Tree {
public:
    void clear();
    /// Records a node; fills in its key. The reference lives until the next add() or clear().
    Node& add(Node node);
    void add_text(TextSample sample);
    /// Marks the node that is read aloud; nothing when it is not in this frame.
    const Node* mark_being_read(NodeKey key);
    /// Ends the frame: what stands at the foot comes after the rest of the screen, before the dialogs over it.
    void put_foot_last();

    const std::vector<Node>& nodes() const { return nodes_; }
    const std::vector<TextSample>& texts() const { return texts_; }
    bool overflowed() const { return overflowed_; }

    const Node* find(NodeKey key) const;
    /// By exact id; else by the end of the path ("send" finds "compose.send") if only one node ends so.
    const Node* find_id(std::string_view id) const;
    /// The first live node with this exact label, controls before text.
    const Node* find_label(std::string_view label) const;
    /// The control on top at this point, on the live layer; none when nothing there can be pressed.
    const Node* at(Point point) const;

    /// The highest layer in use: nodes below it are inert.
    std::int32_t live_layer() const { return live_layer_; }
    bool is_live(const Node& node) const { return node.layer == live_layer_; }

    /// One JSON object a line, in reading order: {"id","role","label","value","enabled","focused","x","y","w","h"}, and
    /// "being_read" where that is so; the rectangle is the part that can be seen, in whole pixels; nodes of which
    /// nothing can be seen are left out; nodes behind a dialog are not enabled.
    std::string dump() const;

private:
    std::vector<Node> nodes_;
    std::vector<TextSample> texts_;
    std::int32_t live_layer_ = 0;
    bool overflowed_ = false;
};

}  // namespace dayroom::ui
