// The sentences and the code agree: same keys and arguments in all languages, no key missing, none left over.
#include <algorithm>

#include <catch2/catch.hpp>

#include "terminal/ui/catalog/texts.h"
#include "tests/unit/terminal/ui/catalog/source_text.h"

using namespace dayroom;
using namespace dayroom::ui;
using test::each_match;
using test::each_source;
using test::source_folder;

namespace {

struct Used {
    std::set<std::string> literals;  // every string literal with a dot in terminal/
};

/// Literals like "home.to_spend" and prefixes like "problem." in the sources of the terminal.
Used scan_sources() {
    Used used;
    const std::regex literal("\"(\\.?[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*\\.?)\"");
    each_source("terminal", [&](const auto&, const std::string& code) {
        each_match(code, literal, [&](const std::string& found) { used.literals.insert(found); });
    });
    return used;
}

}  // namespace

TEST_CASE("all languages have the same keys and arguments") {
    const auto catalogs = Catalogs::read(source_folder() + "/assets/text");
    if (!catalogs.ok()) FAIL(catalogs.error().detail);
    const Catalog& english = (*catalogs)->english();
    for (const auto& catalog : (*catalogs)->all()) {
        CAPTURE(catalog.language());
        CHECK(catalog.keys() == english.keys());
        for (const auto& key : english.keys()) {
            CAPTURE(key);
            CHECK(catalog.arguments(key) == english.arguments(key));
            CHECK_FALSE(catalog.format(key, {})->empty());
        }
    }
    CHECK((*catalogs)->find("es") != nullptr);
}

TEST_CASE("every key in the code has a sentence, and every sentence is used") {
    const auto catalogs = Catalogs::read(source_folder() + "/assets/text");
    REQUIRE(catalogs.ok());
    const Catalog& english = (*catalogs)->english();
    const auto keys = english.keys();
    const Used used = scan_sources();

    std::vector<std::string> unused;
    for (const auto& key : keys) {
        const bool by_name = used.literals.contains(key);
        const bool by_prefix = std::any_of(used.literals.begin(), used.literals.end(), [&](const std::string& literal) {
            return literal.ends_with('.') && key.starts_with(literal);
        });
        if (!by_name && !by_prefix) unused.push_back(key);
    }
    CHECK(unused == std::vector<std::string>{});

    // A literal that a text lookup gets must be a key: found by how it is written in the code.
    const std::regex lookup("\\b(?:t|texts_|texts\\(\\))\\(\\s*\"([a-z0-9_.]+)\"");
    std::vector<std::string> missing;
    each_source("terminal", [&](const auto&, const std::string& code) {
        each_match(code, lookup, [&](const std::string& key) {
            if (!key.ends_with('.') && !english.has(key)) missing.push_back(key);
        });
    });
    CHECK(missing == std::vector<std::string>{});
}
