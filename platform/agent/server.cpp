#include "platform/agent/server.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace dayroom::agent {
namespace {

constexpr Milliseconds kTick{1'000};
constexpr Milliseconds kTickSignedOut{5'000};
constexpr Milliseconds kLookForEnrolment{1'000};
constexpr int kBacklog = 4;
constexpr int kQueriesAtOnce = 64;  // before others get their turn

Error system_error(const std::string& what) { return Error(ErrorCode::kIo, what + ": " + std::strerror(errno)); }

/// A socket that an earlier run left behind is removed; anything else is not ours to touch.
Status clear_path(const std::string& path) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0) return errno == ENOENT ? Status() : system_error("look at " + path);
    if (!S_ISSOCK(facts.st_mode)) return Error(ErrorCode::kConflict, path + " exists and is no socket");
    if (::unlink(path.c_str()) != 0) return system_error("remove " + path);
    return {};
}

}  // namespace

Result<std::unique_ptr<Server>> Server::create(const AgentOptions& options, const Clock& clock, AgentLog& log,
                                               Mailbox& mailbox) {
    const std::string path = options.socket_path.string();
    sockaddr_un address{};
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return Error(ErrorCode::kInvalid, "the socket's path is too long");
    TRY(clear_path(path));
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0) return system_error("make a socket");
    auto server = std::unique_ptr<Server>(new Server(options, clock, log, mailbox, listener));
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return system_error("bind " + path);
    if (::chmod(path.c_str(), 0666) != 0) return system_error("open " + path + " to the terminal");
    if (::listen(listener, kBacklog) != 0) return system_error("listen on " + path);
    return server;
}

Server::~Server() {
    link_.reset();
    ::close(listener_);
    ::unlink(options_.socket_path.c_str());
}

void Server::run(Agent& agent, const device::ServiceNotifier& notifier, std::stop_token stop,
                 const std::function<Status()>& enrol) {
    const std::stop_callback wake(stop, [this] { mailbox_.ring(); });
    MonotonicTime next_tick = clock_.steady();
    notifier.ready();
    while (!stop.stop_requested() && !agent.must_restart()) {
        const auto tick = !agent.enrolled() ? kLookForEnrolment : link_ ? kTick : kTickSignedOut;
        auto rest = std::chrono::ceil<Milliseconds>(next_tick - clock_.steady());
        if (notifier.interval()) rest = std::min(rest, std::chrono::floor<Milliseconds>(*notifier.interval()));
        wait(std::exchange(more_waits_, false) ? Milliseconds(0) : std::clamp(rest, Milliseconds(0), tick));
        if (clock_.steady() >= next_tick) {
            next_tick = clock_.steady() + tick;
            agent.tick();
            if (!agent.enrolled() && !enrol().ok()) return;
        }
        notifier.alive();
        if (someone_knocks_) accept_terminal(agent);
        if (link_) serve_terminal(agent);
        deliver(agent);
    }
    notifier.stopping();
}

void Server::wait(Milliseconds most) {
    pollfd watched[3] = {{mailbox_.bell(), POLLIN, 0}, {listener_, POLLIN, 0}, {-1, 0, 0}};
    if (link_) watched[2] = {link_->socket(), link_->wanted(), 0};
    ::poll(watched, 3, static_cast<int>(most.count()));
    someone_knocks_ = (watched[1].revents & POLLIN) != 0;
}

void Server::accept_terminal(Agent& agent) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket < 0) return;
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || peer.uid != options_.terminal_user) {
        log_.warn("terminal_refused", "user_id");
        ::close(socket);
        return;
    }
    // A terminal that was restarted comes before its old connection is seen to be over: the new one counts.
    if (link_) drop_terminal(agent, "replaced");
    link_ = std::make_unique<TerminalLink>(socket, clock_);
    connection_ = mailbox_.open_connection();
    agent.terminal_changed();
    log_.note("terminal_connected");
}

void Server::drop_terminal(Agent& agent, const char* why) {
    link_.reset();
    connection_ = mailbox_.open_connection();
    agent.terminal_changed();
    log_.note("terminal_gone", why);
}

void Server::serve_terminal(Agent& agent) {
    if (!link_->flush().ok()) return drop_terminal(agent, "unreachable");
    const bool open = (link_->wanted() & POLLIN) == 0 || link_->receive().ok();
    for (int count = 0; count < kQueriesAtOnce; ++count) {
        auto query = link_->next();
        if (!query.ok())
            return drop_terminal(agent, query.error().code == ErrorCode::kTooLarge ? "too_much" : "garbage");
        if (!query.value()) break;
        std::optional<local::ToTerminal> reply;
        if (query.value()->too_fast) {
            reply.emplace();
            reply->set_number(query.value()->message.number());
            reply->mutable_problem()->set_code("rate_limited");
        } else {
            reply = agent.handle(connection_, std::move(query.value()->message));
        }
        if (reply && !link_->send(*reply).ok()) return drop_terminal(agent, "does_not_read");
        more_waits_ = count + 1 == kQueriesAtOnce;  // in the buffer: poll would not see it
    }
    if (!open) drop_terminal(agent, "closed");
}

void Server::deliver(Agent& agent) {
    mailbox_.silence();
    if (!link_) return;
    // In this order a message that was posted with a change goes out before the change shows.
    const auto fresh = agent.pushes();
    const auto waiting = mailbox_.take();
    for (const auto* list : {&waiting, &fresh}) {
        for (const auto& message : *list) {
            if (!link_->send(message).ok()) return drop_terminal(agent, "does_not_read");
        }
    }
}

}  // namespace dayroom::agent
