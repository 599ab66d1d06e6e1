#include "platform/crypto/frequent_key.h"

#include <sodium.h>

#include "platform/base/check.h"
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
    /// Whether s·B - h·A is the signature's own R, byte for byte. Never for what libsodium would refuse.
    bool agree(const SigningPublic& of, std::string_view domain, ByteView message, ByteView signature) const;
};

bool FrequentKey::Tables::agree(const SigningPublic& of, std::string_view domain, ByteView message,
                                ByteView signature) const {
    PointBytes commitment;
    ScalarBytes scalar;
    std::copy_n(signature.begin(), commitment.size(), commitment.begin());
    std::copy_n(signature.begin() + kPublicKeyBytes, scalar.size(), scalar.begin());
    if (!is_below_order(scalar)) return false;
    const ScalarBytes digest = digest_of(commitment, of, domain, message);
    const PointBytes found = key.add_multiple(base.add_multiple(Point::zero(), scalar), digest).to_bytes();
    // Of the base point's and the key's multiples only zero has a small order, which no signature may use.
    return found == commitment && found != Point::zero().to_bytes();
}

FrequentKey::FrequentKey(const SigningPublic& key) : key_(key) { ensure_ready(); }
FrequentKey::~FrequentKey() = default;

const FrequentKey::Tables* FrequentKey::tables() const {
    if (const auto* tables = tables_.load(std::memory_order_acquire)) return tables;
    if (asked_.fetch_add(1, std::memory_order_relaxed) != kWorthTables) return nullptr;
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

Status FrequentKey::verify(std::string_view domain, ByteView message, ByteView signature) const {
    const Tables* quick = signature.size() == kSignatureBytes ? tables() : nullptr;
    if (quick != nullptr && quick->agree(key_, domain, message, signature)) return {};
    return crypto::verify(key_, domain, message, signature);  // who refuses is libsodium alone
}

bool FrequentKey::tables_agree(std::string_view domain, ByteView message, ByteView signature) const {
    DAYROOM_ASSERT(signature.size() == kSignatureBytes);
    const Tables* quick = tables_.load(std::memory_order_acquire);
    return quick != nullptr && quick->agree(key_, domain, message, signature);
}

}  // namespace dayroom::crypto
