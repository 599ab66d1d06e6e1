#include "platform/facility/terminals/blob_route.h"

#include <charconv>

#include "platform/facility/requests/attachments.h"

namespace dayroom::facility {
namespace {

std::optional<std::size_t> read_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

Result<ByteRange> parse_range(std::string_view header, std::size_t size) {
    const Error not_understood(ErrorCode::kInvalid, "range not understood");
    if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return not_understood;
    header.remove_prefix(6);
    const std::size_t dash = header.find('-');
    if (dash == std::string_view::npos) return not_understood;
    const auto first = read_number(header.substr(0, dash));
    const auto last = read_number(header.substr(dash + 1));
    if (dash == 0) {
        if (!last) return not_understood;
        if (*last == 0 || size == 0) return Error(ErrorCode::kTooLarge, "range beyond the end");
        return ByteRange{size - std::min(*last, size), size - 1};
    }
    if (!first || (!last && dash + 1 != header.size())) return not_understood;
    if (last && *last < *first) return not_understood;
    if (*first >= size) return Error(ErrorCode::kTooLarge, "range beyond the end");
    return ByteRange{*first, std::min(last.value_or(size - 1), size - 1)};
}

Result<http::Response> read_blob(Services& services, database::Connection& connection, const Device& device,
                                 const http::Request& request) {
    const Error missing(ErrorCode::kNotFound, "There is no such photo for this terminal.");
    const auto name = from_hex(request.parameters.at(0));
    crypto::Digest sha256{};
    if (!name.ok() || name.value().size() != sha256.size()) return missing;
    std::copy(name.value().begin(), name.value().end(), sha256.begin());
    if (!TRY(services.messages.may_fetch(connection, sha256, device.unit)) &&
        !TRY(Attachments::may_fetch(connection, sha256, device.unit)) && !TRY(Catalog::shows(connection, sha256)))
        return missing;
    const auto blob = TRY(services.messages.find_blob(connection, sha256));
    if (!blob) return missing;
    const Bytes bytes = TRY(services.blobs.get(*blob));

    http::Response response;
    response.content_type = "application/octet-stream";
    response.headers.emplace_back("Accept-Ranges", "bytes");
    const auto range = parse_range(request.header("range"), bytes.size());
    if (range.ok()) {
        response.status = 206;
        response.body.assign(as_text(bytes).substr(range.value().first, range.value().last - range.value().first + 1));
        response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.value().first) + "-" +
                                                           std::to_string(range.value().last) + "/" +
                                                           std::to_string(bytes.size()));
    } else if (range.error().code == ErrorCode::kTooLarge) {
        response.status = 416;
        response.headers.emplace_back("Content-Range", "bytes */" + std::to_string(bytes.size()));
    } else {
        response.body.assign(as_text(bytes));
    }
    return response;
}

}  // namespace dayroom::facility
