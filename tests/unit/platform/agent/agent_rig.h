// An agent in this process, between a hub in memory and a terminal that the test plays.
#pragma once

#include <deque>
#include <filesystem>
#include <thread>

#include "platform/agent/frames.h"
#include "platform/agent/run_agent.h"
#include "platform/base/fake_clock.h"
#include "tests/unit/platform/sync/fake_hub.h"

namespace dayroom::agent::test {

/// The terminal's end of the socket.
class Terminal {
public:
    explicit Terminal(const std::filesystem::path& socket);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// Sends and waits for its answer; pushes that come meanwhile are kept.
    local::ToTerminal ask(local::ToAgent query);
    std::uint32_t send(local::ToAgent query);
    void send_raw(const std::string& bytes);
    local::ToTerminal answer_to(std::uint32_t number);
    /// The first push, kept or coming, that fits; fails the test after 10 s.
    local::ToTerminal push(const std::function<bool(const local::ToTerminal&)>& fits);
    /// Asks again after each push until the answer fits.
    local::ToTerminal until(const local::ToAgent& query, const std::function<bool(const local::ToTerminal&)>& fits);
    /// Whether the agent has closed the connection (waits for it up to 10 s).
    bool is_cut();

    local::ToTerminal sign_in(const std::string& number, const std::string& pin, const std::string& new_pin = {});
    local::ToTerminal home();
    local::ToTerminal money();
    local::ToTerminal messages(const std::string& contact);
    local::ToTerminal writing(const std::string& contact);
    local::ToTerminal contacts();
    local::ToTerminal credits();
    local::ToTerminal write(const std::string& contact, const std::string& text, std::int64_t price,
                            const std::string& nonce);
    local::ToTerminal withdraw(const std::string& message);
    local::ToTerminal appeal(const std::string& message, const std::string& text, const std::string& nonce);
    local::ToTerminal change_contact(const std::string& contact, const std::string& change);
    local::ToTerminal save_draft(const std::string& key, const std::string& content, bool leaving = false);
    std::string draft(const std::string& key);
    local::ToTerminal sign_out();
    local::ToTerminal submit(const std::string& form_id, std::int64_t price, const std::string& nonce,
                             int revision = 1);

private:
    bool receive(local::ToTerminal& message, Milliseconds most);
    int socket_;
    FrameReader reader_{64 * 1024 * 1024};
    std::uint32_t number_ = 0;
    std::deque<local::ToTerminal> pushes_;
    std::map<std::uint32_t, local::ToTerminal> answers_;
};

class Rig {
public:
    Rig();
    /// Another terminal of the same facility: the other's hub and clock, a data folder of its own.
    explicit Rig(Rig& other);
    ~Rig();

    void start();
    Status stop();
    bool has_ended();
    Terminal connect() { return Terminal(options.socket_path); }
    /// Connects and waits until the first sync is done.
    std::unique_ptr<Terminal> connect_synced();
    /// The hub is gone, and this terminal's agent has noticed.
    void go_offline(Terminal& terminal);
    /// Another look at the store, while the agent does not run.
    std::unique_ptr<store::DeviceStore> open_store();

    std::filesystem::path folder;

private:
    FakeClock own_clock_;
    std::unique_ptr<dayroom::test::FakeHub> own_hub_;

public:
    FakeClock& clock;
    dayroom::test::FakeHub& hub;
    SystemRandom random;
    AgentOptions options;

private:
    void make_folder();
    std::optional<std::jthread> thread_;
    Status result_;
    bool ended_ = false;
    std::mutex mutex_;
};

bool is_status(const local::ToTerminal& message);
bool is_outcome(const local::ToTerminal& message);
/// Whether this push says that the session is over.
inline bool session_ended(const local::ToTerminal& message) { return message.has_session_ended(); }
/// 16 bytes.
inline std::string nonce_of(char c) { return std::string(16, c); }
local::ToAgent messages_query(const std::string& contact);
local::ToAgent contacts_query();
local::ToAgent credits_query();

}  // namespace dayroom::agent::test
