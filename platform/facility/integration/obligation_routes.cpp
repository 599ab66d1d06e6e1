// The trust office: obligations.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/trust_view.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<json> obligation_view(database::Connection& connection, const ObligationId& id) {
    const auto listed = TRY(find_listed_obligation(connection, id));
    if (!listed) return Error(ErrorCode::kNotFound, "There is no such obligation.");
    return view(*listed);
}

Result<std::optional<Obligation::State>> obligation_state_named(const std::string& name) {
    using State = Obligation::State;
    if (name.empty()) return std::optional<State>();
    for (const State state : {State::kActive, State::kInactive, State::kFulfilled}) {
        if (name == wire::name_of(static_cast<wire::Obligation::State>(state))) return std::optional<State>(state);
    }
    return Error(ErrorCode::kInvalid, "\"state\" must be active, inactive or fulfilled.");
}

Result<ApiAnswer> list_all(StaffCall& call) {
    TRY(call.body.done());
    ObligationFilter filter;
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    filter.code = call.query_text("code");
    filter.state = TRY(obligation_state_named(call.query_text("state")));
    const Page page = TRY(call.query_page(kObligationPage));
    json all = json::array();
    for (const ListedObligation& listed : TRY(list_obligations(call.db, filter, page.limit, page.offset)))
        all.push_back(view(listed));
    const ObligationTotals totals = TRY(total_obligations(call.db, filter));
    return ApiAnswer{{{"obligations", all}, {"total", totals.count}, {"owed_cents", totals.owed.units()}}};
}

Result<ApiAnswer> show_one(StaffCall& call) {
    const ObligationId id = TRY(call.path_id<ObligationId>(0));
    TRY(call.body.done());
    json shown = TRY(obligation_view(call.db, id));
    json steps = json::array();
    for (const ObligationStep& step : TRY(read_obligation_steps(call.db, id))) steps.push_back(view(step));
    shown["steps"] = steps;
    return ApiAnswer{shown};
}

Result<ApiAnswer> set_obligation(StaffCall& call) {
    const ResidentId resident = call.body.id<ResidentId>("resident_id");
    const std::string code = call.body.text("code", wire::kMaxCodeCharacters);
    const std::string legal_basis = call.body.optional_text("legal_basis", wire::kMaxLineCharacters);
    const std::int64_t cents = call.body.integer("cents", 1, kMaxCommandUnits);
    const auto priority = static_cast<int>(
        call.body.optional_integer("priority", 1, Obligation::kMaxPriority, Obligation::kUsualPriority));
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const PositiveCents owed = TRY(PositiveCents::of(cents));
    return once(call, "obligation", key, [&](Work& work) -> Result<ApiAnswer> {
        const ObligationId id = work.make_id<ObligationId>();
        TRY(call.services.obligations.set(work, id, resident, code, legal_basis, owed, priority));
        return ApiAnswer{TRY(obligation_view(work.db(), id)), 201};
    });
}

Result<ApiAnswer> amend(StaffCall& call) {
    const ObligationId id = TRY(call.path_id<ObligationId>(0));
    const std::int64_t cents = call.body.integer("set_cents", 1, kMaxCommandUnits);
    const std::string reason = call.body.text("reason", kMaxObligationReason);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const PositiveCents whole = TRY(PositiveCents::of(cents));
    return once(call, "obligation_amount", key, [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.obligations.amend(work, id, whole, reason));
        return ApiAnswer{TRY(obligation_view(work.db(), id))};
    });
}

Result<ApiAnswer> forgive(StaffCall& call) {
    const ObligationId id = TRY(call.path_id<ObligationId>(0));
    const std::string reason = call.body.text("reason", kMaxObligationReason);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    return once(call, "obligation_forgive", key, [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.obligations.forgive(work, id, reason));
        return ApiAnswer{TRY(obligation_view(work.db(), id))};
    });
}

Result<ApiAnswer> pay(StaffCall& call) {
    const ObligationId id = TRY(call.path_id<ObligationId>(0));
    const std::int64_t cents = call.body.integer("cents", 1, kMaxCommandUnits);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const PositiveCents amount = TRY(PositiveCents::of(cents));
    return once(call, "obligation_pay", key, [&](Work& work) -> Result<ApiAnswer> {
        const TransferId transfer = work.make_id<TransferId>();
        TRY(call.services.obligations.pay(work, transfer, id, amount));
        return ApiAnswer{{{"id", transfer.to_string()}, {"obligation", TRY(obligation_view(work.db(), id))}}, 201};
    });
}

Result<ApiAnswer> set_state(StaffCall& call) {
    const ObligationId id = TRY(call.path_id<ObligationId>(0));
    const std::string state = call.body.text("state", 16);
    const std::string reason = call.body.text("reason", kMaxObligationReason);
    TRY(call.body.done());
    if (state != "active" && state != "inactive")
        return Error(ErrorCode::kInvalid, "\"state\" must be active or inactive.");
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.obligations.set_active(work, id, state == "active", reason));
        return ApiAnswer{TRY(obligation_view(work.db(), id))};
    });
}

Result<ApiAnswer> set_priority(StaffCall& call) {
    const ObligationId id = TRY(call.path_id<ObligationId>(0));
    const auto priority = static_cast<int>(call.body.integer("priority", 1, Obligation::kMaxPriority));
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.obligations.set_priority(work, id, priority));
        return ApiAnswer{TRY(obligation_view(work.db(), id))};
    });
}

}  // namespace

void add_obligation_routes(http::Router& router, StaffApi& api) {
    const std::string all = "/api/v1/obligations";
    const std::string one = all + "/{id}";
    add_api_route(router, api, Method::kGet, all, "trust_office auditor", &list_all);
    add_api_route(router, api, Method::kPost, all, "trust_office", &set_obligation);
    add_api_route(router, api, Method::kGet, one, "trust_office auditor", &show_one);
    add_api_route(router, api, Method::kPost, one + "/amount", "trust_office", &amend);
    add_api_route(router, api, Method::kPost, one + "/state", "trust_office", &set_state);
    add_api_route(router, api, Method::kPost, one + "/priority", "trust_office", &set_priority);
    add_api_route(router, api, Method::kPost, one + "/forgive", "trust_office", &forgive);
    add_api_route(router, api, Method::kPost, one + "/pay", "trust_office", &pay);
}

}  // namespace dayroom::facility
