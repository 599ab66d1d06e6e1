// What the system refused, as an error: the call's purpose and errno's words.
#pragma once

#include <cerrno>
#include <cstring>
#include <string>

#include "platform/base/result.h"

namespace dayroom::device {

/// kIo. Call it at once: errno is read here.
inline Error system_error(const std::string& what) { return Error(ErrorCode::kIo, what + ": " + std::strerror(errno)); }

}  // namespace dayroom::device
