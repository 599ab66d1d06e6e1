// Telling the service manager that the program is ready, and that it is alive (sd_notify's protocol, without
// libsystemd): datagrams of "NAME=value" lines to the AF_UNIX socket that NOTIFY_SOCKET names. Where there is no
// service manager every call does nothing. Make it before the sandbox closes; any thread may call.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace dayroom::device {

class ServiceNotifier {
public:
    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, and clears them, so that no child inherits them. The
    /// manager watches the service's main process: `main_process` when that is another than this one (a compositor that
    /// has started us); 0: this one.
    static ServiceNotifier from_environment(pid_t main_process = 0);
    /// `address`: a path, or "@name" for an abstract socket; empty: nobody listens.
    explicit ServiceNotifier(const std::string& address, std::optional<std::chrono::microseconds> watchdog = {});
    ServiceNotifier(ServiceNotifier&& other) noexcept;
    ServiceNotifier& operator=(ServiceNotifier&&) = delete;
    ~ServiceNotifier();

    void ready() const { send("READY=1"); }
    void alive() const { send("WATCHDOG=1"); }
    void stopping() const { send("STOPPING=1"); }
    /// One line for `systemctl status`, without personal data.
    void status(std::string_view line) const { send("STATUS=" + std::string(line)); }

    /// How often to call alive(): half of what the manager allows. None: it does not watch.
    std::optional<std::chrono::microseconds> interval() const { return interval_; }
    bool connected() const { return socket_ >= 0; }

private:
    void send(std::string_view text) const;
    int socket_ = -1;
    std::optional<std::chrono::microseconds> interval_;
};

}  // namespace dayroom::device
