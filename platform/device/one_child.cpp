#include "platform/device/one_child.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/device/system_error.h"

namespace dayroom::device {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr int kLongestWaitMs = 50;  // so that a clock of a test is looked at now and then

/// A child and our end of its standard input and output (one socket pair). Gone, killed if need be, when this object
/// is.
class Child {
public:
    static Result<Child> start(const std::string& program, const std::vector<std::string>& words) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return system_error("make a socket pair");
        const Result<pid_t> process = spawn(program, words, ends[1]);
        ::close(ends[1]);
        if (!process.ok()) {
            ::close(ends[0]);
            return process.error();
        }
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
        return Child(process.value(), ends[0]);
    }
    Child(Child&& other) noexcept : process_(other.process_), socket_(other.socket_) {
        other.process_ = -1;
        other.socket_ = -1;
    }
    Child& operator=(Child&&) = delete;
    ~Child() {
        if (socket_ >= 0) ::close(socket_);
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    int socket() const { return socket_; }

private:
    Child(pid_t process, int socket) : process_(process), socket_(socket) {}

    static Result<pid_t> spawn(const std::string& program, std::vector<std::string> words, int end) {
        std::string name = program;
        std::vector<char*> arguments{name.data()};
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        char* environment[] = {nullptr};
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, end, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, end, STDOUT_FILENO);
        pid_t process = -1;
        const int failed = ::posix_spawn(&process, program.c_str(), &actions, nullptr, arguments.data(), environment);
        posix_spawn_file_actions_destroy(&actions);
        if (failed != 0) return Error(ErrorCode::kIo, "start " + program + ": " + std::strerror(failed));
        return process;
    }

    pid_t process_;
    int socket_;
};

/// One exchange: all of the input in, all of the answer out, until the child closes its end.
class Exchange {
public:
    Exchange(int socket, ByteView input, std::size_t limit) : socket_(socket), left_(input), limit_(limit) {}

    Result<Bytes> run(const Clock& clock, Milliseconds time_limit) {
        const MonotonicTime deadline = clock.steady() + time_limit;
        while (!finished_) {
            const auto remaining = std::chrono::ceil<Milliseconds>(deadline - clock.steady());
            if (remaining.count() <= 0) return Error(ErrorCode::kTimeout, "it took too long");
            pollfd wait{socket_, static_cast<short>(POLLIN | (left_.empty() ? 0 : POLLOUT)), 0};
            const int ready =
                ::poll(&wait, 1, static_cast<int>(std::min<std::int64_t>(remaining.count(), kLongestWaitMs)));
            if (ready < 0 && errno != EINTR) return system_error("wait for the child");
            if (ready <= 0) continue;
            if ((wait.revents & POLLOUT) != 0) send_piece();
            if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) != 0) TRY(receive_piece());
        }
        return std::move(answer_);
    }

private:
    void send_piece() {
        const ssize_t sent = ::send(socket_, left_.data(), std::min(left_.size(), kPieceBytes), MSG_NOSIGNAL);
        if (sent > 0) left_ = left_.subspan(static_cast<std::size_t>(sent));
        if (sent < 0 && errno != EAGAIN && errno != EINTR) left_ = {};  // it has stopped reading; its answer says why
        if (left_.empty()) ::shutdown(socket_, SHUT_WR);
    }

    Status receive_piece() {
        std::array<std::uint8_t, kPieceBytes> piece;
        const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
        if (got <= 0) {
            finished_ = true;
            return {};
        }
        if (answer_.size() + static_cast<std::size_t>(got) > limit_)
            return Error(ErrorCode::kIo, "the child answered too much");
        answer_.insert(answer_.end(), piece.begin(), piece.begin() + got);
        return {};
    }

    int socket_;
    ByteView left_;
    std::size_t limit_;
    Bytes answer_;
    bool finished_ = false;
};

}  // namespace

Result<Bytes> run_child(const ChildTask& task, const Clock& clock) {
    const Child child = TRY(Child::start(task.program, task.words));
    return Exchange(child.socket(), task.input, task.answer_limit).run(clock, task.time_limit);
}

}  // namespace dayroom::device
