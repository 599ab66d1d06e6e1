#include "terminal/ui/catalog/catalog.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::ui;

namespace {

std::string file(const std::string& entries) { return R"({"$language":"en","$name":"English")" + entries + "}"; }

}  // namespace

TEST_CASE("a catalog formats plain text, names and plurals") {
    const auto catalog = Catalog::parse(file(
        R"(,"a.plain":"Don't","a.name":"Hello, {name}","a.count":"{count, plural, =0 {none} one {# day} other {# days}}")"));
    REQUIRE(catalog.ok());
    CHECK(catalog->format("a.plain", {}) == "Don't");
    CHECK(catalog->format("a.name", {{"name", "Zoë"}}) == "Hello, Zoë");
    CHECK(catalog->format("a.count", {{"count", 0}}) == "none");
    CHECK(catalog->format("a.count", {{"count", 1}}) == "1 day");
    CHECK(catalog->format("a.count", {{"count", 12}}) == "12 days");
    CHECK_FALSE(catalog->format("a.missing", {}).has_value());
    CHECK(catalog->arguments("a.count") == std::set<std::string>{"count"});
}

TEST_CASE("an argument is text, never a pattern") {
    const auto catalog = Catalog::parse(file(R"(,"a.name":"Hello, {name}")"));
    REQUIRE(catalog.ok());
    CHECK(catalog->format("a.name", {{"name", "{count} '{x}'"}}) == "Hello, {count} '{x}'");
}

TEST_CASE("malformed catalogs are refused") {
    const std::string bad =
        GENERATE(as<std::string>{}, "", "[]", "{", "\"text\"", "{\"a.b\":1}", "{\"a.b\":{\"c\":\"d\"}}",
                 "{\"a.b\":[\"x\"]}", "{\"$name\":\"x\",\"a.b\":\"c\"}", "{\"$language\":\"en\"}");
    CAPTURE(bad);
    CHECK_FALSE(Catalog::parse(bad).ok());
    CHECK_FALSE(Catalog::parse(file(",\"Bad Key\":\"x\"")).ok());
    CHECK_FALSE(Catalog::parse(file(",\"a.b\":\"x\",\"a.b\":\"y\"")).ok());
    CHECK_FALSE(Catalog::parse(file(",\"a.b\":\"{name\"")).ok());
    CHECK_FALSE(Catalog::parse(file(",\"a.b\":\"{0} numbered\"")).ok());
    CHECK_FALSE(Catalog::parse(file(",\"a.b\":\"\xff\"")).ok());
}

TEST_CASE("a catalog is bounded") {
    const auto long_text = Catalog::parse(file(",\"a.b\":\"" + std::string(kMaxPatternBytes + 1, 'x') + "\""));
    REQUIRE_FALSE(long_text.ok());
    CHECK(long_text.error().code == ErrorCode::kTooLarge);
    std::string many;
    for (std::size_t at = 0; at <= kMaxCatalogKeys; ++at) many += ",\"k." + std::to_string(at) + "\":\"\"";
    CHECK(Catalog::parse(file(many)).error().code == ErrorCode::kTooLarge);
    CHECK(Catalog::parse(std::string(kMaxCatalogBytes + 1, ' ')).error().code == ErrorCode::kTooLarge);
    CHECK(Catalog::read("/nonexistent/en.json").error().code == ErrorCode::kNotFound);
}

TEST_CASE("a language that is no language tag is refused before ICU sees it") {
    const auto parsed = [](const std::string& language) {
        return Catalog::parse("{\"$language\":\"" + language +
                              "\",\"$name\":\"N\",\"n\":\"{count, plural, one {#} other {#}}\"}");
    };
    for (const char* good : {"en", "es", "ht", "yue", "pt-BR", "zh-Hans"}) CHECK(parsed(good).ok());
    for (const char* bad :
         {"", "e", "nal, one {ar", "EN", "en-", "-en", "en--US", "en_US", "english", "en-abcdefghi"}) {
        CHECK_FALSE(parsed(bad).ok());
    }
}
