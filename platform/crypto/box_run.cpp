#include "platform/crypto/box_run.h"

#include <sodium.h>

#include "platform/base/check.h"
#include "platform/crypto/init.h"

namespace dayroom::crypto {
namespace {

using Nonce = std::array<std::uint8_t, crypto_box_NONCEBYTES>;
constexpr std::size_t kNumberBytes = 4;
constexpr std::size_t kNumberAt = crypto_box_NONCEBYTES - kNumberBytes;
static_assert(kRunBoxOverheadBytes == kPublicKeyBytes + kNumberBytes + crypto_box_MACBYTES);

Nonce nonce_of(ByteView one_time, ByteView owner) {
    Nonce nonce{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, nonce.size());
    crypto_generichash_update(&state, one_time.data(), one_time.size());
    crypto_generichash_update(&state, owner.data(), owner.size());
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    std::fill(nonce.begin() + kNumberAt, nonce.end(), std::uint8_t{0});
    return nonce;
}

}  // namespace

Result<BoxSealer> BoxSealer::make(const BoxPublic& owner) {
    ensure_ready();
    std::array<std::uint8_t, kPublicKeyBytes> public_bytes;
    Secret private_half = Secret::zeroed(crypto_box_SECRETKEYBYTES);
    crypto_box_keypair(public_bytes.data(), private_half.writable().data());
    BoxSealer sealer;
    auto& exchange = sealer.exchange_;
    exchange.one_time = TRY(BoxPublic::from_bytes(ByteView(public_bytes)));
    exchange.shared = Secret::zeroed(crypto_box_BEFORENMBYTES);
    if (crypto_box_beforenm(exchange.shared.writable().data(), owner.bytes().data(), private_half.bytes().data()) != 0)
        return Error(ErrorCode::kInvalid, "this public key cannot be sealed to");
    exchange.nonce = nonce_of(public_bytes, owner.bytes());
    return sealer;
}

Result<Bytes> BoxSealer::seal(ByteView content) {
    if (next_ == kMostBoxes) return Error(ErrorCode::kTooLarge, "too many boxes of one key exchange");
    Nonce nonce = exchange_.nonce;
    for (std::size_t i = 0; i < kNumberBytes; ++i)
        nonce[kNumberAt + i] = static_cast<std::uint8_t>((next_ >> (8 * i)) & 0xFF);
    ++next_;
    Bytes box(content.size() + kRunBoxOverheadBytes);
    std::copy_n(exchange_.one_time.bytes().begin(), kPublicKeyBytes, box.begin());
    std::copy_n(nonce.begin() + kNumberAt, kNumberBytes, box.begin() + kPublicKeyBytes);
    const int closed = crypto_box_easy_afternm(box.data() + kPublicKeyBytes + kNumberBytes, content.data(),
                                               content.size(), nonce.data(), exchange_.shared.bytes().data());
    DAYROOM_ASSERT(closed == 0);
    return box;
}

BoxOpener::BoxOpener(const BoxKey& key)
    : public_(key.public_key()), private_(Secret::zeroed(crypto_box_SECRETKEYBYTES)) {
    std::array<std::uint8_t, kPublicKeyBytes> again;
    crypto_box_seed_keypair(again.data(), private_.writable().data(), key.seed().bytes().data());
}

Status BoxOpener::meet(const BoxPublic& one_time) {
    const bool met = !exchange_.one_time.is_none();  // before the first box there is no exchange
    if (met && one_time == exchange_.one_time) return {};
    exchange_ = BoxExchange{};
    Secret shared = Secret::zeroed(crypto_box_BEFORENMBYTES);
    if (crypto_box_beforenm(shared.writable().data(), one_time.bytes().data(), private_.bytes().data()) != 0)
        return Error(ErrorCode::kUnauthenticated, "the box is not sealed to this key");
    exchange_ = {one_time, std::move(shared), nonce_of(one_time.bytes(), public_.bytes())};
    return {};
}

Result<Bytes> BoxOpener::open(ByteView box) {
    if (box.size() < kRunBoxOverheadBytes) return Error(ErrorCode::kInvalid, "a sealed box is cut off");
    TRY(meet(TRY(BoxPublic::from_bytes(box.first(kPublicKeyBytes)))));
    Nonce nonce = exchange_.nonce;
    std::copy_n(box.begin() + kPublicKeyBytes, kNumberBytes, nonce.begin() + kNumberAt);
    const ByteView closed = box.subspan(kPublicKeyBytes + kNumberBytes);
    Bytes content(closed.size() - crypto_box_MACBYTES);
    if (crypto_box_open_easy_afternm(content.data(), closed.data(), closed.size(), nonce.data(),
                                     exchange_.shared.bytes().data()) != 0)
        return Error(ErrorCode::kUnauthenticated, "the box is not sealed to this key");
    return content;
}

}  // namespace dayroom::crypto
