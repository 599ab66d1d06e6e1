// Private to platform/crypto: numbers modulo p = 2^255 - 19 in five limbs of 51 bits, as curve_point.h needs them. For
// what everybody may know, signatures and public keys: inverting aside, nothing here is asked to hide how long it
// takes.
//
// Limbs: what a product or from_bytes() gives has limbs below 2^51 + 2^13 ("tight"). A product takes limbs up to 2^54:
// a sum of two tight numbers, or a difference whose right side has limbs below 2^53 - 76. Differences of tight numbers
// and of sums of two are therefore products' to take, and a sum of such differences is not.
#pragma once

#include <array>
#include <cstdint>

#include "platform/base/bytes.h"

namespace dayroom::crypto::curve {

__extension__ using Wide = unsigned __int128;

inline constexpr std::size_t kFieldBytes = 32;
inline constexpr int kLimbBits = 51;
inline constexpr std::uint64_t kLimbMask = (std::uint64_t{1} << kLimbBits) - 1;

struct Field {
    std::array<std::uint64_t, 5> limb{};

    static Field of(std::uint64_t small) { return {{small, 0, 0, 0, 0}}; }
    /// Little endian, the highest bit left out; not asked to be below p.
    static Field from_bytes(const std::array<std::uint8_t, kFieldBytes>& bytes);
    /// The one number below p.
    std::array<std::uint8_t, kFieldBytes> to_bytes() const;
    bool equals(const Field& other) const { return to_bytes() == other.to_bytes(); }
};

inline Field operator+(const Field& left, const Field& right) {
    const auto& f = left.limb;
    const auto& g = right.limb;
    return {{f[0] + g[0], f[1] + g[1], f[2] + g[2], f[3] + g[3], f[4] + g[4]}};
}

inline Field operator-(const Field& left, const Field& right) {
    // 4p, so that no limb goes below zero.
    constexpr std::uint64_t kLowest = (std::uint64_t{1} << 53) - 76;
    constexpr std::uint64_t kOther = (std::uint64_t{1} << 53) - 4;
    const auto& f = left.limb;
    const auto& g = right.limb;
    return {{f[0] + kLowest - g[0], f[1] + kOther - g[1], f[2] + kOther - g[2], f[3] + kOther - g[3],
             f[4] + kOther - g[4]}};
}

/// Of the five columns of a product, each below 2^115.
inline Field carried(Wide c0, Wide c1, Wide c2, Wide c3, Wide c4) {
    const auto low = [](Wide column) { return static_cast<std::uint64_t>(column) & kLimbMask; };
    const auto high = [](Wide column) { return static_cast<std::uint64_t>(column >> kLimbBits); };
    c1 += high(c0);
    c2 += high(c1);
    c3 += high(c2);
    c4 += high(c3);
    const std::uint64_t first = low(c0) + 19 * high(c4);
    return {{first & kLimbMask, low(c1) + (first >> kLimbBits), low(c2), low(c3), low(c4)}};
}

inline Field operator*(const Field& left, const Field& right) {
    const auto& f = left.limb;
    const auto& g = right.limb;
    const std::uint64_t g1 = 19 * g[1], g2 = 19 * g[2], g3 = 19 * g[3], g4 = 19 * g[4];
    const auto by = [](std::uint64_t a, std::uint64_t b) { return Wide{a} * b; };
    return carried(by(f[0], g[0]) + by(f[1], g4) + by(f[2], g3) + by(f[3], g2) + by(f[4], g1),
                   by(f[0], g[1]) + by(f[1], g[0]) + by(f[2], g4) + by(f[3], g3) + by(f[4], g2),
                   by(f[0], g[2]) + by(f[1], g[1]) + by(f[2], g[0]) + by(f[3], g4) + by(f[4], g3),
                   by(f[0], g[3]) + by(f[1], g[2]) + by(f[2], g[1]) + by(f[3], g[0]) + by(f[4], g4),
                   by(f[0], g[4]) + by(f[1], g[3]) + by(f[2], g[2]) + by(f[3], g[1]) + by(f[4], g[0]));
}

inline Field squared(const Field& number) {
    const auto& f = number.limb;
    const std::uint64_t d0 = 2 * f[0], d1 = 2 * f[1], d3 = 2 * f[3];
    const std::uint64_t f3 = 19 * f[3], f4 = 19 * f[4];
    const auto by = [](std::uint64_t a, std::uint64_t b) { return Wide{a} * b; };
    return carried(by(f[0], f[0]) + by(d1, f4) + by(2 * f[2], f3), by(d0, f[1]) + by(2 * f[2], f4) + by(f[3], f3),
                   by(d0, f[2]) + by(f[1], f[1]) + by(d3, f4), by(d0, f[3]) + by(d1, f[2]) + by(f[4], f4),
                   by(d0, f[4]) + by(d1, f[3]) + by(f[2], f[2]));
}

/// Of zero: zero.
Field inverse(const Field& number);
/// To the power (p - 5) / 8: what a square root is made of.
Field root_power(const Field& number);

/// Whether the one number below p is odd: the curve's "sign".
bool is_odd(const Field& number);

}  // namespace dayroom::crypto::curve
