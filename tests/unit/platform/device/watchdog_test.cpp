#include "platform/device/watchdog.h"

#include <cstdlib>
#include <cstring>

#include <catch2/catch.hpp>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace dayroom::device {
namespace {

/// A service manager's ear.
struct Manager {
    std::string folder, path;
    int socket;

    Manager() {
        char pattern[] = "/tmp/dayroom-notify-XXXXXX";
        folder = ::mkdtemp(pattern);
        path = folder + "/notify";
        socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.data(), path.size());
        REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    ~Manager() {
        ::close(socket);
        ::unlink(path.c_str());
        ::rmdir(folder.c_str());
    }
    std::string heard() const {
        char text[256];
        const ssize_t got = ::recv(socket, text, sizeof text, 0);
        return got < 0 ? "" : std::string(text, static_cast<std::size_t>(got));
    }
};

}  // namespace

TEST_CASE("the service manager hears what it is told") {
    const Manager manager;
    const ServiceNotifier notifier(manager.path, std::chrono::seconds(10));
    REQUIRE(notifier.connected());
    notifier.ready();
    CHECK(manager.heard() == "READY=1");
    notifier.alive();
    CHECK(manager.heard() == "WATCHDOG=1");
    notifier.status("syncing");
    CHECK(manager.heard() == "STATUS=syncing");
    notifier.stopping();
    CHECK(manager.heard() == "STOPPING=1");
    CHECK(notifier.interval() == std::chrono::seconds(5));
}

TEST_CASE("the environment is read once and cleared") {
    const Manager manager;
    ::setenv("NOTIFY_SOCKET", manager.path.c_str(), 1);
    ::setenv("WATCHDOG_USEC", "2000000", 1);
    const auto notifier = ServiceNotifier::from_environment();
    CHECK(notifier.connected());
    CHECK(notifier.interval() == std::chrono::seconds(1));
    CHECK(std::getenv("NOTIFY_SOCKET") == nullptr);
    CHECK(std::getenv("WATCHDOG_USEC") == nullptr);
}

TEST_CASE("a watchdog that is meant for another process is not ours") {
    ::setenv("WATCHDOG_USEC", "2000000", 1);
    ::setenv("WATCHDOG_PID", "1", 1);
    CHECK_FALSE(ServiceNotifier::from_environment().interval().has_value());
}

TEST_CASE("a watchdog that is meant for the compositor that started us is ours to feed") {
    const Manager manager;
    ::setenv("NOTIFY_SOCKET", manager.path.c_str(), 1);
    ::setenv("WATCHDOG_USEC", "2000000", 1);
    ::setenv("WATCHDOG_PID", std::to_string(::getppid()).c_str(), 1);
    CHECK(ServiceNotifier::from_environment(::getppid()).interval() == std::chrono::seconds(1));
}

TEST_CASE("without a manager, or with a bad address, telling does nothing") {
    for (const std::string& address : {std::string(), std::string("/nonexistent/notify"), std::string(400, 'x')}) {
        const ServiceNotifier notifier(address);
        CHECK_FALSE(notifier.connected());
        notifier.ready();
    }
}

TEST_CASE("a manager that stops reading never blocks us") {
    const Manager manager;
    const ServiceNotifier notifier(manager.path);
    for (int count = 0; count < 5000; ++count) notifier.alive();
    CHECK(manager.heard() == "WATCHDOG=1");
}

}  // namespace dayroom::device
