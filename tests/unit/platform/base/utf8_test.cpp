#include "platform/base/utf8.h"

#include <catch2/catch.hpp>

#include "platform/base/random.h"

using namespace dayroom;

TEST_CASE("strict UTF-8 refuses overlong forms, surrogates, and what is past U+10FFFF") {
    CHECK(utf8::is_valid("Anh khỏe không? 你好 مرحبا 👩‍👩‍👧"));
    for (const char* bad : {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                            "\xF4\x90\x80\x80", "\x80", "\xE2\x82", "\xFF"}) {
        CHECK_FALSE(utf8::is_valid(bad));
    }
}

TEST_CASE("every code point survives encoding and decoding") {
    for (char32_t c = 0; c <= 0x10FFFF; c += (c < 0x1000 ? 1 : 97)) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text;
        utf8::append(text, c);
        const auto decoded = utf8::decode(text);
        REQUIRE(decoded.valid);
        REQUIRE(decoded.code_point == c);
        REQUIRE(decoded.bytes == text.size());
        REQUIRE(utf8::length(text) == 1);
    }
}

TEST_CASE("sanitizing removes controls, bidi overrides and tags, and keeps honest text") {
    const std::string honest = "Te quiero mucho, mijo.\n\tAbuela 🎂 علي";
    CHECK(utf8::sanitize(honest, 1000) == honest);
    CHECK(utf8::sanitize("a\x07"
                         "b\x1B[31mc\x7F",
                         100) == "ab[31mc");
    CHECK(utf8::sanitize("pay \u202E00.1$\u202C now", 100) == "pay 00.1$ now");
    CHECK(utf8::sanitize("x\U000E0041y", 100) == "xy");
    CHECK(utf8::sanitize("one\r\ntwo\rthree\u2028four", 100) == "one\ntwo\nthree\nfour");
    CHECK(utf8::sanitize("\xFFok", 100) == "\uFFFDok");
}

TEST_CASE("towers of marks, open isolates and length are capped") {
    std::string tower = "e";
    for (int i = 0; i < 500; ++i) tower += "\u0301";
    CHECK(utf8::length(utf8::sanitize(tower, 13'000)) == 9);
    CHECK(utf8::sanitize("\u2067open", 100) == "\u2067open\u2069");
    CHECK(utf8::sanitize("\u2069closed", 100) == "closed");
    CHECK(utf8::sanitize("ééé", 2) == "éé");
}

TEST_CASE("isolates nested too deep are left out with their own ends") {
    const auto repeated = [](std::string_view text, int times) {
        std::string all;
        for (int i = 0; i < times; ++i) all += text;
        return all;
    };
    const std::string eight = repeated("\u2066", 8) + "x" + repeated("\u2069", 8);
    CHECK(utf8::sanitize(repeated("\u2066", 12) + "x", 1000) == eight);
    CHECK(utf8::sanitize(repeated("\u2066", 12) + "x" + repeated("\u2069", 12), 1000) == eight);
    CHECK(utf8::sanitize(eight, 1000) == eight);
}

TEST_CASE("sanitizing any bytes gives valid text, and doing it twice changes nothing") {
    SeededRandom random(99);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes(random.below(60), '\0');
        random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
        const std::string once = utf8::sanitize(bytes, 1000);
        REQUIRE(utf8::is_valid(once));
        REQUIRE(utf8::sanitize(once, 2000) == once);
    }
}
