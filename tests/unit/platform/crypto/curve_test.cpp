// The curve's own arithmetic against another way to reckon: slowly by bits for numbers, libsodium for points.
#include <catch2/catch.hpp>
#include <sodium.h>

#include "platform/base/random.h"
#include "platform/crypto/curve_point.h"
#include "platform/crypto/init.h"

using namespace dayroom;
using namespace dayroom::crypto::curve;

namespace {

using Words = std::array<std::uint64_t, 4>;  // a number below p, the lowest first

constexpr Words kPrime = {0xffff'ffff'ffff'ffed, 0xffff'ffff'ffff'ffff, 0xffff'ffff'ffff'ffff, 0x7fff'ffff'ffff'ffff};

bool is_below_prime(const Words& words) {
    return std::lexicographical_compare(words.rbegin(), words.rend(), kPrime.rbegin(), kPrime.rend());
}

Words sum_of(const Words& left, const Words& right) {
    Words sum{};
    Wide carry = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        carry += Wide{left[i]} + right[i];
        sum[i] = static_cast<std::uint64_t>(carry);
        carry >>= 64;
    }
    if (is_below_prime(sum)) return sum;
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Wide rest = (Wide{1} << 64) + sum[i] - kPrime[i] - borrow;
        sum[i] = static_cast<std::uint64_t>(rest);
        borrow = (rest >> 64) == 0 ? 1 : 0;
    }
    return sum;
}

Words product_of(const Words& left, const Words& right) {
    Words product{};
    for (std::size_t bit = 256; bit-- > 0;) {
        product = sum_of(product, product);
        if (((right[bit / 64] >> (bit % 64)) & 1) != 0) product = sum_of(product, left);
    }
    return product;
}

Words words_of(const Field& number) {
    const auto bytes = number.to_bytes();
    Words words{};
    for (std::size_t i = 0; i < bytes.size(); ++i) words[i / 8] |= std::uint64_t{bytes[i]} << (8 * (i % 8));
    return words;
}

/// By its limbs, however large they are.
Words slowly(const Field& number) {
    Words words{};
    for (std::size_t i = 5; i-- > 0;) {
        for (int doubling = 0; doubling < kLimbBits && i < 4; ++doubling) words = sum_of(words, words);
        words = sum_of(words, {number.limb[i], 0, 0, 0});
    }
    return words;
}

/// Limbs up to 2^54 - 1; now and then all ones, or none.
Field any_limbs(SeededRandom& random, int bits) {
    const std::uint64_t most = (std::uint64_t{1} << bits) - 1;
    Field number;
    for (auto& limb : number.limb) {
        const auto how = random.below(4);
        limb = how == 0 ? most : how == 1 ? random.below(3) : random.next() & most;
    }
    return number;
}

ScalarBytes any_scalar(SeededRandom& random) {
    std::array<std::uint8_t, 64> wide{};
    random.fill(wide);
    ScalarBytes scalar;
    crypto_core_ed25519_scalar_reduce(scalar.data(), wide.data());
    return scalar;
}

PointBytes multiple_by_sodium(const ScalarBytes& scalar) {
    PointBytes bytes{};
    (void)crypto_scalarmult_ed25519_base_noclamp(bytes.data(), scalar.data());
    return bytes;
}

}  // namespace

TEST_CASE("numbers of the curve's field are reckoned as by hand, with the largest limbs too") {
    SeededRandom random(41);
    for (int i = 0; i < 300; ++i) {
        const Field left = any_limbs(random, 54);
        const Field right = any_limbs(random, 54);
        const Words slow_left = slowly(left);
        const Words slow_right = slowly(right);
        REQUIRE(words_of(left) == slow_left);
        REQUIRE(words_of(left * right) == product_of(slow_left, slow_right));
        REQUIRE(words_of(squared(left)) == product_of(slow_left, slow_left));
        const Field tight = left * right;
        for (const std::uint64_t limb : tight.limb) REQUIRE(limb < kLimbMask + 1 + (std::uint64_t{1} << 13));
        const Field other = any_limbs(random, 52);  // what a sum of two tight numbers may be
        REQUIRE(sum_of(words_of(tight - other), words_of(other)) == words_of(tight));
        REQUIRE(words_of(tight + other) == sum_of(words_of(tight), words_of(other)));
        for (const std::uint64_t limb : (tight - other).limb) REQUIRE(limb < std::uint64_t{1} << 54);
        if (i % 30 == 0 && words_of(tight) != Words{}) REQUIRE(words_of(tight * inverse(tight)) == Words{1});
    }
}

TEST_CASE("a number of the field has one way to be written") {
    const auto bytes_of = [](std::uint8_t lowest, std::uint8_t highest) {
        std::array<std::uint8_t, kFieldBytes> bytes;
        bytes.fill(0xff);
        bytes.front() = lowest;
        bytes.back() = highest;
        return bytes;
    };
    CHECK(words_of(Field::from_bytes(bytes_of(0xed, 0x7f))) == Words{});   // p
    CHECK(words_of(Field::from_bytes(bytes_of(0xee, 0x7f))) == Words{1});  // p + 1
    CHECK(words_of(Field::from_bytes(bytes_of(0xff, 0xff))) == Words{18});
    CHECK(Field::from_bytes(bytes_of(0xec, 0x7f)).to_bytes() == bytes_of(0xec, 0x7f));
    CHECK(words_of(Field::of(0) - Field::of(1)) == words_of(Field::from_bytes(bytes_of(0xec, 0x7f))));
    CHECK(words_of(inverse(Field::of(0))) == Words{});
    CHECK(is_odd(Field::of(1)));
    CHECK_FALSE(is_odd(Field::of(0) - Field::of(1)));
}

TEST_CASE("multiples of the base point are libsodium's, also those at the edges of digits") {
    crypto::ensure_ready();
    SeededRandom random(42);
    const MultiplesTable table(Point::base());
    const auto multiple = [&](const ScalarBytes& scalar) { return table.add_multiple(Point::zero(), scalar); };
    std::vector<ScalarBytes> scalars(3);
    scalars[0][0] = 1;
    scalars[1].fill(0xff);
    scalars[1][31] = 0x0f;
    scalars[2].fill(0x80);
    scalars[2][31] = 0x10;
    for (std::size_t bit = 0; bit < 252; ++bit) {
        ScalarBytes power{};
        power[bit / 8] = static_cast<std::uint8_t>(1U << (bit % 8));
        scalars.push_back(power);
        ScalarBytes below{};
        for (std::size_t lower = 0; lower <= bit; ++lower)
            below[lower / 8] = static_cast<std::uint8_t>(below[lower / 8] | (1U << (lower % 8)));
        scalars.push_back(below);
    }
    for (int i = 0; i < 200; ++i) scalars.push_back(any_scalar(random));
    for (const ScalarBytes& scalar : scalars) REQUIRE(multiple(scalar).to_bytes() == multiple_by_sodium(scalar));
    CHECK(multiple(ScalarBytes{}).to_bytes() == Point::zero().to_bytes());
}

TEST_CASE("multiples of any point add up, and its negative takes them away") {
    crypto::ensure_ready();
    SeededRandom random(43);
    const MultiplesTable base(Point::base());
    for (int i = 0; i < 10; ++i) {
        const ScalarBytes of = any_scalar(random), by = any_scalar(random), beside = any_scalar(random);
        const auto bytes = multiple_by_sodium(of);
        const auto point = Point::from_bytes(bytes);
        REQUIRE(point);
        REQUIRE(point->to_bytes() == bytes);
        const MultiplesTable table(*point);
        const MultiplesTable negative(point->negative());
        ScalarBytes all;
        crypto_core_ed25519_scalar_mul(all.data(), of.data(), by.data());
        crypto_core_ed25519_scalar_add(all.data(), all.data(), beside.data());
        const Point begun = base.add_multiple(Point::zero(), beside);
        REQUIRE(table.add_multiple(begun, by).to_bytes() == multiple_by_sodium(all));
        REQUIRE(negative.add_multiple(table.add_multiple(begun, by), by).to_bytes() == begun.to_bytes());
        REQUIRE(point->doubled().to_bytes() == table.add_multiple(Point::zero(), ScalarBytes{2}).to_bytes());
    }
}

TEST_CASE("what is no point of the curve is not taken for one") {
    crypto::ensure_ready();
    SeededRandom random(44);
    int points = 0;
    for (int i = 0; i < 200; ++i) {
        PointBytes bytes;
        random.fill(bytes);
        const auto point = Point::from_bytes(bytes);
        points += point ? 1 : 0;
        if (point) REQUIRE(point->to_bytes() == bytes);
        if (crypto_core_ed25519_is_valid_point(bytes.data()) == 1) REQUIRE(point);
    }
    CHECK(points > 60);
    CHECK(points < 140);
    PointBytes no_such_sign{1};
    no_such_sign[31] = 0x80;  // x = 0 has one sign
    CHECK_FALSE(Point::from_bytes(no_such_sign));
}
