#include "platform/facility/integration/remittance_routes.h"

#include "platform/facility/books/payables.h"
#include "platform/facility/integration/books_body.h"
#include "platform/facility/integration/trust_view.h"
#include "platform/facility/trust_office/remittances.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr std::int64_t kMaxRemittanceOffset = 10'000'000;
constexpr std::size_t kMaxHouseCode = wire::kMaxCodeCharacters + 16;  // "payable/" and a code

json remittance_view(const Remittance& made) {
    return {{"id", made.id.to_string()},
            {"account", made.account},
            {"direction", name_of(made.direction)},
            {"cents", made.amount.units()},
            {"counterparty", made.counterparty},
            {"reference", made.reference},
            {"state", name_of(made.state)},
            {"made_ms", made.made.ms()},
            {"made_by", id_or_null(made.made_by)},
            {"made_by_name", made.made_by_name},
            {"decided_ms", made.decided.ms()},
            {"decided_by", id_or_null(made.decided_by)},
            {"decided_by_name", made.decided_by_name},
            {"decision_reason", made.decision_reason},
            {"voided_ms", made.voided.ms()},
            {"voided_by", id_or_null(made.voided_by)},
            {"voided_by_name", made.voided_by_name},
            {"bank_line_id", id_or_null(made.bank_line)},
            {"bank_day", made.bank_day}};
}

Result<json> remittance_now(database::Connection& connection, const TransferId& id) {
    const auto found = TRY(Remittances::find(connection, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such remittance.");
    return remittance_view(*found);
}

Result<ApiAnswer> list_payables(StaffCall& call) {
    TRY(call.body.done());
    TRY(read_off_now(call));
    json all = json::array();
    for (const Payable& payable : TRY(read_payables(call.db))) {
        json months = json::array();
        for (const PayableMonth& month : payable.months) {
            months.push_back({{"month", month.month},
                              {"credited_cents", month.credited.units()},
                              {"debited_cents", month.debited.units()},
                              {"open_cents", month.open.units()}});
        }
        all.push_back({{"account", payable.account},
                       {"balance_cents", payable.balance.units()},
                       {"waiting_cents", payable.waiting.units()},
                       {"months", months}});
    }
    return ApiAnswer{{{"payables", all}}};
}

Result<ApiAnswer> remit(StaffCall& call) {
    const std::string account = call.body.text("account", kMaxHouseCode);
    const std::string direction = call.body.text("direction", 16);
    const std::int64_t cents = call.body.integer("cents", 1, kMaxCommandUnits);
    const std::string counterparty = call.body.text("counterparty", wire::kMaxNameCharacters);
    const std::string reference = call.body.text("reference", kMaxRemittanceReference);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    if (direction != "pay" && direction != "take_in")
        return Error(ErrorCode::kInvalid, "\"direction\" must be pay or take_in.");
    const auto way = direction == "pay" ? Remittance::Direction::kPay : Remittance::Direction::kTakeIn;
    const PositiveCents amount = TRY(PositiveCents::of(cents));
    return once(call, "remittance", key, [&](Work& work) -> Result<ApiAnswer> {
        const auto id = work.make_id<TransferId>();
        TRY(Remittances(call.services.ledger).make(work, {id, account, way, amount, counterparty, reference}));
        return ApiAnswer{TRY(remittance_now(work.db(), id)), 201};
    });
}

Result<std::optional<Remittance::State>> remittance_state(const std::string& name) {
    using State = Remittance::State;
    if (name.empty()) return std::optional<State>();
    for (const State state : {State::kWaiting, State::kDone, State::kRefused, State::kVoided})
        if (name == name_of(state)) return std::optional<State>(state);
    return Error(ErrorCode::kInvalid, "\"state\" must be one of waiting, done, refused, voided.");
}

Result<ApiAnswer> list_remittances(StaffCall& call) {
    TRY(call.body.done());
    TRY(read_off_now(call));
    RemittanceFilter filter;
    filter.state = TRY(remittance_state(call.query_text("state")));
    filter.account = call.query_text("account");
    const auto limit = static_cast<int>(TRY(call.query_number("limit", 1, kTrustPage, kApiPage)));
    const auto offset = static_cast<int>(TRY(call.query_number("offset", 0, kMaxRemittanceOffset, 0)));
    json all = json::array();
    for (const Remittance& one : TRY(Remittances::list(call.db, filter, limit, offset)))
        all.push_back(remittance_view(one));
    return ApiAnswer{{{"remittances", all}, {"total", TRY(Remittances::count(call.db, filter))}}};
}

Result<ApiAnswer> approve_remittance(StaffCall& call) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(Remittances(call.services.ledger).approve(work, id));
        return ApiAnswer{TRY(remittance_now(work.db(), id))};
    });
}

Result<ApiAnswer> ended_remittance(StaffCall& call,
                                   Status (Remittances::*end)(Work&, const TransferId&, std::string_view)) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    const std::string reason = call.body.text("reason", kMaxTrustReason);
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY((Remittances(call.services.ledger).*end)(work, id, reason));
        return ApiAnswer{TRY(remittance_now(work.db(), id))};
    });
}

Result<ApiAnswer> refuse_remittance(StaffCall& call) { return ended_remittance(call, &Remittances::refuse); }

/// What the bank's lines show by now is read off first: such a one is not voided.
Result<ApiAnswer> void_remittance(StaffCall& call) {
    TRY(read_off_now(call));
    return ended_remittance(call, &Remittances::take_back);
}

}  // namespace

void add_remittance_routes(http::Router& router, StaffApi& api) {
    const char* readers = "trust_office auditor";
    const char* office = "trust_office";
    const std::string remittances = "/api/v1/remittances";
    add_api_route(router, api, Method::kGet, "/api/v1/payables", readers, &list_payables);
    add_api_route(router, api, Method::kGet, remittances, readers, &list_remittances);
    add_api_route(router, api, Method::kPost, remittances, office, &remit);
    add_api_route(router, api, Method::kPost, remittances + "/{id}/approve", office, &approve_remittance);
    add_api_route(router, api, Method::kPost, remittances + "/{id}/refuse", office, &refuse_remittance);
    add_api_route(router, api, Method::kPost, remittances + "/{id}/void", office, &void_remittance);
}

}  // namespace dayroom::facility
