#include "platform/base/crash_point.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include <unistd.h>

namespace dayroom {

#ifdef DAYROOM_TEST_BUILD
void crash_point(std::string_view name) {
    constexpr int kExitCrashed = 137;  // as after SIGKILL
    const char* file = std::getenv("DAYROOM_CRASH_FILE");
    if (file == nullptr) return;
    std::string chosen;
    std::ifstream(file) >> chosen;
    if (chosen != name) return;
    ::unlink(file);
    ::_exit(kExitCrashed);
}
#endif

}  // namespace dayroom
