// The trust office: withdrawals, voids, and when two people are needed for them.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/trust_office_view.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

/// The state of that name; nothing for an empty one.
template <typename State>
Result<std::optional<State>> trust_state_named(const std::string& name, std::initializer_list<State> all) {
    if (name.empty()) return std::optional<State>();
    std::string names;
    for (const State state : all) {
        if (name == name_of(state)) return std::optional<State>(state);
        names += (names.empty() ? "" : ", ") + std::string(name_of(state));
    }
    return Error(ErrorCode::kInvalid, "\"state\" must be one of " + names + ".");
}

// ---- withdrawals
Result<json> withdrawal_view(database::Connection& connection, const TransferId& id) {
    const auto found = TRY(Withdrawals::find(connection, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such withdrawal.");
    return view(*found);
}

Result<ApiAnswer> withdraw(StaffCall& call) {
    const ResidentId resident = call.body.id<ResidentId>("resident_id");
    const std::int64_t cents = call.body.integer("cents", 1, kMaxCommandUnits);
    const std::string means = call.body.text("means", 16);
    const std::string number = call.body.optional_text("cheque_number", kMaxChequeNumber);
    const std::string payee = call.body.text("payee", wire::kMaxNameCharacters);
    const std::string reason = call.body.text("reason", kMaxTrustReason);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    if (means != "cash" && means != "cheque") return Error(ErrorCode::kInvalid, "\"means\" must be cash or cheque.");
    const PositiveCents amount = TRY(PositiveCents::of(cents));
    return once(call, "withdrawal", key, [&](Work& work) -> Result<ApiAnswer> {
        const auto kind = means == "cash" ? Withdrawal::Means::kInCash : Withdrawal::Means::kByCheque;
        const NewWithdrawal made{work.make_id<TransferId>(), resident, amount, kind, number, payee, reason};
        TRY(call.services.withdrawals.make(work, made));
        return ApiAnswer{TRY(withdrawal_view(work.db(), made.id)), 201};
    });
}

Result<ApiAnswer> list_withdrawals(StaffCall& call) {
    using State = Withdrawal::State;
    TRY(call.body.done());
    WithdrawalFilter filter;
    filter.state = TRY(
        trust_state_named(call.query_text("state"), {State::kWaiting, State::kPaid, State::kRefused, State::kVoided}));
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    const Page page = TRY(call.query_page(kTrustPage));
    json all = json::array();
    for (const Withdrawal& one : TRY(Withdrawals::list(call.db, filter, page.limit, page.offset)))
        all.push_back(view(one));
    const std::int64_t total = TRY(Withdrawals::count(call.db, filter));
    return ApiAnswer{{{"withdrawals", all}, {"total", total}}};
}

Result<ApiAnswer> decided_withdrawal(StaffCall& call, const TransferId& id,
                                     Status (Withdrawals::*decide)(Work&, const TransferId&)) {
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY((call.services.withdrawals.*decide)(work, id));
        return ApiAnswer{TRY(withdrawal_view(work.db(), id))};
    });
}

Result<ApiAnswer> approve_withdrawal(StaffCall& call) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    TRY(call.body.done());
    return decided_withdrawal(call, id, &Withdrawals::approve);
}

Result<ApiAnswer> clear_withdrawal(StaffCall& call) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    TRY(call.body.done());
    return decided_withdrawal(call, id, &Withdrawals::clear);
}

Result<ApiAnswer> refuse_withdrawal(StaffCall& call) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    const std::string reason = call.body.text("reason", kMaxTrustReason);
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.withdrawals.refuse(work, id, reason));
        return ApiAnswer{TRY(withdrawal_view(work.db(), id))};
    });
}

// ---- voids
Result<json> void_view(database::Connection& connection, const TransferId& id) {
    const auto found = TRY(Voids::find(connection, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such void.");
    return view(*found);
}

Result<ApiAnswer> make_void(StaffCall& call) {
    const ResidentId resident = call.body.id<ResidentId>("resident_id");
    const TransferId transfer = call.body.id<TransferId>("transfer_id");
    const std::string reason = call.body.text("reason", kMaxTrustReason);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    return once(call, "void", key, [&](Work& work) -> Result<ApiAnswer> {
        const auto id = work.make_id<TransferId>();
        TRY(call.services.voids.make(work, id, resident, transfer, reason));
        return ApiAnswer{TRY(void_view(work.db(), id)), 201};
    });
}

Result<ApiAnswer> list_voids(StaffCall& call) {
    using State = MoneyVoid::State;
    TRY(call.body.done());
    VoidFilter filter;
    filter.state = TRY(trust_state_named(call.query_text("state"), {State::kWaiting, State::kDone, State::kRefused}));
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    const Page page = TRY(call.query_page(kTrustPage));
    json all = json::array();
    for (const MoneyVoid& one : TRY(Voids::list(call.db, filter, page.limit, page.offset))) all.push_back(view(one));
    const std::int64_t total = TRY(Voids::count(call.db, filter));
    return ApiAnswer{{{"voids", all}, {"total", total}}};
}

Result<ApiAnswer> approve_void(StaffCall& call) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.voids.approve(work, id));
        return ApiAnswer{TRY(void_view(work.db(), id))};
    });
}

Result<ApiAnswer> refuse_void(StaffCall& call) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    const std::string reason = call.body.text("reason", kMaxTrustReason);
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.voids.refuse(work, id, reason));
        return ApiAnswer{TRY(void_view(work.db(), id))};
    });
}

// ---- two people
json policy_view(const TrustPolicy& policy) {
    return {{"two_person_from_cents", policy.two_person_from ? json(policy.two_person_from->units()) : json()}};
}

Result<ApiAnswer> show_trust_policy(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{policy_view(TRY(read_trust_policy(call.db)))};
}

Result<ApiAnswer> replace_trust_policy(StaffCall& call) {
    TrustPolicy policy;
    if (call.body.has("two_person_from_cents"))
        policy.two_person_from = Cents::of(call.body.integer("two_person_from_cents", 0, kMaxCommandUnits));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return set_trust_policy(work, policy); }));
    return ApiAnswer{policy_view(policy)};
}

}  // namespace

void add_withdrawal_routes(http::Router& router, StaffApi& api) {
    const char* readers = "trust_office auditor";
    const char* office = "trust_office";
    const std::string withdrawals = "/api/v1/withdrawals";
    add_api_route(router, api, Method::kGet, withdrawals, readers, &list_withdrawals);
    add_api_route(router, api, Method::kPost, withdrawals, office, &withdraw);
    add_api_route(router, api, Method::kPost, withdrawals + "/{id}/approve", office, &approve_withdrawal);
    add_api_route(router, api, Method::kPost, withdrawals + "/{id}/refuse", office, &refuse_withdrawal);
    add_api_route(router, api, Method::kPost, withdrawals + "/{id}/clear", office, &clear_withdrawal);
    const std::string voids = "/api/v1/voids";
    add_api_route(router, api, Method::kGet, voids, readers, &list_voids);
    add_api_route(router, api, Method::kPost, voids, office, &make_void);
    add_api_route(router, api, Method::kPost, voids + "/{id}/approve", office, &approve_void);
    add_api_route(router, api, Method::kPost, voids + "/{id}/refuse", office, &refuse_void);
    add_api_route(router, api, Method::kGet, "/api/v1/trust-policy", "trust_office auditor it", &show_trust_policy);
    add_api_route(router, api, Method::kPut, "/api/v1/trust-policy", "it", &replace_trust_policy);
}

}  // namespace dayroom::facility
