// One-time codes of an authenticator app: HOTP (RFC 4226) and TOTP (RFC 6238) with HMAC-SHA-1, 30 s a step, 6 digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/time.h"
#include "platform/crypto/secret.h"

namespace dayroom::crypto {

inline constexpr std::size_t kTotpSecretBytes = 20;  // as long as SHA-1's output (RFC 4226 §4 R6)
inline constexpr Seconds kTotpStep{30};
inline constexpr int kCodeDigits = 6;

/// The code of that counter as `digits` (6 to 8) decimal digits: RFC 4226 §5.3.
Secret one_time_code(const Secret& secret, std::uint64_t counter, int digits = kCodeDigits);

/// Which step a time lies in.
std::int64_t totp_step(Timestamp at);

/// The step that `code` belongs to: this one, the one before or the one after (RFC 6238 §5.2), and later than `used`,
/// so that a code is good once. Nothing when it is no such code. Takes the same time whichever it is.
std::optional<std::int64_t> match_totp(const Secret& secret, ByteView code, Timestamp at, std::int64_t used);

/// RFC 4648 §6, capitals, without padding: how an authenticator app takes a secret that is typed in.
Secret to_base32(ByteView bytes);

}  // namespace dayroom::crypto
