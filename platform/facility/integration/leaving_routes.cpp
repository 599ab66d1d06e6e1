// People who leave and come back, and what they are paid.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

json view(const std::vector<PaidObligation>& parts) {
    json list = json::array();
    for (const PaidObligation& part : parts) {
        list.push_back(
            {{"obligation_id", part.obligation.to_string()}, {"code", part.code}, {"cents", part.cents.units()}});
    }
    return list;
}

json view(const std::vector<PaidOut>& all) {
    json list = json::array();
    for (const PaidOut& one : all) {
        list.push_back({{"id", one.id.to_string()},
                        {"at_ms", one.at.ms()},
                        {"cents", one.cents.units()},
                        {"method", name_of(one.method)},
                        {"reference", one.reference},
                        {"taken_back_ms", one.taken_back.ms()}});
    }
    return list;
}

Result<ApiAnswer> show_release(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    const LeavingState state = TRY(leaving_state(call.db, id));
    const Unfinished waiting = TRY(unfinished_of(call.db, id));
    const PayOutPlan plan = TRY(call.services.pay_outs.plan(call.db, id));
    json body = dayroom::facility::view(TRY(call.services.ledger.balances(call.db, id)));
    body.update({{"state", name_of(state.state)},
                 {"orders", waiting.orders},
                 {"transfers", waiting.transfers},
                 {"requests", waiting.requests},
                 {"messages", waiting.messages},
                 {"pay_out_cents", plan.rest.units()},
                 {"pay_first", view(plan.first)},
                 {"left_ms", state.left.ms()},
                 {"closed_ms", state.closed.ms()},
                 {"pay_outs", view(TRY(PayOuts::list(call.db, id)))}});
    return ApiAnswer{body};
}

/// Again after a crash, or by somebody else: goes on where it stopped.
Result<ApiAnswer> release_resident(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    Leaving& leaving = call.services.leaving;
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return leaving.begin(work, id); }));
    bool ended = false;
    while (!ended) {
        ended =
            TRY(call.services.writer->make(call.caller.actor(), [&](Work& work) { return leaving.go_on(work, id); }));
    }
    return ApiAnswer{{{"id", id.to_string()}, {"state", "released"}}};
}

Result<ApiAnswer> take_back_resident(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    const UnitId unit = call.body.id<UnitId>("unit_id");
    TRY(call.body.done());
    Leaving& leaving = call.services.leaving;
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return leaving.come_back(work, id, unit); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "here"}, {"unit_id", unit.to_string()}}};
}

Result<ApiAnswer> pay_out(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    const std::string method_name = call.body.text("method", wire::kMaxCodeCharacters);
    const std::string reference = call.body.text("reference", kMaxPayOutReference);
    std::optional<Cents> expected;
    if (call.body.has("cents")) expected = Cents::of(call.body.integer("cents", 0, INT64_MAX));
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const PayOutMethod method = TRY(pay_out_method(method_name));
    return once(call, "pay_out/" + id.to_string(), key, [&](Work& work) -> Result<ApiAnswer> {
        const PayOutOrder order{work.make_id<TransferId>(), id, method, reference, expected};
        const PayOutPlan paid = TRY(call.services.pay_outs.pay(work, order));
        return ApiAnswer{{{"id", order.id.to_string()},
                          {"cents", paid.rest.units()},
                          {"obligations", view(paid.first)},
                          {"state", "closed"}},
                         201};
    });
}

Result<ApiAnswer> show_policy(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{{{"pay_obligations", TRY(PayOuts::pays_first(call.db))}}};
}

Result<ApiAnswer> change_policy(StaffCall& call) {
    const auto codes = call.body.list("pay_obligations", kMaxReleasePays, wire::kMaxCodeCharacters * 4);
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return PayOuts::set_pays_first(work, codes); }));
    return ApiAnswer{{{"pay_obligations", codes}}};
}

}  // namespace

void add_leaving_routes(http::Router& router, StaffApi& api) {
    const std::string one = "/api/v1/residents/{id}/";
    add_api_route(router, api, Method::kGet, one + "release", "it trust_office auditor", &show_release);
    add_api_route(router, api, Method::kPost, one + "release", "it", &release_resident);
    add_api_route(router, api, Method::kPost, one + "return", "it", &take_back_resident);
    add_api_route(router, api, Method::kPost, one + "pay-out", "trust_office", &pay_out);
    add_api_route(router, api, Method::kGet, "/api/v1/release-policy", "trust_office auditor", &show_policy);
    add_api_route(router, api, Method::kPut, "/api/v1/release-policy", "trust_office", &change_policy);
}

}  // namespace dayroom::facility
