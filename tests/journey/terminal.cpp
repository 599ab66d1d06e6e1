#include "tests/journey/terminal.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dayroom::journey {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Calls `done` now and after every change in `folder`, until it says true.
bool watch(const std::filesystem::path& folder, std::chrono::seconds patience, const std::function<bool()>& done) {
    const int events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    inotify_add_watch(events, folder.c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO | IN_CLOSE_WRITE);
    const auto deadline = SteadyClock::now() + patience;
    bool satisfied = done();
    while (!satisfied && SteadyClock::now() < deadline) {
        pollfd changed{events, POLLIN, 0};
        poll(&changed, 1, 1000);
        char ignored[4096];
        while (read(events, ignored, sizeof ignored) > 0) {
        }
        satisfied = done();
    }
    close(events);
    return satisfied;
}

void hand_over(const std::filesystem::path& path, uid_t user, mode_t mode) {
    if (chown(path.c_str(), user, user) != 0 || chmod(path.c_str(), mode) != 0)
        throw std::runtime_error("cannot give " + path.string() + " to another user");
}

}  // namespace

std::filesystem::path Terminal::file(const std::string& what) const { return facility_.path(name_) / what; }
std::filesystem::path Terminal::data() const { return file("data"); }
std::string Terminal::socket() const { return file("run/agent.sock"); }
std::string Terminal::agent_log() const { return read_file(facility_.path(name_ + "-agent.log")); }

Terminal::Terminal(Facility& facility, const std::string& name, const std::string& unit, const std::string& address,
                   HowItRuns how)
    : facility_(facility), name_(name), how_(std::move(how)) {
    for (const char* folder : {"run", "screen"}) std::filesystem::create_directories(file(folder));
    std::vector<std::string> joins = {test::program("dayroom-provision"),       "enroll", "--data", data(), "--token",
                                      facility_.make_token(unit, name, address)};
    joins.insert(joins.end(), how_.tpm.begin(), how_.tpm.end());
    const test::Finished enrolled = test::run(joins);
    if (enrolled.exit_code != 0) throw std::runtime_error("enrolment failed: " + enrolled.output);
    if (how_.users) {
        hand_over(facility_.folder(), 0, 0711);
        hand_over(file("run"), how_.users->agent, 0711);
        hand_over(file("screen"), how_.users->screen, 0700);
        hand_over(data(), how_.users->agent, 0700);
        for (const auto& entry : std::filesystem::recursive_directory_iterator(data()))
            hand_over(entry.path(), how_.users->agent, entry.is_directory() ? 0700 : 0600);
    }
    start_agent();
    start_screen();
}

Terminal::~Terminal() {
    if (script_ >= 0) close(script_);
}

/// The words that start `program` as `user`, and again and again when it is supervised.
std::vector<std::string> Terminal::starts(std::optional<uid_t> user, const std::vector<std::string>& program) const {
    std::vector<std::string> words;
    if (how_.supervised) {
        words = {"/bin/sh", "-c", "while :; do /usr/bin/setpriv --pdeathsig KILL -- \"$@\"; done", "supervisor"};
    }
    if (user) {
        const std::string id = std::to_string(*user);
        words.insert(words.end(), {"/usr/bin/setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--"});
    }
    words.insert(words.end(), program.begin(), program.end());
    return words;
}

void Terminal::start_agent() {
    std::vector<std::string> words = {test::program("dayroom-agent"), "--data", data(), "--socket", socket()};
    if (how_.users) words.insert(words.end(), {"--terminal-user", std::to_string(how_.users->screen)});
    words.insert(words.end(), how_.agent.begin(), how_.agent.end());
    words.insert(words.end(), how_.tpm.begin(), how_.tpm.end());
    auto environment = of_agent_.environment();
    environment.push_back("DAYROOM_CLOCK_AHEAD_MINUTES=" + std::to_string(ahead_.count()));
    environment.push_back("DAYROOM_CRASH_FILE=" + crash_file().string());
    agent_ = std::make_unique<test::Process>(
        test::Process::Options{.arguments = starts(how_.users ? std::optional(how_.users->agent) : std::nullopt, words),
                               .environment = environment,
                               .log = facility_.path(name_ + "-agent.log"),
                               .input = {},
                               .output_to_log = true});
    agent_pid_ = of_agent_.wait_for("READY=1");
}

test::Finished Terminal::try_agent() const {
    std::vector<std::string> words = {test::program("dayroom-agent"), "--data", data(), "--socket", socket()};
    words.insert(words.end(), how_.tpm.begin(), how_.tpm.end());
    return test::run(words);
}

/// Where the agent's sandbox lets it look.
std::filesystem::path Terminal::crash_file() const { return data() / "crash"; }
void Terminal::crash_agent_at(std::string_view point) { std::ofstream(crash_file()) << point; }

void Terminal::start_screen() {
    if (script_ >= 0) close(script_);
    for (const char* old : {"script", "script.result", "tree"}) std::filesystem::remove(file("screen") / old);
    const auto script = file("screen") / "script";
    if (mkfifo(script.c_str(), 0600) != 0) throw std::runtime_error("no FIFO");
    if (how_.users) hand_over(script, how_.users->screen, 0600);
    std::vector<std::string> words = {test::program("dayroom-terminal"),
                                      "--socket",
                                      socket(),
                                      "--script",
                                      script,
                                      "--tree",
                                      file("screen/tree"),
                                      "--screenshot",
                                      file("screen")};
    std::vector<std::string> environment = of_screen_.environment();
    if (how_.under_compositor) {
        words.insert(words.begin(), {"/usr/bin/cage", "-d", "--"});
        environment.insert(environment.end(),
                           {"SDL_VIDEODRIVER=wayland", "SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR=0", "WLR_BACKENDS=headless",
                            "WLR_LIBINPUT_NO_DEVICES=1", "WLR_RENDERER=pixman", "WLR_XWAYLAND=/bin/false",
                            "XDG_RUNTIME_DIR=" + runtime_folder().string()});
    } else if (how_.display.empty()) {
        words.insert(words.end(), {"--windowed", "1280x800"});
        environment.emplace_back("SDL_VIDEODRIVER=dummy");
    } else {
        environment.insert(environment.end(), {"SDL_VIDEODRIVER=x11", "DISPLAY=" + how_.display});
    }
    screen_ = std::make_unique<test::Process>(test::Process::Options{
        .arguments = starts(how_.users ? std::optional(how_.users->screen) : std::nullopt, words),
        .environment = std::move(environment),
        .log = facility_.path(name_ + "-screen.log"),
        .input = {},
        .output_to_log = true});
    script_ = open(script.c_str(), O_RDWR | O_CLOEXEC);
    lines_ = 0;
    screen_pid_ = of_screen_.wait_for("READY=1");
}

void Terminal::crash_agent(int signal) {
    ::kill(agent_pid_, signal);
    agent_pid_ = of_agent_.wait_for("READY=1");
}

void Terminal::crash_screen(int signal) {
    ::kill(screen_pid_, signal);
    screen_pid_ = of_screen_.wait_for("READY=1");
    lines_ = 0;  // the new one counts what it reads
}

void Terminal::kill_agent() { agent_->kill_now(); }
void Terminal::kill_screen() { screen_->kill_now(); }
void Terminal::crash() {
    screen_->send_signal(SIGSEGV);
    agent_->send_signal(SIGSEGV);
    screen_->wait();
    agent_->wait();
}
bool Terminal::screen_running() { return screen_->running(); }

int Terminal::stop_screen() { return screen_->stop(); }

void Terminal::stop() {
    screen_->stop();
    agent_->stop();
}

void Terminal::drive(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        const std::string text = line + "\n";
        if (write(script_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
            throw std::runtime_error("the FIFO is full");
        const std::string number = std::to_string(++lines_);
        std::string results;
        const bool answered = watch(file("screen"), test::kPatience, [&] {
            results = read_file(file("screen/script.result"));
            return results.find("ok " + number + "\n") != std::string::npos ||
                   results.find("failed " + number) != std::string::npos || !screen_->running();
        });
        if (!answered || results.find("ok " + number + "\n") == std::string::npos) {
            throw std::runtime_error("\"" + line + "\" failed on " + name_ + ": " + results + "\n" +
                                     read_file(file("screen/tree")) + read_file(facility_.path(name_ + "-screen.log")));
        }
    }
}

std::vector<Node> Terminal::tree() const {
    std::vector<Node> nodes;
    std::istringstream lines(read_file(file("screen/tree")));
    for (std::string line; std::getline(lines, line);) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (!json.is_object()) continue;
        nodes.push_back({json.value("id", ""), json.value("role", ""), json.value("label", ""), json.value("value", ""),
                         json.value("enabled", false), json.value("y", 0.0)});
    }
    return nodes;
}

Node Terminal::wait_for(const std::string& what, const std::function<bool(const Node&)>& wanted,
                        std::chrono::seconds patience) {
    Node found;
    const bool appeared = watch(file("screen"), patience, [&] {
        for (const Node& node : tree()) {
            if (!wanted(node)) continue;
            found = node;
            return true;
        }
        return false;
    });
    if (!appeared)
        throw std::runtime_error(name_ + " never showed " + what + "; it shows:\n" + read_file(file("screen/tree")));
    return found;
}

Node Terminal::wait_for_text(const std::string& part, std::chrono::seconds patience) {
    return wait_for(
        "\"" + part + "\"",
        [&](const Node& node) {
            return node.label.find(part) != std::string::npos || node.value.find(part) != std::string::npos;
        },
        patience);
}

void Terminal::wait_until_gone(const std::string& part, std::chrono::seconds patience) {
    if (!watch(file("screen"), patience, [&] { return !shows(part); }))
        throw std::runtime_error(name_ + " never stopped showing \"" + part + "\"; it shows:\n" + dump());
}

std::string Terminal::dump() const { return read_file(file("screen/tree")); }

bool Terminal::shows(const std::string& part) const {
    for (const Node& node : tree()) {
        if (node.label.find(part) != std::string::npos || node.value.find(part) != std::string::npos) return true;
    }
    return false;
}

void Terminal::sign_in(const SamplePerson& person) { sign_in(person.number, person.pin); }

void Terminal::sign_in(const std::string& number, const std::string& pin) {
    wait_for("the sign-in field", [](const Node& node) { return node.id == "sign_in.number" && node.enabled; });
    std::vector<std::string> lines = {"click sign_in.number"};
    for (const char digit : number) lines.push_back(std::string("click sign_in.key.") + digit);
    lines.push_back("click sign_in.pin");
    for (const char digit : pin) lines.push_back(std::string("click sign_in.key.") + digit);
    lines.push_back("click sign_in.submit");
    drive(lines);
}

void Terminal::sign_out() {
    drive({"click nav.sign_out", "click dialog.confirm"});
    wait_for("the signed-out screen", [](const Node& node) { return node.id == "sign_in.number"; });
}

}  // namespace dayroom::journey
