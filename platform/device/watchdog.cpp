#include "platform/device/watchdog.h"

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace dayroom::device {
namespace {

std::string take_variable(const char* name) {
    const char* value = std::getenv(name);
    std::string taken = value == nullptr ? "" : value;
    ::unsetenv(name);
    return taken;
}

std::optional<std::int64_t> number_in(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
    return value;
}

}  // namespace

ServiceNotifier ServiceNotifier::from_environment(pid_t main_process) {
    const std::string address = take_variable("NOTIFY_SOCKET");
    const auto allowed = number_in(take_variable("WATCHDOG_USEC"));
    const auto watched_process = number_in(take_variable("WATCHDOG_PID"));
    std::optional<std::chrono::microseconds> watchdog;
    const bool is_ours = !watched_process || *watched_process == ::getpid() || *watched_process == main_process;
    if (allowed && is_ours) watchdog = std::chrono::microseconds(*allowed);
    return ServiceNotifier(address, watchdog);
}

ServiceNotifier::ServiceNotifier(const std::string& address, std::optional<std::chrono::microseconds> watchdog) {
    sockaddr_un target{};
    if (address.empty() || address.size() >= sizeof target.sun_path) return;
    target.sun_family = AF_UNIX;
    std::memcpy(target.sun_path, address.data(), address.size());
    if (address[0] == '@') target.sun_path[0] = '\0';
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket_ >= 0 && ::connect(socket_, reinterpret_cast<const sockaddr*>(&target), length) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
    if (socket_ >= 0 && watchdog) interval_ = *watchdog / 2;
}

ServiceNotifier::ServiceNotifier(ServiceNotifier&& other) noexcept
    : socket_(other.socket_), interval_(other.interval_) {
    other.socket_ = -1;
}

ServiceNotifier::~ServiceNotifier() {
    if (socket_ >= 0) ::close(socket_);
}

void ServiceNotifier::send(std::string_view text) const {
    if (socket_ < 0) return;
    // A manager that does not read loses the line: the program goes on.
    [[maybe_unused]] const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace dayroom::device
