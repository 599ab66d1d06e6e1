// What a person did, as plain values: no SDL type leaves terminal/ui/gfx.
#pragma once

#include <cstdint>
#include <string>

#include "platform/base/time.h"
#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

enum class InputKind : std::uint8_t {
    kPointerDown,    // position, touch
    kPointerMove,    // position, touch, held (a button or finger is down); moves in a row are merged into the last
    kPointerUp,      // position, touch
    kPointerCancel,  // the press ended without a release (focus lost): undo it, do not act
    kWheel,          // position, wheel (steps; +y is away from the person, +x to the right)
    kKeyDown,        // key, letter, modifiers, repeat
    kText,           // text typed on a hardware keyboard: sanitised UTF-8, never empty
    kResize,         // size
    kWake,           // another thread called Window::wake()
    kQuit,           // the session manager wants the program to end
};

enum class Key : std::uint8_t {
    kOther,  // see InputEvent::letter
    kTab,
    kEnter,
    kEscape,
    kSpace,
    kBackspace,
    kDelete,
    kHome,
    kEnd,
    kPageUp,
    kPageDown,
    kLeft,
    kRight,
    kUp,
    kDown,
    kF1,
    kF2,
    kF3,
    kF4,
    kF5,
    kF6,
    kF7,
    kF8,
    kF9,
    kF10,
    kF11,
    kF12,
};

struct Modifiers {
    bool shift = false;
    bool control = false;
    bool alt = false;
    bool operator==(const Modifiers&) const = default;
};

struct InputEvent {
    InputKind kind = InputKind::kWake;
    MonotonicTime at{};
    Point position{};
    bool touch = false;
    bool held = false;
    Point wheel{};
    Key key = Key::kOther;
    char letter = 0;  // kKeyDown: 'a' to 'z' and '0' to '9' for shortcuts (Ctrl+A), else 0. Typed text comes as kText.
    Modifiers modifiers{};
    bool repeat = false;
    std::string text{};
    Size size{};
};

}  // namespace dayroom::ui
