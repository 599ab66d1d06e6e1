#include "tests/journey/network.h"

#include <algorithm>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dayroom::journey {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

}  // namespace

Cable::Cable(const std::string& target, std::size_t bytes_a_second) : target_(target), bytes_a_second_(bytes_a_second) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 64) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("the cable finds no port");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
}

Cable::~Cable() {
    running_ = false;
    wake();
    thread_.join();
    while (!pairs_.empty()) drop(pairs_.size() - 1);
    close(listener_);
    close(wake_);
}

void Cable::wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t wrote = write(wake_, &one, sizeof one);
}

void Cable::accept_one() {
    const int inner = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (inner < 0) return;
    const int outer = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(std::stoi(target_.substr(target_.rfind(':') + 1)));
    if (!connected_ || ::connect(outer, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(inner);
        close(outer);
        return;
    }
    pairs_.push_back({inner, outer});
}

bool Cable::forward(int from, int to) {
    char buffer[65536];
    const ssize_t got = recv(from, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    if (bytes_a_second_ > 0) {
        const auto takes = std::chrono::nanoseconds(got * 1'000'000'000 / static_cast<ssize_t>(bytes_a_second_));
        free_at_ = std::max(free_at_, std::chrono::steady_clock::now()) + takes;
        std::this_thread::sleep_until(free_at_);
    }
    for (ssize_t sent = 0; sent < got;) {
        const ssize_t now = send(to, buffer + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
        if (now <= 0) return false;
        sent += now;
    }
    return true;
}

void Cable::drop(std::size_t index) {
    close(pairs_[index].inner);
    close(pairs_[index].outer);
    pairs_.erase(pairs_.begin() + static_cast<std::ptrdiff_t>(index));
}

void Cable::run() {
    while (running_) {
        std::vector<pollfd> ready = {{wake_, POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const Pair& pair : pairs_) {
            ready.push_back({pair.inner, POLLIN, 0});
            ready.push_back({pair.outer, POLLIN, 0});
        }
        poll(ready.data(), ready.size(), -1);
        std::uint64_t ignored = 0;
        [[maybe_unused]] const ssize_t got = read(wake_, &ignored, sizeof ignored);
        for (std::size_t i = pairs_.size(); i-- > 0;) {
            const bool from_inner = ready[2 + 2 * i].revents != 0;
            const bool from_outer = ready[3 + 2 * i].revents != 0;
            const bool alive = connected_ && (!from_inner || forward(pairs_[i].inner, pairs_[i].outer)) &&
                               (!from_outer || forward(pairs_[i].outer, pairs_[i].inner));
            if (!alive) drop(i);
        }
        if ((ready[1].revents & POLLIN) != 0) accept_one();
    }
}

}  // namespace dayroom::journey
