// What the screen says about itself: one node for each control and each piece of text, rebuilt every frame. The same
// nodes drive keyboard focus, the voice, tests, the accessibility lint and the dump. They hold no secret: a PIN pad's
// node says "4 of 6 entered", a hidden amount's node carries no value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

/// A node's id as a number: FNV-1a of its path. 0 is "none".
using NodeKey = std::uint64_t;
inline constexpr NodeKey kNoNode = 0;
NodeKey key_of(std::string_view id);

enum class Role : std::uint8_t {
    kButton,
    kTab,
    kSegment,
    kRow,
    kTile,
    kCheckbox,
    kKey,  // pressed
    kField,
    kEditor,
    kPin,  // written into
    kHeading,
    kText,
    kStatus,
    kAlert,
    kBadge,
    kImage,
    kProgress,  // read
    kDialog,
    kList,
    kGroup,  // hold others
};
/// Lower-case word used in dumps: "button", "pin".
const char* to_string(Role role);

/// How a control uses the keyboard while it has the focus.
enum class KeyUse : std::uint8_t {
    kNone,       // Enter and Space press it, arrows move the focus
    kLine,       // text, Left and Right, Home and End, Enter
    kParagraph,  // text and all arrows; Tab still leaves it
};

struct Node {
    std::string id;  // path of the scopes it was made in: "messages.thread.3"; unique in a frame
    Role role = Role::kText;
    std::string label;  // what it is called, in the language of the moment
    std::string value;  // what it holds; never a secret
    Rect rect;          // the whole of it, pixels of the window
    Rect clip;          // what may be seen of its surroundings
    NodeKey key = kNoNode;
    std::int32_t layer = 0;      // 0 the screen, 1 and up a dialog over it; only the highest layer is alive
    NodeKey scroller = kNoNode;  // the scroll area it lies in, if any
    KeyUse key_use = KeyUse::kNone;
    bool enabled = true;
    bool focused = false;
    bool focusable = false;  // reached by Tab and arrows
    bool pressable = false;  // a press on it does something
    bool selected = false;
    bool checked = false;
    bool expanded = false;
    bool value_hidden = false;   // there is a value that is shown only when touched
    bool takes_digits = false;   // digits typed anywhere on the layer go here
    bool keeps_focus = false;    // a press does not move the focus to it (keys of the on-screen keyboard)
    bool keyboard = false;       // a touch on it opens the on-screen keyboard
    bool at_foot = false;        // drawn before the screen that it stands under: read after it
    bool initial_focus = false;  // where the focus begins on a new screen or dialog
    bool being_read = false;     // aloud, now

    Rect visible() const { return rect.intersect(clip); }
};

/// One run of text as it was drawn, for the lint: what stands on what, and whether it fits.
struct TextSample {
    std::string text;
    Rect rect;   // where it was allowed to be
    Size drawn;  // what its lines needed
    Rect clip;
    Color foreground;
    Color background;
    std::int32_t layer = 0;
    bool shortened = false;    // an ellipsis was drawn
    bool may_shorten = false;  // a preview: shortening loses nothing, the whole stands elsewhere
    bool dimmed = false;       // text of a disabled control: no contrast rule (WCAG 1.4.3)
};

}  // namespace dayroom::ui
