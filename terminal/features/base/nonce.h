// The number of one submission: the same when it is sent again, so that nothing is done twice. Pure.
#pragma once

#include <array>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/random.h"

namespace dayroom::features {

inline constexpr std::size_t kNonceBytes = 16;  // as the agent wants it

inline std::string new_nonce(Random& random) {
    std::array<std::uint8_t, kNonceBytes> nonce{};
    random.fill(nonce);
    return to_string(ByteView(nonce));
}

}  // namespace dayroom::features
