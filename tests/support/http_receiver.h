// A small HTTP server of the tests' own on loopback: what webhooks are pushed to. One thread ("test receiver"), any
// number of connections, kept alive.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace dayroom::test {

struct ReceivedPost {
    std::string target;                          // "/hook"
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

class HttpReceiver {
public:
    /// The whole answer to one request; nothing: none ever, and the connection stays open; "": closes without a word.
    using Answer = std::function<std::optional<std::string>(const ReceivedPost&)>;
    explicit HttpReceiver(Answer answer);
    ~HttpReceiver();
    HttpReceiver(const HttpReceiver&) = delete;
    HttpReceiver& operator=(const HttpReceiver&) = delete;

    int port() const { return port_; }
    std::string url(const std::string& path = "/hook") const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }
    /// From the next request on.
    void answer_with(Answer answer);
    std::vector<ReceivedPost> received() const;
    /// Waits until so many have come; throws when patience is over.
    std::vector<ReceivedPost> wait_for(std::size_t count);

private:
    struct Peer {
        int socket;
        std::string bytes;
    };
    void run();
    bool read_from(Peer& peer);
    bool take_requests(Peer& peer);

    int listener_ = -1;
    int wake_ = -1;
    int port_ = 0;
    mutable std::mutex mutex_;
    std::condition_variable came_;
    Answer answer_;
    std::vector<ReceivedPost> received_;
    bool stopping_ = false;
    std::vector<Peer> peers_;
    std::thread thread_;
};

/// An HTTP answer with this status and body.
std::string http_answer(int status, const std::string& body = {});

}  // namespace dayroom::test
