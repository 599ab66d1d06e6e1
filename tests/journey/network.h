// A cable that a test can cut: forwards TCP connections to the hub while it is connected. Its own thread ("test
// cable"), loopback only.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace dayroom::journey {

class Cable {
public:
    /// Listens on 127.0.0.1 and forwards to `target` ("127.0.0.1:8443"), which may change its process but not its port.
    /// `bytes_a_second`: of both directions and all connections together; 0: as fast as it goes.
    explicit Cable(const std::string& target, std::size_t bytes_a_second = 0);
    ~Cable();
    Cable(const Cable&) = delete;
    Cable& operator=(const Cable&) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    /// Ends all connections and refuses new ones until connect().
    void cut() {
        connected_ = false;
        wake();
    }
    void connect() {
        connected_ = true;
        wake();
    }

private:
    struct Pair {
        int inner;
        int outer;
    };
    void run();
    void wake() const;
    void accept_one();
    bool forward(int from, int to);
    void drop(std::size_t index);

    int listener_ = -1;
    int wake_ = -1;
    int port_ = 0;
    std::string target_;
    std::size_t bytes_a_second_;
    std::chrono::steady_clock::time_point free_at_{};  // when the line has carried what was given to it
    std::atomic<bool> connected_{true};
    std::atomic<bool> running_{true};
    std::vector<Pair> pairs_;
    std::thread thread_;
};

}  // namespace dayroom::journey
