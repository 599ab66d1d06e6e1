#include "platform/crypto/one_time_code.h"

#include <array>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "platform/base/check.h"
#include "platform/crypto/hash.h"

namespace dayroom::crypto {
namespace {

constexpr std::size_t kSha1Bytes = 20;

std::array<std::uint8_t, kSha1Bytes> hmac_sha1(const Secret& key, ByteView data) {
    std::array<std::uint8_t, kSha1Bytes> out{};
    unsigned length = 0;
    const auto* made = HMAC(EVP_sha1(), key.bytes().data(), static_cast<int>(key.size()), data.data(), data.size(),
                            out.data(), &length);
    DAYROOM_ASSERT(made != nullptr && length == kSha1Bytes);
    return out;
}

}  // namespace

Secret one_time_code(const Secret& secret, std::uint64_t counter, int digits) {
    DAYROOM_ASSERT(digits >= 6 && digits <= 8);
    std::array<std::uint8_t, 8> message;
    for (std::size_t at = 0; at < message.size(); ++at)
        message[at] = static_cast<std::uint8_t>(counter >> (8 * (message.size() - 1 - at)));
    auto hash = hmac_sha1(secret, message);
    const std::size_t offset = hash.back() & 15U;
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < 4; ++at) number = number << 8 | hash[offset + at];
    number &= 0x7FFFFFFFU;
    wipe(hash);
    Secret code = Secret::zeroed(static_cast<std::size_t>(digits));
    for (std::size_t at = code.size(); at > 0; --at, number /= 10)
        code.writable()[at - 1] = static_cast<std::uint8_t>('0' + number % 10);
    return code;
}

std::int64_t totp_step(Timestamp at) { return at.ms() / Milliseconds(kTotpStep).count(); }

std::optional<std::int64_t> match_totp(const Secret& secret, ByteView code, Timestamp at, std::int64_t used) {
    const std::int64_t now = totp_step(at);
    std::optional<std::int64_t> found;
    for (const std::int64_t step : {now - 1, now, now + 1}) {
        const Secret expected = one_time_code(secret, static_cast<std::uint64_t>(step));
        if (same(expected.bytes(), code) && step > used && !found) found = step;
    }
    return found;
}

Secret to_base32(ByteView bytes) {
    static constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    Secret text = Secret::zeroed((bytes.size() * 8 + 4) / 5);
    std::size_t out = 0;
    std::uint32_t held = 0;
    int bits = 0;
    for (const std::uint8_t byte : bytes) {
        held = (held << 8 | byte) & 0xFFFFU;
        for (bits += 8; bits >= 5; bits -= 5)
            text.writable()[out++] = static_cast<std::uint8_t>(kLetters[held >> (bits - 5) & 31U]);
    }
    if (bits > 0) text.writable()[out++] = static_cast<std::uint8_t>(kLetters[held << (5 - bits) & 31U]);
    return text;
}

}  // namespace dayroom::crypto
