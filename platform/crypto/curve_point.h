// Private to platform/crypto: points of Ed25519's curve, -x² + y² = 1 + d·x²·y², and multiples of one point out of a
// table. For points that everybody may know: how long it takes tells which they are.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "platform/crypto/curve_field.h"

namespace dayroom::crypto::curve {

using PointBytes = std::array<std::uint8_t, kFieldBytes>;
using ScalarBytes = std::array<std::uint8_t, 32>;

/// x = X / Z, y = Y / Z, T = X·Y / Z.
struct Point {
    Field x, y, z, t;

    static Point zero();
    /// Ed25519's base point.
    static Point base();
    /// Nothing: no point of the curve.
    static std::optional<Point> from_bytes(const PointBytes& bytes);
    PointBytes to_bytes() const;
    Point negative() const;
    Point doubled() const;
};

/// A point with Z = 1, made ready to be added: y + x, y - x, 2·d·x·y.
struct Addend {
    Field plus, minus, twice;
};

/// What to_bytes() says of each, for the price of one and a little.
std::vector<PointBytes> bytes_of(std::span<const Point> points);

Point add(const Point& left, const Addend& right);
Point subtract(const Point& left, const Addend& right);

/// The multiples of one point that any multiple is a sum of: for each digit of a scalar, 1 to half of all digits.
class MultiplesTable {
public:
    static constexpr int kDigitBits = 7;
    static constexpr std::size_t kDigits = 37;  // 259 bits: whatever a scalar below 2^253 carries
    static constexpr std::size_t kHalf = std::size_t{1} << (kDigitBits - 1);

    explicit MultiplesTable(const Point& point);
    /// `to` + `scalar` · point. `scalar`: little endian, below 2^253.
    Point add_multiple(Point to, const ScalarBytes& scalar) const;

private:
    std::vector<Addend> rows_;  // kDigits times kHalf
};

}  // namespace dayroom::crypto::curve
