// Measures the embedded hub's money: durable debits through the group-commit writer. One debit is what a paid request
// at once costs: idempotency row, balance, transfer (its two entries), request row, and the feed's rows (balances,
// line, request).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::bench {

struct LedgerBenchOptions {
    int clients = 64;  // each waits for its answer before it sends the next
    int residents = 1'000;
    double seconds = 3;
};
struct LedgerBenchResult {
    std::uint64_t done = 0;
    std::uint64_t commits = 0;
    double seconds = 0;
    double p50_ms = 0;
    double p99_ms = 0;
    double cpu_us = 0;         // of the whole process, a debit
    double written_bytes = 0;  // to files, a debit: write-ahead log and checkpoints
    bool ties = false;         // the books, afterwards
    double per_second() const { return seconds > 0 ? static_cast<double>(done) / seconds : 0; }
    double per_commit() const { return commits > 0 ? static_cast<double>(done) / static_cast<double>(commits) : 0; }
};

/// A day's mixture: of ten operations seven are debits, one is a hold, one ends the client's last hold by charging it,
/// and one reads a resident's balances.
struct MixedBenchOptions {
    int clients = 64;
    int residents = 1'000;
    double seconds = 3;
    std::vector<std::int64_t> entries;  // grown to, one after another, before each measurement
};
struct MixedBenchResult {
    std::int64_t entries = 0;  // before it
    double per_second = 0;
    double p50_ms = 0;
    double p99_ms = 0;
    double tie_out_seconds = 0;
    bool ties = false;
    double year_ms = 0;           // one resident's statement of a year, all pages
    std::int64_t year_lines = 0;  // of it
    double page_ms = 0;           // the newest 20 lines of somebody, nothing of them in the cache
    double month_ms = 0;          // a month on paper of somebody, likewise
    double month_lines = 0;       // of it
};
/// One result for each size, smallest first, on one hub that grows.
Result<std::vector<MixedBenchResult>> bench_mixed(const std::filesystem::path& folder,
                                                  const MixedBenchOptions& options);
/// The same of the books that are kept in `folder`; they grow by what is measured.
Result<MixedBenchResult> bench_kept(const std::filesystem::path& folder, const MixedBenchOptions& options);
/// Makes the books that bench_kept() measures, or lets those that are there grow to so many entries.
Status keep_books(const std::filesystem::path& folder, std::int64_t entries, int residents);

/// In a folder of its own on the disk of `folder`; removed afterwards.
Result<LedgerBenchResult> bench_ledger(const std::filesystem::path& folder, const LedgerBenchOptions& options);

struct DiskProbe {
    double writes_per_second = 0;  // 4 KiB append + fdatasync, one after another
};
/// What the disk can do: the limit of a writer that commits one debit at a time.
Result<DiskProbe> probe_disk(const std::filesystem::path& folder, double seconds);

}  // namespace dayroom::bench
