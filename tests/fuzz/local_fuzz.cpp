// Whatever a broken screen writes to the agent's socket, in pieces of any size: whole queries, or an error that cuts
// the connection; never more kept than one frame and one piece. The first byte chooses the size of the pieces.
#include <cstdint>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/agent/terminal_link.h"
#include "platform/base/check.h"

namespace {

using namespace dayroom;

constexpr std::size_t kMost = 4'096;

void through_reader(ByteView input, std::size_t piece) {
    agent::FrameReader reader(kMost);
    while (!input.empty()) {
        const ByteView now = input.first(std::min(piece, input.size()));
        input = input.subspan(now.size());
        reader.add(now);
        for (;;) {
            auto frame = reader.next();
            if (!frame.ok()) return;
            if (!frame->has_value()) break;
            DAYROOM_ASSERT(!(*frame)->empty() && (*frame)->size() <= kMost);
        }
        DAYROOM_ASSERT(reader.waiting() <= kMost + 4 + piece);
    }
}

void through_socket(ByteView input, std::size_t piece) {
    int ends[2];
    DAYROOM_ASSERT(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0);
    const SystemClock clock;
    {
        agent::TerminalLink link(ends[1], clock);
        bool good = true;
        while (good && !input.empty()) {
            const ByteView now = input.first(std::min(piece, input.size()));
            input = input.subspan(now.size());
            if (::write(ends[0], now.data(), now.size()) != static_cast<ssize_t>(now.size())) break;
            good = link.receive().ok();
            while (good) {
                auto query = link.next();
                good = query.ok();
                if (!good || !query->has_value()) break;
            }
        }
    }
    ::close(ends[0]);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const ByteView input(data + 1, size - 1);
    const std::size_t piece = std::size_t{data[0]} + 1;
    through_reader(input, piece);
    through_socket(input, piece);
    return 0;
}
