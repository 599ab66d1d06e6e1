#include "tests/journey/service_manager.h"

#include <cstring>
#include <stdexcept>

#include <pthread.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace dayroom::journey {

ServiceManager::ServiceManager() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    const int on = 1;
    setsockopt(socket_, SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    address_.copy(address.sun_path, sizeof address.sun_path - 1);
    if (bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("no notify socket");
    // Programs of other users speak to it too.
    std::filesystem::permissions(dir_.path(), std::filesystem::perms(0711));
    std::filesystem::permissions(address_, std::filesystem::perms(0777));
    ear_ = std::thread([this] { listen(); });
}

ServiceManager::~ServiceManager() {
    shutdown(socket_, SHUT_RD);
    ear_.join();
    close(socket_);
}

std::vector<std::string> ServiceManager::environment(std::chrono::microseconds watchdog) const {
    std::vector<std::string> list = {"NOTIFY_SOCKET=" + address_, test::kNoLeakCheck};
    if (watchdog.count() > 0) list.push_back("WATCHDOG_USEC=" + std::to_string(watchdog.count()));
    return list;
}

pid_t ServiceManager::wait_for(const std::string& line) {
    std::unique_lock lock(mutex_);
    const auto deadline = std::chrono::steady_clock::now() + test::kPatience;
    std::string others;
    for (;;) {
        if (!more_.wait_until(lock, deadline, [this] { return !said_.empty(); }))
            throw std::runtime_error("nobody said " + line + "; said was: " + others);
        const Said next = said_.front();
        said_.pop_front();
        if (next.line == line) return next.by;
        others += next.line + "\n";
    }
}

void ServiceManager::listen() {
    pthread_setname_np(pthread_self(), "notify-ear");
    for (;;) {
        char text[256];
        alignas(cmsghdr) char facts[CMSG_SPACE(sizeof(ucred))];
        iovec place{text, sizeof text};
        msghdr message{};
        message.msg_iov = &place;
        message.msg_iovlen = 1;
        message.msg_control = facts;
        message.msg_controllen = sizeof facts;
        const ssize_t got = recvmsg(socket_, &message, 0);
        if (got <= 0) return;
        ucred sender{};
        if (const cmsghdr* first = CMSG_FIRSTHDR(&message); first != nullptr)
            std::memcpy(&sender, CMSG_DATA(first), sizeof sender);
        const std::lock_guard lock(mutex_);
        said_.push_back({std::string(text, static_cast<std::size_t>(got)), sender.pid});
        more_.notify_all();
    }
}

}  // namespace dayroom::journey
