#include "platform/facility/terminals/image_route.h"

#include "platform/facility/terminals/blob_route.h"
#include "platform/wire/machine_image.h"

namespace dayroom::facility {

Result<http::Response> read_image_piece(const Services& services, const http::Request& request) {
    const auto name = from_hex(request.parameters.at(0));
    if (!name.ok()) return Error(ErrorCode::kNotFound, "There is no such part of an image here.");
    const auto range = parse_range(request.header("range"), static_cast<std::size_t>(wire::kMaxImagePartBytes));
    const auto piece = services.images.piece(*name, range.ok() ? range->first : 0);
    http::Response response;
    response.content_type = "application/octet-stream";
    response.headers.emplace_back("Accept-Ranges", "bytes");
    if (!piece.ok()) {
        if (piece.error().code != ErrorCode::kTooLarge) return piece.error();
        response.status = 416;
        return response;
    }
    const std::uint64_t from = range.ok() ? range->first : 0;
    response.status = 206;
    response.body.assign(as_text(piece->bytes));
    response.headers.emplace_back("Content-Range", "bytes " + std::to_string(from) + "-" +
                                                       std::to_string(from + piece->bytes.size() - 1) + "/" +
                                                       std::to_string(piece->size));
    return response;
}

}  // namespace dayroom::facility
