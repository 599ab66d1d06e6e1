// Rows of lists, cards, tiles and what stands in them.
#pragma once

#include "terminal/ui/gfx/image_store.h"
#include "terminal/ui/kit/ui.h"

namespace dayroom::ui {

struct BadgeSpec {
    std::string label{};
    std::string icon{};  // a state is never shown by colour alone
    Tone tone = Tone::kNeutral;
};
/// Draws at the start of `rect`; returns the width used.
float badge(Ui& ui, std::string_view id, Rect rect, const BadgeSpec& spec);
Size badge_size(Ui& ui, const BadgeSpec& spec);
/// A round count ("3"); nothing for 0; "99+" above 99. Part of another control: records no node.
void count_mark(Ui& ui, Point center, int count, Color fill, Color ink);

/// Initials on a colour of the person's own, the same every time.
void avatar(Ui& ui, Rect rect, std::string_view name);
std::string initials_of(std::string_view name);

struct RowSpec {
    std::string title{};
    std::string trailing{};        // time, or amount
    std::string preview{};         // lines under the title
    std::string trailing_small{};  // under the trailing text ("Balance $48.15")
    int preview_lines = 2;
    std::optional<std::string> avatar_name{};  // a person's initials
    std::string icon{};                        // or an icon in a circle
    Tone icon_tone = Tone::kNeutral;
    Ink trailing_ink = Ink::kSecondary;
    bool trailing_strong = false;  // an amount: large and bold
    std::vector<BadgeSpec> badges{};
    int unread = 0;
    bool selected = false;
    bool enabled = true;
    bool pressable = true;
    bool chevron = false;
};
bool row(Ui& ui, std::string_view id, Rect rect, const RowSpec& spec);
/// The height that row() needs at this width.
float row_height(Ui& ui, const RowSpec& spec, float width);

struct CardSpec {
    bool hero = false;   // the one card of a screen that matters most
    bool raised = true;  // with a shadow
    bool padded = true;
    bool chosen = false;
};
/// Background of a group. Draws, and returns the inside; put a SurfaceScope with card_surface() around what is drawn in
/// it.
Rect card(Ui& ui, Rect rect, const CardSpec& spec = {});
Color card_surface(const Ui& ui, const CardSpec& spec = {});

struct TileSpec {
    std::string label{};
    std::string icon{};
    std::string detail{};  // "3 new": a count or a place, never a name or an amount
    int count = 0;
    bool strong = false;  // something waits here
    bool enabled = true;
    bool initial_focus = false;
};
/// A tile of the home screen.
bool tile(Ui& ui, std::string_view id, Rect rect, const TileSpec& spec);

/// The heading of a group of rows ("Today, June 6").
float section_heading(Ui& ui, std::string_view id, Rect rect, std::string_view text);
float section_heading_height(Ui& ui);

struct ValueCardSpec {
    std::string label{};  // "You can spend"
    std::string value{};  // "$48.15"
    std::string note{};   // "as of 9:40 AM"
    std::string icon{};
    bool hero = false;
    bool hidden = false;     // shows dots and an eye; its node has no value
    bool pressable = false;  // touch shows it (or opens it)
};
/// One big number with its name. True when it was touched.
bool value_card(Ui& ui, std::string_view id, Rect rect, const ValueCardSpec& spec);
float value_card_height(Ui& ui, const ValueCardSpec& spec, float width);

struct PhotoSpec {
    std::string label{};    // what it is, for the voice: "Photo 1 of 2 from Maria Delgado"
    ImageId image{};        // none: still loading
    Size natural{};         // pixels of the picture
    std::string caption{};  // drawn over its foot, e.g. "Open photo"
    bool pressable = true;
    bool fill = false;  // covers the rectangle: its middle is seen
    bool initial_focus = false;
};
/// The picture: whole, as large as the rectangle allows, or filling it.
bool photo(Ui& ui, std::string_view id, Rect rect, const PhotoSpec& spec);

}  // namespace dayroom::ui
