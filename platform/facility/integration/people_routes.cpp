// Residents, their contacts and PINs.
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

/// Balances only for roles whose work they are, and for who looks after it.
bool sees_money(const StaffCaller& caller) {
    return caller.role == "trust_office" || caller.role == "request_staff" || caller.role == "auditor";
}

Result<json> resident_view(StaffCall& call, const StoredResident& resident, const std::vector<HousingUnit>& units) {
    json shown = view(resident);
    for (const HousingUnit& unit : units) {
        if (unit.id == resident.unit) shown["unit"] = unit.name;
    }
    if (sees_money(call.caller)) shown.update(view(TRY(call.services.ledger.balances(call.db, resident.id))));
    return shown;
}

Result<ApiAnswer> list_units(StaffCall& call) {
    TRY(call.body.done());
    json list = json::array();
    for (const HousingUnit& unit : TRY(read_units(call.db))) {
        list.push_back({{"id", unit.id.to_string()}, {"name", unit.name}, {"nearest_working", unit.nearest_working}});
    }
    return ApiAnswer{{{"units", list}}};
}

Result<ApiAnswer> list_residents(StaffCall& call) {
    TRY(call.body.done());
    std::vector<StoredResident> found;
    if (const std::string number = call.query_text("number"); !number.empty()) {
        auto one = TRY(call.services.residents.find_by_number(call.db, number));
        if (one) found.push_back(std::move(*one));
    } else {
        ResidentFilter filter;
        filter.unit = TRY(call.query_id<UnitId>("unit_id"));
        filter.search = call.query_text("search");
        const Page page = TRY(call.query_page(kResidentPage));
        filter.limit = page.limit;
        filter.offset = page.offset;
        found = TRY(call.services.residents.list(call.db, filter));
    }
    const auto units = TRY(read_units(call.db));
    json list = json::array();
    for (const StoredResident& resident : found) list.push_back(TRY(resident_view(call, resident, units)));
    return ApiAnswer{{{"residents", list}}};
}

Result<ApiAnswer> add_resident(StaffCall& call) {
    NewResident resident;
    resident.number = call.body.text("number", wire::kMaxResidentNumberCharacters);
    resident.given_name = call.body.text("given_name", wire::kMaxNameCharacters);
    resident.family_name = call.body.text("family_name", wire::kMaxNameCharacters);
    resident.unit = call.body.id<UnitId>("unit_id");
    resident.language = call.body.optional_text("language", wire::kMaxLanguageTagCharacters);
    TRY(call.body.done());
    const ResidentId id = ResidentId::make(call.services.clock, call.services.random);
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.residents.add(work, id, resident); }));
    return ApiAnswer{{{"id", id.to_string()}}, 201};
}

Result<ApiAnswer> move_resident(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    const UnitId unit = call.body.id<UnitId>("unit_id");
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.residents.move(work, id, unit); }));
    return ApiAnswer{{{"id", id.to_string()}, {"unit_id", unit.to_string()}}};
}

/// A new one-time PIN, told in this answer and never again.
Result<ApiAnswer> reset_pin(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    const auto resident = TRY(call.services.residents.find(call.db, id));
    if (!resident) return Error(ErrorCode::kNotFound, "There is no such resident.");
    const Secret pin = make_one_time_pin(resident->number, call.services.policy.pin, call.services.random);
    const std::string hash = TRY(hash_pin(pin.bytes()));
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.residents.set_pin(work, id, hash, true); }));
    return ApiAnswer{{{"id", id.to_string()}, {"one_time_pin", to_string(pin.bytes())}}};
}

}  // namespace

void add_people_routes(http::Router& router, StaffApi& api) {
    const char* staff = "reviewer trust_office request_staff it auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/units", "reviewer trust_office request_staff it auditor",
                  &list_units);
    add_api_route(router, api, Method::kGet, "/api/v1/residents", staff, &list_residents);
    add_api_route(router, api, Method::kPost, "/api/v1/residents", "it", &add_resident);
    add_api_route(router, api, Method::kPost, "/api/v1/residents/{id}/move", "it", &move_resident);
    add_api_route(router, api, Method::kPost, "/api/v1/residents/{id}/pin-reset", "it", &reset_pin);
}

}  // namespace dayroom::facility
