#include "terminal/features/documents/documents_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

TEST_CASE("a spot in a document travels in a place and comes back, and nothing else does") {
    const Spot spot{"id/with/slashes", 3, 12};
    const Place place = chapter_place(spot);
    CHECK(place.screen == ScreenId::kChapter);
    CHECK(spot_of(place.parameter) == spot);
    for (const char* wrong : {"", "3", "3/", "3/1", "3/1/", "-1/0/x", "a/0/x", "3//x", "99999999999/0/x"})
        CHECK_FALSE(spot_of(wrong).has_value());
}

TEST_CASE("contents are numbered and tell what a chapter holds") {
    local::Document document;
    document.set_id("d");
    auto* visits = document.add_chapters();
    visits->set_title("Visits");
    for (const char* section : {"", "Hours", "What to bring"}) visits->add_sections(section);
    document.add_chapters()->set_title("Mail");
    const auto rows = make_contents(document);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].title == "1. Visits");
    CHECK(rows[0].sections == "Hours · What to bring");
    CHECK(rows[1].place == chapter_place({"d", 1, 0}));
}

TEST_CASE("a chapter is read in order, lists with their marks") {
    local::Chapter chapter;
    auto* section = chapter.add_sections();
    section->set_title("Booking");
    for (const char* kind : {"paragraph", "bullets", "numbers", "important"}) {
        auto* block = section->add_blocks();
        block->set_kind(kind);
        block->add_texts("one");
        block->add_texts("two");
    }
    const auto read = make_chapter(chapter);
    REQUIRE(read.size() == 9);
    CHECK(read[0].kind == Paragraph::Kind::kHeading);
    CHECK(read[3].mark == "•");
    CHECK(read[6].mark == "2.");
    CHECK(read[7].kind == Paragraph::Kind::kImportant);
}

TEST_CASE("a document is listed with its size and since when it is in force") {
    local::Documents documents;
    auto* one = documents.add_documents();
    one->set_id("d");
    one->set_title("Rules");
    one->set_in_force_ms(kTestNow.ms());
    one->add_chapters();
    const auto rows = make_documents(documents, shipped_texts(), kTestNow);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].detail == "1 chapter · since May 28");
    CHECK(document_of(documents, "") == &documents.documents(0));
    CHECK(document_of(documents, "x") == nullptr);
}
