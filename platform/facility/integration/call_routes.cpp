// The phone account: files of call records, calls, and money that is given back for one.
#include "platform/facility/integration/calls_body.h"
#include "platform/facility/integration/file_import.h"
#include "platform/facility/integration/phone_view.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/trust_office_view.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

ApiAnswer refused_calls(const CallReport& report) {
    json body = view(report, true);
    tell_nothing_booked(body, report.problem, report.wrong);
    return {body, 400};
}

/// All lines, the valid ones when that is asked for, or nothing. A dry run only says what would happen.
Result<ApiAnswer> import_calls(StaffCall& call) {
    const bool dry_run = call.body.optional_flag("dry_run");
    const bool valid_lines = TRY(read_apply(call.body));
    const std::string key = read_import_key(call.body, dry_run);
    const CallFile file = TRY(read_call_file(call.body));
    TRY(call.body.done());
    if (!dry_run) {
        auto first = TRY(find_first_answer(call, "phone_calls", key));
        if (first) return std::move(*first);
    }
    const CallReport report = TRY(PhoneCalls::check(call.db, file, call.services.clock.now()));
    if (dry_run) {
        json body = view(report, true);
        body["applied"] = false;
        return ApiAnswer{body};
    }
    if (!report.may_apply(valid_lines)) return refused_calls(report);
    return once(call, "phone_calls", key, [&](Work& work) -> Result<ApiAnswer> {
        const auto id = work.make_id<PhoneBatchId>();
        json body = view(TRY(call.services.phone_calls.book(work, id, file, valid_lines)), false);
        body["id"] = id.to_string();
        body["applied"] = true;
        return ApiAnswer{body, 201};
    });
}

Result<ApiAnswer> list_calls(StaffCall& call) {
    TRY(call.body.done());
    CallFilter filter;
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    filter.batch = TRY(call.query_id<PhoneBatchId>("batch_id"));
    filter.record = call.query_text("record");
    filter.only_uncovered = TRY(call.query_number("uncovered", 0, 1, 0)) == 1;
    const Page page = TRY(call.query_page(kCallPage));
    filter.limit = page.limit;
    filter.offset = page.offset;
    json list = json::array();
    for (const StoredCall& each : TRY(PhoneCalls::list(call.db, filter))) list.push_back(view(each));
    const std::int64_t total = TRY(PhoneCalls::count(call.db, filter));
    return ApiAnswer{{{"calls", list}, {"total", total}}};
}

Result<ApiAnswer> list_call_files(StaffCall& call) {
    TRY(call.body.done());
    const Page page = TRY(call.query_page(kCallPage));
    json list = json::array();
    for (const PhoneBatch& each : TRY(PhoneCalls::batches(call.db, page.limit, page.offset)))
        list.push_back(view(each));
    const std::int64_t total = TRY(call.db.number("SELECT count(*) FROM phone_batch"));
    return ApiAnswer{{{"batches", list}, {"total", total}}};
}

Result<ApiAnswer> give_back_call(StaffCall& call) {
    const auto id = TRY(call.path_id<PhoneCallId>(0));
    const std::int64_t cents = call.body.integer("cents", 1, kMaxCommandUnits);
    const std::string reason = call.body.text("reason", wire::kMaxLineCharacters);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const PositiveCents amount = TRY(PositiveCents::of(cents));
    return once(call, "phone_give_back", key, [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.phone_calls.give_back(work, id, amount, reason));
        const auto found = TRY(PhoneCalls::find(work.db(), id));
        if (!found) return Error(ErrorCode::kNotFound, "There is no such call.");
        return ApiAnswer{view(*found)};
    });
}

}  // namespace

void add_call_routes(http::Router& router, StaffApi& api) {
    const std::string readers = "trust_office auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/phone/calls", readers, &list_calls);
    add_api_route(router, api, Method::kPost, "/api/v1/phone/calls", "trust_office", &import_calls, kMaxCallFileBytes);
    add_api_route(router, api, Method::kGet, "/api/v1/phone/call-files", readers, &list_call_files);
    add_api_route(router, api, Method::kPost, "/api/v1/phone/calls/{id}/give-back", "trust_office", &give_back_call);
}

}  // namespace dayroom::facility
