// Video visits: how they are offered, the calendar, what becomes of each, and who may come, or meet.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/visit_view.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<ApiAnswer> show_plan(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{view(TRY(read_visit_plan(call.db)))};
}

Result<ApiAnswer> set_plan(StaffCall& call) {
    const VisitPlan plan = TRY(read_plan(call.body));
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(set_visit_plan(work, plan));
        return ApiAnswer{view(TRY(read_visit_plan(work.db())))};
    });
}

/// The provider of the video needs to know when and where, and nothing about money.
json view_for(const StaffCall& call, const StoredVisit& visit) {
    json shown = view(visit);
    if (call.caller.role != "provider") return shown;
    for (const char* member : {"resident_name", "minute_mills", "held_cents", "charged_cents", "given_back_cents",
                               "receipt_code", "cancelled_by", "reason"})
        shown.erase(member);
    return shown;
}

Result<ApiAnswer> list_visits(StaffCall& call) {
    TRY(call.body.done());
    VisitFilter filter;
    filter.from = Timestamp::from_ms(TRY(call.query_number("from_ms", 0, wire::kMaxTimestampMs, 0)));
    filter.to = Timestamp::from_ms(TRY(call.query_number("to_ms", 0, wire::kMaxTimestampMs, 0)));
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    filter.only_open = TRY(call.query_number("open", 0, 1, 0)) == 1;
    const Page page = TRY(call.query_page(kVisitPage));
    filter.limit = page.limit;
    filter.offset = page.offset;
    json list = json::array();
    for (const StoredVisit& each : TRY(Visits::list(call.db, filter))) list.push_back(view_for(call, each));
    return ApiAnswer{{{"visits", list}, {"total", TRY(Visits::count(call.db, filter))}}};
}

Result<StoredVisit> find_visit(database::Connection& connection, const VisitId& id) {
    auto found = TRY(Visits::find(connection, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such visit.");
    return std::move(*found);
}

Result<ApiAnswer> show_visit(StaffCall& call) {
    const auto id = TRY(call.path_id<VisitId>(0));
    TRY(call.body.done());
    return ApiAnswer{view_for(call, TRY(find_visit(call.db, id)))};
}

/// Does one thing to the visit of the path, and shows it.
template <typename Step>
Result<ApiAnswer> do_to_visit(StaffCall& call, Step step) {
    const auto id = TRY(call.path_id<VisitId>(0));
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(step(work, id));
        return ApiAnswer{view_for(call, TRY(find_visit(work.db(), id)))};
    });
}

Result<ApiAnswer> cancel_visit(StaffCall& call) {
    const std::string reason = call.body.text("reason", kMaxVisitReason);
    return do_to_visit(
        call, [&](Work& work, const VisitId& id) { return call.services.visits.cancel_by_staff(work, id, reason); });
}

Result<ApiAnswer> check_in_visit(StaffCall& call) {
    return do_to_visit(call,
                       [&](Work& work, const VisitId& id) { return call.services.visits.check_in_by_staff(work, id); });
}

Result<ApiAnswer> begin_visit(StaffCall& call) {
    const auto began = Timestamp::from_ms(call.body.integer("began_ms", 1, wire::kMaxTimestampMs));
    return do_to_visit(call,
                       [&](Work& work, const VisitId& id) { return call.services.visits.begin(work, id, began); });
}

Result<ApiAnswer> end_visit(StaffCall& call) {
    const auto began = Timestamp::from_ms(call.body.integer("began_ms", 1, wire::kMaxTimestampMs));
    const auto ended = Timestamp::from_ms(call.body.integer("ended_ms", 1, wire::kMaxTimestampMs));
    return do_to_visit(call,
                       [&](Work& work, const VisitId& id) { return call.services.visits.end(work, id, began, ended); });
}

Result<ApiAnswer> list_visitors(StaffCall& call) {
    const auto resident = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    json list = json::array();
    for (const PossibleVisitor& each : TRY(possible_visitors(call.db, resident))) list.push_back(view(each));
    return ApiAnswer{{{"visitors", list}}};
}

Result<ApiAnswer> show_visitor(StaffCall& call) {
    const auto contact = TRY(call.path_id<ContactId>(0));
    TRY(call.body.done());
    return ApiAnswer{view(TRY(visitor_standing(call.db, contact)))};
}

/// Does one thing to the contact of the path, and shows how it stands.
template <typename Step>
Result<ApiAnswer> do_to_visitor(StaffCall& call, Step step) {
    const auto contact = TRY(call.path_id<ContactId>(0));
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(step(work, contact));
        return ApiAnswer{view(TRY(visitor_standing(work.db(), contact)))};
    });
}

Result<ApiAnswer> set_visitor(StaffCall& call) {
    const bool may = call.body.flag("may_visit");
    return do_to_visitor(call, [&](Work& work, const ContactId& id) { return set_may_visit(work, id, may); });
}

Result<ApiAnswer> turn_visitor_down(StaffCall& call) {
    const std::string rule = call.body.text("rule", wire::kMaxLineCharacters);
    const std::string reason = call.body.text("reason", wire::kMaxLineCharacters);
    return do_to_visitor(call, [&](Work& work, const ContactId& id) {
        return refuse_visitor(work, call.services.notices, id, rule, reason);
    });
}

Result<ApiAnswer> list_separations(StaffCall& call) {
    TRY(call.body.done());
    const auto resident = TRY(call.query_id<ResidentId>("resident_id"));
    const Page page = TRY(call.query_page(kSeparationPage));
    json list = json::array();
    for (const Separation& each : TRY(separations(call.db, resident, page.limit, page.offset)))
        list.push_back(view(each));
    return ApiAnswer{{{"separations", list}}};
}

Result<ApiAnswer> add_separation(StaffCall& call) {
    const auto one = call.body.id<ResidentId>("one_id");
    const auto other = call.body.id<ResidentId>("other_id");
    const std::string reason = call.body.text("reason", wire::kMaxLineCharacters);
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(separate(work, one, other, reason));
        return ApiAnswer{{{"conflicts", TRY(count_separation_conflicts(work.db(), one, other))}}, 201};
    });
}

Result<ApiAnswer> remove_separation(StaffCall& call) {
    const auto one = call.body.id<ResidentId>("one_id");
    const auto other = call.body.id<ResidentId>("other_id");
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return end_separation(work, one, other); }));
    return ApiAnswer{};
}

}  // namespace

void add_visit_routes(http::Router& router, StaffApi& api) {
    const std::string readers = "request_staff trust_office auditor";
    const std::string staff = "request_staff";
    const std::string reporters = "request_staff provider";
    const auto add = [&](Method method, const char* path, const std::string& roles, ApiHandler handler) {
        add_api_route(router, api, method, std::string("/api/v1/") + path, roles, handler);
    };
    add(Method::kGet, "visits/plan", readers, &show_plan);
    add(Method::kPut, "visits/plan", "trust_office", &set_plan);
    add(Method::kGet, "visits", readers + " provider", &list_visits);
    add(Method::kGet, "visits/{id}", readers + " provider", &show_visit);
    add(Method::kPost, "visits/{id}/cancel", staff, &cancel_visit);
    add(Method::kPost, "visits/{id}/check-in", staff, &check_in_visit);
    add(Method::kPost, "visits/{id}/begin", reporters, &begin_visit);
    add(Method::kPost, "visits/{id}/end", reporters, &end_visit);
    add(Method::kGet, "residents/{id}/visitors", readers, &list_visitors);
    add(Method::kGet, "contacts/{id}/visitor", readers, &show_visitor);
    add(Method::kPut, "contacts/{id}/visitor", staff, &set_visitor);
    add(Method::kPost, "contacts/{id}/visitor/refuse", staff, &turn_visitor_down);
    add(Method::kGet, "separations", "request_staff auditor", &list_separations);
    add(Method::kPost, "separations", staff, &add_separation);
    add(Method::kPost, "separations/remove", staff, &remove_separation);
}

}  // namespace dayroom::facility
