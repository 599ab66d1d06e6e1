// What the child says is believed only within its limits.
#include "platform/pages/page_answer.h"

#include <catch2/catch.hpp>

namespace dayroom::pages {
namespace {

Rendering two_pages() {
    Rendering rendering;
    rendering.pages.push_back({{{1920, 960, to_bytes("first")}, {1920, 40, to_bytes("second")}}, "Words"});
    rendering.pages.push_back({{{1920, 960, to_bytes("third")}}, ""});
    return rendering;
}

}  // namespace

TEST_CASE("an answer is read as it was written") {
    const auto read = read_answer(write_answer(two_pages()));
    REQUIRE(read.ok());
    REQUIRE(read->pages.size() == 2);
    CHECK(read->pages[0].strips[1].height == 40);
    CHECK(as_text(read->pages[0].strips[1].webp) == "second");
    CHECK(read->pages[0].text == "Words");
    const auto refused = read_answer(write_answer({Refusal::kFontMissing, 7, {}}));
    REQUIRE(refused.ok());
    CHECK(refused->refusal == Refusal::kFontMissing);
    CHECK(refused->page == 7);
}

TEST_CASE("an answer that is cut, longer, or beyond a limit is nonsense") {
    const Bytes whole = write_answer(two_pages());
    for (std::size_t count = 0; count < whole.size(); ++count)
        CHECK_FALSE(read_answer(ByteView(whole).first(count)).ok());
    Bytes longer = whole;
    longer.push_back(0);
    CHECK_FALSE(read_answer(longer).ok());
    const auto spoilt = [](auto spoil) {
        Rendering rendering = two_pages();
        spoil(rendering);
        return read_answer(write_answer(rendering)).ok();
    };
    CHECK_FALSE(spoilt([](Rendering& r) { r.pages.clear(); }));
    CHECK_FALSE(spoilt([](Rendering& r) { r.pages.resize(kMaxPages + 1, r.pages[0]); }));
    CHECK_FALSE(spoilt([](Rendering& r) { r.pages[0].strips[0].height = kStripHeight + 1; }));
    CHECK_FALSE(spoilt([](Rendering& r) { r.pages[0].strips[0].width = 0; }));
    CHECK_FALSE(spoilt([](Rendering& r) { r.pages[0].strips.resize(kMaxStrips + 1, r.pages[0].strips[0]); }));
    CHECK_FALSE(spoilt([](Rendering& r) { r.pages[0].strips[0].webp.clear(); }));
    CHECK_FALSE(spoilt([](Rendering& r) { r.pages[0].text.assign(kMaxPageTextBytes + 1, 'x'); }));
    CHECK_FALSE(spoilt([](Rendering& r) { r.refusal = Refusal::kDamaged; }));
}

TEST_CASE("words of a page are made safe to show") {
    Rendering rendering = two_pages();
    rendering.pages[0].text =
        "a\x1b[31m\xE2\x80\xAE"
        "b\xff";
    const auto read = read_answer(write_answer(rendering));
    REQUIRE(read.ok());
    CHECK(read->pages[0].text.find('\x1b') == std::string::npos);
    CHECK(read->pages[0].text.find("\xE2\x80\xAE") == std::string::npos);
}

}  // namespace dayroom::pages
