#include "tests/support/process.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dayroom::test {
namespace {

using SteadyClock = std::chrono::steady_clock;

int remaining_ms(SteadyClock::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now()).count();
    return left > 0 ? static_cast<int>(left) : 0;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

[[noreturn]] void become(Process::Options& options, int input, int output) {
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    if (!options.log.empty()) {
        const int file = open(options.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        if (file >= 0) dup2(file, STDERR_FILENO);
        if (file >= 0 && options.output_to_log) dup2(file, STDOUT_FILENO);
    }
    for (const std::string& entry : options.environment) {
        const auto equals = entry.find('=');
        setenv(entry.substr(0, equals).c_str(), entry.substr(equals + 1).c_str(), 1);
    }
    execv(options.arguments[0].c_str(), pointers(options.arguments).data());
    _exit(127);
}

}  // namespace

Process::Process(Options options) {
    int input[2];
    int output[2];
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("cannot fork");
    if (pid_ == 0) become(options, input[0], output[1]);
    close(input[0]);
    close(output[1]);
    output_ = output[0];
    pidfd_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    if (write(input[1], options.input.data(), options.input.size()) < 0 && errno != EPIPE) {
        throw std::runtime_error("cannot write to " + options.arguments[0]);
    }
    close(input[1]);
}

Process::~Process() {
    if (pid_ > 0 && !exit_code_) kill_now();
    if (output_ >= 0) close(output_);
    if (pidfd_ >= 0) close(pidfd_);
}

Process::Process(Process&& other) noexcept { *this = std::move(other); }

Process& Process::operator=(Process&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(output_, other.output_);
    std::swap(pidfd_, other.pidfd_);
    std::swap(printed_, other.printed_);
    std::swap(read_to_, other.read_to_);
    std::swap(exit_code_, other.exit_code_);
    return *this;
}

std::string Process::wait_for_line(const std::string& text, std::chrono::seconds patience) {
    const auto deadline = SteadyClock::now() + patience;
    for (;;) {
        for (std::size_t end = printed_.find('\n', read_to_); end != std::string::npos;
             end = printed_.find('\n', read_to_)) {
            const std::string line = printed_.substr(read_to_, end - read_to_);
            read_to_ = end + 1;
            if (line.find(text) != std::string::npos) return line;
        }
        if (!read_more(deadline)) throw std::runtime_error("ended before \"" + text + "\"; printed: " + printed_);
    }
}

std::string Process::read_all(std::chrono::seconds patience) {
    const auto deadline = SteadyClock::now() + patience;
    while (read_more(deadline)) {
    }
    return printed_;
}

// False once the program has closed its output.
bool Process::read_more(SteadyClock::time_point deadline) {
    pollfd ready{output_, POLLIN, 0};
    if (poll(&ready, 1, remaining_ms(deadline)) == 0) throw std::runtime_error("waited in vain; printed: " + printed_);
    char buffer[4096];
    const ssize_t got = read(output_, buffer, sizeof buffer);
    if (got <= 0) return false;
    printed_.append(buffer, static_cast<std::size_t>(got));
    return true;
}

std::optional<int> Process::reap(std::chrono::milliseconds patience) {
    if (exit_code_) return exit_code_;
    pollfd ended{pidfd_, POLLIN, 0};
    if (poll(&ended, 1, static_cast<int>(patience.count())) <= 0) return std::nullopt;
    int status = 0;
    if (waitpid(pid_, &status, 0) != pid_) throw std::runtime_error("lost a child process");
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return exit_code_;
}

bool Process::running() { return !reap(std::chrono::milliseconds(0)).has_value(); }

int Process::wait(std::chrono::seconds patience) {
    const auto code = reap(patience);
    if (!code) throw std::runtime_error("a program did not end in time; printed: " + printed_);
    return *code;
}

void Process::send_signal(int signal) {
    if (!exit_code_) ::kill(pid_, signal);
}

void Process::kill_now() {
    send_signal(SIGKILL);
    wait();
}

int Process::stop() {
    send_signal(SIGTERM);
    return wait();
}

Finished run(const std::vector<std::string>& arguments, const std::string& input) {
    std::vector<std::string> wrapped = {"/bin/sh", "-c", "exec \"$@\" 2>&1", "sh"};
    wrapped.insert(wrapped.end(), arguments.begin(), arguments.end());
    Process process({.arguments = wrapped, .environment = {}, .log = {}, .input = input});
    Finished result;
    result.output = process.read_all();
    result.exit_code = process.wait();
    return result;
}

std::string program(const std::string& name) {
    const char* build = std::getenv("DAYROOM_BINARY_DIR");
    if (build == nullptr) throw std::runtime_error("run tests through ctest: DAYROOM_BINARY_DIR is not set");
    return std::string(build) + "/bin/" + name;
}

}  // namespace dayroom::test
