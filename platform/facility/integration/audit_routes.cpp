// The audit log, for auditors: read in order, searched, and proven.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"
#include "platform/record/audit_search.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kAuditPage = 500;

json audit_head(const record::Head& head) { return {{"sequence", head.sequence}, {"hash", to_hex(head.hash)}}; }

/// Newest first, of one event or some days.
Result<ApiAnswer> search(StaffCall& call) {
    record::AuditSearch wanted;
    wanted.before = TRY(call.query_number("before", 0, INT64_MAX - 1, 0));
    wanted.from = Timestamp::from_ms(TRY(call.query_number("from_ms", 0, wire::kMaxTimestampMs, 0)));
    wanted.to = Timestamp::from_ms(TRY(call.query_number("to_ms", 0, wire::kMaxTimestampMs, 0)));
    const auto limit = TRY(call.query_limit(kAuditPage));
    const std::string event = call.query_text("event");
    TRY(call.body.done());
    if (!event.empty()) {
        wanted.event = record::event_of(event);
        if (!wanted.event) return Error(ErrorCode::kInvalid, "\"event\" must be one of \"kinds\".");
    }
    json list = json::array();
    for (const record::ChainedEntry& entry : TRY(record::search(call.db, wanted, limit)))
        list.push_back(facility::view(entry));
    json kinds = json::array();
    for (const record::Event each : record::all_events()) kinds.push_back(record::name_of(each));
    record::AuditLog log(call.db);
    return ApiAnswer{{{"events", list}, {"kinds", kinds}, {"head", audit_head(TRY(log.head()))}}};
}

Result<ApiAnswer> read(StaffCall& call) {
    TRY(call.body.done());
    const std::int64_t after = TRY(call.query_number("after", 0, INT64_MAX - kAuditPage - 1, 0));
    const auto limit = TRY(call.query_limit(kAuditPage));
    record::AuditLog log(call.db);
    auto entries = TRY(log.read(after + limit + 1, limit));
    std::reverse(entries.begin(), entries.end());
    json list = json::array();
    for (const record::ChainedEntry& entry : entries) {
        if (entry.sequence > after) list.push_back(facility::view(entry));
    }
    return ApiAnswer{{{"events", list}, {"head", audit_head(TRY(log.head()))}}};
}

/// Walks the whole chain.
Result<ApiAnswer> verify(StaffCall& call) {
    TRY(call.body.done());
    record::AuditLog log(call.db);
    const Status whole = log.verify();
    if (!whole.ok() && whole.error().code != ErrorCode::kCorrupt) return whole.error();
    if (!whole.ok()) call.services.alarm("the audit log is broken: " + whole.error().detail);
    const record::Head head = TRY(log.head());
    return ApiAnswer{
        {{"whole", whole.ok()}, {"sequence", head.sequence}, {"detail", whole.ok() ? "" : whole.error().detail}}};
}

}  // namespace

void add_audit_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/audit", "auditor", &read);
    add_api_route(router, api, Method::kGet, "/api/v1/audit/search", "auditor", &search);
    add_api_route(router, api, Method::kPost, "/api/v1/audit/verify", "auditor", &verify);
}

}  // namespace dayroom::facility
