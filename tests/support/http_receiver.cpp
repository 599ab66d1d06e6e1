#include "tests/support/http_receiver.h"

#include <algorithm>
#include <stdexcept>

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/process.h"

namespace dayroom::test {
namespace {

std::string lower_case(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// The first whole request in `bytes`, taken out of it.
std::optional<ReceivedPost> take_request(std::string& bytes) {
    const std::size_t head_end = bytes.find("\r\n\r\n");
    if (head_end == std::string::npos) return std::nullopt;
    ReceivedPost post;
    const std::string head = bytes.substr(0, head_end + 2);
    std::size_t at = head.find("\r\n");
    const std::string first = head.substr(0, at);
    const std::size_t space = first.find(' ');
    post.target = first.substr(space + 1, first.rfind(' ') - space - 1);
    for (at += 2; at < head.size();) {
        const std::size_t end = head.find("\r\n", at);
        const std::string line = head.substr(at, end - at);
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos) post.headers[lower_case(line.substr(0, colon))] = line.substr(colon + 2);
        at = end + 2;
    }
    const auto length = post.headers.find("content-length");
    const std::size_t body = length == post.headers.end() ? 0 : std::stoul(length->second);
    if (bytes.size() < head_end + 4 + body) return std::nullopt;
    post.body = bytes.substr(head_end + 4, body);
    bytes.erase(0, head_end + 4 + body);
    return post;
}

/// What a peer does not take within a second is left.
bool send_all(int socket, const std::string& text) {
    for (std::size_t sent = 0; sent < text.size();) {
        const ssize_t wrote = ::send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (wrote <= 0) return false;
        sent += static_cast<std::size_t>(wrote);
    }
    return true;
}

}  // namespace

HttpReceiver::HttpReceiver(Answer answer) : answer_(std::move(answer)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    wake_ = ::eventfd(0, EFD_CLOEXEC);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0)
        throw std::runtime_error("the receiver cannot listen");
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
}

HttpReceiver::~HttpReceiver() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    const std::uint64_t one = 1;
    if (::write(wake_, &one, sizeof one) < 0) std::abort();
    thread_.join();
    for (const Peer& peer : peers_) ::close(peer.socket);
    ::close(listener_);
    ::close(wake_);
}

void HttpReceiver::answer_with(Answer answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
}

std::vector<ReceivedPost> HttpReceiver::received() const {
    const std::lock_guard lock(mutex_);
    return received_;
}

std::vector<ReceivedPost> HttpReceiver::wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    if (!came_.wait_for(lock, kPatience, [&] { return received_.size() >= count; }))
        throw std::runtime_error("waited in vain for push " + std::to_string(count));
    return received_;
}

void HttpReceiver::run() {
    pthread_setname_np(pthread_self(), "test receiver");
    for (;;) {
        std::vector<pollfd> waiting{{wake_, POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const Peer& peer : peers_) waiting.push_back({peer.socket, POLLIN, 0});
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[0].revents != 0) return;
        for (std::size_t at = waiting.size() - 1; at >= 2; --at) {
            Peer& peer = peers_[at - 2];
            if (waiting[at].revents == 0 || read_from(peer)) continue;
            ::close(peer.socket);
            peers_.erase(peers_.begin() + static_cast<std::ptrdiff_t>(at - 2));
        }
        if (waiting[1].revents == 0) continue;
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        timeval limit{1, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        if (socket >= 0) peers_.push_back({socket, {}});
    }
}

bool HttpReceiver::read_from(Peer& peer) {
    char piece[16 * 1024];
    const ssize_t got = ::recv(peer.socket, piece, sizeof piece, 0);
    if (got <= 0) return false;
    peer.bytes.append(piece, static_cast<std::size_t>(got));
    return take_requests(peer);
}

bool HttpReceiver::take_requests(Peer& peer) {
    while (auto post = take_request(peer.bytes)) {
        Answer answer;
        {
            const std::lock_guard lock(mutex_);
            answer = answer_;
        }
        const std::optional<std::string> text = answer(*post);
        {
            const std::lock_guard lock(mutex_);
            received_.push_back(std::move(*post));
        }
        came_.notify_all();
        if (!text) continue;
        if (text->empty() || !send_all(peer.socket, *text)) return false;
    }
    return true;
}

std::string http_answer(int status, const std::string& body) {
    return "HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

}  // namespace dayroom::test
