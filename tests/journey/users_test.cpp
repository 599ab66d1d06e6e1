// Screen and agent as two user ids, as in production: the screen works, and what is the agent's is out of its reach
// and out of everybody else's.
#include <algorithm>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/device/sandbox.h"
#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr uid_t kScreen = 64001;
constexpr uid_t kAgent = 64002;
constexpr uid_t kStranger = 64003;

test::Finished run_as(uid_t user, std::vector<std::string> words) {
    const std::string id = std::to_string(user);
    words.insert(words.begin(), {"/usr/bin/setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--"});
    return test::run(words);
}

bool can_read(uid_t user, const std::filesystem::path& file) {
    return run_as(user, {"/usr/bin/head", "-c", "1", file}).exit_code == 0;
}

/// What the agent answers to whoever connects as this user: "" when it hangs up, without a word.
test::Finished connect_as(uid_t user, const std::string& socket) {
    return run_as(user, {"/usr/bin/python3", "-c",
                         "import socket, sys\n"
                         "line = socket.socket(socket.AF_UNIX)\n"
                         "line.settimeout(20)\n"
                         "line.connect(sys.argv[1])\n"
                         "sys.stdout.write('heard something' if line.recv(1) else '')\n",
                         socket});
}

uid_t owner(const std::filesystem::path& path) {
    struct stat facts {};
    REQUIRE(::stat(path.c_str(), &facts) == 0);
    return facts.st_uid;
}

/// Only root can give user ids, and these users must be able to reach the programs.
bool can_separate() {
    return geteuid() == 0 && run_as(kScreen, {test::program("dayroom-terminal"), "--version"}).exit_code == 0;
}

}  // namespace

TEST_CASE("screen and agent are two users, and the screen's user can read nothing of the agent's") {
    if (!can_separate()) {
        WARN("SKIPPED: two user ids take root, and a build folder that every user can reach");
        return;
    }
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, {}, {.users = Users{.agent = kAgent, .screen = kScreen}});
    terminal.sign_in(person);
    terminal.drive({"wait nav.money", "click nav.money", "wait money.spendable"});  // it works, with a vault open

    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(terminal.data())) {
        INFO(entry.path());
        if (!entry.is_regular_file()) continue;
        ++files;
        CHECK(owner(entry.path()) == kAgent);
        CHECK(can_read(kAgent, entry.path()));
        CHECK_FALSE(can_read(kScreen, entry.path()));
        CHECK_FALSE(can_read(kStranger, entry.path()));
    }
    CHECK(files > 2);

    if (device::kSandboxRelaxed) return;
    // Neither lets the other, or anybody of its own user id, look into its memory: the kernel gives such a program's
    // /proc to root.
    for (const auto& [program, user] : {std::pair(terminal.agent_pid(), kAgent), {terminal.screen_pid(), kScreen}}) {
        const auto facts = std::filesystem::path("/proc") / std::to_string(program);
        CHECK(owner(facts / "mem") == 0);
        CHECK_FALSE(can_read(user, facts / "environ"));
    }
}

TEST_CASE("the agent talks to the screen's user and to nobody else") {
    if (!can_separate()) {
        WARN("SKIPPED: two user ids take root, and a build folder that every user can reach");
        return;
    }
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, {}, {.users = Users{.agent = kAgent, .screen = kScreen}});
    terminal.sign_in(person);
    terminal.drive({"wait nav.money"});
    for (const uid_t user : {kStranger, kAgent, uid_t{0}}) {
        INFO(user);
        const auto answer = connect_as(user, terminal.socket());
        CHECK(answer.exit_code == 0);
        CHECK(answer.output.empty());
    }
    const std::string log = terminal.agent_log();
    std::size_t refused = 0;
    for (std::size_t at = log.find("terminal_refused"); at != std::string::npos;
         at = log.find("terminal_refused", at + 1))
        ++refused;
    CHECK(refused == 3);
    terminal.drive({"click nav.money", "wait money.spendable"});  // and who is signed in notices nothing
    CHECK(connect_as(kScreen, terminal.socket()).output == "heard something");
}
