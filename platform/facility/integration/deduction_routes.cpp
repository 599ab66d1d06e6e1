// The trust office: what is taken from deposits, and what other rules would have taken.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/trust_view.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

json set_view(const RuleSet& set) {
    json rules = json::array();
    for (const StoredRule& rule : set.rules) rules.push_back(view(rule));
    return {{"revision", set.revision},
            {"made_ms", set.made.ms()},
            {"made_by", id_or_null(set.made_by)},
            {"reason", set.reason},
            {"rules", rules}};
}

Result<ApiAnswer> show_deductions(StaffCall& call) {
    TRY(call.body.done());
    const std::int64_t revision = TRY(call.query_number("revision", 0, INT64_MAX, 0));
    return ApiAnswer{set_view(TRY(read_deduction_rules(call.db, revision)))};
}

Result<ApiAnswer> list_revisions(StaffCall& call) {
    TRY(call.body.done());
    const Page page = TRY(call.query_page(500));
    json all = json::array();
    for (const RuleRevision& one : TRY(list_rule_revisions(call.db, page.limit, page.offset))) {
        all.push_back({{"revision", one.revision},
                       {"made_ms", one.made.ms()},
                       {"made_by", id_or_null(one.made_by)},
                       {"reason", one.reason},
                       {"rules", one.rules}});
    }
    const std::int64_t total = TRY(call.db.number("SELECT count(*) FROM deduction_revision"));
    return ApiAnswer{{{"revisions", all}, {"total", total}}};
}

Result<ApiAnswer> set_deductions(StaffCall& call) {
    const std::vector<StoredRule> rules = TRY(read_rules(call.body));
    const std::string reason = call.body.text("reason", kMaxRuleReason);
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(set_deduction_rules(work, rules, reason));
        return ApiAnswer{set_view(TRY(read_deduction_rules(work.db())))};
    });
}

Result<ApiAnswer> preview_deductions(StaffCall& call) {
    const std::vector<StoredRule> rules = TRY(read_rules(call.body));
    PreviewPeriod period;
    period.from = Timestamp::from_ms(call.body.integer("from_ms", 0, wire::kMaxTimestampMs));
    period.until = Timestamp::from_ms(call.body.integer("until_ms", 0, wire::kMaxTimestampMs));
    period.as_of = Timestamp::from_ms(
        call.body.optional_integer("as_of_ms", 0, wire::kMaxTimestampMs, call.services.clock.now().ms()));
    const auto limit = static_cast<std::size_t>(call.body.optional_integer("limit", 1, 500, kApiPage));
    const auto offset = static_cast<std::size_t>(call.body.optional_integer("offset", 0, 1'000'000, 0));
    TRY(call.body.done());
    const DeductionPreview preview = TRY(preview_deduction_rules(call.db, rules, period));
    json residents = json::array();
    for (std::size_t at = offset; at < preview.changed.size() && residents.size() < limit; ++at)
        residents.push_back(view(preview.changed[at]));
    DeductionNames names;  // those asked about first, then those that count now
    for (const StoredRule& stored : rules) names.emplace(stored.rule.code, stored.names);
    names.merge(TRY(deduction_names(call.db, call.services.clock.now())));
    json shown = view(preview, names);
    shown["residents"] = residents;
    return ApiAnswer{shown};
}

}  // namespace

void add_deduction_routes(http::Router& router, StaffApi& api) {
    const std::string rules = "/api/v1/deduction-rules";
    add_api_route(router, api, Method::kGet, rules, "trust_office auditor", &show_deductions);
    add_api_route(router, api, Method::kPut, rules, "trust_office", &set_deductions);
    add_api_route(router, api, Method::kGet, rules + "/revisions", "trust_office auditor", &list_revisions);
    add_api_route(router, api, Method::kPost, rules + "/preview", "trust_office auditor", &preview_deductions);
}

}  // namespace dayroom::facility
