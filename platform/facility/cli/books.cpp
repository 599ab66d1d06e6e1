// tie-out, backup, verify-backup, restore and restore-drill: all but the restores beside a serving hub.
#include <cstdio>

#include "platform/facility/backup/backup.h"
#include "platform/facility/backup/restore_drill.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/hub/hub.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

using facility::HubBackupReport;
using facility::HubFiles;
using facility::Services;
using facility::Work;

struct BooksOptions {
    std::string data;
    std::string file;
    std::string key_file;
    std::string parent;
    bool without_lost_photos = false;

    facility::LostPhotos lost() const {
        return without_lost_photos ? facility::LostPhotos::kLeaveOut : facility::LostPhotos::kRefuse;
    }
};

Result<int> run_tie_out(Environment& environment, const BooksOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    const facility::TieOutReport report = TRY(facility::tie_out(*reader, environment.clock));
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(environment.administrator,
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

/// What was done, and which photos are not in it.
int tell(const std::string& done, const HubBackupReport& report) {
    std::printf("%s: %s, %lld photos, %llu bytes, %.1f s\n", done.c_str(),
                report.tie_out.ties() ? "books tie out" : "books differ", static_cast<long long>(report.photos),
                static_cast<unsigned long long>(report.bytes), report.seconds);
    for (const std::string& photo : report.lost_photos)
        std::printf("photo %s is missing or changed, and was left out\n", photo.c_str());
    return report.lost_photos.empty() ? kExitDone : kExitDifferences;
}

void tell_feed(const std::string& fault) {
    std::printf("feed: %s\n", fault.empty() ? "goes on without a gap or a repeat" : fault.c_str());
}

Result<int> run_backup(Environment& environment, const BooksOptions& options) {
    const Secret own = TRY(backup_key(environment, options.key_file, true));
    const auto report = TRY(facility::back_up_hub(HubFiles(options.data), {options.file, own}, options.lost(),
                                                  environment.clock, environment.random));
    const auto services = TRY(open_services(environment, options.data));
    TRY(services->writer->run(environment.administrator,
                              [&](Work& work) { return work.audit(record::Event::kBackupMade, work.facility()); }));
    return tell("backup " + options.file, report);
}

Result<int> run_verify(Environment& environment, const BooksOptions& options) {
    const Secret own = TRY(backup_key(environment, options.key_file, false));
    const auto report =
        TRY(facility::verify_hub_backup({options.file, own}, options.lost(), environment.clock, environment.random));
    if (!report.tie_out.ties()) std::printf("%s\n", report.tie_out.text().c_str());
    return report.tie_out.ties() ? tell("verified " + options.file, report) : kExitDifferences;
}

Result<int> run_restore(Environment& environment, const BooksOptions& options) {
    const Secret own = TRY(backup_key(environment, options.key_file, false));
    const auto report = TRY(facility::restore_hub({options.file, own}, HubFiles(options.data), options.lost(),
                                                  environment.clock, environment.random, environment.administrator));
    if (!report.tie_out.ties()) std::printf("%s\n", report.tie_out.text().c_str());
    tell("restored " + options.data, report);
    tell_feed(report.feed_fault);
    return report.whole() ? kExitDone : kExitDifferences;
}

/// What of the backup would be a hub again, and whether it would go on.
Result<int> run_drill(Environment& environment, const BooksOptions& options) {
    const Secret own = TRY(backup_key(environment, options.key_file, false));
    std::error_code failed;
    const std::filesystem::path parent =
        options.parent.empty() ? std::filesystem::temp_directory_path(failed) : std::filesystem::path(options.parent);
    if (failed) return Error(ErrorCode::kInvalid, "there is no directory for temporary files: name one with --in");
    const auto report = TRY(
        facility::drill_restore({options.file, own}, parent, options.lost(), environment.clock, environment.random));
    const facility::TieOutReport& books = report.restored.tie_out;
    if (!books.ties()) std::printf("%s\n", books.text().c_str());
    tell("drill " + options.file, report.restored);
    std::printf("books: %s, %lld entries\n", books.ties() ? "tie out" : "DIFFER",
                static_cast<long long>(books.entries));
    tell_feed(report.feed_fault);
    std::printf("scopes of the feed: %lld\n", static_cast<long long>(report.scopes));
    std::printf("%s in %.1f s; nothing of it is left on this disk\n", report.passed() ? "passed" : "FAILED",
                report.seconds);
    return report.passed() ? kExitDone : kExitDifferences;
}

void add_file(CLI::App& command, BooksOptions& options, const char* name) {
    command.add_option(name, options.file, "The file, or a backup's directory")->required();
}

void add_backup_options(CLI::App& command, BooksOptions& options, const char* name) {
    add_file(command, options, name);
    command
        .add_option("--key-file", options.key_file,
                    "The backup's own key, 64 hex digits; backup makes it when it is not there")
        ->required();
    command.add_flag("--without-lost-photos", options.without_lost_photos,
                     "Goes on when photos are missing or changed, names them, and ends with exit code 3");
}

}  // namespace

void add_books(CLI::App& app, Chosen& chosen) {
    CLI::App* tie_out =
        app.add_subcommand("tie-out", "Proves every balance from its entries; exit code 3 when one differs");
    add_data_option(*tie_out, run_with(*tie_out, chosen, &run_tie_out)->data);

    CLI::App* backup =
        app.add_subcommand("backup", "The live hub, with photos and keys, encrypted, read again and tied out");
    auto options = run_with(*backup, chosen, &run_backup);
    add_data_option(*backup, options->data);
    add_backup_options(*backup, *options, "--to");

    CLI::App* verify = app.add_subcommand("verify-backup", "Reads a backup as restore would, and changes nothing");
    options = run_with(*verify, chosen, &run_verify);
    add_backup_options(*verify, *options, "--from");

    CLI::App* restore = app.add_subcommand("restore", "A new hub directory from a backup");
    options = run_with(*restore, chosen, &run_restore);
    add_data_option(*restore, options->data);
    add_backup_options(*restore, *options, "--from");

    CLI::App* drill = app.add_subcommand(
        "restore-drill", "Restores a backup into a passing directory, proves books and feed, and deletes it again");
    options = run_with(*drill, chosen, &run_drill);
    add_backup_options(*drill, *options, "--from");
    drill->add_option("--in", options->parent, "Where there is room for a whole hub; the system's own if not given");
}

}  // namespace dayroom::hub
