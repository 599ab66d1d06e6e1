// A message from outside: the provider network puts it in, with photos as base64. Every photo is decoded and written
// anew by the sandboxed child before anything else of the hub touches it.
#include "platform/facility/integration/staff_api.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

constexpr std::uint32_t kMaxPhotoPixels = 2048;          // of a side, as kept
constexpr std::size_t kMaxPhotoBytes = 3 * 1024 * 1024;  // as it comes
constexpr std::size_t kMaxBase64Bytes = kMaxPhotoBytes / 3 * 4 + 8;

struct Prepared {
    PhotoRef ref;
    std::optional<BlobRef> fresh;  // nothing when the hub has this photo already
};

Result<Prepared> prepare_photo(StaffCall& call, const std::string& base64) {
    if (call.services.options.photo_program.empty()) {
        return Error(ErrorCode::kUnsupported, "This hub takes no photos: dayroom-photo is not installed.");
    }
    const auto raw = from_base64(base64);
    if (!raw.ok()) return Error(ErrorCode::kInvalid, "A photo is not base64.");
    auto encoded = call.services.photos.reencode(raw.value(), kMaxPhotoPixels, kMaxPhotoPixels);
    if (!encoded.ok()) {
        const bool ours = encoded.error().code == ErrorCode::kIo;
        return ours ? encoded.take_error()
                    : Error(ErrorCode::kInvalid, "A photo cannot be read: " + encoded.error().detail + ".",
                            "photo_refused");
    }
    Prepared prepared;
    prepared.ref.sha256 = crypto::sha256(encoded.value().jpeg);
    prepared.ref.width = static_cast<int>(encoded.value().width);
    prepared.ref.height = static_cast<int>(encoded.value().height);
    prepared.ref.bytes = static_cast<int>(encoded.value().jpeg.size());
    if (!TRY(call.services.messages.find_blob(call.db, prepared.ref.sha256))) {
        prepared.fresh = TRY(call.services.blobs.put(encoded.value().jpeg));
    }
    return prepared;
}

Result<ApiAnswer> inbound(StaffCall& call) {
    InboundMessage message;
    message.resident = call.body.id<ResidentId>("resident_id");
    message.contact = call.body.id<ContactId>("contact_id");
    message.text = call.body.optional_text("text", kMessageCharactersCeiling);
    message.language = call.body.optional_text("language", wire::kMaxLanguageTagCharacters);
    message.sent = Timestamp::from_ms(
        call.body.optional_integer("sent_ms", 1, wire::kMaxTimestampMs, call.services.clock.now().ms()));
    const auto photos = call.body.optional_list("photos", kMaxMessagePhotos, kMaxBase64Bytes);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    if (message.text.empty() && photos.empty()) return Error(ErrorCode::kInvalid, "A message needs text or a photo.");
    if (auto first = TRY(find_first_answer(call, "inbound", key))) return std::move(*first);
    std::vector<Prepared> prepared;
    for (const std::string& photo : photos) prepared.push_back(TRY(prepare_photo(call, photo)));
    for (const Prepared& photo : prepared) message.photos.push_back(photo.ref);
    return once(call, "inbound", key, [&](Work& work) -> Result<ApiAnswer> {
        message.id = work.make_id<MessageId>();
        for (const Prepared& photo : prepared) {
            if (photo.fresh && !TRY(call.services.messages.find_blob(work.db(), photo.ref.sha256))) {
                TRY(call.services.messages.add_blob(work, *photo.fresh));
            }
        }
        TRY(call.services.messages.receive(work, message));
        return ApiAnswer{{{"id", message.id.to_string()}, {"state", "held"}}, 201};
    });
}

}  // namespace

void add_inbound_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, http::Method::kPost, "/api/v1/inbound", "provider", &inbound, kMaxInboundBodyBytes);
}

}  // namespace dayroom::facility
