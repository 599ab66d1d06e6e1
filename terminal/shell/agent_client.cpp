#include "terminal/shell/agent_client.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace dayroom::shell {
namespace {

constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kReadBytes = 64 * 1024;

void wipe(std::string& text) {
    explicit_bzero(text.data(), text.size());
    text.clear();
}

/// Every query that carries a PIN.
void wipe_pins(local::ToAgent& query) {
    if (query.has_sign_in()) {
        wipe(*query.mutable_sign_in()->mutable_pin());
        wipe(*query.mutable_sign_in()->mutable_new_pin());
    }
    if (query.has_accept_delivery()) wipe(*query.mutable_accept_delivery()->mutable_pin());
}

std::string make_frame(const local::ToAgent& query) {
    const std::size_t size = query.ByteSizeLong();
    std::string frame(kLengthBytes + size, '\0');
    for (std::size_t at = 0; at < kLengthBytes; ++at) frame[at] = static_cast<char>((size >> (8 * at)) & 0xff);
    query.SerializeToArray(frame.data() + kLengthBytes, static_cast<int>(size));
    return frame;
}

std::size_t frame_length(const std::string& input) {
    std::size_t size = 0;
    for (std::size_t at = 0; at < kLengthBytes; ++at)
        size |= std::size_t{static_cast<unsigned char>(input[at])} << (8 * at);
    return size;
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Result<std::unique_ptr<AgentClient>> AgentClient::start(std::string socket_path, std::function<void()> wake) {
    if (socket_path.empty() || socket_path.size() >= sizeof(sockaddr_un::sun_path)) {
        return Error(ErrorCode::kInvalid, "socket path must have 1 to 107 bytes");
    }
    const int wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (wake_fd < 0) return Error(ErrorCode::kIo, "eventfd failed");
    std::unique_ptr<AgentClient> client(new AgentClient(std::move(socket_path), std::move(wake), wake_fd));
    client->thread_ = std::thread([raw = client.get()] { raw->run(); });
    return client;
}

AgentClient::AgentClient(std::string path, std::function<void()> wake, int wake_fd)
    : path_(std::move(path)), wake_(std::move(wake)), wake_fd_(wake_fd) {}

AgentClient::~AgentClient() {
    stopping_ = true;
    eventfd_write(wake_fd_, 1);
    if (thread_.joinable()) thread_.join();
    for (auto& waiting : outgoing_) wipe(waiting.frame);
    close(wake_fd_);
}

std::uint32_t AgentClient::ask(local::ToAgent query) {
    query.set_number(last_number_ + 1);
    std::string frame = life_ == 0 ? std::string() : make_frame(query);
    wipe_pins(query);
    if (life_ == 0) return 0;
    {
        const std::lock_guard lock(mutex_);
        if (outgoing_.size() >= kMaxOutgoing || frame.size() > kMaxFrameBytes) {
            wipe(frame);
            return 0;
        }
        outgoing_.push_back({life_, std::move(frame)});
    }
    eventfd_write(wake_fd_, 1);
    return ++last_number_;
}

std::optional<AgentEvent> AgentClient::next() {
    std::optional<AgentEvent> event;
    bool was_full = false;
    {
        const std::lock_guard lock(mutex_);
        if (mailbox_.empty()) return std::nullopt;
        was_full = mailbox_.size() >= kMaxMailbox;
        event = std::move(mailbox_.front());
        mailbox_.pop_front();
    }
    if (was_full) eventfd_write(wake_fd_, 1);  // the reader may go on
    if (event->kind == AgentEvent::Kind::kConnected) life_ = ++lives_seen_;
    if (event->kind == AgentEvent::Kind::kLost) life_ = 0;
    return event;
}

void AgentClient::run() {
    pthread_setname_np(pthread_self(), "agent-io");  // from inside: the sandbox forbids writing to /proc
    int backoff = kFirstBackoffMs;
    std::uint32_t life = 0;
    while (!stopping_) {
        const int socket = connect_once();
        if (socket < 0) {
            pause(backoff);
            backoff = std::min(backoff * 2, kMaxBackoffMs);
            continue;
        }
        backoff = kFirstBackoffMs;
        post({AgentEvent::Kind::kConnected, {}});
        serve(socket, ++life);
        close(socket);
        post({AgentEvent::Kind::kLost, {}});
        pause(kFirstBackoffMs);
    }
}

int AgentClient::connect_once() const {
    const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0) return -1;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path_.data(), path_.size());
    if (connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        fcntl(made, F_SETFL, O_NONBLOCK) != 0) {
        close(made);
        return -1;
    }
    return made;
}

void AgentClient::serve(int socket, std::uint32_t life) {
    std::string input;
    std::string output;
    for (bool open = true; open && !stopping_;) {
        std::array<pollfd, 2> watched{pollfd{socket, 0, 0}, pollfd{wake_fd_, POLLIN, 0}};
        if (!mailbox_full()) watched[0].events |= POLLIN;
        if (!output.empty()) watched[0].events |= POLLOUT;
        if (poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) break;
        if ((watched[1].revents & POLLIN) != 0) {
            eventfd_t ignored = 0;
            eventfd_read(wake_fd_, &ignored);
        }
        if ((watched[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
            open = read_some(socket, input) && take_frames(input);
        if (open) open = write_some(socket, life, output);
    }
    wipe(output);
}

bool AgentClient::read_some(int socket, std::string& input) {
    const std::size_t before = input.size();
    input.resize(before + kReadBytes);
    const ssize_t got = recv(socket, input.data() + before, kReadBytes, 0);
    input.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return got > 0 || (got < 0 && would_block());
}

bool AgentClient::take_frames(std::string& input) {
    std::size_t used = 0;
    bool good = true;
    while (good && input.size() - used >= kLengthBytes) {
        const std::size_t size = frame_length(input.substr(used, kLengthBytes));
        if (size > kMaxFrameBytes) return false;
        if (input.size() - used - kLengthBytes < size) break;
        AgentEvent event;
        good = event.message.ParseFromArray(input.data() + used + kLengthBytes, static_cast<int>(size));
        if (good) post(std::move(event));
        used += kLengthBytes + size;
    }
    input.erase(0, used);
    return good;
}

bool AgentClient::write_some(int socket, std::uint32_t life, std::string& output) {
    for (;;) {
        if (output.empty()) {
            const std::lock_guard lock(mutex_);
            while (!outgoing_.empty() && outgoing_.front().life < life) {
                wipe(outgoing_.front().frame);
                outgoing_.pop_front();
            }
            if (outgoing_.empty()) return true;
            output = std::move(outgoing_.front().frame);
            outgoing_.pop_front();
        }
        const ssize_t sent = send(socket, output.data(), output.size(), MSG_NOSIGNAL);
        if (sent < 0) return would_block();
        explicit_bzero(output.data(), static_cast<std::size_t>(sent));
        output.erase(0, static_cast<std::size_t>(sent));
    }
}

void AgentClient::post(AgentEvent event) {
    {
        const std::lock_guard lock(mutex_);
        mailbox_.push_back(std::move(event));
    }
    wake_();
}

bool AgentClient::mailbox_full() {
    const std::lock_guard lock(mutex_);
    return mailbox_.size() >= kMaxMailbox;
}

void AgentClient::pause(int milliseconds) {
    if (stopping_) return;
    pollfd watched{wake_fd_, POLLIN, 0};
    poll(&watched, 1, milliseconds);
    eventfd_t ignored = 0;
    if ((watched.revents & POLLIN) != 0) eventfd_read(wake_fd_, &ignored);
}

}  // namespace dayroom::shell
