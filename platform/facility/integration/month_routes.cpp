// Months of the books: which are closed, and what the accounts held at their end.
#include "platform/facility/books/months.h"
#include "platform/facility/integration/books_body.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

const char* name_of(Month::State state) {
    switch (state) {
        case Month::State::kRunning:
            return "running";
        case Month::State::kOpen:
            return "open";
        case Month::State::kClosed:
            return "closed";
    }
    return "unknown";
}

json month_view(const Month& month) {
    return {{"month", rules::name_of(month.month)},
            {"from_ms", month.month.begin.ms()},
            {"to_ms", month.month.end.ms()},
            {"state", name_of(month.state)},
            {"revision", month.revision},
            {"entries", month.entries},
            {"unmatched_bank_lines", month.unmatched_bank_lines},
            {"closed_ms", month.closed.ms()},
            {"closed_by", month.closed_by ? json(month.closed_by->to_string()) : json()},
            {"closed_by_name", month.closed_by_name},
            {"reopened_ms", month.reopened.ms()},
            {"reopened_by_name", month.reopened_by_name},
            {"reopened_reason", month.reopened_reason}};
}

Result<ApiAnswer> month_answer(StaffCall& call, const std::string& name) {
    const Month month = TRY(Months::find(call.db, name, call.services.clock.now()));
    json body = month_view(month);
    body["control"] = view(TRY(Months::control(call.db, month)));
    return ApiAnswer{body};
}

Result<ApiAnswer> list_months(StaffCall& call) {
    TRY(call.body.done());
    json list = json::array();
    for (const Month& month : TRY(Months::list(call.db, call.services.clock.now()))) list.push_back(month_view(month));
    return ApiAnswer{{{"months", list}}};
}

Result<ApiAnswer> show_month(StaffCall& call) {
    TRY(call.body.done());
    return month_answer(call, call.request.parameters.at(0));
}

Result<ApiAnswer> close_month(StaffCall& call) {
    TRY(call.body.done());
    const std::string& name = call.request.parameters.at(0);
    const MonthSum sum = TRY(Months::add_up(call.db, name, call.services.clock.now()));
    const TieOutReport report = TRY(prove_books(call));
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return Months::close(work, sum, report); }));
    return month_answer(call, name);
}

Result<ApiAnswer> reopen_month(StaffCall& call) {
    const std::string reason = call.body.text("reason", kMaxReopenReason);
    TRY(call.body.done());
    const std::string& name = call.request.parameters.at(0);
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return Months::reopen(work, name, reason); }));
    return month_answer(call, name);
}

}  // namespace

void add_month_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/months", "trust_office auditor", &list_months);
    add_api_route(router, api, Method::kGet, "/api/v1/months/{month}", "trust_office auditor", &show_month);
    add_api_route(router, api, Method::kPost, "/api/v1/months/{month}/close", "trust_office", &close_month);
    add_api_route(router, api, Method::kPost, "/api/v1/months/{month}/reopen", "trust_office", &reopen_month);
}

}  // namespace dayroom::facility
