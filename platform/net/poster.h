// POSTs to receivers that are not ours, several at a time, as an interface: what tells the provider network talks to
// it, tests put a fake behind it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom::net {

struct Post {
    std::string url;                   // as parse_post_target() takes it
    std::vector<std::string> headers;  // "Name: value"
    std::string body;
    std::string ca_pem;  // whom to believe; empty: the authorities of everybody
};

struct Posted {
    std::uint64_t tag = 0;
    /// Any status is a good answer here. Errors: kUnavailable not reached or cut off; kTimeout; kTooLarge the answer
    /// is; kUnauthenticated the other side's certificate; kDenied an address that is not allowed; kInvalid no HTTP.
    Result<int> status;
};

/// Used from one thread; wake() may come from any.
class Poster {
public:
    virtual ~Poster() = default;
    /// kUnavailable when as many are running as may; kInvalid for what cannot be sent. `tag` comes back.
    virtual Status start(std::uint64_t tag, Post post) = 0;
    /// Those that have ended. Comes back when one has, when the time is over, or after wake().
    virtual std::vector<Posted> wait(Milliseconds at_most) = 0;
    virtual void wake() = 0;
};

}  // namespace dayroom::net
