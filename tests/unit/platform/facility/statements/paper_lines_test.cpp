#include "platform/facility/statements/paper_lines.h"

#include <catch2/catch.hpp>

#include "platform/base/utf8.h"

using namespace dayroom;
using facility::wrap_lines;
using Lines = std::vector<std::string>;

namespace {

/// Every letter is as wide as the other.
double letters_of(std::string_view text) {
    double count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(utf8::decode(text).bytes);
    return count;
}
Lines wrap(std::string_view text, double width = 10) { return wrap_lines(text, width, &letters_of); }

}  // namespace

TEST_CASE("words go to the next line whole, and the space between them stays behind") {
    CHECK(wrap("one two three four") == Lines{"one two", "three four"});
    CHECK(wrap("one two th") == Lines{"one two th"});
    CHECK(wrap("one two thr") == Lines{"one two", "thr"});
    CHECK(wrap("well-known words") == Lines{"well-known", "words"});
}

TEST_CASE("the text's own lines stay, empty ones too") {
    CHECK(wrap("one\ntwo") == Lines{"one", "two"});
    CHECK(wrap("one\n\ntwo\n") == Lines{"one", "", "two", ""});
    CHECK(wrap("one\r\ntwo") == Lines{"one", "two"});
    CHECK(wrap("") == Lines{""});
}

TEST_CASE("a word wider than a line is broken, and no letter is lost") {
    CHECK(wrap("abcdefghijklmnopqrstuvw xyz") == Lines{"abcdefghij", "klmnopqrst", "uvw xyz"});
    CHECK(wrap("go abcdefghijkl") == Lines{"go", "abcdefghij", "kl"});
    CHECK(wrap("ñandúñandúñandú", 5) == Lines{"ñandú", "ñandú", "ñandú"});
}

TEST_CASE("scripts without spaces break between their letters") {
    CHECK(wrap("我们昨天把门廊漆好了今天", 6) == Lines{"我们昨天把门", "廊漆好了今天"});
}
