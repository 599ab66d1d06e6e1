#include "terminal/ui/catalog/fold.h"

#include <catch2/catch.hpp>

using namespace dayroom::ui;

TEST_CASE("words are compared without case and accents") {
    CHECK(fold("TELÉFONO") == "telefono");
    CHECK(fold("Straße") == "strasse");
    CHECK(fold("Như Trần") == "nhu tran");
    CHECK(fold("\xff") == "");
    CHECK(folded_words("  Café, 12.34 – té! ") == std::vector<std::string>{"cafe", "12", "34", "te"});
    CHECK(folded_words("").empty());
    CHECK(words_of("  Café, 12.34 – Té! ") == std::vector<std::string>{"Café", "12", "34", "Té"});
    CHECK(words_of("\xff").empty());
    CHECK(words_of("–,.").empty());
}
