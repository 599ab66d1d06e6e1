#include "terminal/features/commissary/item_model.h"

#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/base/local_text.h"

namespace dayroom::features {
namespace {

/// Shelves are the facility's data: a code that has one of these in it has that sign.
struct ShelfLook {
    std::string_view part;
    std::string_view icon;
};
constexpr ShelfLook kShelves[] = {{"hygiene", "bath"},      {"care", "bath"},       {"health", "heart-pulse"},
                                  {"medic", "heart-pulse"}, {"soup", "soup"},       {"fish", "fish"},
                                  {"meat", "beef"},         {"snack", "cookie"},    {"sweet", "candy"},
                                  {"candy", "candy"},       {"drink", "cup-soda"},  {"coffee", "coffee"},
                                  {"condiment", "salad"},   {"food", "utensils"},   {"stationery", "pen-line"},
                                  {"paper", "pen-line"},    {"stamp", "mail"},      {"card", "mail"},
                                  {"cloth", "shirt"},       {"shoe", "footprints"}, {"electronic", "headphones"},
                                  {"game", "dices"},        {"book", "book-open"},  {"everyday", "shopping-basket"}};

std::vector<std::string> allergens(const local::Item& item, const ui::Texts& t) {
    std::vector<std::string> words;
    for (const std::string& code : item.allergens())
        words.push_back(t.has("commissary.allergen." + code) ? t("commissary.allergen." + code) : code);
    return words;
}

std::string contains_words(const local::Item& item, const ui::Texts& t) {
    std::string list;
    for (const std::string& word : allergens(item, t)) list += (list.empty() ? "" : ", ") + word;
    return list.empty() ? list : t("commissary.contains", {{"list", list}});
}

}  // namespace

void add_sentence(std::string& text, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!text.empty()) text += " · ";
    text += sentence;
}

std::string item_name(const google::protobuf::RepeatedPtrField<local::LocalText>& names, const std::string& code,
                      const ui::Texts& t) {
    const std::string name = pick(names, t.language());
    return name.empty() ? t("commissary.no_name", {{"code", code}}) : name;
}

ItemCard make_item(const local::Item& item, int in_cart, const ui::Texts& t) {
    ItemCard card;
    card.code = item.code();
    card.name = item_name(item.name(), item.code(), t);
    card.price = format_money(Cents::of(item.price_cents()));
    card.icon = shelf_icon(item.category());
    card.picture = item.picture().sha256();
    card.units = std::clamp(in_cart, 0, kMostUnits);
    add_sentence(card.about, pick(item.note(), t.language()));
    add_sentence(card.about, contains_words(item, t));
    if (item.max_units() > 0) {
        add_sentence(card.about, t("commissary.at_most", {{"count", item.max_units()}}));
        card.most = std::min(card.most, item.max_units());
    }
    if (item.exempt_from_limit()) add_sentence(card.about, t("commissary.exempt"));
    if (item.stock() == 0) card.problem = t("commissary.sold_out");
    if (!item.barred().empty())
        card.problem = t.of_code("commissary.not_for_you.", item.barred(), "commissary.not_for_you");
    card.can_add = card.problem.empty() && card.units < card.most;
    return card;
}

ItemPage make_item_page(const local::Item& item, int in_cart, const ui::Texts& t) {
    ItemPage page;
    page.card = make_item(item, in_cart, t);
    page.note = pick(item.note(), t.language());
    page.allergens = allergens(item, t);
    page.allergy_note = t(page.allergens.empty() ? "commissary.no_allergens" : "commissary.allergens_note");
    page.facts.emplace_back(t("commissary.price"), page.card.price);
    if (item.max_units() > 0) page.facts.emplace_back(t("commissary.most"), std::to_string(item.max_units()));
    if (item.stock() > 0) page.facts.emplace_back(t("commissary.in_stock"), std::to_string(item.stock()));
    page.facts.emplace_back(t("commissary.counts"),
                            t(item.exempt_from_limit() ? "commissary.counts_no" : "commissary.counts_yes"));
    return page;
}

std::string shelf_icon(const std::string& category) {
    const auto found = std::find_if(std::begin(kShelves), std::end(kShelves), [&](const ShelfLook& known) {
        return category.find(known.part) != std::string::npos;
    });
    return std::string(found == std::end(kShelves) ? "shopping-basket" : found->icon);
}

}  // namespace dayroom::features
