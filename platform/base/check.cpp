#include "platform/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace dayroom {

void stop_on_failed_check(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "dayroom: internal check failed: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace dayroom
