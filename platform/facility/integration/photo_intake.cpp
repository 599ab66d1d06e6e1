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

Result<TakenPhoto> take_photo(StaffCall& call, const std::string& base64) {
    if (call.services.options.photo_program.empty()) {
        return Error(ErrorCode::kUnsupported, "This hub takes no photos: dayroom-photo is not installed.");
    }
    const auto raw = from_base64(base64);
    if (!raw.ok()) return Error(ErrorCode::kInvalid, "A photo is not base64.");
    if (is_heic(raw.value())) {
        return Error(ErrorCode::kInvalid, "A photo is HEIC: send it as JPEG, PNG or WebP.", "photo_heic");
    }
    auto encoded = call.services.photos.reencode(raw.value(), kMaxPhotoPixels, kMaxPhotoPixels);
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
    if (!TRY(call.services.messages.find_blob(call.db, taken.ref.sha256))) {
        taken.fresh = TRY(call.services.blobs.put(encoded.value().jpeg));
    }
    return taken;
}

Status keep_photo(Services& services, Work& work, const TakenPhoto& photo) {
    if (!photo.fresh) return {};
    if (!TRY(services.messages.find_blob(work.db(), photo.ref.sha256)))
        return services.messages.add_blob(work, *photo.fresh);
    services.blobs.drop(*photo.fresh);
    return {};
}

}  // namespace dayroom::facility
