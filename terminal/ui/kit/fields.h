// Where a person writes. The text lives in a TextBuffer that the screen owns; a PIN lives in a PinBuffer.
#pragma once

#include "platform/crypto/secret.h"
#include "terminal/ui/kit/text_buffer.h"
#include "terminal/ui/kit/ui.h"

namespace dayroom::ui {

struct FieldSpec {
    std::string_view label{};     // above the text, always shown
    std::string_view hint = {};   // while it is empty
    std::string_view error = {};  // next to its cause, with an icon
    bool enabled = true;
    bool digits_only = false;
    bool initial_focus = false;
    bool keyboard = true;  // shows the on-screen keyboard when touched
    bool wrap = false;     // the whole label, on as many lines as it takes; otherwise one line, shortened
};
struct FieldResult {
    bool changed = false;
    bool submitted = false;  // Enter
};
FieldResult text_field(Ui& ui, std::string_view id, Rect rect, TextBuffer& buffer, const FieldSpec& spec);
/// `width`: of the field; it counts for a label that wraps.
float text_field_height(Ui& ui, const FieldSpec& spec, float width = 0);

struct EditorSpec {
    std::string_view label{};
    std::string_view hint = {};
    std::string_view error = {};
    std::size_t max_characters = 13'000;  // shown as "151 of 13,000 letters" with a bar
    bool show_count = true;
    bool enabled = true;
    bool initial_focus = false;
};
FieldResult text_editor(Ui& ui, std::string_view id, Rect rect, TextBuffer& buffer, const EditorSpec& spec);

struct PinFieldSpec {
    std::string_view label = "PIN";
    std::size_t length = 6;
    bool active = true;  // digits go here
    std::string_view error = {};
};
/// Dots, and the count for the voice. True when it was touched (make it the active one).
bool pin_field(Ui& ui, std::string_view id, Rect rect, const PinBuffer& pin, const PinFieldSpec& spec);
float pin_field_height(Ui& ui);
/// Whether a finger is down: what it is on must not move now.
bool finger_down(Ui& ui);
/// Whether a finger is on something that will be pressed when it is let go: not while it scrolls.
bool holds_something(const Ui& ui);

struct PadResult {
    bool changed = false;
    bool full = false;  // `length` digits are there
};
/// 0–9, Clear and Delete. Digits of a hardware keyboard work too, while no text field has the focus. The digits go
/// nowhere but into the buffer.
PadResult pin_pad(Ui& ui, std::string_view id, Rect rect, PinBuffer& pin, std::size_t length);
/// The same pad for a number that is no secret (resident number).
PadResult number_pad(Ui& ui, std::string_view id, Rect rect, TextBuffer& buffer, std::size_t length);

}  // namespace dayroom::ui
