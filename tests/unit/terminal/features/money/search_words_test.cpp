#include "terminal/features/money/search_words.h"

#include <algorithm>

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

bool means(const local::SearchWord& word, const std::string& code) {
    return std::find(word.codes().begin(), word.codes().end(), code) != word.codes().end();
}

}  // namespace

TEST_CASE("a word is sent with the codes whose names have it, in the language of the screen") {
    const auto spanish = shipped_texts("es");
    const auto phone = search_words("TELEFO", spanish);
    REQUIRE(phone.size() == 1);
    CHECK(phone[0].text() == "TELEFO");
    CHECK(means(phone[0], "phone"));
    CHECK(means(phone[0], "to_phone"));
    CHECK_FALSE(means(phone[0], "deposit"));
    CHECK(means(search_words("tribunal", spanish)[0], "court_debt"));
    CHECK(means(search_words("tienda", spanish)[0], "commissary"));
    CHECK(search_words("phone", spanish)[0].codes().empty());
    const auto english = shipped_texts("en");
    CHECK(means(search_words("phone", english)[0], "phone"));
    CHECK(means(search_words("Court", english)[0], "court_debt"));
    CHECK(search_words("telefono", english)[0].codes().empty());
}

TEST_CASE("words of any script are sent as they were typed") {
    const auto t = shipped_texts("en");
    for (const char* name : {"Weiß", "Сергей", "Ανδρέας", "김민준", "Nguyễn", "محمد"}) {
        const auto words = search_words(name, t);
        REQUIRE(words.size() == 1);
        CHECK(words[0].text() == name);
    }
}

TEST_CASE("each word stands alone, names and amounts pass as they are, limits hold") {
    const auto t = shipped_texts("en");
    const auto words = search_words("  María -- 12.34 ", t);
    REQUIRE(words.size() == 3);
    CHECK(words[0].text() == "María");
    CHECK(words[1].text() == "12");
    CHECK(words[2].text() == "34");
    CHECK(words[0].codes().empty());
    CHECK(search_words("", t).empty());
    CHECK(search_words("\xff\xfe", t).empty());
    CHECK(search_words("a b c d e f g h i j k", t).size() == kMaxSearchWords);
    for (const auto& word : search_words("m t f d", t)) CHECK(word.codes_size() <= static_cast<int>(kMaxWordCodes));
}
