// 64 letters of a text, one byte each (window.h), sorted into kinds at once: bit i of a mask speaks of byte i.
// Processors with SSE2 (every x86-64) do 16 bytes a step, others eight with plain arithmetic; the answers are the same.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace dayroom::facility::filter {

struct Block {
    static constexpr std::size_t kBytes = 64;
    std::uint64_t word = 0;   // letters and digits (not ASCII: a letter), and what is odd
    std::uint64_t odd = 0;    // a control character that is no white space: read the slow way
    std::uint64_t digit = 0;  // ASCII
    std::uint64_t again = 0;  // the same letter as the byte before, whatever its case; of letters and digits only
    std::uint64_t joins = 0;  // ASCII punctuation that may stand inside a word in disguise
    std::uint64_t signs = 0;  // "@" and "$"

    friend bool operator==(const Block&, const Block&) = default;

    /// The bits behind the first `skipped` of them, which may be all 64.
    static std::uint64_t behind(std::uint64_t bits, std::size_t skipped) {
        return skipped < kBytes ? bits >> skipped : 0;
    }

    /// As if the first `skipped` of it were not there, and nothing behind the `left` that follow them.
    Block part(std::size_t skipped, std::size_t left) const {
        const std::uint64_t kept = left >= kBytes ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
        const auto cut = [&](std::uint64_t bits) { return behind(bits, skipped) & kept; };
        return {cut(word), cut(odd), cut(digit), cut(again), cut(joins), cut(signs)};
    }
};

/// What 64 bytes of UTF-8 are to its code points.
struct Utf8Bytes {
    std::uint64_t inner = 0;    // a second or further byte of a code point
    std::uint64_t chinese = 0;  // the first byte of a Chinese letter, of three bytes: most of them

    friend bool operator==(const Utf8Bytes&, const Utf8Bytes&) = default;
};

namespace swar {
inline constexpr std::uint64_t kOnes = 0x0101010101010101;
inline constexpr std::uint64_t kHigh = 0x8080808080808080;
inline constexpr std::uint64_t kSmall = 0x2020202020202020;  // makes letters small, and leaves digits

/// Bytes of `x` (below 0x80) from `low` to `high`, as their high bits.
constexpr std::uint64_t between(std::uint64_t x, unsigned char low, unsigned char high) {
    return (x + kOnes * (0x80U - low)) & ~(x + kOnes * (0x7FU - high)) & kHigh;
}
constexpr std::uint64_t equal(std::uint64_t x, unsigned char value) { return between(x, value, value); }
/// The high bits of eight bytes as eight bits.
constexpr std::uint64_t gather(std::uint64_t high_bits) { return ((high_bits >> 7) * 0x0102040810204080) >> 56; }
/// Bytes that are zero, as their high bits. Exact.
constexpr std::uint64_t zeros(std::uint64_t x) { return ~(((x & ~kHigh) + ~kHigh) | x) & kHigh; }
inline std::uint64_t load(const char* from) {
    std::uint64_t x = 0;
    std::memcpy(&x, from, sizeof x);
    return x;
}

inline Block block_of(const char* bytes, unsigned char before, std::size_t count) {
    static_assert(std::endian::native == std::endian::little, "bit i is byte i of a word in memory");
    Block block;
    for (unsigned i = 0; i * std::size_t{8} < count; ++i) {
        const std::uint64_t x = load(bytes + i * std::size_t{8});
        const std::uint64_t low = x & ~kHigh;
        const std::uint64_t is_digit = between(low, '0', '9') & ~x;
        const std::uint64_t is_plain = (between(low | kSmall, 'a', 'z') & ~x) | is_digit;
        const std::uint64_t is_letter = is_plain | (x & kHigh);
        const std::uint64_t control = (between(low, 0, 0x1F) & ~between(low, '\t', '\r')) | between(low, 0x7F, 0x7F);
        const std::uint64_t is_odd = control & ~x;
        const std::uint64_t is_again = zeros((x ^ ((x << 8) | before)) & ~kSmall) & is_letter;
        before = static_cast<unsigned char>(x >> 56);
        const unsigned at = i * 8;
        block.word |= gather(is_letter | is_odd) << at;
        block.odd |= gather(is_odd) << at;
        block.digit |= gather(is_digit) << at;
        block.again |= gather(is_again) << at;
        const std::uint64_t stops = between(low, '\'', ')') | between(low, ':', ';') | equal(low, ',') |
                                    equal(low, '"') | equal(low, '?') | equal(low, '[') | equal(low, ']');
        const std::uint64_t printed = between(low, 0x21, 0x7E) & ~x;
        block.joins |= gather(printed & ~stops & ~is_plain) << at;
        block.signs |= gather((equal(low, '@') | equal(low, '$')) & ~x) << at;
    }
    return block;
}

/// Bytes that are not ASCII.
inline std::uint64_t beyond_ascii(const char* bytes) {
    std::uint64_t out = 0;
    for (unsigned i = 0; i < 8; ++i) out |= gather(load(bytes + i * std::size_t{8}) & kHigh) << (i * 8);
    return out;
}
inline Utf8Bytes utf8_bytes(const char* bytes) {
    Utf8Bytes out;
    for (unsigned i = 0; i < 8; ++i) {
        const std::uint64_t x = load(bytes + i * std::size_t{8});
        out.inner |= gather(x & kHigh & ~(x << 1)) << (i * 8);
        out.chinese |= gather(between(x & ~kHigh, 0x64, 0x69) & x) << (i * 8);
    }
    return out;
}
}  // namespace swar

#if defined(__SSE2__)
namespace sse {
inline __m128i all(int value) { return _mm_set1_epi8(static_cast<char>(value)); }
inline __m128i load(const char* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
/// Bytes from `low` on, `count` of them.
inline __m128i among(__m128i x, int low, int count) {
    const __m128i from_low = _mm_sub_epi8(x, all(low));
    return _mm_cmpeq_epi8(_mm_min_epu8(from_low, all(count - 1)), from_low);
}
inline __m128i equal(__m128i x, char value) { return _mm_cmpeq_epi8(x, all(value)); }
inline std::uint64_t gather(__m128i bytes) { return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes)); }

inline Block block_of(const char* bytes, unsigned char before, std::size_t count) {
    Block block;
    for (unsigned at = 0; at < count; at += 16) {
        const __m128i x = load(bytes + at);
        const __m128i shifted = _mm_or_si128(_mm_slli_si128(x, 1), _mm_cvtsi32_si128(before));
        before = static_cast<unsigned char>(bytes[at + 15]);
        const __m128i small = _mm_or_si128(x, all(0x20));
        const __m128i is_digit = among(x, '0', 10);
        const __m128i is_plain = _mm_or_si128(is_digit, among(small, 'a', 26));
        const __m128i control = _mm_or_si128(_mm_andnot_si128(among(x, '\t', 5), among(x, 0, 32)), among(x, 0x7F, 1));
        const std::uint64_t odd = gather(control);
        const std::uint64_t letters = gather(_mm_or_si128(is_plain, x));
        block.odd |= odd << at;
        block.word |= (odd | letters) << at;
        block.digit |= gather(is_digit) << at;
        block.again |= (gather(_mm_cmpeq_epi8(small, _mm_or_si128(shifted, all(0x20)))) & letters) << at;
        const __m128i quotes = _mm_or_si128(among(x, '\'', 3), equal(x, '"'));
        const __m128i marks = _mm_or_si128(_mm_or_si128(equal(x, ','), equal(x, '?')), among(x, ':', 2));
        const __m128i brackets = _mm_or_si128(equal(x, '['), equal(x, ']'));
        const __m128i stops = _mm_or_si128(_mm_or_si128(quotes, marks), brackets);
        const __m128i joins = _mm_andnot_si128(_mm_or_si128(stops, is_plain), among(x, 0x21, 0x5E));
        block.joins |= gather(joins) << at;
        block.signs |= gather(_mm_or_si128(equal(x, '@'), equal(x, '$'))) << at;
    }
    return block;
}

inline std::uint64_t beyond_ascii(const char* bytes) {
    std::uint64_t out = 0;
    for (unsigned at = 0; at < Block::kBytes; at += 16) out |= gather(load(bytes + at)) << at;
    return out;
}
inline Utf8Bytes utf8_bytes(const char* bytes) {
    Utf8Bytes out;
    for (unsigned at = 0; at < Block::kBytes; at += 16) {
        const __m128i x = load(bytes + at);
        out.inner |= gather(_mm_cmplt_epi8(x, all(-64))) << at;
        out.chinese |= gather(among(x, 0xE4, 6)) << at;
    }
    return out;
}
}  // namespace sse
#endif

#if defined(__SSE2__)
namespace best = sse;
#else
namespace best = swar;
#endif
/// `bytes`: Block::kBytes of them, of which the first `count` matter. `before`: the byte in front of them.
inline Block block_of(const char* bytes, unsigned char before, std::size_t count = Block::kBytes) {
    return best::block_of(bytes, before, count);
}
inline std::uint64_t beyond_ascii(const char* bytes) { return best::beyond_ascii(bytes); }
inline Utf8Bytes utf8_bytes(const char* bytes) { return best::utf8_bytes(bytes); }

}  // namespace dayroom::facility::filter
