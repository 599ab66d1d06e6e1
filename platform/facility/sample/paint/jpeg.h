// Pictures as baseline JPEG, small enough for a kiosk's feed.
#pragma once

#include "platform/base/bytes.h"
#include "platform/facility/sample/paint/painter.h"

namespace dayroom::facility::sample {

/// The largest sample photo.
inline constexpr std::size_t kMaxSamplePhotoBytes = 40 * 1024;

/// At the highest quality that stays within `limit` (78 down to 16). The same pixels give the same bytes.
Bytes encode_jpeg(const Painter& picture, std::size_t limit = kMaxSamplePhotoBytes);

}  // namespace dayroom::facility::sample
