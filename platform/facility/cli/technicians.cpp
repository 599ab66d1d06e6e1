// The root's word about technicians, brought to the hub as a file.
#include "platform/facility/technicians/technicians.h"

#include <cstdio>

#include <nlohmann/json.hpp>

#include "platform/facility/cli/cli.h"

namespace dayroom::hub {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxListFile = 256 * 1024;

struct TechnicianOptions {
    std::string data;
    std::string file;
};

Result<std::string> bytes_of(const json& content, const char* name) {
    const auto found = content.find(name);
    if (found == content.end() || !found->is_string())
        return Error(ErrorCode::kInvalid, std::string("\"") + name + "\" is missing");
    return to_string(TRY(from_base64url(found->get<std::string>())));
}

Result<int> technicians_install(Environment& environment, const TechnicianOptions& options) {
    const auto content = json::parse(TRY(facility::read_file(options.file, kMaxListFile)), nullptr, false);
    if (!content.is_object() || content.value("format", json()) != facility::kTechnicianListFormat)
        return Error(ErrorCode::kInvalid, options.file + " is no file of dayroom-provision technician revoke");
    wire::TechnicianList list;
    list.set_payload(TRY(bytes_of(content, "payload")));
    list.set_signature(TRY(bytes_of(content, "signature")));
    const auto services = TRY(open_services(environment, options.data));
    const auto root = TRY(services->files.installed(services->context.facility, environment.clock.now())).root;
    TRY(services->writer->run(facility::Actor::system(),
                              [&](facility::Work& work) { return services->technicians.install(work, list, root); }));
    std::printf("installed; terminals know it when they next hear from this hub\n");
    return kExitDone;
}

}  // namespace

void add_technicians(CLI::App& app, Chosen& chosen) {
    CLI::App* technicians = app.add_subcommand("technicians", "Whose certificates count no more");
    technicians->require_subcommand(1);
    CLI::App* install = technicians->add_subcommand("install", "Takes what dayroom-provision technician revoke made");
    const auto options = run_on_data(*install, chosen, &technicians_install);
    install->add_option("FILE", options->file, "The list")->required();
}

}  // namespace dayroom::hub
