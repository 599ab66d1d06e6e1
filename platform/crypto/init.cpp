#include "platform/crypto/init.h"

#include <sodium.h>

#include "platform/base/check.h"

namespace dayroom::crypto {

void ensure_ready() {
    static const int ready = sodium_init();
    DAYROOM_ASSERT(ready >= 0);
}

}  // namespace dayroom::crypto
