// A picture from outside. It is decoded and written anew by the sandboxed child before anything else of the hub touches
// it: metadata gone, size bounded.
#pragma once

#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {

inline constexpr std::uint32_t kMaxPhotoPixels = 2048;          // of a side, as kept
inline constexpr std::uint32_t kMaxItemPixels = 640;            // of what is sold
inline constexpr std::size_t kMaxPhotoBytes = 3 * 1024 * 1024;  // as it comes
inline constexpr std::size_t kMaxPhotoBase64 = kMaxPhotoBytes / 3 * 4 + 8;

struct TakenPhoto {
    PhotoRef ref;
    std::optional<BlobRef> fresh;  // nothing when the hub has this picture already
};

/// On a worker thread, before the transaction; shrunk to `most_pixels` a side. kInvalid "photo_heic" for HEIC,
/// "photo_refused" for what the child cannot read; kUnsupported when dayroom-photo is not installed.
Result<TakenPhoto> take_photo(Services& services, database::Connection& connection, ByteView photo,
                              std::uint32_t most_pixels = kMaxPhotoPixels);
/// The same of base64.
Result<TakenPhoto> take_photo(StaffCall& call, const std::string& base64, std::uint32_t most_pixels = kMaxPhotoPixels);
wire::Photo photo_of(const PhotoRef& ref);
/// In the transaction that refers to it.
Status keep_photo(Services& services, Work& work, const TakenPhoto& photo);
/// The JPEG of a photo that the hub keeps, by its SHA-256; nothing: it is not here, or that is no SHA-256. Any
/// connection. kCorrupt: its file is missing, or is not what was written.
Result<std::optional<std::string>> kept_photo(Services& services, database::Connection& connection, ByteView sha256);

}  // namespace dayroom::facility
