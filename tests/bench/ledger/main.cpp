// bench-ledger [FOLDER [SECONDS]]: prints durable debits a second of the embedded hub, with 1, 16 and 64 clients.
// bench-ledger grow FOLDER ENTRIES: makes books of so many entries in FOLDER and keeps them, for bench-ledger mixed and
// DAYROOM_BENCH_BOOKS=FOLDER dayroom-bench money.
// bench-ledger mixed FOLDER: a day's mixture of money on those books. They grow a little by it.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/bench/ledger/ledger_bench.h"
#include "tests/support/temp_dir.h"

namespace {

int grow(const char* folder, const char* entries) {
    std::filesystem::create_directories(folder);
    const auto made = dayroom::bench::keep_books(folder, std::strtoll(entries, nullptr, 10),
                                                 dayroom::bench::MixedBenchOptions().residents);
    if (!made.ok()) return std::fprintf(stderr, "%s\n", made.error().detail.c_str()), 1;
    return 0;
}

int mixed(const char* folder) {
    const auto result = dayroom::bench::bench_kept(folder, {});
    if (!result.ok()) return std::fprintf(stderr, "%s\n", result.error().detail.c_str()), 1;
    std::printf("%lld entries: %.0f operations/s, p50 %.2f ms, p99 %.2f ms\n", static_cast<long long>(result->entries),
                result->per_second, result->p50_ms, result->p99_ms);
    std::printf("the newest 20 lines %.2f ms, a month of %.0f lines %.2f ms, %lld lines %.2f ms\n", result->page_ms,
                result->month_lines, result->month_ms, static_cast<long long>(result->year_lines), result->year_ms);
    std::printf("tie-out %.2f s; books %s\n", result->tie_out_seconds, result->ties ? "tie out" : "DO NOT TIE OUT");
    return result->ties ? 0 : 2;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace dayroom;
    if (argc == 4 && std::string_view(argv[1]) == "grow") return grow(argv[2], argv[3]);
    if (argc == 3 && std::string_view(argv[1]) == "mixed") return mixed(argv[2]);
    const double seconds = argc > 2 ? std::atof(argv[2]) : 3;
    const test::TempDir own;
    const std::filesystem::path base = argc > 1 ? std::filesystem::path(argv[1]) : own.path();
    auto disk = bench::probe_disk(base, 1);
    if (!disk.ok()) return std::fprintf(stderr, "%s\n", disk.error().detail.c_str()), 1;
    std::printf("disk: %.0f appends with fdatasync a second\n", disk->writes_per_second);
    for (const int clients : {1, 16, 64}) {
        const auto folder = base / ("clients-" + std::to_string(clients));
        std::filesystem::create_directory(folder);
        bench::LedgerBenchOptions options;
        options.clients = clients;
        options.seconds = seconds;
        auto result = bench::bench_ledger(folder, options);
        std::filesystem::remove_all(folder);
        if (!result.ok()) return std::fprintf(stderr, "%s\n", result.error().detail.c_str()), 1;
        std::printf(
            "%2d clients: %.0f debits/s, %.1f a commit, p50 %.2f ms, p99 %.2f ms, %.0f us CPU a debit, %.2f of the "
            "disk; books %s\n",
            clients, result->per_second(), result->per_commit(), result->p50_ms, result->p99_ms, result->cpu_us,
            result->per_second() / disk->writes_per_second, result->ties ? "tie out" : "DO NOT TIE OUT");
        if (!result->ties) return 2;
    }
    return 0;
}
