// Other facilities whose packages are believed.
#include "platform/facility/packages/facility_roots.h"

#include <cstdio>

#include "platform/facility/cli/cli.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

using facility::FacilityRoot;
using facility::HubFiles;
using facility::Work;

constexpr std::size_t kMaxRootFile = 64 * 1024;

struct RootOptions {
    std::string data;
    std::string name;
    std::string file;
    std::string id;
};

void print(const FacilityRoot& root) {
    std::printf("%s %s\n  root %s\n", root.facility.to_string().c_str(), root.name.c_str(),
                facility::fingerprint(root.root).c_str());
}

Result<int> root_add(Environment& environment, const RootOptions& options) {
    const std::string content = TRY(facility::read_file(options.file, kMaxRootFile));
    const FacilityRoot root = TRY(facility::read_root_file(content, options.name, environment.clock.now()));
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(environment.administrator, [&](Work& work) { return facility::pin_root(work, root); }));
    print(root);
    std::printf("Compare the root's digits with that facility's IT over the telephone; if they differ, remove it.\n");
    return kExitDone;
}

Result<int> root_remove(Environment& environment, const RootOptions& options) {
    const FacilityId id = TRY(FacilityId::parse(options.id));
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(environment.administrator, [&](Work& work) { return facility::remove_root(work, id); }));
    std::printf("removed; its packages are refused from now on\n");
    return kExitDone;
}

Result<int> root_list(Environment&, const RootOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    for (const FacilityRoot& root : TRY(facility::list_roots(*reader))) print(root);
    return kExitDone;
}

}  // namespace

void add_facility_roots(CLI::App& app, Chosen& chosen) {
    CLI::App* roots = app.add_subcommand("facility-root", "Other facilities whose transfer packages are believed");
    roots->require_subcommand(1);
    CLI::App* add = roots->add_subcommand("add", "Pins the root key of another facility");
    auto options = run_on_data(*add, chosen, &root_add);
    add->add_option("--name", options->name, "What staff call that facility")->required();
    add->add_option("file", options->file, "Its hub-key.certificate")->required();
    run_on_data(*roots->add_subcommand("list", "Shows those that are pinned"), chosen, &root_list);
    CLI::App* remove = roots->add_subcommand("remove", "Believes that facility no more");
    options = run_on_data(*remove, chosen, &root_remove);
    remove->add_option("id", options->id, "The facility's id")->required();
}

}  // namespace dayroom::hub
