// The local socket: one terminal at a time, its user id checked by the kernel, its frames bounded, its pace limited.
// Single-threaded: one poll loop that calls the agent. Whatever the terminal sends, the worst it gets is disconnected.
#pragma once

#include <stop_token>

#include "platform/agent/agent.h"
#include "platform/agent/terminal_link.h"
#include "platform/device/watchdog.h"

namespace dayroom::agent {

class Server {
public:
    /// Binds `socket_path` (an old socket there is removed; anything else there is kConflict), mode 0666: who may
    /// connect is decided by user id. kIo.
    static Result<std::unique_ptr<Server>> create(const AgentOptions& options, const Clock& clock, AgentLog& log,
                                                  Mailbox& mailbox);
    ~Server();  // removes the socket's file
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Serves until told to stop, or until the agent must start anew. `enrol`: called now and then while the terminal
    /// is not enrolled.
    void run(Agent& agent, const device::ServiceNotifier& notifier, std::stop_token stop,
             const std::function<Status()>& enrol);

private:
    Server(const AgentOptions& options, const Clock& clock, AgentLog& log, Mailbox& mailbox, int listener)
        : options_(options), clock_(clock), log_(log), mailbox_(mailbox), listener_(listener) {}
    void wait(Milliseconds most);
    void accept_terminal(Agent& agent);
    void drop_terminal(Agent& agent, const char* why);
    void serve_terminal(Agent& agent);
    void deliver(Agent& agent);

    const AgentOptions& options_;
    const Clock& clock_;
    AgentLog& log_;
    Mailbox& mailbox_;
    int listener_;
    bool someone_knocks_ = false;
    bool more_waits_ = false;
    std::unique_ptr<TerminalLink> link_;
    std::uint64_t connection_ = 0;
};

}  // namespace dayroom::agent
