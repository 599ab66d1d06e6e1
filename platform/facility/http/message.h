// A request and a response as the rest of the hub sees them: plain values, no library types.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::http {

enum class Method { kGet, kPost, kPut, kDelete, kOther };
const char* to_string(Method method);

/// Who is at the other end, as the TLS handshake established it. A certificate here was verified against the facility
/// CA; whether its device may still call is the listener's gate's to decide, on every request.
struct Peer {
    bool enrolling = false;           // came by the name "enroll.dayroom", without a certificate
    std::string certificate_sha256;   // 32 raw bytes of the SHA-256 of the client certificate (DER), or empty
    std::string certificate_subject;  // its CN: a device id as text
};

/// One request. Header names are lower case. `path` is without the query; percent-escapes in path parameters are left
/// as they came.
struct Request {
    Method method = Method::kOther;
    std::string path;
    std::string query;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::vector<std::string> parameters;  // what the {…} of the route's pattern matched, in order
    Peer peer;
    std::shared_ptr<const void> caller;  // set by the gate, read by the routes through caller_of<T>()

    /// The first header of that (lower-case) name, or an empty view.
    std::string_view header(std::string_view name) const;
    /// A query parameter, percent-decoded, or nothing.
    std::optional<std::string> query_parameter(std::string_view name) const;
};

/// What the gate found out about the caller. The gate of a listener and its routes agree on T.
template <typename T>
const T& caller_of(const Request& request) {
    return *static_cast<const T*>(request.caller.get());
}

using Header = std::pair<std::string, std::string>;

struct Response {
    int status = 200;
    std::string content_type;
    std::string body;
    std::shared_ptr<const std::string> shared_body;  // instead of `body`, when many connections send the same bytes
    std::vector<Header> headers;
    bool close = false;  // end the connection after this answer

    std::string_view content() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
};

/// How a listener words its refusals: a protobuf Problem for terminals, {"code","detail"} for staff and other systems.
enum class Dialect { kProtobuf, kJson };

/// A refusal. `code` is machine-readable; `detail` one English sentence without personal data.
Response problem(Dialect dialect, int status, std::string_view code, std::string_view detail);
/// The refusal that an Error stands for, under its own text_key if it has one ("token_used"); kIo and kCorrupt become a
/// 500 whose detail says nothing about the inside.
Response problem(Dialect dialect, const Error& error);
/// 404 for kNotFound, 409 for kConflict …
int status_of(ErrorCode code);

/// "a%20b" → "a b". kInvalid for a broken escape or a zero byte.
Result<std::string> percent_decode(std::string_view text);

}  // namespace dayroom::http
