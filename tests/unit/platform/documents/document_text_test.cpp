#include "platform/documents/document_text.h"

#include <catch2/catch.hpp>

#include "platform/wire/check.h"
#include "platform/wire/document_limits.h"

using namespace dayroom;
using namespace dayroom::documents;
using wire::Document;

namespace {

const std::string kHead =
    "dayroom-document-1\ncode: handbook\nlanguage: en\ntitle: Resident handbook\npublic: yes\nposition: 2\n\n";

std::vector<int> lines_of(const Reading& reading) {
    std::vector<int> lines;
    for (const Fault& fault : reading.faults) lines.push_back(fault.line);
    return lines;
}

}  // namespace

TEST_CASE("a file becomes chapters, sections, paragraphs and lists") {
    const Reading reading = read_text(kHead +
                                      "# Visits\nVisits are on\nSaturday.\n\nBook before.\n## What to bring\n"
                                      "- A photo ID\n- Nothing else:\n  no phone\n\n1. First\n2. Second\n\n"
                                      "! Under 18 with a parent.\n# Mail\r\nIt is read.\n");
    REQUIRE(reading.faults.empty());
    const Document& document = reading.document;
    CHECK(document.code() == "handbook");
    CHECK(document.public_());
    CHECK(document.position() == 2);
    REQUIRE(document.chapters_size() == 2);
    const auto& visits = document.chapters(0);
    REQUIRE(visits.sections_size() == 2);
    CHECK(visits.sections(0).title().empty());
    REQUIRE(visits.sections(0).blocks_size() == 2);
    CHECK(visits.sections(0).blocks(0).texts(0) == "Visits are on Saturday.");
    const auto& bring = visits.sections(1);
    REQUIRE(bring.blocks_size() == 3);
    CHECK(bring.blocks(0).kind() == Document::Block::BULLETS);
    CHECK(bring.blocks(0).texts(1) == "Nothing else: no phone");
    CHECK(bring.blocks(1).kind() == Document::Block::NUMBERS);
    CHECK(bring.blocks(1).texts_size() == 2);
    CHECK(bring.blocks(2).kind() == Document::Block::IMPORTANT);
    CHECK(document.chapters(1).sections(0).blocks(0).texts(0) == "It is read.");
}

TEST_CASE("what is written of a document reads as the same document") {
    const Reading reading =
        read_text(kHead + "# A\nOne.\n\nTwo.\n## B\n- x\n- y\n\n- another list\n\n! Mind.\n\n3. z\n");
    REQUIRE(reading.faults.empty());
    const std::string text = write_text(reading.document);
    const Reading again = read_text(text);
    REQUIRE(again.faults.empty());
    CHECK(again.document.SerializeAsString() == reading.document.SerializeAsString());
    CHECK(write_text(again.document) == text);
}

TEST_CASE("a mark with nothing behind it is told, and a single space before a mark makes it no paragraph") {
    for (const char* line : {"-", "- ", "!", "! ", "1.", "1. ", "#", "# ", "##", "##  "}) {
        INFO(line);
        CHECK(lines_of(read_text(kHead + "# A\nx\n\n" + line + "\n\nz\n")) == std::vector<int>{11});
    }
    for (const char* line : {"-x", "!x", "1.x", "1 x", "-1. x", "1234. x"}) {
        INFO(line);
        const Reading reading = read_text(kHead + "# A\n" + line + "\n");
        REQUIRE(reading.faults.empty());
        CHECK(reading.document.chapters(0).sections(0).blocks(0).kind() == Document::Block::PARAGRAPH);
    }
    const Reading spaced = read_text(kHead + " # A\n - x\n -  y\n\n 7.  z\n");
    REQUIRE(spaced.faults.empty());
    const auto& blocks = spaced.document.chapters(0).sections(0).blocks();
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].texts(1) == "y");
    CHECK(blocks[1].texts(0) == "z");
    CHECK(read_text(write_text(spaced.document)).document.SerializeAsString() == spaced.document.SerializeAsString());
}

TEST_CASE("a file that is wrong names every line") {
    CHECK(lines_of(read_text("")) == std::vector<int>{1});
    CHECK(lines_of(read_text("handbook\n" + kHead.substr(19) + "# A\nx\n")) == std::vector<int>{1});
    const Reading head = read_text("dayroom-document-1\ncode: Hand Book\ncolour: red\nno colon\ncode: b\n\n# A\nx\n");
    CHECK(lines_of(head) == std::vector<int>{3, 4, 5, 6, 6, 6});
    const Reading body = read_text(kHead + "Before any chapter\n## Section\n# A\n### Deep\n#Tight\n  alone\nx\n\ta\n");
    CHECK(lines_of(body) == std::vector<int>{8, 9, 11, 12, 13, 15});
    CHECK(lines_of(read_text(kHead + "# Empty\n\n# Full\nx\n")).size() == 1);
    CHECK(read_text(kHead).faults.size() == 1);
    CHECK(read_text(kHead + "# A\n" + std::string("\xff\n")).faults.front().line == 9);
}

TEST_CASE("what reads without a fault is within the wire's limits, and what is beyond is told") {
    const auto fits = [](const Reading& reading) {
        wire::Record record;
        *record.mutable_document() = reading.document;
        record.mutable_document()->set_revision(1);
        record.set_facility_id(std::string(16, 'f'));
        record.mutable_scope()->set_kind(wire::FACILITY);
        record.mutable_scope()->set_id(std::string(16, 'f'));
        record.set_id(std::string(16, 'd'));
        record.set_version(1);
        record.set_released_ms(1);
        return wire::check_record(record).ok();
    };
    const auto repeated = [](int times, const std::string& what) {
        std::string out;
        for (int at = 0; at < times; ++at) out += what;
        return out;
    };
    const auto check = [&](const std::string& good, const std::string& more) {
        const Reading whole = read_text(kHead + good);
        CHECK(whole.faults.empty());
        CHECK(fits(whole));
        CHECK_FALSE(read_text(kHead + good + more).faults.empty());
    };
    check(repeated(wire::kMaxChapters, "# A\nx\n"), "# A\nx\n");
    check("# A\nx\n" + repeated(wire::kMaxSections - 1, "## B\ny\n"), "## B\ny\n");
    check("# A\n" + repeated(wire::kMaxBlocks, "x\n\n"), "x\n");
    check("# A\n" + repeated(wire::kMaxListItems, "- x\n"), "- x\n");
    check("# A\n" + std::string(wire::kMaxBlockCharacters, 'x') + "\n", "x\n");
    check("# " + std::string(wire::kMaxDocumentTitleCharacters, 't') + "\nx\n",
          "# " + std::string(wire::kMaxDocumentTitleCharacters + 1, 't') + "\nx\n");
    CHECK_FALSE(read_text(kHead + "# A\n" + repeated(62, std::string(4'000, 'x') + "\n\n")).faults.empty());
    CHECK(read_text(std::string(kMaxTextBytes + 1, 'x')).faults.front().line == 0);
    CHECK(read_text(repeated(1'000, "\x01\n")).faults.size() == kMostFaults);
}
