// Accounts that go to another facility as a file, and come from one: for facilities whose trust offices do it at the
// hub's own machine rather than through the API.
#include <cstdio>

#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/packages/package_list.h"
#include "platform/facility/packages/package_transfers.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

using facility::AccountPackage;
using facility::HubFiles;
using facility::PackageId;
using facility::PackageTransfers;
using facility::Services;
using facility::Work;

struct PackageOptions {
    std::string data;
    std::string number;
    std::string to;
    std::string unit;
    std::string id;
    std::string file;
};

/// Before anything is paid out: a file that cannot be written later helps nobody.
Status may_make(const std::string& file) {
    if (std::filesystem::exists(file))
        return Error(ErrorCode::kConflict, file + " exists already: choose another name");
    return facility::write_private_file(file, {});
}

Result<int> package_send(Environment& environment, const PackageOptions& options) {
    const FacilityId to = TRY(FacilityId::parse(options.to));
    const auto services = TRY(open_services(environment, options.data));
    const auto root = TRY(services->files.installed(services->context.facility, environment.clock.now()));
    const facility::PackageSigner signer{services->signing, root.hub_key};
    TRY(may_make(options.file));
    auto package = services->writer->make(environment.administrator, [&](Work& work) -> Result<std::string> {
        const auto who = TRY(services->residents.find_by_number(work.db(), options.number));
        if (!who) return Error(ErrorCode::kNotFound, "nobody has the number " + options.number);
        return services->packages.send(work, who->id, to, signer);
    });
    if (!package.ok()) {
        std::error_code ignored;
        std::filesystem::remove(options.file, ignored);
        return package.take_error();
    }
    const Status written = facility::write_private_file(options.file, as_bytes(package.value()));
    if (!written.ok())
        return Error(ErrorCode::kIo, "the account was paid out, but " + written.error().detail +
                                         ": the package is kept, see dayroom-hub package list and fetch");
    std::printf("paid out and signed: %s (names and money: keep it safe)\n", options.file.c_str());
    return kExitDone;
}

void print(const AccountPackage& package, bool taken) {
    std::printf("package %s from %s (%s)\n", package.id.to_string().c_str(), package.from_name.c_str(),
                package.from.to_string().c_str());
    std::printf("%s %s, number %s there\n", package.given_name.c_str(), package.family_name.c_str(),
                package.number.c_str());
    std::printf("spendable %s, savings %s, phone %s, credits %lld, obligations of courts %zu\n",
                format_money(package.spendable).c_str(), format_money(package.savings).c_str(),
                format_money(package.phone).c_str(), static_cast<long long>(package.credits.units()),
                package.obligations.size());
    std::printf("%s\n", taken ? "taken in before" : "not taken in yet");
}

Result<int> package_check(Environment& environment, const PackageOptions& options) {
    const std::string file = TRY(facility::read_file(options.file, facility::kMaxPackageBytes));
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    const auto us = TRY(facility::read_identity(*reader)).facility;
    const auto checked = TRY(PackageTransfers::check(*reader, file, us, environment.clock.now()));
    print(checked.package, checked.taken);
    return kExitDone;
}

Result<UnitId> unit_named(Work& work, const std::string& name) {
    for (const facility::HousingUnit& unit : TRY(facility::read_units(work.db()))) {
        if (unit.name == name) return unit.id;
    }
    return Error(ErrorCode::kNotFound, "there is no housing unit \"" + name + "\"");
}

Result<int> package_import(Environment& environment, const PackageOptions& options) {
    const std::string file = TRY(facility::read_file(options.file, facility::kMaxPackageBytes));
    const auto services = TRY(open_services(environment, options.data));
    const auto taken =
        services->writer->make(environment.administrator, [&](Work& work) -> Result<facility::TakenPackage> {
            return services->packages.take(work, file, TRY(unit_named(work, options.unit)), options.number);
        });
    if (!taken.ok()) {
        if (taken.error().code == ErrorCode::kDenied) {
            TRY(services->writer->run(environment.administrator,
                                      [&](Work& work) { return PackageTransfers::note_refusal(work, taken.error()); }));
        }
        return taken.error();
    }
    std::printf("taken in: %s and %lld credits for number %s, %zu obligations of courts\n",
                format_money(taken.value().cents).c_str(), static_cast<long long>(taken.value().credits.units()),
                options.number.c_str(), taken.value().obligations);
    return kExitDone;
}

Result<int> package_list(Environment&, const PackageOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    for (int offset = 0;; offset += facility::kPackagePage) {
        const auto page = TRY(facility::list_packages(*reader, facility::kPackagePage, offset));
        for (const facility::ListedPackage& package : page) {
            std::printf("%s %s number %s %s %s\n", package.id.to_string().c_str(), package.sent ? "out" : "in",
                        package.resident_number.c_str(), package.sent ? "to" : "from",
                        package.facility.to_string().c_str());
        }
        if (page.size() < static_cast<std::size_t>(facility::kPackagePage)) break;
    }
    return kExitDone;
}

Result<int> package_fetch(Environment&, const PackageOptions& options) {
    const PackageId id = TRY(PackageId::parse(options.id));
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    const auto file = TRY(facility::sent_package(*reader, id));
    if (!file) return Error(ErrorCode::kNotFound, "no such package was sent from here");
    TRY(may_make(options.file));
    TRY(facility::write_private_file(options.file, as_bytes(*file)));
    std::printf("wrote %s, as it was signed (names and money: keep it safe)\n", options.file.c_str());
    return kExitDone;
}

void add_package_file(CLI::App& command, PackageOptions& options) {
    command.add_option("file", options.file, "The package")->required();
}

}  // namespace

void add_packages(CLI::App& app, Chosen& chosen) {
    CLI::App* packages = app.add_subcommand("package", "Accounts that go to another facility, and come from one");
    packages->require_subcommand(1);
    CLI::App* send = packages->add_subcommand("send", "Pays out whoever was released, to another facility, as a file");
    auto options = run_on_data(*send, chosen, &package_send);
    send->add_option("--number", options->number, "The resident's number here")->required();
    send->add_option("--to", options->to, "The facility's id, as facility-root list shows it")->required();
    add_package_file(*send, *options);
    CLI::App* check = packages->add_subcommand("check", "Says what import would take in, and changes nothing");
    add_package_file(*check, *run_on_data(*check, chosen, &package_check));
    CLI::App* import = packages->add_subcommand("import", "Takes the account in, once for ever");
    options = run_on_data(*import, chosen, &package_import);
    import->add_option("--unit", options->unit, "The housing unit's name")->required();
    import->add_option("--number", options->number, "The resident's number here, new or theirs of before")->required();
    add_package_file(*import, *options);
    run_on_data(*packages->add_subcommand("list", "Shows those that were sent and taken in"), chosen, &package_list);
    CLI::App* fetch = packages->add_subcommand("fetch", "Writes one that was sent once more, as it was signed");
    options = run_on_data(*fetch, chosen, &package_fetch);
    fetch->add_option("id", options->id, "The package's id")->required();
    add_package_file(*fetch, *options);
}

}  // namespace dayroom::hub
