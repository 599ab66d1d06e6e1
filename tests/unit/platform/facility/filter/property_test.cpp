// Random texts of what tricks are made of, against random lists: what the filter finds is what the rules say.
#include <iterator>

#include <catch2/catch.hpp>

#include "platform/base/random.h"
#include "platform/base/utf8.h"
#include "platform/facility/filter/block.h"
#include "tests/unit/platform/facility/filter/compare.h"
#include "tests/unit/platform/facility/filter/filter_support.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace facility_test;

namespace {

constexpr const char* kLetters[] = {"a", "b", "o", "m", "i", "l",  "s",  "A",  "B",
                                    "O", "é", "ạ", "о", "ß", "炸", "弹", "ｂ", "ب"};
constexpr const char* kTricks[] = {"0",        "1",        "4", "5", "8",  "$",        "@",
                                   "!",        "|",        "+", ".", "-",  "_",        ",",
                                   "'",        "\n",       "?", "…", "，", "\xC2\xA0", "\xE2\x80\x8B",
                                   "\xCC\x81", "\xCC\xA3", "💣", "*", "€",  "/",        "(",
                                   "—",        "\x01"};

template <std::size_t Count>
std::string one_of(SeededRandom& random, const char* const (&list)[Count]) {
    return list[random.below(Count)];
}

std::string random_word(SeededRandom& random, std::uint64_t most) {
    std::string word;
    const bool plain = random.below(3) > 0;
    for (std::uint64_t left = 1 + random.below(most); left > 0; --left) {
        const std::string letter = plain ? kLetters[random.below(7)] : one_of(random, kLetters);
        for (std::uint64_t times = random.below(6) == 0 ? 1 + random.below(4) : 1; times > 0; --times) word += letter;
    }
    return word;
}

std::string random_pattern(SeededRandom& random) {
    for (;;) {
        std::string pattern = random_word(random, 4);
        if (random.below(5) == 0) pattern += " " + random_word(random, 3);
        if (random.below(8) == 0) pattern += std::to_string(random.below(60));
        if (random.below(6) == 0) pattern += "*";
        if (random.below(8) == 0) pattern = "*" + pattern;
        if (random.below(12) == 0) pattern = "=" + pattern;
        if (WordFilter::check_pattern(pattern).ok()) return pattern;
    }
}

/// Words, tricks, and the listed words themselves, with tricks inside.
std::string random_text(SeededRandom& random, const std::vector<std::string>& patterns) {
    std::string text;
    const auto manner = random.below(3);
    for (std::uint64_t left = random.below(40); left > 0; --left) {
        std::string word = random_word(random, 5);
        if (random.below(3) == 0) word = patterns[random.below(patterns.size())];
        const std::string between = random.below(2) == 0 ? " " : one_of(random, kTricks);
        for (std::string_view rest = word; !rest.empty();) {
            const std::size_t bytes = utf8::decode(rest).bytes;
            text += rest.substr(0, bytes);
            rest.remove_prefix(bytes);
            if (manner == 1 && random.below(2) == 0) text += between;
            if (manner == 2 && random.below(8) == 0) text += one_of(random, kTricks);
        }
        text += random.below(6) == 0 ? one_of(random, kTricks) : " ";
    }
    return text;
}

}  // namespace

TEST_CASE("the filter finds what the rules say, in random texts full of tricks") {
    std::size_t hits = 0;
    for (std::uint64_t seed = 1; seed <= 180; ++seed) {
        SeededRandom random(seed);
        std::vector<std::string> patterns;
        for (std::uint64_t left = 1 + random.below(40); left > 0; --left) patterns.push_back(random_pattern(random));
        const WordFilter filter = filter_of(patterns);
        const NaiveFilter naive(patterns);
        for (int i = 0; i < 60; ++i) {
            const std::string text = random_text(random, patterns);
            const std::string differs = difference(filter, naive, text);
            if (!differs.empty()) {
                std::string list;
                for (std::size_t p = 0; p < patterns.size(); ++p) list += std::to_string(p) + ":" + patterns[p] + " ";
                FAIL("seed " << seed << "\n" << text << "\n" << differs << "\n" << list);
            }
            hits += filter.find(text).hits.size();
        }
    }
    CHECK(hits > 15'000);
}

TEST_CASE("both ways to sort a block of bytes give the same") {
    SeededRandom random(5);
    for (int i = 0; i < 3'000; ++i) {
        std::string bytes(filter::Block::kBytes, 'a');
        for (char& byte : bytes) {
            const auto any = static_cast<char>(random.below(256));
            byte = random.below(2) == 0 ? any : static_cast<char>(random.below(128));
            if (random.below(4) == 0 && &byte != bytes.data()) byte = *(&byte - 1);
        }
        const auto before = static_cast<unsigned char>(random.below(256));
        const filter::Block plain = filter::swar::block_of(bytes.data(), before, filter::Block::kBytes);
        CHECK(filter::block_of(bytes.data(), before) == plain);
        CHECK(filter::beyond_ascii(bytes.data()) == filter::swar::beyond_ascii(bytes.data()));
        CHECK(filter::utf8_bytes(bytes.data()) == filter::swar::utf8_bytes(bytes.data()));
    }
}
