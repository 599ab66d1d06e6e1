// Reviewers read and decide.
#include "platform/facility/integration/photo_intake.h"
#include "platform/facility/integration/views.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kQueuePage = 200;

Result<ApiAnswer> list_held(StaffCall& call) {
    TRY(call.body.done());
    if (call.query_text("state") != "held")
        return Error(ErrorCode::kInvalid, "\"state\" must be held: the list is what waits for a decision.");
    QueueFilter filter;
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    filter.unit = TRY(call.query_id<UnitId>("unit_id"));
    const std::string direction = call.query_text("direction");
    filter.direction = direction == "inbound" ? 1 : direction == "outbound" ? 2 : 0;
    const Page page = TRY(call.query_page(kQueuePage, 50));
    filter.limit = page.limit;
    filter.offset = page.offset;
    const auto held = TRY(call.services.moderation.queue(call.db, filter));
    json list = json::array();
    for (const StoredMessage& message : held) list.push_back(view(message));
    if (!held.empty()) TRY(note_list_reading(call, held.front().id));
    const std::int64_t waiting = TRY(call.services.moderation.waiting(call.db));
    return ApiAnswer{{{"messages", list}, {"waiting", waiting}}};
}

Result<ApiAnswer> read_message(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    TRY(call.body.done());
    const auto message = TRY(call.services.messages.find(call.db, id));
    if (!message) return Error(ErrorCode::kNotFound, "There is no such message.");
    TRY(note_reading(call, id));
    return ApiAnswer{view(*message)};
}

void add_photo_route(http::Router& router, StaffApi& api) {
    router.add({Method::kGet, "/api/v1/photos/{sha256}", 0, "reviewer auditor provider",
                [&api](http::Request request, http::Reply reply) {
                    api.services.staff->answer(reply,
                                               [&api, request = std::move(request)](
                                                   database::Connection& connection) -> Result<http::Response> {
                                                   const Error missing(ErrorCode::kNotFound, "There is no such photo.");
                                                   const auto name = from_hex(request.parameters.at(0));
                                                   if (!name.ok()) return missing;
                                                   auto jpeg = TRY(kept_photo(api.services, connection, name.value()));
                                                   if (!jpeg) return missing;
                                                   http::Response response;
                                                   response.content_type = "image/jpeg";
                                                   response.body = std::move(*jpeg);
                                                   return response;
                                               });
                }});
}

}  // namespace

Status note_reading(StaffCall& call, const MessageId& id) {
    return call.services.writer->run(call.caller.actor(),
                                     [&](Work& work) { return work.audit(record::Event::kStaffRead, id, "message"); });
}

Status note_list_reading(StaffCall& call, const MessageId& first) {
    const std::string list = call.request.path + "?" + call.request.query;
    const Timestamp now = call.services.clock.now();
    if (call.readings.is_known(call.caller, list, now)) return {};
    TRY(call.services.writer->run(
        call.caller.actor(), [&](Work& work) { return work.audit(record::Event::kStaffRead, first, "message_list"); }));
    call.readings.keep(call.caller, list, now);
    return {};
}

void add_message_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/messages", "reviewer auditor", &list_held);
    add_api_route(router, api, Method::kGet, "/api/v1/messages/{id}", "reviewer auditor", &read_message);
    add_photo_route(router, api);
}

}  // namespace dayroom::facility
