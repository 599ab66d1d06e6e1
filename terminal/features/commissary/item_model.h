// One item of the catalogue in words: on the shelf, in the cart, on its own page. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr int kMostUnits = 999;  // of one item (platform/wire/limits.h)

/// One item, as a row of the shelf or a line of the cart.
struct ItemCard {
    std::string code;
    std::string name;
    std::string about;    // size, nutrition, what it contains, limits
    std::string price;    // "$0.45"
    std::string problem;  // sold out, not for this person; empty: it can be ordered
    std::string icon;     // of its shelf: stands where there is no picture
    std::string picture;  // SHA-256; empty: none
    int units = 0;        // in the cart
    int most = kMostUnits;
    bool can_add = true;
};
ItemCard make_item(const local::Item& item, int in_cart, const ui::Texts& texts);

/// Everything about one item.
struct ItemPage {
    ItemCard card;
    std::string note;                                        // size and nutrition; empty: none was given
    std::vector<std::string> allergens;                      // in words
    std::string allergy_note;                                // that none were given, or to ask when unsure
    std::vector<std::pair<std::string, std::string>> facts;  // price, limits, stock
};
ItemPage make_item_page(const local::Item& item, int in_cart, const ui::Texts& texts);
/// The sign of a shelf by its code; a basket when it says nothing.
std::string shelf_icon(const std::string& category);

/// Its name in the language of the screen; without one, its code in words.
std::string item_name(const google::protobuf::RepeatedPtrField<local::LocalText>& names, const std::string& code,
                      const ui::Texts& texts);
/// Adds a sentence to others, with a dot between them.
void add_sentence(std::string& text, const std::string& sentence);

}  // namespace dayroom::features
