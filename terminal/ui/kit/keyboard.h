// The on-screen keyboard: layouts as data, and the board itself, drawn by the context below the screen while a field is
// written into.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "terminal/ui/gfx/geometry.h"
#include "terminal/ui/kit/settings.h"

namespace dayroom::ui {

class Ui;

enum class KeyAction : std::uint8_t {
    kInsert,
    kShift,
    kBackspace,
    kEnter,
    kSpace,
    kSymbols,
    kDone,
    kLeft,
    kRight,
    kUndo,
    kLayout,  // the letters of the next language
};

struct KeyCap {
    KeyAction action = KeyAction::kInsert;
    std::string_view lower;  // what it inserts, and shows
    std::string_view upper;
    float width = 1;       // in keys
    bool special = false;  // drawn apart from the letters
};

using KeyRow = std::vector<KeyCap>;

/// "EN", "ES", "HT", "VI".
std::string_view short_name(KeyboardLayout layout);
KeyboardLayout next_layout(KeyboardLayout layout);

/// Rows of keys from top to bottom; `multi_line` adds the new-line key.
std::vector<KeyRow> keyboard_rows(KeyboardLayout layout, bool symbols, bool multi_line);

/// A key as it was last drawn.
struct DrawnKey {
    std::uint64_t node = 0;
    KeyAction action = KeyAction::kInsert;
    std::string_view inserts;
};

struct KeyboardState {
    std::vector<DrawnKey> keys;
    bool open = false;
    bool shift = false;
    bool symbols = false;
};

/// Least height of the whole board in this window; it never takes more than 58 % of it.
float keyboard_height(const Ui& ui);
void draw_keyboard(Ui& ui);
/// Turns the keys that were pressed into typing for the text target; called when the input of a frame has been read.
void press_keyboard(Ui& ui);

}  // namespace dayroom::ui
