// GET /v1/images/{sha256}: a piece of a part of a terminal's image, for every terminal. Range ("bytes=N-") says from
// where; the answer is always a part (206), of at most wire::kImagePieceBytes.
#pragma once

#include "platform/facility/http/message.h"
#include "platform/facility/services/services.h"

namespace dayroom::facility {

/// On a reading thread.
Result<http::Response> read_image_piece(const Services& services, const http::Request& request);

}  // namespace dayroom::facility
