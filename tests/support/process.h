// Starts and ends real programs for tests. Each Process is ended when it goes out of scope, by its own pid.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace dayroom::test {

/// Generous: machines here are noisy, and sanitizers slow.
inline constexpr std::chrono::seconds kPatience{60};

/// For a program that ends inside its sandbox, where a sanitizer cannot look for leaks: it would read /proc, and fail.
inline constexpr const char* kNoLeakCheck = "ASAN_OPTIONS=detect_leaks=0";

class Process {
public:
    struct Options {
        std::vector<std::string> arguments;    // [0] is the program
        std::vector<std::string> environment;  // "NAME=value", added to the test's own
        std::filesystem::path log;             // standard error goes here, appended; empty: to the test's
        std::string input;                     // given on standard input
        bool output_to_log = false;            // standard output goes to `log` as well, not to wait_for_line()
    };
    /// Throws when the program cannot be started: the test then fails with the reason.
    explicit Process(Options options);
    ~Process();
    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t pid() const { return pid_; }
    bool running();
    /// The next line of standard output that contains `text`; throws with what was printed if the program ends or
    /// patience is over.
    std::string wait_for_line(const std::string& text, std::chrono::seconds patience = kPatience);
    /// Everything on standard output until the program closes it.
    std::string read_all(std::chrono::seconds patience = kPatience);
    /// Exit code, or 128 + signal; throws when patience is over.
    int wait(std::chrono::seconds patience = kPatience);
    void send_signal(int signal);
    /// SIGKILL, and waits until it is gone.
    void kill_now();
    /// SIGTERM and wait.
    int stop();

private:
    bool read_more(std::chrono::steady_clock::time_point deadline);
    std::optional<int> reap(std::chrono::milliseconds patience);
    pid_t pid_ = -1;
    int output_ = -1;  // read end of its standard output
    int pidfd_ = -1;   // readable once it has ended
    std::string printed_;
    std::size_t read_to_ = 0;
    std::optional<int> exit_code_;
};

struct Finished {
    int exit_code = 0;
    std::string output;  // standard output and error
};
/// Runs a program to its end.
Finished run(const std::vector<std::string>& arguments, const std::string& input = {});

/// Path of a program of this build: bin/NAME.
std::string program(const std::string& name);

}  // namespace dayroom::test
