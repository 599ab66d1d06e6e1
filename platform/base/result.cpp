#include "platform/base/result.h"

namespace dayroom {

const char* to_string(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalid:
            return "invalid";
        case ErrorCode::kTooLarge:
            return "too_large";
        case ErrorCode::kNotFound:
            return "not_found";
        case ErrorCode::kConflict:
            return "conflict";
        case ErrorCode::kDenied:
            return "denied";
        case ErrorCode::kUnauthenticated:
            return "unauthenticated";
        case ErrorCode::kLocked:
            return "locked";
        case ErrorCode::kExpired:
            return "expired";
        case ErrorCode::kInsufficientFunds:
            return "insufficient_funds";
        case ErrorCode::kUnavailable:
            return "unavailable";
        case ErrorCode::kTimeout:
            return "timeout";
        case ErrorCode::kCorrupt:
            return "corrupt";
        case ErrorCode::kIo:
            return "io";
        case ErrorCode::kUnsupported:
            return "unsupported";
        case ErrorCode::kRevoked:
            return "revoked";
    }
    return "unknown";
}

}  // namespace dayroom
