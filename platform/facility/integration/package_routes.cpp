// Accounts that go to another facility as a signed package, and come from one.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/packages/package_list.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<ApiAnswer> send_package(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    const FacilityId to = call.body.id<FacilityId>("to_facility_id");
    std::optional<Cents> expected;
    if (call.body.has("cents")) expected = Cents::of(call.body.integer("cents", 0, INT64_MAX));
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const Services& services = call.services;
    const InstalledRoot root = TRY(services.files.installed(services.context.facility, services.clock.now()));
    const PackageSigner signer{services.signing, root.hub_key};
    return once(call, "package/" + id.to_string(), key, [&](Work& work) -> Result<ApiAnswer> {
        const std::string file = TRY(call.services.packages.send(work, id, to, signer, expected));
        return ApiAnswer{json::parse(file), 201};
    });
}

Result<ApiAnswer> show_packages(StaffCall& call) {
    TRY(call.body.done());
    const Page page = TRY(call.query_page(kPackagePage));
    json list = json::array();
    for (const ListedPackage& package : TRY(list_packages(call.db, page.limit, page.offset))) {
        list.push_back({{"id", package.id.to_string()},
                        {"direction", package.sent ? "out" : "in"},
                        {"resident_id", package.resident.to_string()},
                        {"resident_number", package.resident_number},
                        {"facility_id", package.facility.to_string()},
                        {"facility_name", package.facility_name},
                        {"at_ms", package.at.ms()},
                        {"cents", package.cents.units()}});
    }
    return ApiAnswer{{{"packages", list}}};
}

Result<ApiAnswer> show_sent_package(StaffCall& call) {
    const PackageId id = TRY(call.path_id<PackageId>(0));
    TRY(call.body.done());
    const auto file = TRY(sent_package(call.db, id));
    if (!file) return Error(ErrorCode::kNotFound, "No such package was sent.");
    return ApiAnswer{json::parse(*file)};
}

Result<ApiAnswer> check_package(StaffCall& call) {
    const std::string file = call.body.text("package", kMaxPackageBytes);
    TRY(call.body.done());
    const auto checked =
        TRY(call.services.packages.check(call.db, file, call.services.context.facility, call.services.clock.now()));
    const AccountPackage& package = checked.package;
    json obligations = json::array();
    for (const PackageObligation& one : package.obligations) {
        obligations.push_back({{"code", one.code}, {"legal_basis", one.legal_basis}, {"owed_cents", one.owed.units()}});
    }
    return ApiAnswer{{{"id", package.id.to_string()},
                      {"facility_id", package.from.to_string()},
                      {"facility_name", package.from_name},
                      {"made_ms", package.made.ms()},
                      {"resident",
                       {{"number", package.number},
                        {"given_name", package.given_name},
                        {"family_name", package.family_name},
                        {"language", package.language}}},
                      {"cents", TRY(package.cents()).units()},
                      {"spendable_cents", package.spendable.units()},
                      {"savings_cents", package.savings.units()},
                      {"phone_cents", package.phone.units()},
                      {"credits", package.credits.units()},
                      {"obligations", obligations},
                      {"imported", checked.taken}}};
}

Result<ApiAnswer> import_package(StaffCall& call) {
    const std::string file = call.body.text("package", kMaxPackageBytes);
    const UnitId unit = call.body.id<UnitId>("unit_id");
    const std::string number = call.body.text("number", wire::kMaxResidentNumberCharacters);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    auto answer = once(call, "package_import", key, [&](Work& work) -> Result<ApiAnswer> {
        const TakenPackage taken = TRY(call.services.packages.take(work, file, unit, number));
        return ApiAnswer{{{"resident_id", taken.resident.to_string()},
                          {"cents", taken.cents.units()},
                          {"credits", taken.credits.units()},
                          {"obligations", taken.obligations}},
                         201};
    });
    if (!answer.ok() && answer.error().code == ErrorCode::kDenied) {
        TRY(call.services.writer->run(
            call.caller.actor(), [&](Work& work) { return PackageTransfers::note_refusal(work, answer.error()); }));
    }
    return answer;
}

Result<ApiAnswer> show_roots(StaffCall& call) {
    TRY(call.body.done());
    json list = json::array();
    for (const FacilityRoot& root : TRY(list_roots(call.db))) {
        list.push_back({{"facility_id", root.facility.to_string()},
                        {"name", root.name},
                        {"fingerprint", fingerprint(root.root)},
                        {"pinned_ms", root.pinned.ms()}});
    }
    return ApiAnswer{{{"roots", list}}};
}

}  // namespace

void add_package_routes(http::Router& router, StaffApi& api) {
    const std::string packages = "/api/v1/transfer-packages/";
    add_api_route(router, api, Method::kPost, "/api/v1/residents/{id}/transfer-package", "trust_office", &send_package);
    add_api_route(router, api, Method::kGet, "/api/v1/transfer-packages", "trust_office auditor", &show_packages);
    add_api_route(router, api, Method::kGet, packages + "{id}", "trust_office auditor", &show_sent_package);
    add_api_route(router, api, Method::kPost, packages + "check", "trust_office auditor", &check_package);
    add_api_route(router, api, Method::kPost, packages + "import", "trust_office", &import_package);
    add_api_route(router, api, Method::kGet, "/api/v1/facility-roots", "it trust_office auditor", &show_roots);
}

}  // namespace dayroom::facility
