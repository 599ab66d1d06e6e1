#include "tests/bench/local_client.h"

#include <stdexcept>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr std::size_t kMostBytes = 8 * 1024 * 1024;
constexpr Milliseconds kAnswerPatience{20'000};

}  // namespace

LocalClient::LocalClient(const std::string& socket_path) : reader_(kMostBytes) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_path.size() >= sizeof address.sun_path) throw std::runtime_error("the socket's path is too long");
    socket_path.copy(address.sun_path, socket_path.size());
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw std::runtime_error("the agent's socket takes no connection");
    }
}

LocalClient::~LocalClient() { ::close(socket_); }

std::optional<local::ToTerminal> LocalClient::next(Milliseconds patience) {
    const MonotonicTime begin = SystemClock().steady();
    for (;;) {
        if (auto frame = must(reader_.next())) {
            local::ToTerminal message;
            if (!message.ParseFromString(*frame)) throw std::runtime_error("the agent sends what is no message");
            return message;
        }
        const auto left = static_cast<double>(patience.count()) - ms_since(begin);
        pollfd ready{socket_, POLLIN, 0};
        if (left <= 0 || ::poll(&ready, 1, static_cast<int>(left) + 1) == 0) return std::nullopt;
        std::uint8_t buffer[65'536];
        const ssize_t got = ::read(socket_, buffer, sizeof buffer);
        if (got <= 0) throw std::runtime_error("the agent has cut the connection");
        reader_.add(ByteView(buffer, static_cast<std::size_t>(got)));
    }
}

local::ToTerminal LocalClient::ask(local::ToAgent query) {
    query.set_number(++number_);
    const std::string frame = must(agent::make_frame(query, kMostBytes));
    if (::write(socket_, frame.data(), frame.size()) != static_cast<ssize_t>(frame.size()))
        throw std::runtime_error("the agent does not listen");
    while (auto message = next(kAnswerPatience)) {
        if (message->number() != number_) continue;
        if (message->has_problem()) throw std::runtime_error("the agent refuses: " + message->problem().code());
        return std::move(*message);
    }
    throw std::runtime_error("the agent does not answer");
}

}  // namespace dayroom::bench
