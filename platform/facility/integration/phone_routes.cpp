// The phone account: what calls cost, and which numbers each resident may call.
#include "platform/facility/integration/phone_view.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/phone/phone_terms.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<ApiAnswer> show_terms(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{view(TRY(read_phone_terms(call.db)))};
}

Result<ApiAnswer> set_terms(StaffCall& call) {
    const wire::PhoneTerms terms = TRY(read_terms(call.body));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return change_phone_terms(work, terms); }));
    return ApiAnswer{view(terms)};
}

Result<ApiAnswer> check_terms(StaffCall& call) {
    const wire::PhoneTerms terms = TRY(read_terms(call.body));
    TRY(call.body.done());
    const auto faults =
        TRY(check_phone_terms(call.db, call.services.context.facility, terms, call.services.clock.now()));
    json list = json::array();
    for (const PhoneTermsFault& each : faults)
        list.push_back({{"rate", each.rate}, {"member", each.member}, {"code", each.code}, {"text", each.text}});
    return ApiAnswer{{{"faults", list}}};
}

Result<ApiAnswer> list_waiting_numbers(StaffCall& call) {
    TRY(call.body.done());
    const Page page = TRY(call.query_page(kPhonePage, 50));
    json list = json::array();
    for (const StoredPhoneNumber& each : TRY(PhoneNumbers::waiting(call.db, page.limit, page.offset)))
        list.push_back(view(each));
    const std::int64_t total = TRY(PhoneNumbers::count_waiting(call.db));
    return ApiAnswer{{{"numbers", list}, {"total", total}}};
}

Result<ApiAnswer> list_numbers_of(StaffCall& call) {
    const auto resident = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    json list = json::array();
    for (const StoredPhoneNumber& each : TRY(PhoneNumbers::of(call.db, resident))) list.push_back(view(each));
    return ApiAnswer{{{"numbers", list}}};
}

Result<StoredPhoneNumber> find_number(database::Connection& connection, const PhoneNumberId& id) {
    auto found = TRY(PhoneNumbers::find(connection, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such number.");
    return std::move(*found);
}

Result<ApiAnswer> add_number(StaffCall& call) {
    const auto resident = TRY(call.path_id<ResidentId>(0));
    const std::string name = call.body.text("name", wire::kMaxNameCharacters);
    const std::string relationship = call.body.text("relationship", wire::kMaxCodeCharacters);
    const std::string typed = call.body.text("number", wire::kMaxNameCharacters);
    const bool not_recorded = call.body.optional_flag("not_recorded");
    TRY(call.body.done());
    const auto number = rules::phone_number_of(typed);
    if (!number) return Error(ErrorCode::kInvalid, "\"number\" must be a phone number.");
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        const auto id = work.make_id<PhoneNumberId>();
        TRY(PhoneNumbers::add(work, id, resident, name, relationship, *number, not_recorded));
        return ApiAnswer{view(TRY(find_number(work.db(), id))), 201};
    });
}

Result<ApiAnswer> decide_number(StaffCall& call, NumberDecision decision) {
    const auto id = TRY(call.path_id<PhoneNumberId>(0));
    const bool not_recorded = decision == NumberDecision::kApprove && call.body.optional_flag("not_recorded");
    const std::string reason =
        decision == NumberDecision::kApprove ? std::string() : call.body.text("reason", wire::kMaxLineCharacters);
    TRY(call.body.done());
    return call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<ApiAnswer> {
        TRY(PhoneNumbers::decide(work, id, decision, not_recorded, reason));
        return ApiAnswer{view(TRY(find_number(work.db(), id)))};
    });
}

Result<ApiAnswer> approve_number(StaffCall& call) { return decide_number(call, NumberDecision::kApprove); }
Result<ApiAnswer> refuse_number(StaffCall& call) { return decide_number(call, NumberDecision::kRefuse); }
Result<ApiAnswer> remove_number(StaffCall& call) { return decide_number(call, NumberDecision::kRemove); }

}  // namespace

void add_phone_routes(http::Router& router, StaffApi& api) {
    const std::string readers = "request_staff trust_office auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/phone/terms", readers, &show_terms);
    add_api_route(router, api, Method::kPut, "/api/v1/phone/terms", "trust_office", &set_terms);
    add_api_route(router, api, Method::kPost, "/api/v1/phone/terms/check", "trust_office", &check_terms);
    add_api_route(router, api, Method::kGet, "/api/v1/phone/numbers", readers, &list_waiting_numbers);
    add_api_route(router, api, Method::kPost, "/api/v1/phone/numbers/{id}/approve", "request_staff", &approve_number);
    add_api_route(router, api, Method::kPost, "/api/v1/phone/numbers/{id}/refuse", "request_staff", &refuse_number);
    add_api_route(router, api, Method::kPost, "/api/v1/phone/numbers/{id}/remove", "request_staff", &remove_number);
    add_api_route(router, api, Method::kGet, "/api/v1/residents/{id}/phone-numbers", readers, &list_numbers_of);
    add_api_route(router, api, Method::kPost, "/api/v1/residents/{id}/phone-numbers", "request_staff", &add_number);
}

}  // namespace dayroom::facility
