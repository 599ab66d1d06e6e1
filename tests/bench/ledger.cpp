// Durable debits: idempotency row, balance, transfer (its two entries), request, feed rows. Ours through the hub's
// group-commit writer with clients that wait for their answer; beside it the same rows by SQLite alone.
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "tests/bench/ledger/ledger_bench.h"
#include "tests/bench/parts.h"
#include "tests/bench/plain_debits.h"
#include "tests/bench/report.h"
#include "tests/support/temp_dir.h"

namespace dayroom::bench {
namespace {

constexpr double kSeconds = 4;

/// The disk of the build folder, not a tmpfs.
struct Folder {
    std::filesystem::path path;
    Folder() : path(std::filesystem::path(std::getenv("DAYROOM_BINARY_DIR")) / "bench-ledger") {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

LedgerBenchResult ours(int clients) {
    const Folder folder;
    LedgerBenchOptions options;
    options.clients = clients;
    options.seconds = kSeconds;
    const auto result = must(bench_ledger(folder.path, options));
    if (!result.ties) throw std::runtime_error("the books do not tie out");
    return result;
}

double plain(int per_commit, bool encrypted) {
    const Folder folder;
    PlainDebits options;
    options.per_commit = per_commit;
    options.encrypted = encrypted;
    options.seconds = kSeconds;
    return plain_debits_per_second(folder.path, options);
}

}  // namespace

void bench_ledger() {
    heading(
        "The embedded hub's ledger: durable debits (each: 1 idempotency, 1 balance, 1 transfer with its 2 entries, 1 "
        "request, 4 feed rows)");
    {
        const Folder folder;
        report({"appends of 4 KiB with fdatasync, alone", must(probe_disk(folder.path, 2)).writes_per_second, "/s"});
    }
    const double one_plain = plain(1, true);
    const auto one = ours(1);
    report({"1 client", one.per_second(), "/s", Peer{"SQLCipher alone, 1 a commit", one_plain}, Goal::at_least(2'000)});
    report({"1 client, answer", one.p50_ms, "ms", {}, {}, "p99 " + std::to_string(one.p99_ms) + " ms"});
    const double many_plain = plain(64, true);
    const auto many = ours(64);
    report({"64 clients", many.per_second(), "/s", Peer{"SQLCipher alone, 64 a commit", many_plain},
            Goal::at_least(10'000)});
    report({"64 clients, answer", many.p50_ms, "ms", {}, {}, "p99 " + std::to_string(many.p99_ms) + " ms"});
    report({"64 clients, debits in one commit", many.per_commit(), ""});
    report({"64 clients, CPU a debit", many.cpu_us, "us"});
    report({"64 clients, written to the disk a debit", many.written_bytes / 1024, "KiB"});
    report({"1 client, CPU a debit", one.cpu_us, "us"});
    report({"1 client, written to the disk a debit", one.written_bytes / 1024, "KiB"});
    report({"64 clients, beside SQLite without encryption", many.per_second(), "/s",
            Peer{"SQLite alone, 64 a commit", plain(64, false)}});
}

}  // namespace dayroom::bench
