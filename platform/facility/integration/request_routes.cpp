// Staff work on requests, each at their desks.
#include "platform/facility/integration/request_page.h"
#include "platform/facility/integration/views.h"
#include "platform/facility/requests/health.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kRequestPage = 500;

Result<std::optional<wire::Request::State>> wanted_state(const std::string& name) {
    if (name.empty()) return std::optional<wire::Request::State>();
    for (const auto state : {wire::Request::RECEIVED, wire::Request::IN_PROGRESS, wire::Request::ANSWERED,
                             wire::Request::DECLINED, wire::Request::WITHDRAWN, wire::Request::RETURNED}) {
        if (name == wire::name_of(state)) return std::optional<wire::Request::State>(state);
    }
    return Error(ErrorCode::kInvalid,
                 "\"state\" must be received, in_progress, returned, answered, declined or withdrawn.");
}

Result<RequestView> wanted_view(const std::string& name, std::optional<wire::Request::State> state) {
    if (name.empty()) return state && !is_open(*state) ? RequestView::kClosed : RequestView::kOpen;
    if (name == "open") return RequestView::kOpen;
    if (name == "late") return RequestView::kLate;
    if (name == "returned") return RequestView::kReturned;
    if (name == "closed") return RequestView::kClosed;
    return Error(ErrorCode::kInvalid, "\"view\" must be open, late, returned or closed.");
}

Result<ApiAnswer> list_requests(StaffCall& call) {
    TRY(call.body.done());
    const DeskViewer viewer = TRY(viewer_of(call));
    json list = json::array();
    if (const std::string code = call.query_text("receipt_code"); !code.empty()) {
        for (const RequestSummary& found : TRY(call.services.requests.find_by_receipt(call.db, code)))
            list.push_back(shown_to(viewer, found));
        return ApiAnswer{{{"requests", list}}};
    }
    RequestFilter filter;
    filter.state = TRY(wanted_state(call.query_text("state")));
    filter.view = TRY(wanted_view(call.query_text("view"), filter.state));
    filter.now = call.services.clock.now();
    filter.form_code = call.query_text("form_code");
    filter.role = call.query_text("role");
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    filter.unit = TRY(call.query_id<UnitId>("unit_id"));
    const Page page = TRY(call.query_page(kRequestPage, kRequestPage));
    filter.limit = page.limit;
    filter.offset = page.offset;
    const bool tells = !filter.form_code.empty() || filter.resident || filter.unit;
    const bool mine = call.query_text("mine") == "true";
    const auto found =
        TRY(tells || mine ? list_open_to(call.db, viewer, filter) : call.services.requests.list(call.db, filter));
    for (const RequestSummary& request : found) list.push_back(shown_to(viewer, request));
    return ApiAnswer{{{"requests", list}}};
}

Result<ApiAnswer> list_desks(StaffCall& call) {
    TRY(call.body.done());
    auto desks = TRY(all_desks(call.db));
    for (const StoredForm& stored : TRY(call.services.forms.list(call.db))) {
        if (!stored.form.role().empty()) desks.insert(stored.form.role());
        for (const auto& level : stored.form.next_levels())
            if (!level.role().empty()) desks.insert(level.role());
    }
    const auto mine = TRY(desks_of(call.db, call.caller.id));
    json health = json::array();
    for (const HealthDesk& desk : TRY(health_desks(call.db)))
        if (mine.contains(desk.role)) health.push_back(desk.role);
    return ApiAnswer{{{"desks", desks}, {"mine", mine}, {"health", health}}};
}

Result<ApiAnswer> read_request(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    TRY(call.body.done());
    return ApiAnswer{TRY(request_page(call, TRY(request_open_to(call, id))))};
}

using StaffStep = Status (Requests::*)(Work&, const RequestId&, std::string_view, const AttachmentIds&);

/// "attachments": documents that were put in before and go with what is said.
Result<AttachmentIds> attachments_named(StaffCall& call) {
    AttachmentIds ids;
    for (const std::string& text :
         call.body.optional_list("attachments", static_cast<std::size_t>(wire::kMaxAttachmentsInStep), 36)) {
        const auto id = AttachmentId::parse(text);
        if (!id.ok()) return Error(ErrorCode::kInvalid, "\"attachments\" must be ids.");
        ids.push_back(*id);
    }
    return ids;
}

Result<ApiAnswer> take_step(StaffCall& call, StaffStep step, const char* state) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    const std::string text = call.body.text("text", kMaxStepCharacters);
    const AttachmentIds attached = TRY(attachments_named(call));
    TRY(call.body.done());
    TRY(request_open_to(call, id));
    TRY(call.services.writer->run(
        call.caller.actor(), [&](Work& work) { return (call.services.requests.*step)(work, id, text, attached); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", state}}};
}

Result<ApiAnswer> start(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    const std::string text = call.body.optional_text("text", kMaxStepCharacters);
    TRY(call.body.done());
    TRY(request_open_to(call, id));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.requests.start(work, id, text); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "in_progress"}}};
}

Result<ApiAnswer> answer(StaffCall& call) { return take_step(call, &Requests::answer, "answered"); }
Result<ApiAnswer> send_back(StaffCall& call) { return take_step(call, &Requests::return_for_more, "returned"); }
Result<ApiAnswer> turn_down(StaffCall& call) { return take_step(call, &Requests::decline, "declined"); }

/// With the state that it is in after it.
Result<ApiAnswer> state_of(StaffCall& call, const RequestId& id) {
    const auto summary = TRY(call.services.requests.find(call.db, id));
    if (!summary) return Error(ErrorCode::kNotFound, "There is no such request.");
    return ApiAnswer{{{"id", id.to_string()}, {"state", wire::name_of(summary->state)}, {"role", summary->role}}};
}

Result<ApiAnswer> say(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    const std::string text = call.body.text("text", kMaxStepCharacters);
    const AttachmentIds attached = TRY(attachments_named(call));
    TRY(call.body.done());
    TRY(request_open_to(call, id));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.requests.say(work, id, text, attached); }));
    return state_of(call, id);
}

/// A step that moves no money and brings no documents, with what staff write to it.
Result<ApiAnswer> take_worded_step(StaffCall& call, const std::string& text,
                                   Status (Requests::*step)(Work&, const RequestId&, std::string_view)) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    TRY(call.body.done());
    TRY(request_open_to(call, id));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return (call.services.requests.*step)(work, id, text); }));
    return state_of(call, id);
}

Result<ApiAnswer> go_on_as_ordinary(StaffCall& call) {
    return take_worded_step(call, call.body.text("text", kMaxStepCharacters), &Requests::go_on_as_ordinary);
}

Result<ApiAnswer> triage(StaffCall& call) {
    return take_worded_step(call, call.body.optional_text("text", kMaxStepCharacters), &Requests::triage);
}

Result<ApiAnswer> assign(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    const std::string role = call.body.optional_text("role", forms::kMaxCodeBytes);
    const std::string text = call.body.optional_text("text", kMaxStepCharacters);
    TRY(call.body.done());
    TRY(request_open_to(call, id));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.requests.assign(work, id, role, text); }));
    return state_of(call, id);
}

}  // namespace

// Not the auditor: what residents write to staff is no money, and may be a grievance or about their health. Its money
// (holds, charges, co-pays) stands in the statement, every step in the audit log. What an auditor gets is in
// record_routes.cpp.
void add_request_routes(http::Router& router, StaffApi& api) {
    const char* staff = "request_staff trust_office";
    add_api_route(router, api, Method::kGet, "/api/v1/requests", staff, &list_requests);
    add_api_route(router, api, Method::kGet, "/api/v1/desks", staff, &list_desks);
    add_api_route(router, api, Method::kGet, "/api/v1/requests/{id}", staff, &read_request);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/start", staff, &start);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/assign", "request_staff", &assign);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/say", staff, &say);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/ordinary", staff, &go_on_as_ordinary);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/triage", "request_staff", &triage);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/return", staff, &send_back);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/answer", staff, &answer);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/decline", staff, &turn_down);
}

}  // namespace dayroom::facility
