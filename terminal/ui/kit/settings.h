// What a person may choose, and the words that the kit itself needs, in the language of the moment.
#pragma once

#include <cstdint>
#include <string>

#include "terminal/ui/gfx/geometry.h"
#include "terminal/ui/kit/theme.h"

namespace dayroom::ui {

enum class KeyboardLayout : std::uint8_t { kEnglish, kSpanish, kHaitianCreole, kVietnamese };

struct Settings {
    ThemeKind theme = ThemeKind::kLight;
    float text_scale = 1;   // 1, 1.5 or 2
    float panel_scale = 1;  // from the panel's DPI: 56 px must be 9 mm
    Direction direction = Direction::kLeftToRight;
    KeyboardLayout keyboard = KeyboardLayout::kEnglish;
    bool reduced_motion = false;
    bool on_screen_keyboard = true;

    float scale() const { return text_scale * panel_scale; }
};

/// Words of the kit's own controls. The shell fills them from the catalogs; "{n}" and "{total}" are replaced by
/// numbers.
struct KitWords {
    std::string clear = "Clear";
    std::string backspace = "Delete last";
    std::string done = "Done";
    std::string space = "space";
    std::string new_line = "New line";
    std::string shift = "Capital letters";
    std::string caret_left = "Left";
    std::string caret_right = "Right";
    std::string undo = "Undo";
    std::string layout = "Letters of another language";
    std::string letters = "ABC";
    std::string symbols = "#@$";
    std::string entered = "{n} of {total} entered";
    std::string characters = "{n} of {total} letters";
    std::string hidden = "Hidden. Touch to show.";
    std::string unread = "{n} new";
    std::string working = "Please wait";
    std::string pad = "Number keys";
    std::string list = "List";
    std::string on = "on";
    std::string off = "off";
    std::string chosen = "chosen";
};

}  // namespace dayroom::ui
