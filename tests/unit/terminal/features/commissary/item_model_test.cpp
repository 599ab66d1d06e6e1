#include "terminal/features/commissary/item_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Item noodle_soup() {
    local::Item item;
    item.set_code("7011");
    item.set_category("food");
    for (const auto& [language, text] : {std::pair{"en", "Noodle soup"}, std::pair{"es", "Sopa de fideos"}}) {
        item.add_name()->set_language(language);
        item.mutable_name(item.name_size() - 1)->set_text(text);
    }
    item.set_price_cents(45);
    item.set_stock(-1);
    return item;
}

std::string fact(const ItemPage& page, const std::string& label) {
    for (const auto& [name, value] : page.facts)
        if (name == label) return value;
    return "none";
}

}  // namespace

TEST_CASE("a thing on the shelf has its name in the language of the screen, its price and the sign of its shelf") {
    const auto item = noodle_soup();
    const ItemCard english = make_item(item, 0, shipped_texts());
    CHECK(english.name == "Noodle soup");
    CHECK(english.price == "$0.45");
    CHECK(english.icon == "utensils");
    CHECK(english.problem.empty());
    CHECK(make_item(item, 0, shipped_texts("es")).name == "Sopa de fideos");
    CHECK(make_item(item, 0, shipped_texts("fr")).name == "Noodle soup");
    local::Item nameless;
    nameless.set_code("x9");
    CHECK(make_item(nameless, 0, shipped_texts()).name == "Item x9");
}

TEST_CASE("how many of one thing: its own limit, else the protocol's, and never fewer than none") {
    auto item = noodle_soup();
    CHECK(make_item(item, kMostUnits - 1, shipped_texts()).can_add);
    CHECK_FALSE(make_item(item, kMostUnits, shipped_texts()).can_add);
    CHECK(make_item(item, kMostUnits + 5, shipped_texts()).units == kMostUnits);
    CHECK(make_item(item, -3, shipped_texts()).units == 0);
    item.set_max_units(12);
    CHECK(make_item(item, 11, shipped_texts()).can_add);
    CHECK_FALSE(make_item(item, 12, shipped_texts()).can_add);
    CHECK(make_item(item, 0, shipped_texts()).about == "At most 12");
    item.set_max_units(kMostUnits + 1);
    CHECK(make_item(item, 0, shipped_texts()).most == kMostUnits);
}

TEST_CASE("what cannot be had says why: it is sold out, or not for this person, which comes first") {
    auto item = noodle_soup();
    item.set_stock(0);
    CHECK(make_item(item, 0, shipped_texts()).problem == "Sold out");
    CHECK_FALSE(make_item(item, 0, shipped_texts()).can_add);
    item.set_barred("diet");
    CHECK(make_item(item, 0, shipped_texts()).problem == "Not allowed with your diet.");
    item.set_barred("a reason of tomorrow");
    CHECK(make_item(item, 0, shipped_texts()).problem == "You cannot order this now.");
    item.set_barred({});
    item.set_stock(1);
    CHECK(make_item(item, 0, shipped_texts()).can_add);
}

TEST_CASE("the page of a thing: allergens in words, codes without a word as they are, and what it counts") {
    auto item = noodle_soup();
    CHECK(make_item_page(item, 0, shipped_texts()).allergy_note.find("No allergy notes") == 0);
    item.add_allergens("wheat");
    item.add_allergens("lupin");
    item.set_max_units(12);
    item.set_stock(7);
    const ItemPage page = make_item_page(item, 0, shipped_texts());
    CHECK(page.allergens == std::vector<std::string>{"wheat", "lupin"});
    CHECK(page.allergy_note.find("Ask staff") != std::string::npos);
    CHECK(fact(page, "At most in one week") == "12");
    CHECK(fact(page, "Still there") == "7");
    CHECK(fact(page, "Counts toward your limit") == "Yes");
    item.set_exempt_from_limit(true);
    item.set_stock(-1);
    CHECK(fact(make_item_page(item, 0, shipped_texts()), "Counts toward your limit") == "No");
    CHECK(fact(make_item_page(item, 0, shipped_texts()), "Still there") == "none");
}

TEST_CASE("a shelf has the sign of the first word that its code has in it, else a basket") {
    CHECK(shelf_icon("body_care") == "bath");
    CHECK(shelf_icon("soups") == "soup");
    CHECK(shelf_icon("greeting_cards") == "mail");
    CHECK(shelf_icon("what_else") == "shopping-basket");
    CHECK(shelf_icon({}) == "shopping-basket");
}
