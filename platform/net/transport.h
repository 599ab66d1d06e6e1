// How one program asks another over HTTP, as an interface: sync talks to it, tests put a fake behind it.
#pragma once

#include <cstdint>
#include <string>

#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom::net {

struct HttpRequest {
    enum class Method { kGet, kPost };
    Method method = Method::kPost;
    std::string path;                      // "/v1/feed"
    std::string body;                      // POST: application/x-protobuf
    Milliseconds timeout{20'000};          // from start to last byte
    std::size_t max_response = 64 * 1024;  // bytes of body; more is kTooLarge
    std::uint64_t range_from = 0;  // GET: bytes already here; the answer's body then begins there (206) or at 0 (200)
};

struct HttpResponse {
    int status = 0;  // 100–599
    std::string body;
};

/// The detail of the kUnavailable that says so: no byte of the request has left.
inline constexpr const char* kNotConnected = "the hub was not connected to";
inline bool never_left(const Error& error) {
    return error.code == ErrorCode::kUnavailable && error.detail == kNotConnected;
}

/// One conversation with one hub: requests run one after another, so use it from one thread; cancel() may come from
/// any.
class Transport {
public:
    virtual ~Transport() = default;
    /// Any status is a good answer here; what it means is the caller's. Errors: kUnavailable not reached, cut off or
    /// cancelled; kTimeout; kTooLarge; kUnauthenticated the other side is not the hub of this facility; kExpired it
    /// says that our certificate is over; kInvalid no HTTP, or a redirect.
    virtual Result<HttpResponse> send(const HttpRequest& request) = 0;
    /// Ends the request that is running and refuses all that follow: for shutdown. Any thread.
    virtual void cancel() = 0;
    /// Ends the request that is running, or else the next one at once, with kUnavailable: for a long wait that has lost
    /// its point.
    virtual void interrupt() = 0;
};

}  // namespace dayroom::net
