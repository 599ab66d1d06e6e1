// One real terminal: an enrolled data folder, dayroom-agent, and dayroom-terminal without a window, driven through its
// semantic tree.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/journey/facility.h"
#include "tests/journey/service_manager.h"

namespace dayroom::journey {

/// One line of the tree dump.
struct Node {
    std::string id;
    std::string role;
    std::string label;
    std::string value;
    bool enabled = false;
    double y = 0;  // of its upper edge, in pixels
};

/// Two user ids, as in production. Only root can give them.
struct Users {
    uid_t agent = 0;
    uid_t screen = 0;
};

/// How a terminal's programs are started.
struct HowItRuns {
    std::string display = {};                          // an X display, which it fills; none: 1280x800 without a display
    std::optional<Users> users = {};                   // none: both as who runs the test
    bool under_compositor = false;                     // on cage, as the units start it; takes `users`
    bool supervised = false;                           // each is started again whenever it ends, as the units do
    std::vector<std::string> agent = {};               // more options for dayroom-agent
    std::vector<std::string> tpm = {"--tpm", "none"};  // for whoever makes or uses its keys
};

class Terminal {
public:
    /// Enrols in `unit` (through `address` if given) and starts agent and screen.
    Terminal(Facility& facility, const std::string& name, const std::string& unit, const std::string& address = {},
             HowItRuns how = {});
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    void start_agent();
    void start_screen();
    /// From the next start_agent() on its machine has this TPM.
    void gets_tpm(std::vector<std::string> options) { how_.tpm = std::move(options); }
    /// For a start that is to fail: its exit code and what it said.
    test::Finished try_agent() const;
    /// From the next start_agent() on the machine's clock is so far ahead of the true one; below zero: behind it.
    void put_clock_ahead(std::chrono::minutes by) { ahead_ = by; }
    /// The agent ends hard when it next meets this point (platform/base/crash_point.h).
    void crash_agent_at(std::string_view point);
    /// Until it has; its exit code.
    int wait_for_agent_end() { return agent_->wait(); }
    void kill_agent();
    void kill_screen();
    /// Both die of a bad pointer, as it were, and are gone when this returns.
    void crash();
    /// Supervised: the program gets `signal`, dies of it, and is there again when this returns.
    void crash_agent(int signal);
    void crash_screen(int signal);
    /// Graceful end of both; of the screen alone, with its exit code.
    void stop();
    int stop_screen();
    bool screen_running();
    pid_t agent_pid() const { return agent_pid_; }
    pid_t screen_pid() const { return screen_pid_; }

    /// Runs script lines one by one; throws with the screen's reason when one fails.
    void drive(const std::vector<std::string>& lines);
    /// The tree as it is on the screen now.
    std::vector<Node> tree() const;
    /// Until a node makes `wanted` true; throws with the whole tree when patience is over. Returns it.
    Node wait_for(const std::string& what, const std::function<bool(const Node&)>& wanted,
                  std::chrono::seconds patience = test::kPatience);
    Node wait_for_text(const std::string& part, std::chrono::seconds patience = test::kPatience);
    /// Until nothing on the screen says it any more.
    void wait_until_gone(const std::string& part, std::chrono::seconds patience = test::kPatience);
    bool shows(const std::string& part) const;
    /// What was on the screen last, as text: the whole dump.
    std::string dump() const;

    void sign_in(const SamplePerson& person);
    void sign_in(const std::string& number, const std::string& pin);
    void sign_out();

    std::filesystem::path data() const;
    std::string socket() const;
    /// Of the compositor: XDG_RUNTIME_DIR.
    std::filesystem::path runtime_folder() const { return file("screen"); }
    /// What the agent has written to its log so far.
    std::string agent_log() const;

private:
    std::vector<std::string> starts(std::optional<uid_t> user, const std::vector<std::string>& program) const;

    Facility& facility_;
    std::string name_;
    HowItRuns how_;
    ServiceManager of_agent_;
    ServiceManager of_screen_;
    pid_t agent_pid_ = -1;
    pid_t screen_pid_ = -1;
    std::unique_ptr<test::Process> agent_;
    std::unique_ptr<test::Process> screen_;
    int script_ = -1;  // write end of the FIFO
    int lines_ = 0;
    std::chrono::minutes ahead_{0};
    std::filesystem::path file(const std::string& what) const;
    std::filesystem::path crash_file() const;
};

}  // namespace dayroom::journey
