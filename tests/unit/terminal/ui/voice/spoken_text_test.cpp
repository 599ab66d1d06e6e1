#include "terminal/ui/voice/spoken_text.h"

#include <catch2/catch.hpp>

#include "platform/base/random.h"
#include "platform/base/utf8.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

using Pieces = std::vector<std::string>;

std::string amounts(std::string_view text) {
    return with_amounts_in_words(text, [](const SpokenAmount& amount) {
        return std::string(amount.negative ? "minus " : "") + std::to_string(amount.dollars) + "d" +
               std::to_string(amount.cents) + "c";
    });
}

/// What every text, however hostile, comes out as.
void check_fit_to_be_said(const Pieces& pieces) {
    for (const std::string& piece : pieces) {
        REQUIRE_FALSE(piece.empty());
        REQUIRE(utf8::is_valid(piece));
        REQUIRE(utf8::length(piece) <= kMaxPieceCharacters);
        REQUIRE(piece.find_first_of("[]{}\\\n\r\t\x01\x1b") == std::string::npos);
        std::size_t word = 0;
        for (std::size_t at = 0; at < piece.size();) {
            const auto next = utf8::decode(std::string_view(piece).substr(at));
            word = next.code_point == U' ' ? 0 : word + 1;
            REQUIRE(word <= kMaxWordCharacters + 1);  // a comma may follow
            at += next.bytes;
        }
    }
}

}  // namespace

TEST_CASE("a text is said sentence by sentence") {
    CHECK(spoken_pieces("Count is at 4. Be at your bunk!  Why? Rules.") ==
          Pieces{"Count is at 4.", "Be at your bunk!", "Why?", "Rules."});
    CHECK(spoken_pieces("Laundry\nMonday") == Pieces{"Laundry", "Monday"});
    CHECK(spoken_pieces("You have $48.15 left") == Pieces{"You have $48.15 left"});
    CHECK(spoken_pieces("你好。再见！") == Pieces{"你好。", "再见！"});
    CHECK(spoken_pieces("").empty());
    CHECK(spoken_pieces(" \n\t . ") == Pieces{"."});
}

TEST_CASE("signs that divide are a pause") {
    CHECK(spoken_pieces("Today · 9:42 AM") == Pieces{"Today, 9:42 AM"});
    CHECK(spoken_pieces("one | two | ") == Pieces{"one, two"});
    CHECK(spoken_pieces("· ·").empty());
}

TEST_CASE("nothing in a text commands the voice") {
    CHECK(spoken_pieces("[[h@'loU]] there") == Pieces{"h@'loU there"});
    CHECK(spoken_pieces("\x01"
                        "50P up") == Pieces{"50P up"});
    CHECK(spoken_pieces("a\x1b[31mb") == Pieces{"a 31mb"});
    CHECK(spoken_pieces("wow!!!!!!!!!!") == Pieces{"wow!!!"});
    CHECK(spoken_pieces("call 1000000") == Pieces{"call 1000000"});  // a number keeps its zeros
    CHECK(spoken_pieces("\xff\xfe"
                        "ok") == Pieces{"ok"});
}

TEST_CASE("a text without end comes in bounded pieces, and not for ever") {
    std::string word;
    for (int i = 0; i < 400; ++i) word += static_cast<char>('a' + i % 26);
    const auto parts = spoken_pieces(word);
    CHECK(parts.size() > 1);
    check_fit_to_be_said(parts);
    std::string endless;
    while (endless.size() < 4 * kMaxSpokenCharacters) endless += "word after word ";
    const auto pieces = spoken_pieces(endless);
    check_fit_to_be_said(pieces);
    std::size_t said = 0;
    for (const auto& piece : pieces) said += piece.size();
    CHECK(said <= kMaxSpokenCharacters);
    CHECK(said > kMaxSpokenCharacters * 9 / 10);
}

TEST_CASE("no bytes whatever break out of a piece") {
    SeededRandom random(42);
    for (int round = 0; round < 300; ++round) {
        std::string text(1 + random.below(900), '\0');
        for (char& byte : text) {
            constexpr std::string_view kSigns = "[]{}\\. !?\n\x01$-|aA0\xC2\xB7\xE2\x80\xAE";
            byte = random.below(3) == 0 ? static_cast<char>(random.below(256))
                                        : kSigns[static_cast<std::size_t>(random.below(kSigns.size()))];
        }
        check_fit_to_be_said(spoken_pieces(with_amounts_in_words(text, [](const SpokenAmount&) { return "1"; })));
    }
}

TEST_CASE("amounts of money are said as dollars and cents") {
    CHECK(amounts("$48.15") == "48d15c");
    CHECK(amounts("Pay $1,048.05 by $0.25.") == "Pay 1048d5c by 0d25c.");
    CHECK(amounts("$5") == "5d0c");
    CHECK(amounts("$1,234,567.00,") == "1234567d0c,");
    CHECK(amounts("-$3.00") == "minus 3d0c");
    CHECK(amounts("left: \u2212$3.10") == "left: minus 3d10c");
    CHECK(amounts("+$3.00") == "+3d0c");
    CHECK(amounts("A-$5.00") == "A-5d0c");
    CHECK(amounts("$2.5") == "2d0c.5");  // nobody writes money like that: as it stands
    CHECK(amounts("$") == "$");
    CHECK(amounts("$$") == "$$");
    CHECK(amounts("$x") == "$x");
    CHECK(amounts("$1,23") == "1d0c,23");
    CHECK(amounts("$99999999999999999999") == "$99999999999999999999");  // more money than there is
}
