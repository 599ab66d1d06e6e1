#include "platform/facility/filter/word_filter.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/filter/filter_support.h"

using namespace dayroom;
using namespace dayroom::facility;
using facility_test::filter_of;
using facility_test::found;

TEST_CASE("a word is found as a whole word, with its place in code points") {
    const WordFilter filter = filter_of({"bomb", "kill him"});
    CHECK(found(filter, "A bomb.") == "0@2+4");
    CHECK(found(filter, "bomb") == "0@0+4");
    CHECK(found(filter, "é\xF0\x9F\x98\x80 BOMB") == "0@3+4");
    CHECK(found(filter, "bombs abomb b omb").empty());
    CHECK(found(filter, "Kill,\n  him!") == "1@0+11");
    CHECK(found(filter, "kill the himself").empty());
    CHECK(found(filter, "").empty());
}

TEST_CASE("a word is found wherever a text ends in the blocks that it is read in") {
    const WordFilter filter = filter_of({"bomb"});
    for (std::size_t length = 4; length <= 260; ++length) {
        const std::string before(length - 4, ' ');
        const std::string place = std::to_string(length - 4) + "+4";
        INFO(length);
        CHECK(found(filter, before + "bomb") == "0@" + place);
        CHECK(found(filter, before + "bomc").empty());
        if (length > 5) CHECK(found(filter, "é" + before.substr(1) + "bomb") == "0@" + place);
    }
}

TEST_CASE("a star opens a word's beginning or end") {
    const WordFilter filter = filter_of({"bomb*", "*shell", "*smoke*"});
    CHECK(found(filter, "bombing") == "0@0+4");
    CHECK(found(filter, "abombing").empty());
    CHECK(found(filter, "a bombshell") == "0@2+4 1@6+5");
    CHECK(found(filter, "unsmoked") == "2@2+5");
    CHECK(found(filter, "shells").empty());
}

TEST_CASE("scripts without spaces need no word borders, and part words of other scripts") {
    const WordFilter filter = filter_of({"炸弹", "bomb", "k粉", "💊"});
    CHECK(found(filter, "我有炸弹吗") == "0@2+2");
    CHECK(found(filter, "我有bomb吗") == "1@2+4");
    CHECK(found(filter, "吸K粉了") == "2@1+2");
    CHECK(found(filter, "ak粉").empty());
    CHECK(found(filter, "two 💊💊") == "3@4+2");
    CHECK(found(filter, "bomb💊 now") == "1@0+4 3@4+1");
}

TEST_CASE("patterns of one, two and three letters of such a script are found inside one another") {
    const WordFilter filter = filter_of({"弹", "炸弹手", "弹手", "手榴弹", "榴弹k"});
    CHECK(found(filter, "我买炸弹手") == "1@2+3 0@3+1 2@3+2");
    CHECK(found(filter, "炸弹手榴弹") == "1@0+3 0@1+1 2@1+2 3@2+3 0@4+1");
    CHECK(found(filter, "手榴弹k了") == "3@0+3 4@1+3 0@2+1");
    CHECK(found(filter, "手榴，炸").empty());
}

TEST_CASE("letters stretched to three are a trick, one doubled letter is another word") {
    const WordFilter filter = filter_of({"bomb", "ass", "420", "hop"});
    CHECK(found(filter, "boooomb") == "0@0+7");
    CHECK(found(filter, "bommb").empty());
    CHECK(found(filter, "boommb") == "0@0+6");
    CHECK(found(filter, "as assss") == "1@3+5");
    CHECK(found(filter, "42000 4220").empty());
    CHECK(found(filter, "at 420!") == "2@3+3");
    CHECK(found(filter, "hoop").empty());
    CHECK(found(filter_of({"*hop*"}), "shhoppping") == "0@1+6");
}

TEST_CASE("diacritics of the text are no disguise, those of the pattern must agree or be left out") {
    const WordFilter filter = filter_of({"bomb", "bạn", "=ano", "=año", "cabrón"});
    CHECK(found(filter, "bömb b\xCC\xA3omb") == "0@0+4 0@5+5");
    CHECK(found(filter, "bạn ban bán ba\xCC\xA3n") == "1@0+3 1@12+4");
    CHECK(found(filter, "cabron cabrón cabròn") == "4@0+6 4@7+6");
    CHECK(found(filter, "ano año") == "2@0+3 3@4+3");
}

TEST_CASE("hits are bounded, and only wanted ones count") {
    const WordFilter filter = filter_of({"aa", "bb"});
    std::string text;
    for (int i = 0; i < 100; ++i) text += "aa ";
    const FilterResult all = filter.find(text + "bb");
    CHECK(all.hits.size() == kMaxFilterHits);
    CHECK_FALSE(all.complete);
    const FilterResult some = filter.find(text + "bb", [](std::uint32_t pattern) { return pattern == 1; });
    REQUIRE(some.hits.size() == 1);
    CHECK(some.hits[0].pattern == 1);
    CHECK(some.complete);
}

TEST_CASE("patterns are checked") {
    CHECK(WordFilter::check_pattern("bomb*").ok());
    CHECK(WordFilter::check_pattern("💊").ok());
    CHECK_FALSE(WordFilter::check_pattern("b").ok());
    CHECK_FALSE(WordFilter::check_pattern("*b*").ok());
    CHECK_FALSE(WordFilter::check_pattern("?!").ok());
    CHECK_FALSE(WordFilter::check_pattern("").ok());
    CHECK_FALSE(WordFilter::check_pattern(std::string(81, 'x')).ok());
    CHECK_FALSE(WordFilter::check_pattern("\xFF\xFE").ok());
    const std::vector<std::string> bad{"good", "!!"};
    const auto refused = WordFilter::build(bad);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().detail.find("pattern 1:") == 0);
    CHECK(WordFilter().find("anything").hits.empty());
}

TEST_CASE("words of other alphabets are screened like plain ones, with the words beside them") {
    const auto filter = filter_of({"m B弹ạ", "=*mmm", "sé ya", "бомба", "*бомб*", "m bạn"});
    CHECK(found(filter, "xx m  B 弹 ạ l") == "0@3+8");
    CHECK(found(filter, "bmmmm bmm") == "1@1+4");
    CHECK(found(filter, "yo sé ya no, se ya si") == "2@3+5");
    CHECK(found(filter, "Бомба, бомбам") == "3@0+5 4@0+4 4@7+4");
    CHECK(found(filter, "m bạn, m ban") == "5@0+5");
}

TEST_CASE("malformed bytes match nothing and count as one code point a piece") {
    const auto filter = filter_of({"ab", "b c"});
    CHECK(found(filter, "\x80\x80 ab") == "0@3+2");
    CHECK(found(filter, "\xC3 b c \xE2\x82 ab\xFF") == "1@2+3 0@8+2");
    CHECK(found(filter, std::string(70, 'x') + " \xF0\x9F ab") == "0@73+2");
}
