// Accounts of staff, kept by IT.
#include "platform/crypto/password.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/requests/desks.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<ApiAnswer> list_accounts(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const StaffAccount& account : TRY(call.services.staff_accounts.list(call.db))) {
        all.push_back({{"id", account.id.to_string()},
                       {"name", account.name},
                       {"role", account.role},
                       {"state", account.active ? "active" : "suspended"},
                       {"last_sign_in_ms", account.last_sign_in.ms()},
                       {"has_totp", account.has_totp},
                       {"desks", TRY(desks_of(call.db, thing(account.id)))}});
    }
    return ApiAnswer{{{"staff", all}}};
}

Result<ApiAnswer> add_account(StaffCall& call) {
    const std::string name = call.body.text("name", kMaxStaffName);
    const std::string role = call.body.text("role", 16);
    TRY(call.body.done());
    TRY(staff_name_key(name));
    const Secret password = make_one_time_password(call.services.random);
    const std::string hash = TRY(crypto::hash_password(password.bytes()));
    const StaffId id = StaffId::make(call.services.clock, call.services.random);
    TRY(call.services.writer->run(
        call.caller.actor(), [&](Work& work) { return call.services.staff_accounts.add(work, id, name, role, hash); }));
    return ApiAnswer{{{"id", id.to_string()}, {"name", name}, {"one_time_password", to_string(password.bytes())}}, 201};
}

Result<ApiAnswer> set_account_state(StaffCall& call) {
    const StaffId id = TRY(call.path_id<StaffId>(0));
    const std::string state = call.body.text("state", 16);
    TRY(call.body.done());
    if (state != "active" && state != "suspended")
        return Error(ErrorCode::kInvalid, "\"state\" must be active or suspended.");
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) {
        return call.services.staff_accounts.set_state(work, id, state == "active");
    }));
    call.services.sessions->forget();
    return ApiAnswer{{{"id", id.to_string()}, {"state", state}}};
}

/// All of its desks; an empty list takes them away.
Result<ApiAnswer> set_account_desks(StaffCall& call) {
    const StaffId id = TRY(call.path_id<StaffId>(0));
    const auto desks = call.body.list("desks", kMaxDesks, forms::kMaxCodeBytes);
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        TRY(call.services.staff_accounts.find(work.db(), id));
        return set_desks(work, thing(id), desks);
    }));
    return ApiAnswer{{{"id", id.to_string()}, {"desks", TRY(desks_of(call.db, thing(id)))}}};
}

/// A new one-time password, told in this answer and never again.
Result<ApiAnswer> reset_account(StaffCall& call) {
    const StaffId id = TRY(call.path_id<StaffId>(0));
    TRY(call.body.done());
    const Secret password = make_one_time_password(call.services.random);
    const std::string hash = TRY(crypto::hash_password(password.bytes()));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.staff_accounts.reset(work, id, hash); }));
    call.services.sessions->forget();
    return ApiAnswer{{{"id", id.to_string()}, {"one_time_password", to_string(password.bytes())}}};
}

}  // namespace

void add_account_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/staff", "it auditor", &list_accounts);
    add_api_route(router, api, Method::kPost, "/api/v1/staff", "it", &add_account);
    add_api_route(router, api, Method::kPost, "/api/v1/staff/{id}/state", "it", &set_account_state);
    add_api_route(router, api, Method::kPost, "/api/v1/staff/{id}/reset", "it", &reset_account);
    add_api_route(router, api, Method::kPut, "/api/v1/staff/{id}/desks", "it", &set_account_desks);
}

}  // namespace dayroom::facility
