// The real programs and their service manager: each says that it stands and that it lives, from inside its sandbox,
// and says so itself, as the unit files demand it.
#include <fstream>

#include <catch2/catch.hpp>
#include <signal.h>

#include "tests/journey/facility.h"
#include "tests/journey/running.h"
#include "tests/journey/service_manager.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr std::chrono::milliseconds kWatchdog{200};

/// READY once, and more than one sign of life while nothing happens; all from one process, which is returned.
pid_t hear_it_live(ServiceManager& manager) {
    const pid_t program = manager.wait_for("READY=1");
    for (int sign = 0; sign < 3; ++sign) CHECK(manager.wait_for("WATCHDOG=1") == program);
    CHECK(is_locked_in(program));
    return program;
}

test::Process::Options screen_options(const ServiceManager& manager, const test::TempDir& dir,
                                      std::vector<std::string> more = {}) {
    test::Process::Options options{
        .arguments = {test::program("dayroom-terminal"), "--windowed", "1280x800", "--socket", dir / "no-agent.sock"},
        .environment = manager.environment(kWatchdog),
        .log = dir / "screen.log",
        .input = {}};
    options.environment.push_back("SDL_VIDEODRIVER=dummy");
    options.arguments.insert(options.arguments.end(), more.begin(), more.end());
    return options;
}

}  // namespace

TEST_CASE("the screen tells the service manager that it stands and lives") {
    const test::TempDir dir;
    ServiceManager manager;
    test::Process program(screen_options(manager, dir));
    CHECK(hear_it_live(manager) == program.pid());
    program.send_signal(SIGTERM);
    CHECK(manager.wait_for("STOPPING=1") == program.pid());
    CHECK(program.wait() == 0);
}

TEST_CASE("a screen without its texts stands and lives too: it shows the last resort") {
    const test::TempDir dir;
    std::filesystem::create_directories(dir / "assets");
    std::filesystem::copy(std::filesystem::path(test::program("")) / ".." / "share" / "fonts",
                          dir / "assets" / "fonts");
    ServiceManager manager;
    test::Process program(screen_options(manager, dir, {"--assets", dir / "assets"}));
    CHECK(hear_it_live(manager) == program.pid());
    program.send_signal(SIGTERM);
    CHECK(program.wait() == 3);
}

TEST_CASE("a screen that a compositor started feeds the watchdog that is set for the compositor") {
    const test::TempDir dir;
    ServiceManager manager;
    auto options = screen_options(manager, dir);
    // As cage does: the service's main process starts the screen as its child, and waits for it.
    options.arguments.insert(
        options.arguments.begin(),
        {"/bin/sh", "-c", "export WATCHDOG_PID=$$; /usr/bin/setpriv --pdeathsig KILL \"$@\" & wait", "compositor"});
    const test::Process compositor(std::move(options));
    CHECK(hear_it_live(manager) != compositor.pid());
}

TEST_CASE("hub and agent tell the service manager that they stand and live") {
    Facility facility;
    facility.serve();
    const std::filesystem::path data = facility.path("data");
    const std::string token = facility.make_token(facility.first_unit(), "kiosk");
    REQUIRE(test::run({test::program("dayroom-provision"), "enroll", "--data", data, "--token", token}).exit_code == 0);
    REQUIRE(facility.stop_hub() == 0);

    const auto serves = [](test::Process& program, ServiceManager& manager) {
        CHECK(hear_it_live(manager) == program.pid());
        program.send_signal(SIGTERM);
        CHECK(manager.wait_for("STOPPING=1") == program.pid());
        CHECK(program.wait() == 0);
    };
    ServiceManager of_hub;
    test::Process hub(
        {.arguments = {test::program("dayroom-hub"), "serve", "--data", facility.hub_data(), "--listen", "127.0.0.1:0"},
         .environment = of_hub.environment(kWatchdog),
         .log = facility.path("hub.log"),
         .input = {}});
    serves(hub, of_hub);
    ServiceManager of_agent;
    test::Process agent(
        {.arguments = {test::program("dayroom-agent"), "--data", data, "--socket", facility.path("agent.sock")},
         .environment = of_agent.environment(kWatchdog),
         .log = facility.path("agent.log"),
         .input = {}});
    serves(agent, of_agent);
}
