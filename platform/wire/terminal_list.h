// The list of a facility's terminals as its hub signs it for facility IT: by which key each one signs, so that what a
// terminal has signed can be checked where there is no hub. A RootSigned of the purpose HUB (root_signed.h), carried
// as text. Format: docs/formats/dayroom-terminals-1.md.
#pragma once

#include <cstddef>

namespace dayroom::wire {

inline constexpr const char* kTerminalListFormat = "dayroom-terminals-1";
inline constexpr std::size_t kMaxTerminalListBytes = 32 * 1024 * 1024;  // 10,000 terminals are 4 MiB

}  // namespace dayroom::wire
