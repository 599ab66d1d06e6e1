#include "platform/crypto/curve_point.h"

#include <cstdlib>

#include "platform/base/check.h"

namespace dayroom::crypto::curve {
namespace {

Field curve_d() { return (Field::of(0) - Field::of(121'665)) * inverse(Field::of(121'666)); }

// 2 to the power (p - 1) / 4.
Field root_of_minus_one() { return Field::of(2) * squared(root_power(Field::of(2))); }

Point sum_of(const Point& left, const Field& by_minus, const Field& by_plus, const Field& twice_t, bool subtracts) {
    const Field a = (left.y - left.x) * by_minus;
    const Field b = (left.y + left.x) * by_plus;
    const Field c = left.t * twice_t;
    const Field d = left.z + left.z;
    const Field e = b - a;
    const Field h = b + a;
    const Field f = subtracts ? d + c : d - c;
    const Field g = subtracts ? d - c : d + c;
    return {e * f, g * h, f * g, e * h};
}

/// 1 / Z of each, with one inversion. None of them has Z = 0: no point of the curve has.
std::vector<Field> inverses_of_z(std::span<const Point> points) {
    std::vector<Field> inverses(points.size());
    Field product = Field::of(1);
    for (std::size_t i = 0; i < points.size(); ++i) {
        inverses[i] = product;
        product = product * points[i].z;
    }
    Field left_over = inverse(product);
    for (std::size_t i = points.size(); i-- > 0;) {
        inverses[i] = left_over * inverses[i];
        left_over = left_over * points[i].z;
    }
    return inverses;
}

void make_addends(std::span<const Point> points, const Field& twice_d, std::span<Addend> out) {
    const auto by_z = inverses_of_z(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Field x = points[i].x * by_z[i];
        const Field y = points[i].y * by_z[i];
        out[i] = {y + x, y - x, x * y * twice_d};
    }
}

PointBytes written(const Point& point, const Field& by_z) {
    PointBytes bytes = (point.y * by_z).to_bytes();
    if (is_odd(point.x * by_z)) bytes[kFieldBytes - 1] |= 0x80;
    return bytes;
}

/// Digits between -2^(bits-1) and 2^(bits-1), the lowest first.
std::array<int, MultiplesTable::kDigits> digits_of(const ScalarBytes& scalar) {
    constexpr int kBits = MultiplesTable::kDigitBits;
    constexpr int kHalf = static_cast<int>(MultiplesTable::kHalf);
    std::array<int, MultiplesTable::kDigits> digits{};
    int carry = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::size_t bit = i * kBits;
        unsigned window = scalar[bit / 8];
        if (bit / 8 + 1 < scalar.size()) window |= static_cast<unsigned>(scalar[bit / 8 + 1]) << 8;
        int digit = static_cast<int>((window >> (bit % 8)) & ((1U << kBits) - 1)) + carry;
        carry = digit > kHalf ? 1 : 0;
        digits[i] = digit - carry * 2 * kHalf;
    }
    return digits;
}
static_assert(MultiplesTable::kDigitBits <= 8 && MultiplesTable::kDigits * MultiplesTable::kDigitBits >= 255);
static_assert((MultiplesTable::kDigits - 1) * MultiplesTable::kDigitBits / 8 < sizeof(ScalarBytes));

}  // namespace

Point Point::zero() { return {Field::of(0), Field::of(1), Field::of(1), Field::of(0)}; }

Point Point::base() {
    PointBytes bytes;
    bytes.fill(0x66);
    bytes[0] = 0x58;  // y = 4/5
    const auto point = from_bytes(bytes);
    DAYROOM_ASSERT(point.has_value());
    return *point;
}

std::optional<Point> Point::from_bytes(const PointBytes& bytes) {
    const Field one = Field::of(1);
    const Field y = Field::from_bytes(bytes);
    const Field above = squared(y) - one;
    const Field below = squared(y) * curve_d() + one;
    const Field below_3 = squared(below) * below;
    Field x = above * below_3 * root_power(above * squared(below_3) * below);
    const Field found = squared(x) * below;
    if (!found.equals(above)) {
        if (!found.equals(Field::of(0) - above * one)) return std::nullopt;
        x = x * root_of_minus_one();
    }
    const bool wants_odd = (bytes[kFieldBytes - 1] & 0x80) != 0;
    if (is_odd(x) != wants_odd) x = (Field::of(0) - x) * one;
    if (is_odd(x) != wants_odd) return std::nullopt;  // zero has no other sign
    return Point{x, y, one, x * y};
}

PointBytes Point::to_bytes() const { return written(*this, inverse(z)); }

std::vector<PointBytes> bytes_of(std::span<const Point> points) {
    const auto by_z = inverses_of_z(points);
    std::vector<PointBytes> all;
    all.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) all.push_back(written(points[i], by_z[i]));
    return all;
}

Point Point::negative() const {
    const Field zero = Field::of(0);
    const Field one = Field::of(1);
    return {(zero - x) * one, y, z, (zero - t) * one};
}

Point Point::doubled() const {
    const Field xx = squared(x);
    const Field yy = squared(y);
    const Field zz = squared(z);
    const Field h = yy + xx;
    const Field g = yy - xx;
    const Field e = squared(x + y) - h;
    const Field f = (zz + zz + xx) - yy;  // not from g, which is no right side
    return {e * f, h * g, g * f, e * h};
}

Point add(const Point& left, const Addend& right) { return sum_of(left, right.minus, right.plus, right.twice, false); }

Point subtract(const Point& left, const Addend& right) {
    return sum_of(left, right.plus, right.minus, right.twice, true);
}

MultiplesTable::MultiplesTable(const Point& point) : rows_(kDigits * kHalf) {
    const Field twice_d = (curve_d() + curve_d()) * Field::of(1);
    Point one = point;
    std::vector<Point> row(kHalf);
    for (std::size_t digit = 0; digit < kDigits; ++digit) {
        Addend step;
        make_addends({&one, 1}, twice_d, {&step, 1});
        row[0] = one;
        for (std::size_t i = 1; i < kHalf; ++i) row[i] = add(row[i - 1], step);
        make_addends(row, twice_d, std::span(rows_).subspan(digit * kHalf, kHalf));
        one = row[kHalf - 1].doubled();
    }
}

Point MultiplesTable::add_multiple(Point to, const ScalarBytes& scalar) const {
    const auto digits = digits_of(scalar);
    for (std::size_t i = 0; i < kDigits; ++i) {
        if (digits[i] == 0) continue;
        const Addend& by = rows_[i * kHalf + static_cast<std::size_t>(std::abs(digits[i])) - 1];
        to = digits[i] > 0 ? add(to, by) : subtract(to, by);
    }
    return to;
}

}  // namespace dayroom::crypto::curve
