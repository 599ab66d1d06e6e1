#include "platform/crypto/frequent_key.h"

#include <thread>

#include <catch2/catch.hpp>
#include <sodium.h>

using namespace dayroom;
using namespace dayroom::crypto;

namespace {

constexpr std::string_view kDomain = "a test's domain";

/// Until it has its tables, if it ever gets any.
void ask_often(const FrequentKey& key) {
    for (std::uint32_t i = 0; i <= FrequentKey::kWorthTables; ++i) (void)key.verify(kDomain, {}, Signature{});
}

struct Signer {
    SeededRandom random;
    SigningKey own;
    FrequentKey key;

    explicit Signer(std::uint64_t seed) : random(seed), own(SigningKey::make(random)), key(own.public_key()) {
        ask_often(key);
    }
    Bytes message(std::size_t size) {
        Bytes bytes(size);
        random.fill(bytes);
        return bytes;
    }
};

std::array<std::uint8_t, 32> half_of(const Signature& signature, std::size_t from) {
    std::array<std::uint8_t, 32> half;
    std::copy_n(signature.begin() + static_cast<std::ptrdiff_t>(from), half.size(), half.begin());
    return half;
}

}  // namespace

TEST_CASE("tables come when they are worth it, and say yes to what was signed, by themselves") {
    SeededRandom random(1);
    const SigningKey own = SigningKey::make(random);
    const FrequentKey key(own.public_key());
    const Signature signature = own.sign(kDomain, as_bytes("text"));
    for (std::uint32_t i = 0; i < FrequentKey::kWorthTables; ++i) {
        REQUIRE(key.verify(kDomain, as_bytes("text"), signature).ok());
        REQUIRE_FALSE(key.has_tables());
        REQUIRE_FALSE(key.tables_agree(kDomain, as_bytes("text"), signature));
    }
    REQUIRE(key.verify(kDomain, as_bytes("text"), signature).ok());
    REQUIRE(key.has_tables());
    CHECK(key.tables_agree(kDomain, as_bytes("text"), signature));
    CHECK(key.verify(kDomain, as_bytes("text"), signature).ok());
    CHECK(key.verify(kDomain, as_bytes("Text"), signature).error().code == ErrorCode::kUnauthenticated);
    CHECK(key.verify("another", as_bytes("text"), signature).error().code == ErrorCode::kUnauthenticated);
    CHECK(key.verify(kDomain, as_bytes("text"), ByteView(signature).first(63)).error().code == ErrorCode::kInvalid);
}

TEST_CASE("tables say yes to every signature of their key, and to none of another") {
    const Signer other(99);
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        Signer signer(seed);
        REQUIRE(signer.key.has_tables());
        for (std::size_t size = 0; size < 25; ++size) {
            const Bytes message = signer.message(size * 31);
            const Signature signature = signer.own.sign(kDomain, message);
            REQUIRE(signer.key.tables_agree(kDomain, message, signature));
            REQUIRE_FALSE(other.key.tables_agree(kDomain, message, signature));
        }
    }
}

TEST_CASE("of many signatures each is judged by itself, whatever stands beside it") {
    Signer signer(4);
    const FrequentKey fresh(signer.own.public_key());
    std::vector<Bytes> messages;
    std::vector<Bytes> signatures;
    for (std::size_t i = 0; i < 70; ++i) {
        messages.push_back(signer.message(i));
        const Signature made = signer.own.sign(kDomain, messages.back());
        signatures.emplace_back(made.begin(), made.end());
        if (i % 7 == 2) signatures.back()[i % 64] ^= 4;
        if (i % 7 == 3) signatures.back().resize(i % 2 == 0 ? 63 : 65);
        if (i % 7 == 4) std::fill(signatures.back().begin(), signatures.back().end(), std::uint8_t{0xff});
        if (i % 7 == 5) signatures.back().clear();
    }
    std::vector<SignedBytes> all;
    for (std::size_t i = 0; i < messages.size(); ++i) all.push_back({messages[i], signatures[i]});
    for (const FrequentKey* key : std::initializer_list<const FrequentKey*>{&signer.key, &fresh}) {
        const auto said = key->verify(kDomain, all);
        REQUIRE(said.size() == all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool good = i % 7 < 2 || i % 7 == 6;
            REQUIRE(said[i].ok() == good);
            if (!good)
                REQUIRE(said[i].error().code == verify(key->key(), kDomain, messages[i], signatures[i]).error().code);
        }
    }
    CHECK(signer.key.has_tables());
    CHECK_FALSE(fresh.has_tables());
    CHECK(fresh.verify(kDomain, {}).empty());
    (void)fresh.verify(kDomain, all);  // more than a hundred now
    CHECK(fresh.has_tables());
}

TEST_CASE("one bit that is another, anywhere, and the tables do not agree") {
    Signer signer(5);
    Bytes message = signer.message(40);
    Signature signature = signer.own.sign(kDomain, message);
    const auto agree = [&] {
        const bool quick = signer.key.tables_agree(kDomain, message, signature);
        REQUIRE(quick == verify(signer.own.public_key(), kDomain, message, signature).ok());
        REQUIRE(quick == signer.key.verify(kDomain, message, signature).ok());
        return quick;
    };
    REQUIRE(agree());
    for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit) {
        signature[bit / 8] = static_cast<std::uint8_t>(signature[bit / 8] ^ (1U << (bit % 8)));
        REQUIRE_FALSE(agree());
        signature[bit / 8] = static_cast<std::uint8_t>(signature[bit / 8] ^ (1U << (bit % 8)));
    }
    for (std::size_t bit = 0; bit < 8 * message.size(); bit += 7) {
        message[bit / 8] = static_cast<std::uint8_t>(message[bit / 8] ^ (1U << (bit % 8)));
        REQUIRE_FALSE(agree());
        message[bit / 8] = static_cast<std::uint8_t>(message[bit / 8] ^ (1U << (bit % 8)));
    }
    CHECK(agree());
}

TEST_CASE("a signature has one form: its scalar plus the order of the curve is none") {
    Signer signer(6);
    const Signature signature = signer.own.sign(kDomain, {});
    constexpr std::array<std::uint8_t, 32> kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                                     0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                                     0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
    Signature longer = signature;
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += static_cast<unsigned>(signature[32 + i]) + kOrder[i];
        longer[32 + i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    CHECK_FALSE(signer.key.tables_agree(kDomain, {}, longer));
    CHECK_FALSE(signer.key.verify(kDomain, {}, longer).ok());
    Signature order{};
    std::copy(kOrder.begin(), kOrder.end(), order.begin() + 32);
    CHECK_FALSE(signer.key.tables_agree(kDomain, {}, order));
}

TEST_CASE("whoever holds the key cannot make a signature that libsodium refuses and the tables take") {
    Signer signer(7);
    // R is zero, the scalar is digest times secret: s·B - h·A is R, but no signature begins with a point of small
    // order.
    Signature made{};
    made[0] = 1;
    std::array<std::uint8_t, 64> wide;
    crypto_hash_sha512(wide.data(), signer.own.seed().bytes().data(), 32);
    wide[0] &= 248;
    wide[31] = static_cast<std::uint8_t>((wide[31] & 63) | 64);
    std::fill(wide.begin() + 32, wide.end(), std::uint8_t{0});
    std::array<std::uint8_t, 32> secret, digest, scalar;
    crypto_core_ed25519_scalar_reduce(secret.data(), wide.data());
    Bytes hashed(made.begin(), made.begin() + 32);
    hashed.insert(hashed.end(), signer.own.public_key().bytes().begin(), signer.own.public_key().bytes().end());
    hashed.insert(hashed.end(), kDomain.begin(), kDomain.end());
    crypto_hash_sha512(wide.data(), hashed.data(), hashed.size());
    crypto_core_ed25519_scalar_reduce(digest.data(), wide.data());
    crypto_core_ed25519_scalar_mul(scalar.data(), digest.data(), secret.data());
    std::copy(scalar.begin(), scalar.end(), made.begin() + 32);
    CHECK_FALSE(verify(signer.own.public_key(), kDomain, {}, made).ok());
    CHECK_FALSE(signer.key.tables_agree(kDomain, {}, made));
    CHECK_FALSE(signer.key.verify(kDomain, {}, made).ok());

    // The same with R = 2·B shows that the arithmetic above is right.
    const std::array<std::uint8_t, 32> two{2};
    REQUIRE(crypto_scalarmult_ed25519_base_noclamp(made.data(), two.data()) == 0);
    std::copy_n(made.begin(), 32, hashed.begin());
    crypto_hash_sha512(wide.data(), hashed.data(), hashed.size());
    crypto_core_ed25519_scalar_reduce(digest.data(), wide.data());
    crypto_core_ed25519_scalar_mul(scalar.data(), digest.data(), secret.data());
    crypto_core_ed25519_scalar_add(scalar.data(), scalar.data(), two.data());
    std::copy(scalar.begin(), scalar.end(), made.begin() + 32);
    CHECK(half_of(made, 32) == scalar);
    CHECK(verify(signer.own.public_key(), kDomain, {}, made).ok());
    CHECK(signer.key.tables_agree(kDomain, {}, made));
}

TEST_CASE("a key of another order than the base point's, or none at all, never gets tables") {
    SeededRandom random(8);
    const SigningKey good = SigningKey::make(random);
    std::array<std::uint8_t, 32> order_two;
    order_two.fill(0xff);
    order_two.front() = 0xec;
    order_two.back() = 0x7f;
    std::array<std::uint8_t, 32> mixed;
    REQUIRE(crypto_core_ed25519_add(mixed.data(), good.public_key().bytes().data(), order_two.data()) == 0);
    std::array<std::uint8_t, 32> not_canonical;
    not_canonical.fill(0xff);
    std::array<std::uint8_t, 32> off_the_curve{2};
    for (const auto& bytes : {order_two, mixed, not_canonical, off_the_curve}) {
        const FrequentKey key(SigningPublic::from_bytes(ByteView(bytes)).take());
        ask_often(key);
        CHECK_FALSE(key.has_tables());
    }
}

TEST_CASE("many threads check with one key while its tables come") {
    const Signer signer(9);
    const FrequentKey key(signer.own.public_key());
    const Signature good = signer.own.sign(kDomain, as_bytes("text"));
    Signature bad = good;
    bad[40] ^= 1;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int at = 0; at < 100; ++at) {
                wrong += key.verify(kDomain, as_bytes("text"), good).ok() ? 0 : 1;
                wrong += key.verify(kDomain, as_bytes("text"), bad).ok() ? 1 : 0;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(wrong == 0);
    CHECK(key.has_tables());
}
