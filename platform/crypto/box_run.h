// Boxes for one X25519 key that share a key exchange: whoever closes many for the same owner pays for one curve
// multiplication, and so does who opens them in a row. Each box is whole by itself: it can be kept, moved and opened
// without the others, in any order.
//
// A box: the one-time public key (32 bytes) ‖ its number (4, little endian) ‖ crypto_box_easy_afternm of the content.
// The nonce is the first 20 bytes of BLAKE2b(one-time key ‖ owner's key), then the number: a number is used once for a
// one-time key, and the key exchange is bound to both keys, as crypto_box_seal does it. The one-time secret half is
// wiped as soon as the exchange is made; what is shared lives as long as the sealer.
#pragma once

#include <cstdint>

#include "platform/crypto/keys.h"

namespace dayroom::crypto {

/// What such a box adds to its content.
inline constexpr std::size_t kRunBoxOverheadBytes = kPublicKeyBytes + 4 + 16;

/// Both sides of one exchange.
struct BoxExchange {
    BoxPublic one_time;
    Secret shared;
    std::array<std::uint8_t, 24> nonce{};  // of number 0
};

/// One thread.
class BoxSealer {
public:
    static constexpr std::uint32_t kMostBoxes = 1'000'000;  // of one exchange

    /// A fresh one-time key. kInvalid for a key that is no point of the curve.
    static Result<BoxSealer> make(const BoxPublic& owner);
    /// kTooLarge after kMostBoxes.
    Result<Bytes> seal(ByteView content);

private:
    BoxSealer() = default;
    BoxExchange exchange_;
    std::uint32_t next_ = 0;
};

/// Opens what BoxSealer closed; remembers the last exchange. One thread.
class BoxOpener {
public:
    explicit BoxOpener(const BoxKey& key);
    /// kInvalid: cut off. kUnauthenticated: not closed to this key, or changed.
    Result<Bytes> open(ByteView box);

private:
    Status meet(const BoxPublic& one_time);
    BoxPublic public_;
    Secret private_;
    BoxExchange exchange_;  // of the box before
};

}  // namespace dayroom::crypto
