// A day's mixture of money at the embedded hub, and whether it stays as quick when the books grow; the proof of all
// books, and statements of a month and a year. Large books take long to make: DAYROOM_BENCH_BOOKS names a folder with
// some that `bench-ledger grow` has made, and they are measured last; DAYROOM_BENCH_ENTRIES=… makes them in the run.
#include <cstdlib>
#include <stdexcept>

#include "tests/bench/disk_folder.h"
#include "tests/bench/ledger/ledger_bench.h"
#include "tests/bench/parts.h"
#include "tests/bench/plain_debits.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr double kMixedSeconds = 4;
constexpr std::int64_t kSmall = 10'000;
constexpr std::int64_t kUsual = 300'000;

std::vector<std::int64_t> sizes() {
    std::vector<std::int64_t> all = {kSmall, kUsual};
    if (const char* more = std::getenv("DAYROOM_BENCH_ENTRIES")) all.push_back(std::strtoll(more, nullptr, 10));
    return all;
}

}  // namespace

void bench_money() {
    heading("Money as on a busy day: 70 % debits, 20 % holds and their charges, 10 % reads; 64 clients");
    double plain = 0;
    {
        const DiskFolder folder("bench-plain");
        PlainDebits options;
        options.per_commit = 64;
        options.seconds = kMixedSeconds;
        plain = plain_debits_per_second(folder.path(), options);
    }
    const DiskFolder folder("bench-money");
    MixedBenchOptions options;
    options.seconds = kMixedSeconds;
    options.entries = sizes();
    auto results = must(bench_mixed(folder.path(), options));
    if (const char* books = std::getenv("DAYROOM_BENCH_BOOKS")) results.push_back(must(bench_kept(books, options)));
    for (const MixedBenchResult& result : results) {
        if (!result.ties) throw std::runtime_error("the books do not tie out");
        const std::string at = std::to_string(result.entries) + " entries, ";
        report({at + "operations", result.per_second, "/s", Peer{"SQLCipher alone, debits, 64 a commit", plain},
                Goal::at_least(10'000)});
        report({at + "p99", result.p99_ms, "ms", {}, Goal::at_most(25), "p50 " + std::to_string(result.p50_ms)});
        report({at + "beside the smallest size", result.per_second, "/s",
                Peer{"operations there", results.front().per_second}});
        report({at + "tie-out of all", result.tie_out_seconds, "s", {}, Goal::at_most(20)});
        report({at + "the newest 20 lines of somebody", result.page_ms, "ms"});
        report({at + "a month on paper, " + std::to_string(static_cast<int>(result.month_lines)) + " lines",
                result.month_ms,
                "ms",
                {},
                Goal::at_most(50)});
        report({at + "a statement of " + std::to_string(result.year_lines) + " lines",
                result.year_ms,
                "ms",
                {},
                Goal::at_most(50)});
    }
}

}  // namespace dayroom::bench
