// The client against a real socket in this process: framing, numbering, reconnecting, hostile input.
#include "terminal/shell/agent_client.h"

#include <condition_variable>
#include <cstring>

#include <catch2/catch.hpp>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::shell;

namespace {

/// Blocks until the client says that something waits.
class Bell {
public:
    void ring() {
        const std::lock_guard lock(mutex_);
        ++rung_;
        changed_.notify_all();
    }
    AgentEvent wait(AgentClient& client) {
        for (;;) {
            std::unique_lock lock(mutex_);
            const int seen = rung_;
            lock.unlock();
            if (auto event = client.next()) return std::move(*event);
            lock.lock();
            REQUIRE(changed_.wait_for(lock, std::chrono::seconds(10), [&] { return rung_ != seen; }));
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int rung_ = 0;
};

class Listener {
public:
    explicit Listener(const std::string& path) : socket_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.data(), path.size());
        REQUIRE(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(socket_, 4) == 0);
    }
    ~Listener() { close(socket_); }
    int accept_one() const { return accept(socket_, nullptr, nullptr); }

private:
    int socket_;
};

void read_exactly(int socket, void* to, std::size_t size) {
    for (std::size_t have = 0; have < size;) {
        const ssize_t got = recv(socket, static_cast<char*>(to) + have, size - have, 0);
        REQUIRE(got > 0);
        have += static_cast<std::size_t>(got);
    }
}

local::ToAgent read_query(int socket) {
    std::uint32_t size = 0;
    read_exactly(socket, &size, sizeof size);
    std::string bytes(size, '\0');
    read_exactly(socket, bytes.data(), size);
    local::ToAgent query;
    REQUIRE(query.ParseFromString(bytes));
    return query;
}

void write_reply(int socket, const local::ToTerminal& reply, std::size_t split) {
    const std::string bytes = reply.SerializeAsString();
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::string frame(reinterpret_cast<const char*>(&size), sizeof size);
    frame += bytes;
    for (std::size_t at = 0; at < frame.size(); at += split) {
        const std::size_t part = std::min(split, frame.size() - at);
        REQUIRE(send(socket, frame.data() + at, part, 0) == static_cast<ssize_t>(part));
    }
}

struct Setup {
    test::TempDir folder;
    std::string path = (folder.path() / "agent.sock").string();
    Bell bell;
};

local::ToAgent get_home() {
    local::ToAgent query;
    query.mutable_get_home();
    return query;
}

}  // namespace

TEST_CASE("queries are numbered, and replies in pieces are put together") {
    Setup setup;
    const Listener listener(setup.path);
    auto client = AgentClient::start(setup.path, [&] { setup.bell.ring(); });
    REQUIRE(client.ok());
    const int peer = listener.accept_one();
    CHECK((*client)->ask(get_home()) == 0);  // the UI has not been told of the connection yet
    CHECK(setup.bell.wait(**client).kind == AgentEvent::Kind::kConnected);

    CHECK((*client)->ask(get_home()) == 1);
    CHECK((*client)->ask(get_home()) == 2);
    CHECK(read_query(peer).number() == 1);
    CHECK(read_query(peer).number() == 2);
    local::ToTerminal reply;
    reply.set_number(2);
    reply.mutable_home()->set_unread_messages(7);
    write_reply(peer, reply, 3);
    const auto event = setup.bell.wait(**client);
    CHECK(event.kind == AgentEvent::Kind::kMessage);
    CHECK(event.message.number() == 2);
    CHECK(event.message.home().unread_messages() == 7);
    close(peer);
}

TEST_CASE("a lost agent is told of, and met again by itself") {
    Setup setup;
    const Listener listener(setup.path);
    auto client = AgentClient::start(setup.path, [&] { setup.bell.ring(); });
    REQUIRE(client.ok());
    const int first = listener.accept_one();
    CHECK(setup.bell.wait(**client).kind == AgentEvent::Kind::kConnected);
    CHECK((*client)->ask(get_home()) == 1);
    close(first);
    CHECK(setup.bell.wait(**client).kind == AgentEvent::Kind::kLost);
    CHECK((*client)->ask(get_home()) == 0);
    const int second = listener.accept_one();
    CHECK(setup.bell.wait(**client).kind == AgentEvent::Kind::kConnected);
    CHECK((*client)->ask(get_home()) == 2);
    CHECK(read_query(second).number() == 2);  // nothing meant for the first connection arrives here
    close(second);
}

TEST_CASE("frames that are too large or do not parse close the connection") {
    Setup setup;
    const Listener listener(setup.path);
    auto client = AgentClient::start(setup.path, [&] { setup.bell.ring(); });
    REQUIRE(client.ok());
    const std::string hostile =
        GENERATE(std::string("\xff\xff\xff\x7f", 4), std::string("\x04\x00\x00\x00\xff\xff\xff\xff", 8));
    const int peer = listener.accept_one();
    CHECK(setup.bell.wait(**client).kind == AgentEvent::Kind::kConnected);
    REQUIRE(send(peer, hostile.data(), hostile.size(), 0) == static_cast<ssize_t>(hostile.size()));
    CHECK(setup.bell.wait(**client).kind == AgentEvent::Kind::kLost);
    close(peer);
}

TEST_CASE("a client without an agent ends at once") {
    Setup setup;
    auto client = AgentClient::start(setup.path, [] {});
    REQUIRE(client.ok());
    CHECK_FALSE((*client)->next().has_value());
    CHECK(AgentClient::start(std::string(200, 'x'), [] {}).error().code == ErrorCode::kInvalid);
}
