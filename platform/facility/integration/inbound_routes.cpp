// A message from outside: the provider network puts it in, with photos as base64.
#include "platform/facility/integration/photo_intake.h"
#include "platform/wire/limits.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

Result<ApiAnswer> inbound(StaffCall& call) {
    InboundMessage message;
    message.resident = call.body.id<ResidentId>("resident_id");
    message.contact = call.body.id<ContactId>("contact_id");
    message.text = call.body.optional_text("text", kMessageCharactersCeiling);
    message.language = call.body.optional_text("language", wire::kMaxLanguageTagCharacters);
    message.sent = Timestamp::from_ms(
        call.body.optional_integer("sent_ms", 1, wire::kMaxTimestampMs, call.services.clock.now().ms()));
    message.prepaid_replies =
        static_cast<int>(call.body.optional_integer("prepaid_replies", 0, kMaxPrepaidWithMessage, 0));
    const auto photos = call.body.optional_list("photos", kMaxMessagePhotos, kMaxPhotoBase64);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    if (message.text.empty() && photos.empty()) return Error(ErrorCode::kInvalid, "A message needs text or a photo.");
    if (auto first = TRY(find_first_answer(call, "inbound", key))) return std::move(*first);
    std::vector<TakenPhoto> taken;
    for (const std::string& photo : photos) taken.push_back(TRY(take_photo(call, photo)));
    for (const TakenPhoto& photo : taken) message.photos.push_back(photo.ref);
    return once(call, "inbound", key, [&](Work& work) -> Result<ApiAnswer> {
        message.id = work.make_id<MessageId>();
        for (const TakenPhoto& photo : taken) TRY(keep_photo(call.services, work, photo));
        TRY(call.services.messages.receive(work, message));
        const auto kept = TRY(call.services.messages.find(work.db(), message.id));
        return ApiAnswer{{{"id", message.id.to_string()},
                          {"state", wire::name_of(kept->message.state())},
                          {"decide_by_ms", kept->message.decide_by_ms()}},
                         201};
    });
}

}  // namespace

void add_inbound_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, http::Method::kPost, "/api/v1/inbound", "provider", &inbound, kMaxInboundBodyBytes);
}

}  // namespace dayroom::facility
