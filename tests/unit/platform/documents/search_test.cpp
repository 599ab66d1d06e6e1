#include "platform/documents/search.h"

#include <catch2/catch.hpp>

#include "platform/documents/document_text.h"

using namespace dayroom;
using namespace dayroom::documents;

namespace {

wire::Document handbook() {
    Reading reading = read_text(
        "dayroom-document-1\ncode: h\nlanguage: es\ntitle: Manual\n\n# Visitas\nHorario del sábado.\n"
        "## Qué traer\n- Identificación con foto\n- Nada más\n\n# Teléfono\nEl número O’Brien llama gratis.\n"
        "## 電話\n電話は毎日使えます。\n");
    REQUIRE(reading.faults.empty());
    return std::move(reading.document);
}

std::vector<std::pair<int, int>> places(std::string_view typed) {
    std::vector<std::pair<int, int>> out;
    for (const Passage& passage : find(handbook(), typed).passages) out.emplace_back(passage.chapter, passage.section);
    return out;
}
using Places = std::vector<std::pair<int, int>>;

}  // namespace

TEST_CASE("words are found whole and by their beginning, whatever their accents and capitals") {
    CHECK(places("sabado") == Places{{0, 0}});
    CHECK(places("SÁB") == Places{{0, 0}});
    CHECK(places("ado").empty());
    CHECK(places("telefono numero") == Places{{1, 0}});
    CHECK(places("obrien") == Places{{1, 0}});
    CHECK(places("O'Brien") == Places{{1, 0}});
    CHECK(places("電話") == Places{{1, 1}});
}

TEST_CASE("every word must stand in the section or in the titles above it") {
    CHECK(places("visitas foto") == Places{{0, 1}});
    CHECK(places("visitas") == Places{{0, 0}, {0, 1}});
    CHECK(places("sabado foto").empty());
    CHECK(places("foto gratis").empty());
}

TEST_CASE("nothing but signs finds nothing, and a long query is cut") {
    CHECK(places("").empty());
    CHECK(places(" .,! ").empty());
    CHECK(places(std::string(10'000, 'x')).empty());
    CHECK(places("visitas visitas visitas visitas visitas visitas visitas visitas nowhere").size() == 2);
    CHECK(places("\xff\xfe visitas").size() <= 2);
}

TEST_CASE("the snippet shows where the word stands, and more passages are counted than shown") {
    CHECK(find(handbook(), "identificacion").passages.at(0).snippet == "Identificación con foto");
    std::string text = "dayroom-document-1\ncode: h\nlanguage: en\ntitle: T\n\n";
    for (int at = 0; at < 150; ++at)
        text += "# Chapter\n" + std::string(300, 'a') + " needle " + std::string(300, 'b') + "\n";
    const Reading reading = read_text(text);
    REQUIRE(reading.faults.empty());
    const Found found = find(reading.document, "needle");
    CHECK(found.total == 150);
    CHECK(found.passages.size() == kMostPassages);
    CHECK(found.passages.front().snippet.find("needle") != std::string::npos);
    CHECK(found.passages.front().snippet.size() < 300);
}
