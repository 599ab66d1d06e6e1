// Staff work on requests, each at their desks.
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/integration/form_body.h"
#include "platform/facility/integration/request_page.h"
#include "platform/facility/integration/views.h"
#include "platform/facility/request_records/record_file.h"
#include "platform/facility/requests/desks.h"
#include "platform/rules/receipt_code.h"
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

bool is_closed(wire::Request::State state) {
    return state == wire::Request::ANSWERED || state == wire::Request::DECLINED || state == wire::Request::WITHDRAWN;
}

Result<RequestView> wanted_view(const std::string& name, std::optional<wire::Request::State> state) {
    if (name.empty()) return state && is_closed(*state) ? RequestView::kClosed : RequestView::kOpen;
    if (name == "open") return RequestView::kOpen;
    if (name == "late") return RequestView::kLate;
    if (name == "returned") return RequestView::kReturned;
    if (name == "closed") return RequestView::kClosed;
    return Error(ErrorCode::kInvalid, "\"view\" must be open, late, returned or closed.");
}

Result<DeskViewer> viewer_of(StaffCall& call) {
    return DeskViewer{call.caller.id, call.caller.role, TRY(desks_of(call.db, call.caller.id))};
}

/// Of what is at another desk: that it is there, and whose turn it is.
json shown_to(const DeskViewer& viewer, const RequestSummary& request) {
    json shown = view(request);
    const bool open = may_open(viewer, request);
    if (!open) {
        for (const char* name : {"resident_id", "resident_number", "resident_name", "unit_id", "form_code",
                                 "receipt_code", "fee_cents", "fee_is_obligation"})
            shown.erase(name);
    }
    shown["withheld"] = !open;
    return shown;
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

/// Whether a code on paper is genuine: what was filed under it, as far as the desks of who asks allow.
Result<ApiAnswer> verify_receipt(StaffCall& call) {
    TRY(call.body.done());
    const std::string& code = call.request.parameters.at(0);
    const DeskViewer viewer = TRY(viewer_of(call));
    json list = json::array();
    const bool well_formed = rules::is_receipt_code(code);
    if (well_formed) {
        for (const RequestSummary& found : TRY(call.services.requests.find_by_receipt(call.db, code)))
            list.push_back(shown_to(viewer, found));
    }
    return ApiAnswer{{{"code", code},
                      {"well_formed", well_formed},
                      {"requests", list},
                      {"looked_ms", call.services.clock.now().ms()}}};
}

Result<ApiAnswer> list_desks(StaffCall& call) {
    TRY(call.body.done());
    auto desks = TRY(all_desks(call.db));
    for (const StoredForm& stored : TRY(call.services.forms.list(call.db))) {
        if (!stored.form.role().empty()) desks.insert(stored.form.role());
        for (const auto& level : stored.form.next_levels())
            if (!level.role().empty()) desks.insert(level.role());
    }
    return ApiAnswer{{{"desks", desks}, {"mine", TRY(desks_of(call.db, call.caller.id))}}};
}

Result<RequestSummary> opened(StaffCall& call, const RequestId& id) {
    auto summary = TRY(call.services.requests.find(call.db, id));
    if (!summary) return Error(ErrorCode::kNotFound, "There is no such request.");
    if (may_open(TRY(viewer_of(call)), *summary)) return std::move(*summary);
    return Error(ErrorCode::kDenied, "This request is at another desk.", "other_desk");
}

Result<ApiAnswer> read_request(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    TRY(call.body.done());
    return ApiAnswer{TRY(request_page(call, TRY(opened(call, id))))};
}

/// For a court: to whoever may open it, and to auditors, whom somebody at the desk or a receipt tells which.
Result<ApiAnswer> export_record(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    TRY(call.body.done());
    if (call.caller.role != "auditor") TRY(opened(call, id));
    const auto whole = TRY(call.services.requests.read(call.db, id));
    if (!whole) return Error(ErrorCode::kNotFound, "There is no such request.");
    Services& services = call.services;
    const Timestamp now = services.clock.now();
    const InstalledRoot root = TRY(services.files.installed(services.context.facility, now));
    TRY(services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        return work.audit(record::Event::kExported, id, "request");
    }));
    // Rows of the log are chained behind the commit that they belong to.
    for (int behind = 0; behind < 2; ++behind)
        TRY(services.writer->run(Actor::system(), [](Work&) { return Status(); }));
    const RecordSource source{services.context.facility, TRY(read_facility(call.db)).name(), now,
                              form_json(TRY(version_filled(call, *whole)))};
    const json record = TRY(describe_request(call.db, id, source));
    return ApiAnswer{{{"name", "request-" + whole->receipt_code() + ".html"},
                      {"html", write_record(record, services.signing, root.hub_key)}}};
}

using StaffStep = Status (Requests::*)(Work&, const RequestId&, std::string_view);

Result<ApiAnswer> take_step(StaffCall& call, StaffStep step, const char* state, bool needs_text) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    const std::string text =
        needs_text ? call.body.text("text", kMaxStepCharacters) : call.body.optional_text("text", kMaxStepCharacters);
    TRY(call.body.done());
    TRY(opened(call, id));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return (call.services.requests.*step)(work, id, text); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", state}}};
}

Result<ApiAnswer> start(StaffCall& call) { return take_step(call, &Requests::start, "in_progress", false); }
Result<ApiAnswer> answer(StaffCall& call) { return take_step(call, &Requests::answer, "answered", true); }
Result<ApiAnswer> send_back(StaffCall& call) { return take_step(call, &Requests::return_for_more, "returned", true); }
Result<ApiAnswer> turn_down(StaffCall& call) { return take_step(call, &Requests::decline, "declined", true); }

/// With the state that it is in after it.
Result<ApiAnswer> state_of(StaffCall& call, const RequestId& id) {
    const auto summary = TRY(call.services.requests.find(call.db, id));
    if (!summary) return Error(ErrorCode::kNotFound, "There is no such request.");
    return ApiAnswer{{{"id", id.to_string()}, {"state", wire::name_of(summary->state)}, {"role", summary->role}}};
}

Result<ApiAnswer> say(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    const std::string text = call.body.text("text", kMaxStepCharacters);
    TRY(call.body.done());
    TRY(opened(call, id));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.requests.say(work, id, text); }));
    return state_of(call, id);
}

Result<ApiAnswer> assign(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    const std::string role = call.body.optional_text("role", forms::kMaxCodeBytes);
    const std::string text = call.body.optional_text("text", kMaxStepCharacters);
    TRY(call.body.done());
    TRY(opened(call, id));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.requests.assign(work, id, role, text); }));
    return state_of(call, id);
}

}  // namespace

// Not the auditor: what residents write to staff is no money, and may be a grievance or about their health. Its money
// (holds, charges, co-pays) stands in the statement, every step in the audit log. An auditor gets the record of one
// request for a court, which is on record itself, and may confirm a receipt.
void add_request_routes(http::Router& router, StaffApi& api) {
    const char* staff = "request_staff trust_office";
    add_api_route(router, api, Method::kGet, "/api/v1/requests", staff, &list_requests);
    add_api_route(router, api, Method::kGet, "/api/v1/desks", staff, &list_desks);
    add_api_route(router, api, Method::kGet, "/api/v1/receipts/{code}", "request_staff trust_office auditor",
                  &verify_receipt);
    add_api_route(router, api, Method::kGet, "/api/v1/requests/{id}/record", "request_staff trust_office auditor",
                  &export_record);
    add_api_route(router, api, Method::kGet, "/api/v1/requests/{id}", staff, &read_request);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/start", staff, &start);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/assign", "request_staff", &assign);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/say", staff, &say);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/return", staff, &send_back);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/answer", staff, &answer);
    add_api_route(router, api, Method::kPost, "/api/v1/requests/{id}/decline", staff, &turn_down);
}

}  // namespace dayroom::facility
