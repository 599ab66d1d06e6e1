// Messages or visits suspended for a resident, a unit or the facility; visits also with one visitor.
#include "platform/facility/integration/scope_body.h"
#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

const char* name_of(SuspendedThing what) { return what == SuspendedThing::kVisits ? "visits" : "messages"; }

/// Reviewers suspend messages, request staff visits; each is read by who works with it, and by auditors.
bool may_read(const std::string& role, SuspendedThing what) {
    if (role == "auditor") return true;
    return what == SuspendedThing::kMessages ? role == "reviewer" : role == "request_staff" || role == "trust_office";
}
bool may_change(const std::string& role, SuspendedThing what) {
    return role == (what == SuspendedThing::kMessages ? "reviewer" : "request_staff");
}

Result<SuspendedThing> what_of(const std::string& name) {
    if (name.empty() || name == "messages") return SuspendedThing::kMessages;
    if (name == "visits") return SuspendedThing::kVisits;
    return Error(ErrorCode::kInvalid, "\"what\" must be messages or visits.");
}

Error not_for(SuspendedThing what) {
    return {ErrorCode::kDenied, what == SuspendedThing::kMessages ? "Suspensions of messages are for reviewers."
                                                                  : "Suspensions of visits are for request staff."};
}

json time_or_null(Timestamp at) { return at.is_set() ? json(at.ms()) : json(nullptr); }

Result<json> suspension_view(database::Connection& connection, const StoredSuspension& suspension) {
    json shown = {{"id", suspension.id.to_string()},
                  {"what", name_of(suspension.what)},
                  {"reason", suspension.reason},
                  {"made_ms", suspension.made.ms()},
                  {"by", suspension.by},
                  {"from_ms", suspension.from.ms()},
                  {"until_ms", time_or_null(suspension.until)},
                  {"ended_ms", time_or_null(suspension.ended)}};
    if (suspension.visitor)
        shown.update({{"contact_id", suspension.visitor->to_string()}, {"visitor", suspension.visitor_name}});
    if (suspension.what == SuspendedThing::kVisits) shown["booked"] = suspension.booked;
    shown.update(TRY(scope_view(connection, suspension.scope)));
    return shown;
}

Result<ApiAnswer> list_suspensions(StaffCall& call) {
    TRY(call.body.done());
    SuspensionFilter filter;
    filter.what = TRY(what_of(call.query_text("what")));
    filter.with_over = call.query_text("over") == "true";
    filter.now = call.services.clock.now();
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    const Page page = TRY(call.query_page(kSuspensionPage, kSuspensionPage));
    filter.limit = page.limit;
    filter.offset = page.offset;
    if (!may_read(call.caller.role, filter.what)) return not_for(filter.what);
    json all = json::array();
    for (const auto& each : TRY(Suspensions::list(call.db, filter))) all.push_back(TRY(suspension_view(call.db, each)));
    return ApiAnswer{{{"suspensions", all}}};
}

Result<ApiAnswer> suspend(StaffCall& call) {
    NewSuspension suspension;
    suspension.id = SuspensionId::make(call.services.clock, call.services.random);
    suspension.what = TRY(what_of(call.body.optional_text("what", 16)));
    suspension.scope = TRY(read_scope(call));
    suspension.visitor = call.body.optional_id<ContactId>("contact_id");
    suspension.reason = call.body.text("reason", kMaxSuspensionReason);
    suspension.from = Timestamp::from_ms(call.body.optional_integer("from_ms", 0, wire::kMaxTimestampMs, 0));
    suspension.until = Timestamp::from_ms(call.body.optional_integer("until_ms", 0, wire::kMaxTimestampMs, 0));
    TRY(call.body.done());
    if (!may_change(call.caller.role, suspension.what)) return not_for(suspension.what);
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.suspensions.begin(work, suspension));
        const auto made = TRY(Suspensions::find(work.db(), suspension.id));
        if (!made) return Error(ErrorCode::kCorrupt, "a suspension that was just set is gone");
        json shown = TRY(suspension_view(work.db(), *made));
        shown["state"] = made->in_force(work.now()) ? "in_force" : "coming";
        return ApiAnswer{std::move(shown), 201};
    });
}

Result<ApiAnswer> end_suspension(StaffCall& call) {
    const SuspensionId id = TRY(call.path_id<SuspensionId>(0));
    TRY(call.body.done());
    const auto found = TRY(Suspensions::find(call.db, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such suspension.");
    if (!may_change(call.caller.role, found->what)) return not_for(found->what);
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.suspensions.end(work, id); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "over"}}};
}

}  // namespace

void add_suspension_routes(http::Router& router, StaffApi& api) {
    const char* readers = "reviewer request_staff trust_office auditor";
    const char* changers = "reviewer request_staff";
    add_api_route(router, api, Method::kGet, "/api/v1/suspensions", readers, &list_suspensions);
    add_api_route(router, api, Method::kPost, "/api/v1/suspensions", changers, &suspend);
    add_api_route(router, api, Method::kPost, "/api/v1/suspensions/{id}/end", changers, &end_suspension);
}

}  // namespace dayroom::facility
