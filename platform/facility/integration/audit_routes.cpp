// The audit log, for auditors: read in order, and proven.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kAuditPage = 500;

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
    const record::Head head = TRY(log.head());
    return ApiAnswer{{{"events", list}, {"head", {{"sequence", head.sequence}, {"hash", to_hex(head.hash)}}}}};
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
    add_api_route(router, api, Method::kPost, "/api/v1/audit/verify", "auditor", &verify);
}

}  // namespace dayroom::facility
