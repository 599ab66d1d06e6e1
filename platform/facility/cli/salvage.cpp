// What a terminal had not sent when it was taken from the wall, brought as a file (platform/wire/salvage.h).
#include "platform/wire/salvage.h"

#include <algorithm>
#include <cstdio>

#include "platform/facility/cli/cli.h"
#include "platform/wire/limits.h"

namespace dayroom::hub {
namespace {

using facility::Services;
using facility::Work;

struct SalvageOptions {
    std::string data;
    std::string file;
    bool revoked = false;
};

struct Taken {
    int done = 0;
    int declined = 0;
    int before = 0;  // the hub had them already
    int failed = 0;  // the hub could not: again later
};

/// Each command is checked and run as if the terminal had sent it: signed by it, proved by its author's PIN, once.
Taken take_commands(Services& services, const facility::CommandDevice& sender, const wire::Salvage& salvage) {
    Taken taken;
    for (std::size_t from = 0; from < salvage.commands.size(); from += wire::kMaxCommandsInBatch) {
        wire::CommandBatch batch;
        const std::size_t end = std::min(from + wire::kMaxCommandsInBatch, salvage.commands.size());
        for (std::size_t at = from; at < end; ++at) *batch.add_commands() = salvage.commands[at];
        const wire::OutcomeBatch answer = services.commands->run_and_wait(sender, batch);
        for (const auto& outcome : answer.outcomes()) {
            if (outcome.result() == wire::Outcome::RETRY)
                ++taken.failed;
            else if (outcome.repeat())
                ++taken.before;
            else
                ++(outcome.result() == wire::Outcome::DONE ? taken.done : taken.declined);
        }
    }
    return taken;
}

Result<int> salvage(Environment& environment, const SalvageOptions& options) {
    const auto read = wire::read_salvage(TRY(facility::read_file(options.file, wire::kMaxSalvageBytes)));
    if (!read.ok()) return Error(read.error().code, options.file + ": " + read.error().detail);
    const auto services = TRY(open_services(environment, options.data));
    if (read->facility != services->context.facility)
        return Error(ErrorCode::kInvalid, options.file + " is of a terminal of another facility");
    const auto device = services->registry.find(read->device);
    if (!device) return Error(ErrorCode::kNotFound, "this hub does not know the terminal of " + options.file);
    if (device->revoked && !options.revoked)
        return Error(ErrorCode::kRevoked,
                     "\"" + device->name + "\" was cut off. If it was in your hands all the time, say --revoked");
    const Taken taken = take_commands(*services, {device->id, device->unit, device->signing_key}, *read);
    wire::PreaDelivery reports;
    for (const auto& report : read->reports) *reports.add_reports() = report;
    TRY(services->writer->run(environment.administrator, [&](Work& work) -> Status {
        if (reports.reports_size() > 0) TRY(services->prea.receive(work, reports));
        return work.audit(
            record::Event::kSalvageTaken, device->id,
            std::to_string(taken.done) + "_" + std::to_string(taken.declined) + "_" + std::to_string(taken.before));
    }));
    std::printf("\"%s\": %d commands done, %d declined, %d known before, %d could not be run now; %d reports\n",
                device->name.c_str(), taken.done, taken.declined, taken.before, taken.failed, reports.reports_size());
    return taken.failed > 0 ? kExitDifferences : kExitDone;
}

}  // namespace

void add_salvage(CLI::App& app, Chosen& chosen) {
    CLI::App* command =
        app.add_subcommand("salvage", "Takes in what a terminal had not sent (dayroom-provision salvage)");
    const auto options = run_on_data(*command, chosen, &salvage);
    command->add_option("file", options->file, "The file")->required();
    command->add_flag("--revoked", options->revoked, "Also of a terminal that was cut off");
}

}  // namespace dayroom::hub
