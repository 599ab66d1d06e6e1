// The trust office: money on its way out, and what the policy says about money.
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/trust_office/remittances.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

json view(const OutgoingMoney& money) {
    json shown = {{"id", money.id.to_string()},
                  {"resident_id", money.resident.to_string()},
                  {"resident_number", money.resident_number},
                  {"purpose", money.purpose == wire::SendMoney::TO_CONTACT ? "to_contact" : "release_costs"},
                  {"cents", money.amount.units()},
                  {"fee_cents", money.fee.units()},
                  {"note", money.note},
                  {"receipt_code", money.receipt_code},
                  {"state", name_of(money.state)},
                  {"sent_ms", money.sent.ms()},
                  {"payable_from_ms", money.payable_from.ms()},
                  {"decided_ms", money.decided.ms()},
                  {"reason", money.reason}};
    if (money.contact) {
        shown["contact_id"] = money.contact->to_string();
        shown["contact_name"] = money.contact_name;
        shown["contact_address"] = money.contact_address;
    }
    return shown;
}

Result<OutgoingMoney::State> state_named(const std::string& name) {
    using State = OutgoingMoney::State;
    if (name.empty()) return State::kWaiting;
    for (const State state : {State::kWaiting, State::kPaid, State::kRefused, State::kTakenBack}) {
        if (name == name_of(state)) return state;
    }
    return Error(ErrorCode::kInvalid, "\"state\" must be waiting, paid, refused or taken_back.");
}

Result<ApiAnswer> list_transfers(StaffCall& call) {
    TRY(call.body.done());
    const auto state = TRY(state_named(call.query_text("state")));
    const auto limit = TRY(call.query_limit(kMaxOutgoingList));
    json all = json::array();
    for (const OutgoingMoney& money : TRY(call.services.transfers.list(call.db, state, limit)))
        all.push_back(view(money));
    return ApiAnswer{{{"transfers", all}}};
}

/// What was just paid leaves the house's books too, as a remittance of its own.
Result<json> remit_transfer(Services& services, Work& work, const TransferId& id, const std::string& reference) {
    const auto money = TRY(services.transfers.find(work.db(), id));
    const std::string to = money->contact ? money->contact_name : "release costs";
    const auto remittance = work.make_id<TransferId>();
    TRY(Remittances(services.ledger)
            .make(work, {remittance, kPayableOutgoing, Remittance::Direction::kPay,
                         TRY(PositiveCents::from(money->amount)), to, reference}));
    return json(remittance.to_string());
}

Result<ApiAnswer> pay_transfer(StaffCall& call) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    const std::string reference = call.body.optional_text("reference", kMaxRemittanceReference);
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.transfers.pay(work, id));
        ApiAnswer answer{{{"id", id.to_string()}, {"state", "paid"}}};
        if (!reference.empty()) answer.body["remittance_id"] = TRY(remit_transfer(call.services, work, id, reference));
        return answer;
    });
}

Result<ApiAnswer> refuse_transfer(StaffCall& call) {
    const TransferId id = TRY(call.path_id<TransferId>(0));
    const std::string reason = call.body.text("reason", kMaxRefusalReason);
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.transfers.refuse(work, id, reason); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "refused"}}};
}

json policy_view(const wire::Policy& policy) {
    return {{"send_money", policy.send_money()},
            {"cooling_off_hours", policy.cooling_off_hours()},
            {"daily_brake_cents", policy.daily_brake_cents()}};
}

Result<ApiAnswer> read_policy(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{policy_view(TRY(read_facility(call.db)).policy())};
}

Result<ApiAnswer> set_policy(StaffCall& call) {
    const bool send_money = call.body.flag("send_money");
    const std::int64_t hours = call.body.integer("cooling_off_hours", 0, wire::kMaxHours);
    const std::int64_t brake = call.body.integer("daily_brake_cents", 0, kMaxCommandUnits);
    TRY(call.body.done());
    wire::Policy policy;
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        wire::Facility facility = TRY(read_facility(work.db()));
        facility.mutable_policy()->set_send_money(send_money);
        facility.mutable_policy()->set_cooling_off_hours(static_cast<int>(hours));
        facility.mutable_policy()->set_daily_brake_cents(brake);
        policy = facility.policy();
        return set_facility(work, facility);
    }));
    return ApiAnswer{policy_view(policy)};
}

}  // namespace

void add_transfer_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/transfers", "trust_office auditor", &list_transfers);
    add_api_route(router, api, Method::kPost, "/api/v1/transfers/{id}/pay", "trust_office", &pay_transfer);
    add_api_route(router, api, Method::kPost, "/api/v1/transfers/{id}/refuse", "trust_office", &refuse_transfer);
    add_api_route(router, api, Method::kGet, "/api/v1/money-policy", "trust_office auditor", &read_policy);
    add_api_route(router, api, Method::kPut, "/api/v1/money-policy", "trust_office", &set_policy);
}

}  // namespace dayroom::facility
