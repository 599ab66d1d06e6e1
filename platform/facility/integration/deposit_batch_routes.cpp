// The trust office: files of deposits.
#include "platform/facility/integration/deposits_body.h"
#include "platform/facility/integration/file_import.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/trust_office_view.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

ApiAnswer refused_file(const DepositReport& report, const DeductionNames& names) {
    json body = view(report, names);
    tell_nothing_booked(body, report.problem, report.wrong);
    return {body, 400};
}

/// All lines, the valid ones when that is asked for, or nothing. A dry run only says what would happen.
Result<ApiAnswer> import_deposits(StaffCall& call) {
    const bool dry_run = call.body.optional_flag("dry_run");
    const bool valid_lines = TRY(read_apply(call.body));
    const std::string key = read_import_key(call.body, dry_run);
    const DepositFile file = TRY(read_deposit_file(call.body));
    TRY(call.body.done());
    if (!dry_run) {
        auto first = TRY(find_first_answer(call, "deposit_batch", key));
        if (first) return std::move(*first);
    }
    const Timestamp now = call.services.clock.now();
    const DepositReport report = TRY(DepositBatches::check(call.db, file, now));
    const DeductionNames names = TRY(deduction_names(call.db, now));
    if (dry_run) {
        json body = view(report, names);
        body["applied"] = false;
        return ApiAnswer{body};
    }
    if (!report.may_apply(valid_lines)) return refused_file(report, names);
    return once(call, "deposit_batch", key, [&](Work& work) -> Result<ApiAnswer> {
        const auto id = work.make_id<DepositBatchId>();
        json body = view(TRY(call.services.deposit_batches.book(work, id, file, valid_lines)));
        body["id"] = id.to_string();
        body["applied"] = true;
        return ApiAnswer{body, 201};
    });
}

Result<ApiAnswer> list_batches(StaffCall& call) {
    TRY(call.body.done());
    const Page page = TRY(call.query_page(kDepositBatchPage));
    json all = json::array();
    for (const DepositBatch& batch : TRY(DepositBatches::list(call.db, page.limit, page.offset)))
        all.push_back(view(batch));
    const std::int64_t total = TRY(call.db.number("SELECT count(*) FROM deposit_batch"));
    return ApiAnswer{{{"batches", all}, {"total", total}}};
}

Result<ApiAnswer> show_batch(StaffCall& call) {
    const auto id = TRY(call.path_id<DepositBatchId>(0));
    TRY(call.body.done());
    const Page page = TRY(call.query_page(kDepositBatchPage));
    const auto batch = TRY(DepositBatches::find(call.db, id));
    if (!batch) return Error(ErrorCode::kNotFound, "There is no such file of deposits.");
    json lines = json::array();
    for (const BookedLine& line : TRY(DepositBatches::lines(call.db, id, page.limit, page.offset))) {
        const DeductionNames names = TRY(deduction_names(call.db, line.transfer));
        lines.push_back(view(line, names));
    }
    return ApiAnswer{{{"batch", view(*batch)}, {"lines", lines}, {"total", batch->booked}}};
}

}  // namespace

void add_deposit_batch_routes(http::Router& router, StaffApi& api) {
    const std::string batches = "/api/v1/deposit-batches";
    add_api_route(router, api, Method::kGet, batches, "trust_office auditor", &list_batches);
    add_api_route(router, api, Method::kPost, batches, "trust_office", &import_deposits, kMaxDepositFileBytes);
    add_api_route(router, api, Method::kGet, batches + "/{id}", "trust_office auditor", &show_batch);
}

}  // namespace dayroom::facility
