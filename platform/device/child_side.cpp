#include "platform/device/child_side.h"

#include <cerrno>

#include <sys/resource.h>
#include <unistd.h>

#include "platform/device/sandbox.h"

namespace dayroom::device {

bool limit_child(const ChildLimits& limits) {
    const auto limit = [](auto what, rlim_t value) {
        const rlimit bound{value, value};
        return ::setrlimit(what, &bound) == 0;
    };
    // A sanitizer maps terabytes of shadow memory.
    const bool memory = kSandboxRelaxed || limit(RLIMIT_AS, limits.memory_bytes);
    return memory && limit(RLIMIT_CPU, limits.cpu_seconds) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
}

bool read_input(Bytes& input, std::size_t most) {
    input.resize(most + 1);
    std::size_t have = 0;
    while (have < input.size()) {
        const ssize_t got = ::read(STDIN_FILENO, input.data() + have, input.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    input.resize(have);
    return true;
}

bool write_output(ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace dayroom::device
