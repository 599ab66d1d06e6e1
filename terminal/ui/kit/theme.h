// Colours as tokens with a purpose, in three themes. Every pair that the kit draws is named in colour_pairs() and
// checked by a test: body text ≥ 14:1, secondary ≥ 6.6:1, all others ≥ 4.5:1, high contrast ≥ 10:1. State is never
// shown by colour alone.
#pragma once

#include <cstdint>
#include <vector>

#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

enum class ThemeKind : std::uint8_t { kLight, kDark, kHighContrast };

/// What a piece of text or an icon says, not which colour it has.
enum class Ink : std::uint8_t { kText, kSecondary, kAccent, kSuccess, kWarning, kDanger };

/// The meaning of a badge, banner, toast or button.
enum class Tone : std::uint8_t { kNeutral, kInfo, kSuccess, kWarning, kDanger };

struct ToneColours {
    Color fill;  // background of a badge or banner
    Color text;  // on fill
    Color border;
};

struct Theme {
    ThemeKind kind = ThemeKind::kLight;
    Color background, surface, sunken, raised;  // screen, card, wells and tracks, the chosen segment
    Color border, border_strong;
    Color text, secondary, disabled;
    Color accent;  // text and icons that can be touched, on surface and background
    Color primary, on_primary, primary_pressed;
    Color tint, on_tint, tint_pressed, tint_border;  // quiet emphasis: chosen row, secondary button, own message
    Color pressed;                                   // a pressed neutral control
    Color danger, on_danger, danger_pressed;
    Color success_ink, warning_ink, danger_ink;  // as text on surface and background
    Color rail, on_rail, rail_chosen, on_rail_chosen, rail_border;
    Color brand, on_brand;              // the mark, counts that wait
    Color count, on_count;              // unread count on a row
    Color hero_from, hero_to, on_hero;  // big card, signed-out panel
    Color keyboard, key, key_special, on_key, key_edge;
    Color toast, on_toast;
    Color caret, selection;
    Color focus;   // the ring, ≥ 4.5:1 on background, surface and rail
    Color veil;    // over the inert background of a dialog
    Color shadow;  // its alpha is the strength; 0 draws none
    Color scrollbar;
    Color bar_fill, bar_other, bar_positive;
    ToneColours neutral, info, good, warning, bad;
    float border_width = 1;  // pixels at 100 %

    const ToneColours& tone(Tone tone) const;
    Color ink(Ink ink) const;
};

Theme make_theme(ThemeKind kind);

/// One text or sign upon one background, with the least contrast that is wanted of it.
struct ColourPair {
    const char* name;
    Color foreground, background;
    double least;
};
std::vector<ColourPair> colour_pairs(const Theme& theme);

/// Background of the initials of one person: the same for the same name. Text on it is `text`.
struct AvatarColours {
    Color fill, text;
};
AvatarColours avatar_colours(const Theme& theme, std::uint64_t seed);

}  // namespace dayroom::ui
