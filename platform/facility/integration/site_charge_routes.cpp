// The trust office: what the facility charges for, and charging it.
#include "platform/facility/integration/books_body.h"
#include "platform/facility/integration/file_import.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/trust_office_view.h"
#include "platform/facility/integration/trust_view.h"
#include "platform/facility/trust_office/site_charge_list.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

json charge_kinds_view(const std::vector<ChargeKind>& kinds) {
    json all = json::array();
    for (const ChargeKind& kind : kinds) all.push_back(view(kind));
    return {{"kinds", all}};
}

Result<ApiAnswer> show_charge_kinds(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{charge_kinds_view(TRY(read_charge_kinds(call.db)))};
}

Result<ApiAnswer> replace_charge_kinds(StaffCall& call) {
    std::vector<ChargeKind> kinds;
    for (JsonBody& entry : call.body.objects("kinds", kMaxChargeKinds)) {
        ChargeKind& kind = kinds.emplace_back();
        kind.code = entry.text("code", wire::kMaxCodeCharacters);
        kind.names = entry.texts("name", kMaxOwnName);
        kind.cents = Cents::of(entry.integer("cents", 0, kMaxCommandUnits));
        kind.may_be_owed = entry.flag("may_be_owed");
        TRY(entry.done());
    }
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return set_charge_kinds(work, kinds); }));
    return ApiAnswer{charge_kinds_view(kinds)};
}

Result<SiteCharge> read_site_charge(JsonBody& body) {
    SiteCharge charge;
    charge.kind = body.text("kind", wire::kMaxCodeCharacters);
    charge.reason = body.text("reason", kMaxTrustReason);
    std::int64_t cents = 0;
    if (body.has("cents")) cents = body.integer("cents", 1, kMaxCommandUnits);
    charge.unit = body.optional_id<UnitId>("unit_id");
    for (const std::string& text : body.optional_list("resident_ids", kMaxChargedResidents, 36)) {
        auto id = ResidentId::parse(text);
        if (!id.ok()) return Error(ErrorCode::kInvalid, "\"resident_ids\" must hold ids.");
        charge.residents.push_back(id.take());
    }
    if (cents > 0) charge.cents = TRY(PositiveCents::of(cents));
    return charge;
}

ApiAnswer refused_charges(const SiteChargeReport& report) {
    json body = view(report);
    body["code"] = "lines_wrong";
    body["detail"] = "Nobody was charged: " + std::to_string(report.refused) + " charges are refused.";
    body["applied"] = false;
    return {body, 400};
}

/// Everybody, those who can be when that is asked for, or nobody. A dry run only says what would happen.
Result<ApiAnswer> charge_residents(StaffCall& call) {
    const bool dry_run = call.body.optional_flag("dry_run");
    const bool valid_lines = TRY(read_apply(call.body));
    const std::string key = read_import_key(call.body, dry_run);
    const SiteCharge charge = TRY(read_site_charge(call.body));
    TRY(call.body.done());
    if (!dry_run) {
        auto first = TRY(find_first_answer(call, "site_charge", key));
        if (first) return std::move(*first);
    }
    const SiteChargeReport report = TRY(SiteCharges::check(call.db, charge));
    if (!dry_run && report.refused > 0 && !valid_lines) return refused_charges(report);
    if (dry_run) {
        json body = view(report);
        body["applied"] = false;
        return ApiAnswer{body};
    }
    return once(call, "site_charge", key, [&](Work& work) -> Result<ApiAnswer> {
        json body = view(TRY(call.services.site_charges.charge(work, charge, valid_lines)));
        body["applied"] = true;
        return ApiAnswer{body, 201};
    });
}

json made_charge_view(const MadeSiteCharge& made) {
    return {{"transfer_id", made.transfer.to_string()},
            {"kind", made.kind},
            {"kind_name", made.kind_name},
            {"resident_id", made.resident.to_string()},
            {"resident_number", made.resident_number},
            {"cents", made.amount.units()},
            {"owed", made.owed},
            {"reason", made.reason},
            {"state", name_of(made.state)},
            {"made_ms", made.made.ms()},
            {"made_by", id_or_null(made.made_by)}};
}

Result<ApiAnswer> list_site_charges(StaffCall& call) {
    TRY(call.body.done());
    SiteChargeFilter filter;
    filter.kind = call.query_text("kind");
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    filter.from = TRY(query_day(call, "from", filter.from));
    filter.to = TRY(query_day(call, "to", filter.to));
    const auto limit = static_cast<int>(TRY(call.query_number("limit", 1, kTrustPage, kApiPage)));
    const auto offset = TRY(call.query_number("offset", 0, kMaxSiteChargeOffset, 0));
    json all = json::array();
    for (const MadeSiteCharge& made : TRY(read_site_charges(call.db, filter, limit, offset)))
        all.push_back(made_charge_view(made));
    const SiteChargeTotals totals = TRY(total_site_charges(call.db, filter));
    return ApiAnswer{{{"charges", all},
                      {"total", totals.count},
                      {"charged_cents", totals.charged.units()},
                      {"owed_cents", totals.owed.units()}}};
}

}  // namespace

void add_site_charge_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/charge-kinds", "trust_office auditor", &show_charge_kinds);
    add_api_route(router, api, Method::kPut, "/api/v1/charge-kinds", "trust_office", &replace_charge_kinds);
    add_api_route(router, api, Method::kGet, "/api/v1/site-charges", "trust_office auditor", &list_site_charges);
    add_api_route(router, api, Method::kPost, "/api/v1/site-charges", "trust_office", &charge_residents);
}

}  // namespace dayroom::facility
