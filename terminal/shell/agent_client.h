// The terminal's end of the AF_UNIX socket to the agent (platform/agent/local.proto). One I/O thread ("agent-io")
// connects, reads and writes; the UI thread only touches two bounded queues. What comes from the agent is bounded too:
// a frame beyond kMaxFrameBytes or one that does not parse closes the connection, which is then made anew with
// back-off.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "platform/base/result.h"
#include "terminal/shell/agent_port.h"

namespace dayroom::shell {

inline constexpr std::size_t kMaxFrameBytes = 8 * 1024 * 1024;  // local.proto
inline constexpr std::size_t kMaxOutgoing = 256;                // queries not yet written
inline constexpr std::size_t kMaxMailbox = 256;                 // events not yet taken; the reader pauses beyond
inline constexpr int kFirstBackoffMs = 50;
inline constexpr int kMaxBackoffMs = 1000;  // an agent that came back is met within a second

class AgentClient final : public AgentPort {
public:
    /// Starts the thread. `wake` is called from it whenever an event waits; it must be quick and thread-safe.
    /// kInvalid: the path is too long for a socket address.
    static Result<std::unique_ptr<AgentClient>> start(std::string socket_path, std::function<void()> wake);
    ~AgentClient() override;

    std::uint32_t ask(local::ToAgent query) override;
    std::optional<AgentEvent> next() override;

private:
    struct Outgoing {
        std::uint32_t life;  // of the connection it was meant for
        std::string frame;
    };

    AgentClient(std::string path, std::function<void()> wake, int wake_fd);
    void run();
    int connect_once() const;
    void serve(int socket, std::uint32_t life);
    bool read_some(int socket, std::string& input);
    bool take_frames(std::string& input);
    bool write_some(int socket, std::uint32_t life, std::string& output);
    void post(AgentEvent event);
    bool mailbox_full();
    void pause(int milliseconds);

    std::string path_;
    std::function<void()> wake_;
    int wake_fd_;
    std::atomic<bool> stopping_ = false;

    std::mutex mutex_;  // guards the two queues
    std::deque<Outgoing> outgoing_;
    std::deque<AgentEvent> mailbox_;

    // UI thread only.
    std::uint32_t last_number_ = 0;
    std::uint32_t life_ = 0;  // 0: not connected as far as the UI knows
    std::uint32_t lives_seen_ = 0;

    std::thread thread_;
};

}  // namespace dayroom::shell
