// What is pressed. All return true in the frame in which they were activated. Least height of each: metrics().target.
#pragma once

#include "terminal/ui/kit/ui.h"

namespace dayroom::ui {

enum class ButtonKind : std::uint8_t { kPrimary, kSecondary, kQuiet, kDanger, kOutline };

struct ButtonSpec {
    std::string_view label{};
    ButtonKind kind = ButtonKind::kPrimary;
    std::string_view icon = {};   // Lucide name, at the start
    std::string_view price = {};  // "$3.00" or "1 credit": stands on the button that spends it
    bool enabled = true;
    bool busy = false;  // shows a spinner, cannot be pressed
    bool initial_focus = false;
    bool selected = false;
};
bool button(Ui& ui, std::string_view id, Rect rect, const ButtonSpec& spec);
/// The width that shows the whole label, icon and price on one line.
float button_width(Ui& ui, const ButtonSpec& spec);

struct IconButtonSpec {
    std::string_view label{};  // its name: not drawn
    std::string_view icon{};
    bool enabled = true;
    bool selected = false;
    bool bordered = true;
};
/// Square, metrics().target or more.
bool icon_button(Ui& ui, std::string_view id, Rect rect, const IconButtonSpec& spec);

/// One choice of a few, side by side on a track: the index chosen now (`chosen` if none was pressed). Labels that do
/// not fit stack into rows: give it segmented_height().
int segmented(Ui& ui, std::string_view id, Rect rect, std::span<const std::string> labels, int chosen);
float segmented_height(Ui& ui, std::span<const std::string> labels, float width);

struct TabSpec {
    std::string id = {};  // within the bar; empty: its index
    std::string label{};
    std::string icon{};
    int count = 0;  // a badge when above 0
};
/// Underlined tabs over a pane.
int tabs(Ui& ui, std::string_view id, Rect rect, std::span<const TabSpec> tabs, int chosen);

/// The navigation of the screen: a rail at the start (tall rect) or a bottom bar (wide rect). `last_apart` puts the
/// last entry (Sign out) at the far end. Returns the index pressed, or -1. An entry with an index below 0 as `chosen`
/// is allowed (nothing chosen).
int navigation(Ui& ui, std::string_view id, Rect rect, std::span<const TabSpec> entries, int chosen,
               bool last_apart = true);

/// A switch with its label: returns the new state.
bool toggle(Ui& ui, std::string_view id, Rect rect, std::string_view label, bool on, bool enabled = true);

}  // namespace dayroom::ui
