// Whether a receipt is genuine, and requests as proof: and the record of one for a court.
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/integration/form_body.h"
#include "platform/facility/integration/other_receipts.h"
#include "platform/facility/integration/request_page.h"
#include "platform/facility/request_records/record_file.h"
#include "platform/facility/requests/health.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

/// Whether a code on paper is genuine: what was filed or bought under it, as far as role and desks of who asks allow.
Result<ApiAnswer> verify_receipt(StaffCall& call) {
    TRY(call.body.done());
    const std::string& code = call.request.parameters.at(0);
    const DeskViewer viewer = TRY(viewer_of(call));
    json list = json::array();
    json others = json::array();
    const bool well_formed = rules::is_receipt_code(code);
    if (well_formed) {
        for (const RequestSummary& found : TRY(call.services.requests.find_by_receipt(call.db, code))) {
            list.push_back(shown_to(viewer, found));
            list.back()["may_save_record"] = TRY(may_save_record(call.db, viewer, found));
        }
        for (const OtherReceipt& found : TRY(other_receipts(call.db, code)))
            others.push_back(receipt_view(found, call.caller.role));
    }
    return ApiAnswer{{{"code", code},
                      {"well_formed", well_formed},
                      {"requests", list},
                      {"others", others},
                      {"looked_ms", call.services.clock.now().ms()}}};
}

}  // namespace

/// An auditor is told which by somebody at the desk, or by a receipt.
Status check_may_save_record(StaffCall& call, const RequestId& id) {
    const auto summary = TRY(call.services.requests.find(call.db, id));
    if (!summary) return Error(ErrorCode::kNotFound, "There is no such request.");
    const DeskViewer viewer = TRY(viewer_of(call));
    if (TRY(may_save_record(call.db, viewer, *summary))) return {};
    if (viewer.role == "auditor" || may_open(viewer, *summary))
        return Error(ErrorCode::kDenied, "The record of what is about health is for who has its desk.",
                     "health_staff_only");
    return Error(ErrorCode::kDenied, "This request is at another desk.", "other_desk");
}

namespace {

Result<ApiAnswer> export_record(StaffCall& call) {
    const RequestId id = TRY(call.path_id<RequestId>(0));
    TRY(call.body.done());
    TRY(check_may_save_record(call, id));
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

}  // namespace

void add_record_routes(http::Router& router, StaffApi& api) {
    const char* readers = "request_staff trust_office auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/receipts/{code}", "reviewer request_staff trust_office auditor",
                  &verify_receipt);
    add_api_route(router, api, Method::kGet, "/api/v1/requests/{id}/record", readers, &export_record);
}

}  // namespace dayroom::facility
