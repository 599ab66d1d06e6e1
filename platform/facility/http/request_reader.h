// Turns bytes as they arrive into one Request, within the limits. Wraps Beast's parser: the only file that knows it.
#pragma once

#include <memory>

#include "platform/facility/http/message.h"

namespace dayroom::http {

/// Reads one request. Lives only while a request is arriving, so that a parked connection owns no buffer.
class RequestReader {
public:
    RequestReader();
    ~RequestReader();
    RequestReader(RequestReader&&) noexcept;
    RequestReader& operator=(RequestReader&&) noexcept;

    /// Takes what it can of `bytes` and returns how many it took; what is left belongs to the next request (or comes
    /// again with more). Errors: kTooLarge header beyond kMaxHeaderBytes or kMaxHeaderFields, or body beyond the limit;
    /// kInvalid anything malformed.
    Result<std::size_t> take(std::string_view bytes);

    bool header_done() const;
    bool done() const;
    /// After header_done(): how large the body may be. Bodies of unknown length are cut off at it, too.
    Status limit_body(std::size_t bytes);
    bool expects_continue() const;
    bool keep_alive() const;
    /// The request line and headers; once, after header_done().
    Result<Request> take_head();
    /// The body; once, after done().
    std::string take_body();

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace dayroom::http
