// Where the keyboard is. The focus moves over the tree of the frame that the person saw last: Tab in reading order,
// arrows to the nearest control by geometry. A dialog traps it by being the highest layer; when the dialog goes, the
// focus returns to where it was. Its ring is drawn only after the keyboard was used.
#pragma once

#include <cstdint>
#include <vector>

#include "terminal/ui/semantics/tree.h"

namespace dayroom::ui {

enum class FocusMove : std::uint8_t { kNext, kPrevious, kUp, kDown, kLeft, kRight };

class FocusManager {
public:
    NodeKey focused() const { return focused_; }
    bool is_focused(NodeKey key) const { return key != kNoNode && key == focused_; }
    bool ring_visible() const { return ring_; }

    /// A press or the program puts the focus there. `by_keyboard` shows the ring.
    void set(NodeKey key, bool by_keyboard);
    void clear() { set(kNoNode, false); }
    void hide_ring() { ring_ = false; }

    /// Tab or an arrow. Goes to the initial or first control when nothing has the focus. False when there was nowhere
    /// to go.
    bool move(FocusMove direction, const Tree& tree);

    /// To be called with each finished frame: follows layers (saves and restores around dialogs), and finds a new home
    /// when the focused control has gone or was disabled: the control now at its place in reading order.
    void settle(const Tree& tree);

    /// What a stack of screens keeps: hand back to restore() when the screen returns.
    NodeKey save() const { return focused_; }
    void restore(NodeKey key) { set(key, ring_); }
    /// A new screen: the next settle() takes its initial control.
    void begin_screen();

private:
    struct Saved {
        std::int32_t layer;
        NodeKey key;
    };
    void follow_layers(const Tree& tree);

    NodeKey focused_ = kNoNode;
    std::size_t order_ = 0;  // place of the focused control among the focusable ones
    bool ring_ = false;
    bool quiet_ = false;  // taken by itself, never shown: the first key only shows it
    bool wants_initial_ = true;
    std::int32_t layer_ = 0;
    std::vector<Saved> below_;  // focus of the layers under the live one
};

/// Live, enabled and focusable nodes in reading order.
std::vector<const Node*> focus_order(const Tree& tree);

}  // namespace dayroom::ui
