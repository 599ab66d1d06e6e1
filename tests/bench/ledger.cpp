// Durable debits: idempotency row, balance, transfer (its two entries), request, feed rows. Ours through the hub's
// group-commit writer with clients that wait for their answer; beside it the same rows by SQLite alone.
#include <stdexcept>

#include "tests/bench/disk_folder.h"
#include "tests/bench/ledger/ledger_bench.h"
#include "tests/bench/parts.h"
#include "tests/bench/plain_debits.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr double kSeconds = 4;

LedgerBenchResult ours(int clients) {
    const DiskFolder folder("bench-ledger");
    LedgerBenchOptions options;
    options.clients = clients;
    options.seconds = kSeconds;
    const auto result = must(bench_ledger(folder.path(), options));
    if (!result.ties) throw std::runtime_error("the books do not tie out");
    return result;
}

double plain(int per_commit, bool encrypted) {
    const DiskFolder folder("bench-ledger");
    PlainDebits options;
    options.per_commit = per_commit;
    options.encrypted = encrypted;
    options.seconds = kSeconds;
    return plain_debits_per_second(folder.path(), options);
}

}  // namespace

void bench_ledger() {
    heading(
        "The embedded hub's ledger: durable debits (each: 1 idempotency, 1 balance, 1 transfer with its 2 entries, 1 "
        "request, 4 feed rows)");
    {
        const DiskFolder folder("bench-ledger");
        report({"appends of 4 KiB with fdatasync, alone", must(probe_disk(folder.path(), 2)).writes_per_second, "/s"});
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
