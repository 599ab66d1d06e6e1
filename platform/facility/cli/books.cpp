// tie-out, backup, restore and export: all of them beside a serving hub.
#include <cstdio>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/facility/admin/backup.h"
#include "platform/facility/admin/export.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/hub/hub.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

using facility::HubFiles;
using facility::Services;
using facility::Work;

struct BooksOptions {
    std::string data;
    std::string file;
    std::string key_file;
};

Result<int> run_tie_out(Environment& environment, const BooksOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    const facility::TieOutReport report = TRY(facility::tie_out(*reader, environment.clock.now()));
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(facility::Actor::system(),
                              [&](Work& work) { return facility::record_tie_out(work, report); }));
    std::printf("%s\n", report.text().c_str());
    return report.ties() ? kExitDone : kExitDifferences;
}

/// The backup's own key: 64 hex digits in a file, made when it is not there. Kept apart from the backup, by whoever may
/// restore it.
Result<Secret> backup_key(Environment& environment, const std::string& file, bool may_make) {
    if (may_make && !std::filesystem::exists(file)) {
        const Secret fresh = Secret::random(kKeyBytes, environment.random);
        std::string line = to_hex(fresh.bytes()) + "\n";
        TRY(facility::write_private_file(file, as_bytes(line)));
        wipe(line);
        std::printf("made the backup key %s: keep it apart from the backup; without it nobody can restore\n",
                    file.c_str());
    }
    std::string line = TRY(facility::read_file(file, 256));
    while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.pop_back();
    auto bytes = from_hex(line);
    wipe(line);
    if (!bytes.ok() || bytes.value().size() != kKeyBytes)
        return Error(ErrorCode::kInvalid, file + " must hold 64 hex digits");
    Secret key = Secret::copy_of(bytes.value());
    wipe(bytes.value());
    return key;
}

Result<int> run_backup(Environment& environment, const BooksOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const Secret own = TRY(backup_key(environment, options.key_file, true));
    const auto report = TRY(facility::backup(files.database(), key, options.file, own, environment.clock));
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(facility::Actor::system(),
                              [&](Work& work) { return work.audit(record::Event::kBackupMade, work.facility()); }));
    std::printf("backup %s: %llu bytes in %.1f s, opened again and tied out\n", options.file.c_str(),
                static_cast<unsigned long long>(report.bytes), report.seconds);
    return kExitDone;
}

Result<int> run_restore(Environment& environment, const BooksOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const Secret own = TRY(backup_key(environment, options.key_file, false));
    const auto report =
        TRY(facility::restore(options.file, own, files.database(), key, environment.clock, environment.random));
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(facility::Actor::system(),
                              [&](Work& work) { return work.audit(record::Event::kRestored, work.facility()); }));
    std::printf("restored %s in %.1f s and tied out; terminals begin again and send what they kept\n",
                options.file.c_str(), report.seconds);
    return report.tie_out.ties() ? kExitDone : kExitDifferences;
}

Result<int> run_export(Environment& environment, const BooksOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    if (std::filesystem::exists(options.file))
        return Error(ErrorCode::kConflict, options.file + " exists already: choose another name");
    const mode_t before = ::umask(0077);
    std::ofstream out(options.file, std::ios::binary);
    ::umask(before);
    if (!out) return Error(ErrorCode::kIo, "cannot write " + options.file);
    const auto counts = TRY(facility::export_all(*reader, out, environment.clock.now()));
    out.close();
    if (!out) return Error(ErrorCode::kIo, "cannot write " + options.file + ": is the disk full?");
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(facility::Actor::system(),
                              [&](Work& work) { return work.audit(record::Event::kExported, work.facility()); }));
    std::printf("exported %lld lines of %lld tables to %s (names and messages: keep it safe)\n",
                static_cast<long long>(counts.lines), static_cast<long long>(counts.tables), options.file.c_str());
    return kExitDone;
}

using BooksRunner = Result<int> (*)(Environment&, const BooksOptions&);

void add(CLI::App& app, Chosen& chosen, const char* name, const char* help, BooksRunner runner, const char* file_option,
         bool keyed) {
    auto options = std::make_shared<BooksOptions>();
    CLI::App* command = app.add_subcommand(name, help);
    add_data_option(*command, options->data);
    if (file_option != nullptr) command->add_option(file_option, options->file, "The file")->required();
    if (keyed)
        command
            ->add_option("--key-file", options->key_file,
                         "The backup's own key, 64 hex digits; backup makes it when it is not there")
            ->required();
    command->callback([options, runner, &chosen] {
        chosen = [options, runner](Environment& environment) { return runner(environment, *options); };
    });
}

}  // namespace

void add_books(CLI::App& app, Chosen& chosen) {
    add(app, chosen, "tie-out", "Proves every balance from its entries; exit code 3 when one differs", &run_tie_out,
        nullptr, false);
    add(app, chosen, "backup", "A consistent, encrypted copy of the live database, opened again and tied out",
        &run_backup, "--to", true);
    add(app, chosen, "restore", "A new hub.db from a backup; the hub must be stopped and hub.db moved away",
        &run_restore, "--from", true);
    add(app, chosen, "export", "Everything as JSON lines in a published format", &run_export, "--to", false);
}

}  // namespace dayroom::hub
