#include "platform/crypto/frequent_key.h"

#include <sodium.h>

#include "platform/crypto/curve_point.h"
#include "platform/crypto/init.h"

namespace dayroom::crypto {
namespace {

using curve::MultiplesTable;
using curve::Point;
using curve::PointBytes;
using curve::ScalarBytes;

/// The order of the base point, from its highest byte.
constexpr ScalarBytes kOrder = {0x10, 0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
                                0,    0,    0,    0,    0,    0x14, 0xde, 0xf9, 0xde, 0xa2, 0xf7,
                                0x9c, 0xd6, 0x58, 0x12, 0x63, 0x1a, 0x5c, 0xf5, 0xd3, 0xed};

bool is_below_order(const ScalarBytes& scalar) {
    return std::lexicographical_compare(scalar.rbegin(), scalar.rend(), kOrder.begin(), kOrder.end());
}

ScalarBytes digest_of(const PointBytes& commitment, const SigningPublic& key, std::string_view domain,
                      ByteView message) {
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    crypto_hash_sha512_update(&state, commitment.data(), commitment.size());
    crypto_hash_sha512_update(&state, key.bytes().data(), key.bytes().size());
    crypto_hash_sha512_update(&state, as_bytes(domain).data(), domain.size());
    crypto_hash_sha512_update(&state, message.data(), message.size());
    std::array<std::uint8_t, crypto_hash_sha512_BYTES> hash;
    crypto_hash_sha512_final(&state, hash.data());
    ScalarBytes reduced;
    crypto_core_ed25519_scalar_reduce(reduced.data(), hash.data());
    return reduced;
}

}  // namespace

struct FrequentKey::Tables {
    MultiplesTable base;
    MultiplesTable key;  // of its negative
    /// Of each, whether s·B - h·A is the signature's own R, byte for byte. Never of what libsodium would refuse.
    std::vector<bool> agree(const SigningPublic& of, std::string_view domain, std::span<const SignedBytes> all) const;
};

std::vector<bool> FrequentKey::Tables::agree(const SigningPublic& of, std::string_view domain,
                                             std::span<const SignedBytes> all) const {
    std::vector<bool> agreed(all.size());
    std::vector<PointBytes> commitments(all.size());
    std::vector<Point> points(all.size(), Point::zero());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ByteView signature = all[i].signature;
        if (signature.size() != kSignatureBytes) continue;
        ScalarBytes scalar;
        std::copy_n(signature.begin(), commitments[i].size(), commitments[i].begin());
        std::copy_n(signature.begin() + kPublicKeyBytes, scalar.size(), scalar.begin());
        agreed[i] = is_below_order(scalar);
        const ScalarBytes digest = digest_of(commitments[i], of, domain, all[i].message);
        if (agreed[i]) points[i] = key.add_multiple(base.add_multiple(Point::zero(), scalar), digest);
    }
    const auto found = bytes_of(points);
    // Of the base point's and the key's multiples only zero has a small order, which no signature may use.
    const PointBytes zero = Point::zero().to_bytes();
    for (std::size_t i = 0; i < all.size(); ++i)
        agreed[i] = agreed[i] && found[i] == commitments[i] && found[i] != zero;
    return agreed;
}

FrequentKey::FrequentKey(const SigningPublic& key) : key_(key) { ensure_ready(); }
FrequentKey::~FrequentKey() = default;

const FrequentKey::Tables* FrequentKey::tables(std::size_t signatures) const {
    if (const auto* tables = tables_.load(std::memory_order_acquire)) return tables;
    const std::uint64_t before = asked_.fetch_add(signatures, std::memory_order_relaxed);
    if (before > kWorthTables || before + signatures <= kWorthTables) return nullptr;
    // Canonical, on the curve, of the base point's order: whatever agree() leaves out of Ed25519 needs that.
    if (crypto_core_ed25519_is_valid_point(key_.bytes().data()) != 1) return nullptr;
    PointBytes bytes;
    std::copy_n(key_.bytes().begin(), bytes.size(), bytes.begin());
    const auto point = Point::from_bytes(bytes);
    if (!point || point->to_bytes() != bytes) return nullptr;
    made_ = std::make_unique<Tables>(Tables{MultiplesTable(Point::base()), MultiplesTable(point->negative())});
    tables_.store(made_.get(), std::memory_order_release);
    return made_.get();
}

std::vector<Status> FrequentKey::verify(std::string_view domain, std::span<const SignedBytes> all) const {
    const Tables* quick = all.empty() ? nullptr : tables(all.size());
    const auto agreed = quick != nullptr ? quick->agree(key_, domain, all) : std::vector<bool>(all.size());
    std::vector<Status> said(all.size());
    // Who refuses is libsodium alone.
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!agreed[i]) said[i] = crypto::verify(key_, domain, all[i].message, all[i].signature);
    return said;
}

Status FrequentKey::verify(std::string_view domain, ByteView message, ByteView signature) const {
    const SignedBytes one{message, signature};
    return verify(domain, {&one, 1}).front();
}

bool FrequentKey::tables_agree(std::string_view domain, ByteView message, ByteView signature) const {
    const SignedBytes one{message, signature};
    const Tables* quick = tables_.load(std::memory_order_acquire);
    return quick != nullptr && quick->agree(key_, domain, {&one, 1}).front();
}

}  // namespace dayroom::crypto
