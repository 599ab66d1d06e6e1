// A small HTTPS server of the tests' own: one thread, one connection after another, TLS 1.3 with a client certificate.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

#include "platform/crypto/certificate.h"

namespace dayroom::net::test {

class TlsServer {
public:
    /// `answer`: the head and body of a request in, the whole HTTP answer out; "" closes without a word.
    using Answer = std::function<std::string(const std::string& request)>;
    TlsServer(const crypto::CertifiedKey& authority, const crypto::CertifiedKey& identity, bool wants_certificate,
              Answer answer);
    ~TlsServer();

    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    int connections() const { return connections_.load(); }
    std::string last_name() const { return last_name_; }
    void highest_version(int version);

private:
    void run();
    void serve(int socket);
    void* context_;
    int listener_;
    int port_;
    Answer answer_;
    std::atomic<int> connections_ = 0;
    std::atomic<bool> stopping_ = false;
    std::string last_name_;
    std::thread thread_;
};

/// An HTTP answer with this body.
std::string ok(const std::string& body, const std::string& status = "200 OK");

}  // namespace dayroom::net::test
