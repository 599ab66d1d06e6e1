// What leaves the hub as a file in a published format, beside a serving hub: everything, or the books for other
// systems.
#include <cstdio>
#include <fstream>

#include <sys/stat.h>

#include "platform/facility/admin/export.h"
#include "platform/facility/books/document_files.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {
namespace {

using facility::DocumentPage;
using facility::HubFiles;
using facility::Work;

struct ExportOptions {
    std::string data;
    std::string file;
    std::string first_day;
    std::string last_day;
};

/// A new file that only its owner reads; what `write` makes of it. It is gone again when that fails.
template <typename Write>
auto write_new_file(const std::string& file, Write&& write) -> decltype(write(std::declval<std::ostream&>())) {
    if (std::filesystem::exists(file))
        return Error(ErrorCode::kConflict, file + " exists already: choose another name");
    const mode_t before = ::umask(0077);
    std::ofstream out(file, std::ios::binary);
    ::umask(before);
    if (!out) return Error(ErrorCode::kIo, "cannot write " + file);
    auto written = write(out);
    out.close();
    if (written.ok() && out) return written;
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    if (!written.ok()) return written;
    return Error(ErrorCode::kIo, "cannot write " + file + ": is the disk full?");
}

/// Taking it out of the hub is put on record.
Status note_exported(Environment& environment, const ExportOptions& options, const char* format) {
    const auto services = TRY(open_services(environment, options.data));
    return services->writer->run(environment.administrator, [&](Work& work) {
        return work.audit(record::Event::kExported, work.facility(), format);
    });
}

Result<int> run_export(Environment& environment, const ExportOptions& options) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    const auto counts = TRY(write_new_file(
        options.file, [&](std::ostream& out) { return facility::export_all(*reader, out, environment.clock.now()); }));
    TRY(note_exported(environment, options, ""));
    std::printf("exported %lld lines of %lld tables to %s (names and messages: keep it safe)\n",
                static_cast<long long>(counts.lines), static_cast<long long>(counts.tables), options.file.c_str());
    return kExitDone;
}

/// The two formats of the books. `write`: how many, of a first page.
template <typename Write>
Result<int> run_document(Environment& environment, const ExportOptions& options, const char* format, const char* what,
                         Write&& write) {
    const HubFiles files(options.data);
    const Secret key = TRY(files.database_key());
    const auto reader = TRY(facility::open_reader(files.database(), key));
    DocumentPage first;
    first.facility = TRY(facility::read_identity(*reader)).facility;
    first.at = environment.clock.now();
    const std::int64_t count = TRY(write_new_file(
        options.file, [&](std::ostream& out) -> Result<std::int64_t> { return write(*reader, first, out); }));
    TRY(note_exported(environment, options, format));
    std::printf("exported %lld %s to %s (%s)\n", static_cast<long long>(count), what, options.file.c_str(), format);
    return kExitDone;
}

Result<int> run_accounts(Environment& environment, const ExportOptions& options) {
    return run_document(environment, options, facility::kAccountsFormat, "accounts", &facility::write_accounts_file);
}

Result<int> run_transactions(Environment& environment, const ExportOptions& options) {
    return run_document(environment, options, facility::kTransactionsFormat, "transactions",
                        [&](database::Connection& reader, const DocumentPage& first, std::ostream& out) {
                            return facility::write_transactions_file(reader, first, options.first_day, options.last_day,
                                                                     out);
                        });
}

void add_file(CLI::App& command, ExportOptions& options) {
    command.add_option("--to", options.file, "The file, which must not exist yet")->required();
}

}  // namespace

void add_exports(CLI::App& app, Chosen& chosen) {
    CLI::App* everything = app.add_subcommand("export", "Everything as JSON lines in a published format");
    add_file(*everything, *run_on_data(*everything, chosen, &run_export));
    CLI::App* accounts = app.add_subcommand("export-accounts", "Every account with its balance, as dayroom-accounts-1");
    add_file(*accounts, *run_on_data(*accounts, chosen, &run_accounts));
    CLI::App* transactions =
        app.add_subcommand("export-transactions", "What was posted in some days, as dayroom-transactions-1");
    const auto options = run_on_data(*transactions, chosen, &run_transactions);
    transactions->add_option("--from", options->first_day, "The first day, as 2026-11-01")->required();
    transactions->add_option("--until", options->last_day, "The last day, in it too")->required();
    add_file(*transactions, *options);
}

}  // namespace dayroom::hub
