// One decoder a kind of file, inside this folder only. Each takes checked input (kind and byte count) and returns a
// picture that may still be larger than the box: decode_picture() shrinks it.
#pragma once

#include "platform/photo/codec/picture.h"

namespace dayroom::photo {

Result<Picture> decode_jpeg(ByteView bytes, Size box);
Result<Picture> decode_png(ByteView bytes);
Result<Picture> decode_webp(ByteView bytes, Size box);

/// Averages whole areas, so that fine patterns do not flicker. `to` is no larger than the picture in either direction.
Picture shrink(const Picture& picture, Size to);

/// EXIF orientation 1–8 of a JPEG; 1 when there is none or it makes no sense.
int jpeg_orientation(ByteView bytes);
Picture turn_upright(Picture picture, int orientation);

}  // namespace dayroom::photo
