// bench-ledger [FOLDER [SECONDS]]: prints durable debits a second of the embedded hub, with 1, 16 and 64 clients.
#include <cstdio>
#include <cstdlib>

#include "tests/bench/ledger/ledger_bench.h"
#include "tests/support/temp_dir.h"

int main(int argc, char** argv) {
    using namespace dayroom;
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
