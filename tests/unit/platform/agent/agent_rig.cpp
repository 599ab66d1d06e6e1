#include "tests/unit/platform/agent/agent_rig.h"

#include <cstring>

#include <catch2/catch.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/device/key_protection.h"

namespace dayroom::agent::test {
namespace {

constexpr Milliseconds kPatience{10'000};

std::filesystem::path beside_this_program(const char* name) {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

}  // namespace

bool is_status(const local::ToTerminal& message) { return message.has_status(); }
bool is_outcome(const local::ToTerminal& message) { return message.has_outcome(); }

Terminal::Terminal(const std::filesystem::path& path) : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.string().size());
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
}

Terminal::~Terminal() { ::close(socket_); }

void Terminal::send_raw(const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t sent = ::send(socket_, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (sent <= 0) return;
        done += static_cast<std::size_t>(sent);
    }
}

std::uint32_t Terminal::send(local::ToAgent query) {
    query.set_number(++number_);
    send_raw(make_frame(query, 64 * 1024 * 1024).take());
    return number_;
}

bool Terminal::receive(local::ToTerminal& message, Milliseconds most) {
    const SystemClock clock;
    const auto deadline = clock.steady() + most;
    for (;;) {
        if (auto frame = reader_.next(); frame.ok() && frame.value()) return message.ParseFromString(**frame);
        const auto left = std::chrono::ceil<Milliseconds>(deadline - clock.steady());
        pollfd wait{socket_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&wait, 1, static_cast<int>(left.count())) <= 0) return false;
        std::uint8_t piece[65536];
        const ssize_t got = ::recv(socket_, piece, sizeof piece, 0);
        if (got <= 0) return false;
        reader_.add({piece, static_cast<std::size_t>(got)});
    }
}

local::ToTerminal Terminal::answer_to(std::uint32_t number) {
    while (!answers_.contains(number)) {
        local::ToTerminal message;
        if (!receive(message, kPatience)) FAIL("no answer");
        if (message.number() == 0) {
            pushes_.push_back(std::move(message));
        } else {
            answers_[message.number()] = std::move(message);
        }
    }
    return std::move(answers_.extract(number).mapped());
}

local::ToTerminal Terminal::ask(local::ToAgent query) { return answer_to(send(std::move(query))); }

local::ToTerminal Terminal::push(const std::function<bool(const local::ToTerminal&)>& fits) {
    for (;;) {
        while (!pushes_.empty()) {
            const auto message = std::move(pushes_.front());
            pushes_.pop_front();
            if (fits(message)) return message;
        }
        local::ToTerminal message;
        if (!receive(message, kPatience)) FAIL("no push");
        if (message.number() == 0) pushes_.push_back(std::move(message));
    }
}

bool Terminal::is_cut() {
    local::ToTerminal message;
    while (receive(message, kPatience)) {
    }
    pollfd wait{socket_, POLLIN, 0};
    std::uint8_t byte = 0;
    return ::poll(&wait, 1, 0) > 0 && ::recv(socket_, &byte, 1, 0) <= 0;
}

local::ToTerminal Terminal::sign_in(const std::string& number, const std::string& pin, const std::string& new_pin) {
    local::ToAgent query;
    query.mutable_sign_in()->set_resident_number(number);
    query.mutable_sign_in()->set_pin(pin);
    query.mutable_sign_in()->set_new_pin(new_pin);
    return ask(query);
}

local::ToTerminal Terminal::home() {
    local::ToAgent query;
    query.mutable_get_home();
    return ask(query);
}

local::ToTerminal Terminal::money() {
    local::ToAgent query;
    query.mutable_get_money();
    return ask(query);
}

local::ToTerminal Terminal::submit(const std::string& form_id, std::int64_t price, const std::string& nonce,
                                   int revision) {
    local::ToAgent query;
    auto& submit = *query.mutable_submit_request();
    submit.set_form_id(form_id);
    submit.set_form_revision(revision);
    submit.set_price_seen_cents(price);
    submit.set_nonce(nonce);
    auto& answer = *submit.add_answers();
    answer.set_field("details");
    answer.set_value("Two copies of the court papers, please.");
    return ask(query);
}

Rig::Rig() : own_hub_(std::make_unique<dayroom::test::FakeHub>(own_clock_)), clock(own_clock_), hub(*own_hub_) {
    hub.set_up_facility();
    make_folder();
}

Rig::Rig(Rig& other) : clock(other.clock), hub(other.hub) { make_folder(); }

void Rig::make_folder() {
    char pattern[] = "/tmp/dayroom-agent-XXXXXX";
    folder = ::mkdtemp(pattern);
    options.data_dir = folder / "data";
    options.socket_path = folder / "agent.sock";
    options.photo_program = beside_this_program("dayroom-photo");
    options.terminal_user = ::getuid();
    options.sandbox = false;
    std::filesystem::create_directories(options.data_dir);
    auto store = open_store();
    REQUIRE(store->save_enrolment(hub.enrolment()).ok());
}

Rig::~Rig() {
    [[maybe_unused]] const auto stopped = stop();
    std::filesystem::remove_all(folder);
}

std::unique_ptr<store::DeviceStore> Rig::open_store() {
    device::HostKeyFile key((options.data_dir / "store.key").string(), random);
    auto opened = store::DeviceStore::open({options.data_dir}, key.store_key().take());
    if (!opened.ok()) FAIL(opened.error().detail);
    return opened.take();
}

void Rig::start() {
    ended_ = false;
    thread_.emplace([this](std::stop_token stop) {
        const device::ServiceNotifier notifier("");
        const auto result = run_agent(
            options, clock, random, notifier,
            [this](net::HttpsOptions to) { return Result(hub.connect(true, std::move(to.certificate_pem))); }, stop);
        const std::lock_guard lock(mutex_);
        result_ = result;
        ended_ = true;
    });
    const SystemClock real;
    const auto deadline = real.steady() + kPatience;
    while (!std::filesystem::exists(options.socket_path) && real.steady() < deadline) std::this_thread::yield();
    // The file appears with bind(); connecting works from listen() on.
    for (;;) {
        const int probe = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, options.socket_path.c_str(), options.socket_path.string().size());
        const bool reached = ::connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        ::close(probe);
        if (reached || real.steady() >= deadline) return;
        std::this_thread::yield();
    }
}

void Rig::go_offline(Terminal& terminal) {
    {
        const std::lock_guard lock(hub.mutex());
        hub.reachable = false;
    }
    hub.wake();
    local::ToAgent query;
    query.mutable_get_status();
    terminal.until(query, [](const local::ToTerminal& answer) { return !answer.status().online(); });
}

bool Rig::has_ended() {
    const std::lock_guard lock(mutex_);
    return ended_;
}

Status Rig::stop() {
    if (!thread_) return {};
    thread_->request_stop();
    thread_->join();
    thread_.reset();
    const std::lock_guard lock(mutex_);
    return result_;
}

std::unique_ptr<Terminal> Rig::connect_synced() {
    auto terminal = std::make_unique<Terminal>(options.socket_path);
    terminal->push([](const local::ToTerminal& message) {
        return message.has_status() && message.status().online() && message.status().first_sync_done();
    });
    return terminal;
}

}  // namespace dayroom::agent::test
