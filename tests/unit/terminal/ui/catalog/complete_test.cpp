// The sentences and the code agree: same keys and arguments in all languages, no key missing, none left over.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <catch2/catch.hpp>

#include "terminal/ui/catalog/texts.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

std::string source_folder() { return std::getenv("DAYROOM_SOURCE_DIR"); }

struct Used {
    std::set<std::string> literals;  // every string literal with a dot in terminal/
};

/// Literals like "home.to_spend" and prefixes like "problem." in the sources of the terminal.
Used scan_sources() {
    Used used;
    const std::regex literal("\"(\\.?[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*\\.?)\"");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder() + "/terminal")) {
        const auto extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".h") continue;
        std::ifstream file(entry.path());
        std::stringstream text;
        text << file.rdbuf();
        const std::string code = text.str();
        for (std::sregex_iterator at(code.begin(), code.end(), literal), end; at != end; ++at)
            used.literals.insert((*at)[1]);
    }
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
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder() + "/terminal")) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream file(entry.path());
        std::stringstream text;
        text << file.rdbuf();
        const std::string code = text.str();
        for (std::sregex_iterator at(code.begin(), code.end(), lookup), end; at != end; ++at) {
            const std::string key = (*at)[1];
            if (!key.ends_with('.') && !english.has(key)) missing.push_back(key);
        }
    }
    CHECK(missing == std::vector<std::string>{});
}
