// The provider network's side: what it may take out, what became of what it put in, and one list of everything that it
// has to know, with a cursor of its own.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/messages/cards.h"
#include "platform/facility/provider/event_page.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kProviderPage = 200;

json photo_view(const wire::Photo& photo) {
    return {{"sha256", to_hex(as_bytes(photo.sha256()))},
            {"width", photo.width()},
            {"height", photo.height()},
            {"bytes", photo.bytes()}};
}

/// What the network hands to the contact.
Result<json> outbound_view(StaffCall& call, const StoredMessage& stored) {
    const wire::Message& message = stored.message;
    const auto contact = TRY(call.services.contacts.find(call.db, stored.contact));
    json shown = {{"id", stored.id.to_string()},
                  {"resident_id", stored.resident.to_string()},
                  {"resident_number", stored.resident_number},
                  {"contact_id", stored.contact.to_string()},
                  {"address", contact ? contact->address : std::string()},
                  {"text", message.text()},
                  {"language", message.language()},
                  {"sent_ms", message.sent_ms()},
                  {"released_ms", message.decided_ms()},
                  {"prepaid", message.prepaid()},
                  {"photos", json::array()}};
    for (int at = 0; at < message.photos_size(); ++at) {
        if (stored.photos_allowed.at(static_cast<std::size_t>(at)) == std::optional(true))
            shown["photos"].push_back(photo_view(message.photos(at)));
    }
    if (message.card_id().empty()) return shown;
    const auto card = TRY(Cards::find_any(call.db, TRY(CardId::from_bytes(std::string_view(message.card_id())))));
    if (card) shown["card"] = {{"code", card->card.code()}, {"picture", photo_view(card->card.picture())}};
    return shown;
}

/// What became of a message that the network put in. Never its text: a rejection is not quoted, and the network has it.
json inbound_view(const StoredMessage& stored) {
    const wire::Message& message = stored.message;
    json shown = {{"id", stored.id.to_string()},
                  {"resident_id", stored.resident.to_string()},
                  {"contact_id", stored.contact.to_string()},
                  {"state", wire::name_of(message.state())},
                  {"received_ms", message.received_ms()},
                  {"decide_by_ms", message.decide_by_ms()},
                  {"decided_ms", message.decided_ms()},
                  {"rule", message.rule()},
                  {"reason", message.reason()},
                  {"photos_rejected", message.photos_rejected()},
                  {"prepaid_replies", 0}};
    if (message.state() == wire::Message::DELIVERED) shown["prepaid_replies"] = stored.prepaid_given;
    return shown;
}

Result<ApiAnswer> list_outbound(StaffCall& call) {
    TRY(call.body.done());
    const auto limit = TRY(call.query_limit(kProviderPage, 50));
    json list = json::array();
    for (const StoredMessage& message : TRY(call.services.messages.outbound(call.db, limit)))
        list.push_back(TRY(outbound_view(call, message)));
    return ApiAnswer{{{"messages", list}}};
}

Result<ApiAnswer> acknowledge(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.messages.acknowledge(work, id); }));
    return ApiAnswer{{{"id", id.to_string()}}};
}

Result<ApiAnswer> read_inbound(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    TRY(call.body.done());
    const auto message = TRY(call.services.messages.find(call.db, id));
    if (!message || message->message.direction() != wire::Message::INBOUND)
        return Error(ErrorCode::kNotFound, "There is no such message.");
    return ApiAnswer{inbound_view(*message)};
}

/// A message whose appeal is granted is decided twice, and stands here twice.
Result<ApiAnswer> list_decisions(StaffCall& call) {
    TRY(call.body.done());
    std::int64_t after = TRY(call.query_number("after", 0, INT64_MAX, 0));
    const auto limit = TRY(call.query_limit(kProviderPage, 50));
    json list = json::array();
    for (const ProviderEvent& event : TRY(provider_events(call.db, after, limit, ProviderEventKind::kInboundDecided))) {
        after = event.no;
        const auto message = TRY(call.services.messages.find(call.db, id_as<MessageId>(event.subject)));
        if (!message) continue;
        list.push_back(inbound_view(*message));
        list.back()["no"] = event.no;
    }
    return ApiAnswer{{{"decisions", list}, {"next_after", after}}};
}

Result<ApiAnswer> list_events(StaffCall& call) {
    TRY(call.body.done());
    const std::int64_t after = TRY(call.query_number("after", 0, INT64_MAX, 0));
    const auto limit = TRY(call.query_limit(kProviderPage, 50));
    return ApiAnswer{TRY(event_page(call.db, after, limit))};
}

}  // namespace

void add_provider_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/inbound", "provider", &list_decisions);
    add_api_route(router, api, Method::kGet, "/api/v1/inbound/{id}", "provider", &read_inbound);
    add_api_route(router, api, Method::kGet, "/api/v1/outbound", "provider", &list_outbound);
    add_api_route(router, api, Method::kPost, "/api/v1/outbound/{id}/acknowledge", "provider", &acknowledge);
    add_api_route(router, api, Method::kGet, "/api/v1/events", "provider", &list_events);
}

}  // namespace dayroom::facility
