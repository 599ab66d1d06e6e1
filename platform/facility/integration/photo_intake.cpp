#include "platform/facility/integration/photo_intake.h"

#include <algorithm>

namespace dayroom::facility {
namespace {

/// HEIC and its kin (ISO base media with an image brand): what phones make when nobody tells them otherwise.
bool is_heic(ByteView photo) {
    const std::string_view head = as_text(photo.first(std::min<std::size_t>(photo.size(), 12)));
    if (head.size() < 12 || head.substr(4, 4) != "ftyp") return false;
    const std::string_view brand = head.substr(8, 4);
    constexpr std::string_view kBrands[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"};
    return std::find(std::begin(kBrands), std::end(kBrands), brand) != std::end(kBrands);
}

}  // namespace

Result<TakenPhoto> take_photo(StaffCall& call, const std::string& base64, std::uint32_t most_pixels) {
    const auto raw = from_base64(base64);
    if (!raw.ok()) return Error(ErrorCode::kInvalid, "A photo is not base64.");
    return take_photo(call.services, call.db, raw.value(), most_pixels);
}

Result<TakenPhoto> take_photo(Services& services, database::Connection& connection, ByteView photo,
                              std::uint32_t most_pixels) {
    if (services.options.photo_program.empty()) {
        return Error(ErrorCode::kUnsupported, "This hub takes no photos: dayroom-photo is not installed.");
    }
    if (is_heic(photo)) {
        return Error(ErrorCode::kInvalid, "A photo is HEIC: send it as JPEG, PNG or WebP.", "photo_heic");
    }
    auto encoded = services.photos.reencode(photo, most_pixels, most_pixels);
    if (!encoded.ok()) {
        const bool ours = encoded.error().code == ErrorCode::kIo;
        return ours ? encoded.take_error()
                    : Error(ErrorCode::kInvalid, "A photo cannot be read: " + encoded.error().detail + ".",
                            "photo_refused");
    }
    TakenPhoto taken;
    taken.ref.sha256 = crypto::sha256(encoded.value().jpeg);
    taken.ref.width = static_cast<int>(encoded.value().width);
    taken.ref.height = static_cast<int>(encoded.value().height);
    taken.ref.bytes = static_cast<int>(encoded.value().jpeg.size());
    if (!TRY(services.messages.find_blob(connection, taken.ref.sha256))) {
        taken.fresh = TRY(services.blobs.put(encoded.value().jpeg));
    }
    return taken;
}

wire::Photo photo_of(const PhotoRef& ref) {
    wire::Photo photo;
    photo.set_sha256(std::string(as_text(ref.sha256)));
    photo.set_width(ref.width);
    photo.set_height(ref.height);
    photo.set_bytes(ref.bytes);
    return photo;
}

Status keep_photo(Services& services, Work& work, const TakenPhoto& photo) {
    if (!photo.fresh) return {};
    if (!TRY(services.messages.find_blob(work.db(), photo.ref.sha256)))
        return services.messages.add_blob(work, *photo.fresh);
    services.blobs.drop(*photo.fresh);
    return {};
}

Result<std::optional<std::string>> kept_photo(Services& services, database::Connection& connection, ByteView sha256) {
    crypto::Digest name{};
    if (sha256.size() != name.size()) return std::optional<std::string>();
    std::copy(sha256.begin(), sha256.end(), name.begin());
    const auto blob = TRY(services.messages.find_blob(connection, name));
    if (!blob) return std::optional<std::string>();
    auto jpeg = services.blobs.get(*blob);
    if (!jpeg.ok() && jpeg.error().code == ErrorCode::kNotFound)
        return Error(ErrorCode::kCorrupt, "the file of a photo is missing");
    return std::optional(to_string(TRY(std::move(jpeg))));
}

}  // namespace dayroom::facility
