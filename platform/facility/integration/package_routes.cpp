// Accounts that go to another facility as a signed package, and come from one.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/packages/package_list.h"
#include "platform/facility/packages/package_transfers.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

template <typename Use>
auto with_packages(Services& services, Use&& use) {
    Leaving leaving(services.residents, services.transfers, services.requests, services.messages, services.ledger);
    PackageTransfers packages(services.ledger, services.obligations, services.residents, leaving);
    return use(packages);
}

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
        const std::string file = TRY(with_packages(
            call.services, [&](PackageTransfers& packages) { return packages.send(work, id, to, signer, expected); }));
        return ApiAnswer{json::parse(file), 201};
    });
}

constexpr std::int64_t kMaxPackageOffset = 10'000'000;

Result<ApiAnswer> show_packages(StaffCall& call) {
    TRY(call.body.done());
    const auto limit = static_cast<int>(TRY(call.query_number("limit", 1, kPackagePage, kApiPage)));
    const auto offset = static_cast<int>(TRY(call.query_number("offset", 0, kMaxPackageOffset, 0)));
    json list = json::array();
    for (const ListedPackage& package : TRY(list_packages(call.db, limit, offset))) {
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
    const auto checked = TRY(with_packages(call.services, [&](PackageTransfers& packages) {
        return packages.check(call.db, file, call.services.context.facility, call.services.clock.now());
    }));
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

/// A refusal because of who sent it is put on record.
Status note_refusal(StaffCall& call, const Error& error) {
    if (error.code != ErrorCode::kDenied) return {};
    return call.services.writer->run(call.caller.actor(), [&](Work& work) {
        return work.audit(record::Event::kPackageRefused, work.facility(), error.text_key, record::Outcome::kRefused);
    });
}

Result<ApiAnswer> import_package(StaffCall& call) {
    const std::string file = call.body.text("package", kMaxPackageBytes);
    const UnitId unit = call.body.id<UnitId>("unit_id");
    const std::string number = call.body.text("number", wire::kMaxResidentNumberCharacters);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    auto answer = once(call, "package_import", key, [&](Work& work) -> Result<ApiAnswer> {
        const TakenPackage taken = TRY(with_packages(
            call.services, [&](PackageTransfers& packages) { return packages.take(work, file, unit, number); }));
        return ApiAnswer{{{"resident_id", taken.resident.to_string()},
                          {"cents", taken.cents.units()},
                          {"credits", taken.credits.units()},
                          {"obligations", taken.obligations}},
                         201};
    });
    if (!answer.ok()) TRY(note_refusal(call, answer.error()));
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
