#include "platform/attestation/word.h"

namespace dayroom::attestation {

const char* to_string(Level level) {
    switch (level) {
        case Level::kTpm:
            return "tpm";
        case Level::kMaker:
            return "maker";
        case Level::kImage:
            return "image";
        case Level::kNone:
            break;
    }
    return "";
}

}  // namespace dayroom::attestation
