// The limits of the hub's HTTP server beyond those of the protocol (platform/wire/limits.h), with their units. Tests
// shorten the time-outs; production uses these.
#pragma once

#include <cstddef>

#include "platform/base/time.h"
#include "platform/wire/limits.h"

namespace dayroom::http {

using wire::kMaxHeaderBytes;  // request line and headers: beyond it 431

inline constexpr std::size_t kMaxHeaderFields = 64;     // beyond it 431
inline constexpr std::size_t kMaxTargetBytes = 2048;    // path and query: beyond it 431
inline constexpr std::size_t kMaxConnections = 16'384;  // a listener; more are closed at once
inline constexpr std::size_t kMaxPooledTasks = 4'096;   // waiting for a worker; more get 503

struct Limits {
    Milliseconds handshake{10'000};
    Milliseconds header{5'000};      // from the first byte of a request to the end of its header
    Milliseconds body{15'000};       // from the end of the header to the end of the body
    Milliseconds idle{60'000};       // between two requests
    Milliseconds write{30'000};      // to take one answer
    Milliseconds answer{90'000};     // for a handler to answer; a long-poll takes 30 s
    Milliseconds drain_idle{1'000};  // while stopping: how long an idle connection may still send its next request
    Milliseconds drain{10'000};      // while stopping: how long requests in work may take
    std::size_t connections = kMaxConnections;
};

}  // namespace dayroom::http
