#include "platform/crypto/curve_field.h"

namespace dayroom::crypto::curve {
namespace {

Field squared_times(Field number, int times) {
    for (int i = 0; i < times; ++i) number = squared(number);
    return number;
}

struct Powers {
    Field to_11;
    Field to_250;  // 2^250 - 1
};

// Both powers that are wanted begin with the same 250 ones.
Powers powers_of(const Field& number) {
    const Field to_2 = squared(number);
    const Field to_9 = squared_times(to_2, 2) * number;
    const Field to_11 = to_9 * to_2;
    const Field ones_5 = squared(to_11) * to_9;
    const Field ones_10 = squared_times(ones_5, 5) * ones_5;
    const Field ones_20 = squared_times(ones_10, 10) * ones_10;
    const Field ones_40 = squared_times(ones_20, 20) * ones_20;
    const Field ones_50 = squared_times(ones_40, 10) * ones_10;
    const Field ones_100 = squared_times(ones_50, 50) * ones_50;
    const Field ones_200 = squared_times(ones_100, 100) * ones_100;
    return {to_11, squared_times(ones_200, 50) * ones_50};
}

}  // namespace

Field Field::from_bytes(const std::array<std::uint8_t, kFieldBytes>& bytes) {
    Field number;
    for (std::size_t bit = 0; bit < 255; ++bit) {
        const std::uint64_t set = (bytes[bit / 8] >> (bit % 8)) & 1U;
        number.limb[bit / kLimbBits] |= set << (bit % kLimbBits);
    }
    return number;
}

std::array<std::uint8_t, kFieldBytes> Field::to_bytes() const {
    auto l = limb;
    const auto carry = [&l] {
        for (std::size_t i = 0; i < 4; ++i) {
            l[i + 1] += l[i] >> kLimbBits;
            l[i] &= kLimbMask;
        }
        const std::uint64_t over = l[4] >> kLimbBits;
        l[4] &= kLimbMask;
        l[0] += 19 * over;
    };
    carry();
    carry();  // now below 2^255 but for a few in the lowest limb
    // Whether p still goes into it: then adding 19 carries out of the highest limb.
    std::uint64_t over = (l[0] + 19) >> kLimbBits;
    for (std::size_t i = 1; i < 5; ++i) over = (l[i] + over) >> kLimbBits;
    l[0] += 19 * over;
    for (std::size_t i = 0; i < 4; ++i) {
        l[i + 1] += l[i] >> kLimbBits;
        l[i] &= kLimbMask;
    }
    l[4] &= kLimbMask;
    const std::array<std::uint64_t, 4> words = {l[0] | l[1] << 51, l[1] >> 13 | l[2] << 38, l[2] >> 26 | l[3] << 25,
                                                l[3] >> 39 | l[4] << 12};
    std::array<std::uint8_t, kFieldBytes> bytes{};
    for (std::size_t i = 0; i < kFieldBytes; ++i) bytes[i] = static_cast<std::uint8_t>(words[i / 8] >> (8 * (i % 8)));
    return bytes;
}

Field inverse(const Field& number) {
    const Powers powers = powers_of(number);
    return squared_times(powers.to_250, 5) * powers.to_11;  // p - 2
}

Field root_power(const Field& number) { return squared_times(powers_of(number).to_250, 2) * number; }

bool is_odd(const Field& number) { return (number.to_bytes()[0] & 1) != 0; }

}  // namespace dayroom::crypto::curve
