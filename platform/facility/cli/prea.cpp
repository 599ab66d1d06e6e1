// PREA beside the serving hub: what the root says of the outside body, its reports as a file, its answers from a file.
#include "platform/facility/prea/prea.h"

#include <cstdio>

#include <nlohmann/json.hpp>

#include "platform/facility/cli/cli.h"
#include "platform/facility/schema/hub_database.h"
#include "platform/wire/limits.h"

namespace dayroom::hub {
namespace {

using facility::HubFiles;
using facility::Work;
using nlohmann::json;

constexpr std::size_t kMaxFile = 256 * 1024;
constexpr int kMostInFile = 2'000;  // 44 MB

struct PreaOptions {
    std::string data;
    std::string file;
    std::string taken;
};

Result<json> read_json(const std::string& file, const char* format) {
    const auto content = json::parse(TRY(facility::read_file(file, kMaxFile)), nullptr, false);
    if (!content.is_object() || content.value("format", json()) != format)
        return Error(ErrorCode::kInvalid, file + " is no " + format + " file");
    return content;
}

Result<Bytes> member(const json& content, const char* name) {
    const auto found = content.find(name);
    if (found == content.end() || !found->is_string())
        return Error(ErrorCode::kInvalid, std::string("\"") + name + "\" is missing");
    return from_base64url(found->get<std::string>());
}

Result<int> prea_install(Environment& environment, const PreaOptions& options) {
    const json content = TRY(read_json(options.file, facility::kPreaStatementFormat));
    wire::PreaBody body;
    body.set_payload(to_string(TRY(member(content, "payload"))));
    body.set_signature(to_string(TRY(member(content, "signature"))));
    const auto services = TRY(open_services(environment, options.data));
    const auto root = TRY(services->files.installed(services->context.facility, environment.clock.now())).root;
    TRY(services->writer->run(facility::Actor::system(),
                              [&](Work& work) { return services->prea.install(work, body, root); }));
    std::printf("installed; terminals show it when they next hear from this hub\n");
    return kExitDone;
}

Result<int> prea_export(Environment& environment, const PreaOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const auto reader = TRY(facility::open_reader(services->files.database(), TRY(services->files.database_key())));
    json reports = json::array();
    for (const auto& report : TRY(services->prea.waiting(*reader, kMostInFile)))
        reports.push_back({{"id", to_base64url(as_bytes(report.box.id()))},
                           {"key_id", to_base64url(as_bytes(report.box.key_id()))},
                           {"day", report.day},
                           {"box", to_base64url(as_bytes(report.box.box()))}});
    const json content = {{"format", facility::kPreaReportsFormat}, {"reports", reports}};
    TRY(facility::write_private_file(options.file, as_bytes(content.dump() + "\n")));
    std::printf(
        "wrote %zu closed reports to %s; they stay here until \"dayroom-hub prea taken\" says that the outside "
        "body has them\n",
        reports.size(), options.file.c_str());
    return kExitDone;
}

/// The file of an export comes back: what is in it is at the outside body.
Result<int> prea_taken(Environment& environment, const PreaOptions& options) {
    constexpr std::size_t kMaxExport = 64 * 1024 * 1024;
    const auto content = json::parse(TRY(facility::read_file(options.file, kMaxExport)), nullptr, false);
    if (!content.is_object() || content.value("format", json()) != facility::kPreaReportsFormat ||
        !content.contains("reports") || !content["reports"].is_array())
        return Error(ErrorCode::kInvalid, options.file + " is no file of dayroom-hub prea export");
    std::vector<std::string> ids;
    for (const json& report : content["reports"]) {
        if (!report.is_object()) return Error(ErrorCode::kInvalid, "a report in it is none");
        ids.push_back(to_string(TRY(member(report, "id"))));
    }
    const auto services = TRY(open_services(environment, options.data));
    const int gone = TRY(
        services->writer->make(facility::Actor::system(), [&](Work& work) { return services->prea.take(work, ids); }));
    std::printf("deleted %d reports\n", gone);
    return kExitDone;
}

Result<int> prea_answer(Environment& environment, const PreaOptions& options) {
    const json content = TRY(read_json(options.file, facility::kPreaAnswerFormat));
    wire::PreaAnswer answer;
    answer.set_tag(to_string(TRY(member(content, "tag"))));
    answer.set_box(to_string(TRY(member(content, "box"))));
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(facility::Actor::system(), [&](Work& work) {
        return services->prea.answer(work, work.make_id<facility::ThingId>(), answer);
    }));
    std::printf("at every terminal, for %d days\n", facility::kPreaAnswerDays);
    return kExitDone;
}

Result<int> prea_counts(Environment&, const PreaOptions& options) {
    const HubFiles files(options.data);
    const auto reader = TRY(facility::open_reader(files.database(), TRY(files.database_key())));
    facility::Prea prea;
    std::printf("%lld wait\n", static_cast<long long>(TRY(prea.count_waiting(*reader))));
    for (const auto& day : TRY(prea.days(*reader, kMostInFile)))
        std::printf("day %lld: %lld received, %lld taken, %lld answered\n", static_cast<long long>(day.day),
                    static_cast<long long>(day.received), static_cast<long long>(day.taken),
                    static_cast<long long>(day.answered));
    return kExitDone;
}

}  // namespace

void add_prea(CLI::App& app, Chosen& chosen) {
    CLI::App* prea = app.add_subcommand("prea", "Reports to the outside body, which the hub cannot read");
    prea->require_subcommand(1);
    const auto with_file = [&](const char* name, const char* help, auto runner, const char* file, const char* what) {
        CLI::App* command = prea->add_subcommand(name, help);
        const auto options = run_on_data(*command, chosen, runner);
        command->add_option(file, options->file, what)->required();
    };
    with_file("install", "Takes what dayroom-provision prea statement made", &prea_install, "FILE", "The statement");
    with_file("export", "Writes the closed reports to a file for the outside body", &prea_export, "--to", "The file");
    with_file("taken", "Deletes the reports of an exported file: the outside body has them", &prea_taken, "FILE",
              "The file of the export");
    with_file("answer", "Takes what dayroom-provision prea answer made to the terminals", &prea_answer, "FILE",
              "The answer");
    run_on_data(*prea->add_subcommand("counts", "How many, a day"), chosen, &prea_counts);
}

}  // namespace dayroom::hub
