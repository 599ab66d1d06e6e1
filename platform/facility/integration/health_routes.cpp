// What health staff see: the board of what waits at their desks; and which desks are theirs.
#include "platform/facility/integration/request_page.h"
#include "platform/facility/requests/sick_call.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

json desks_json(const std::vector<HealthDesk>& desks) {
    json list = json::array();
    for (const HealthDesk& desk : desks)
        list.push_back({{"role", desk.role}, {"triage_within_hours", desk.triage_hours}});
    return list;
}

Result<ApiAnswer> list_health_desks(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{{{"desks", desks_json(TRY(health_desks(call.db)))}}};
}

/// All of them.
Result<ApiAnswer> put_health_desks(StaffCall& call) {
    std::vector<HealthDesk> desks;
    for (JsonBody& each : call.body.objects("desks", kMaxHealthDesks)) {
        const std::string role = each.text("role", forms::kMaxCodeBytes);
        desks.push_back({role, static_cast<int>(each.integer("triage_within_hours", 1, kMaxTriageHours))});
        TRY(each.done());
    }
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return set_health_desks(work, desks); }));
    return ApiAnswer{{{"desks", desks_json(TRY(health_desks(call.db)))}}};
}

Result<ApiAnswer> read_board(StaffCall& call) {
    TRY(call.body.done());
    const int limit = TRY(call.query_limit(kMaxBoard, kMaxBoard));
    const DeskViewer viewer = TRY(viewer_of(call));
    const Timestamp now = call.services.clock.now();
    const SickCallBoard board = TRY(sick_call_board(call.db, viewer, now, limit));
    json list = json::array();
    for (const BoardEntry& entry : board.entries) {
        json shown = shown_to(viewer, entry.request);
        shown["clock"] = entry.triage ? "triage" : entry.due.is_set() ? "answer" : "none";
        shown["due_ms"] = entry.due.ms();
        list.push_back(std::move(shown));
    }
    return ApiAnswer{{{"requests", list},
                      {"waiting", board.waiting},
                      {"urgent", board.urgent},
                      {"overdue", board.overdue},
                      {"looked_ms", now.ms()}}};
}

}  // namespace

void add_health_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/health-desks", "it auditor", &list_health_desks);
    add_api_route(router, api, Method::kPut, "/api/v1/health-desks", "it", &put_health_desks);
    add_api_route(router, api, Method::kGet, "/api/v1/sick-call", "request_staff", &read_board);
}

}  // namespace dayroom::facility
