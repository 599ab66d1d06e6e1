// Proof of the books: tie-outs, what they found, and what flows in and out.
#include <charconv>

#include "platform/facility/books/read_off.h"
#include "platform/facility/integration/books_body.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

json view(const NamedDifference& named) {
    const TieOutDifference& difference = named.difference;
    return {{"what", difference.what},
            {"account", difference.account == 0 ? json() : json(difference.account)},
            {"kind", named.kind.empty() ? json() : json(named.kind)},
            {"code", named.code.empty() ? json() : json(named.code)},
            {"resident_id", named.resident ? json(named.resident->to_string()) : json()},
            {"resident_number", named.resident_number.empty() ? json() : json(named.resident_number)},
            {"transfer_id", named.transfer ? json(named.transfer->to_string()) : json()},
            {"unit", named.unit == 1   ? json("cents")
                     : named.unit == 2 ? json("credits")
                                       : json()},
            {"stored", difference.stored},
            {"computed", difference.computed}};
}

json list_of(const std::vector<NamedDifference>& all) {
    json list = json::array();
    for (const NamedDifference& one : all) list.push_back(view(one));
    return list;
}

json head_of(const KeptTieOut& kept) {
    return {{"at_ms", kept.at.ms()},          {"day", kept.day},         {"ties", kept.differences == 0},
            {"through", kept.through},        {"entries", kept.entries}, {"differences", kept.differences},
            {"duration_ms", kept.duration_ms}};
}

Result<ApiAnswer> whole(StaffCall& call, const KeptTieOut& kept) {
    json body = head_of(kept);
    body["control"] = dayroom::facility::view(TRY(kept_control(call.db, kept.at)));
    body["differences"] = list_of(TRY(kept_differences(call.db, kept.at)));
    body["report"] = kept.report;
    return ApiAnswer{body};
}

/// Proves the books now, and keeps the result.
Result<ApiAnswer> run_tie_out(StaffCall& call) {
    TRY(call.body.done());
    const TieOutReport report = TRY(prove_books(call));
    const auto kept = TRY(kept_tie_out(call.db, report.at));
    return ApiAnswer{{{"at_ms", report.at.ms()},
                      {"day", kept ? kept->day : std::string()},
                      {"ties", report.ties()},
                      {"through", report.through},
                      {"accounts", report.accounts},
                      {"transfers", report.transfers},
                      {"entries", report.entries},
                      {"open_holds", report.open_holds},
                      {"duration_ms", report.duration_ms},
                      {"resident_cents", report.resident_cents},
                      {"house_cents", report.house_cents},
                      {"resident_credits", report.resident_credits},
                      {"house_credits", report.house_credits},
                      {"control", dayroom::facility::view(report.control)},
                      {"differences", list_of(TRY(name_differences(call.db, report.differences)))}}};
}

Result<ApiAnswer> last_tie_out(StaffCall& call) {
    TRY(call.body.done());
    const auto last = TRY(kept_tie_outs(call.db, std::nullopt, 1));
    if (last.empty()) return Error(ErrorCode::kNotFound, "The books were not tied out yet.");
    return whole(call, last.front());
}

Result<ApiAnswer> list_tie_outs(StaffCall& call) {
    TRY(call.body.done());
    const auto limit = TRY(call.query_limit(kTieOutPage));
    const std::int64_t before = TRY(call.query_number("before_ms", 1, INT64_MAX, INT64_MAX));
    const auto kept = TRY(kept_tie_outs(call.db, Timestamp::from_ms(before), limit));
    json list = json::array();
    for (const KeptTieOut& one : kept) list.push_back(head_of(one));
    const bool more = kept.size() == static_cast<std::size_t>(limit);
    return ApiAnswer{{{"tie_outs", list}, {"next_before_ms", more ? kept.back().at.ms() : 0}}};
}

Result<ApiAnswer> show_tie_out(StaffCall& call) {
    TRY(call.body.done());
    const std::string& text = call.request.parameters.at(0);
    std::int64_t at = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), at);
    const bool is_number = failure == std::errc() && end == text.data() + text.size();
    const auto kept = is_number ? TRY(kept_tie_out(call.db, Timestamp::from_ms(at))) : std::nullopt;
    if (!kept) return Error(ErrorCode::kNotFound, "There is no tie-out of this time.");
    return whole(call, *kept);
}

Result<ApiAnswer> show_flows(StaffCall& call) {
    TRY(call.body.done());
    const DayRange range = TRY(query_days(call, kMaxFlowDays));
    TRY(read_off_now(call));
    json days = json::array();
    Cents in;
    Cents out;
    for (const DayFlow& flow : TRY(flows(call.db, range.from, range.to))) {
        if (days.empty() || days.back()["day"] != flow.day) {
            days.push_back({{"day", flow.day}, {"in_cents", 0}, {"out_cents", 0}, {"kinds", json::array()}});
            in = out = Cents();
        }
        in = TRY(in.plus(flow.in));
        out = TRY(out.plus(flow.out));
        days.back()["in_cents"] = in.units();
        days.back()["out_cents"] = out.units();
        days.back()["kinds"].push_back(
            {{"kind", wire::name_of(static_cast<wire::Transaction::Kind>(static_cast<int>(flow.kind)))},
             {"in_cents", flow.in.units()},
             {"out_cents", flow.out.units()},
             {"count", flow.entries}});
    }
    return ApiAnswer{{{"days", days}}};
}

}  // namespace

void add_books_routes(http::Router& router, StaffApi& api) {
    const char* readers = "trust_office auditor";
    add_api_route(router, api, Method::kPost, "/api/v1/tie-out", readers, &run_tie_out);
    add_api_route(router, api, Method::kGet, "/api/v1/tie-out", readers, &last_tie_out);
    add_api_route(router, api, Method::kGet, "/api/v1/tie-outs", readers, &list_tie_outs);
    add_api_route(router, api, Method::kGet, "/api/v1/tie-outs/{at_ms}", readers, &show_tie_out);
    add_api_route(router, api, Method::kGet, "/api/v1/money-flows", readers, &show_flows);
}

}  // namespace dayroom::facility
