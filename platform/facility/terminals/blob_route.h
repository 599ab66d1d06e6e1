// GET /v1/blobs/{sha256}: a photo for a terminal of whose unit somebody received it. Range (one, of bytes) is honoured.
#pragma once

#include "platform/facility/http/message.h"
#include "platform/facility/services/services.h"

namespace dayroom::facility {

/// On a reading thread. kNotFound both for what is not there and for what is not this terminal's.
Result<http::Response> read_blob(Services& services, database::Connection& connection, const Device& device,
                                 const http::Request& request);

/// "bytes=5-", "bytes=5-9", "bytes=-3" over a size: first and last byte. kInvalid: not understood or several, then the
/// whole is sent. kTooLarge: beyond the end (416).
struct ByteRange {
    std::size_t first = 0;
    std::size_t last = 0;
};
Result<ByteRange> parse_range(std::string_view header, std::size_t size);

}  // namespace dayroom::facility
