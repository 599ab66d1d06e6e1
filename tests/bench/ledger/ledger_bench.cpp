#include "tests/bench/ledger/ledger_bench.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "platform/crypto/hash.h"
#include "tests/bench/ledger/bank.h"

namespace dayroom::bench {

using namespace facility;

namespace {

struct Debit {
    CommandId command;
    RequestId request;
    ResidentId resident;
    crypto::Digest content{};
    std::string receipt;
};

Status run_debit(Bank& bank, Work& work, const Debit& debit) {
    Reason reason{TransferKind::kRequestFee, "request_fee", "copy", debit.request};
    TRY(bank.ledger.charge(work, {work.make_id<TransferId>(), debit.resident, TRY(PositiveCents::of(25)),
                                  "revenue/copy", std::move(reason)}));
    TRY(
        work.db().run("INSERT INTO request (id, resident, device, form, form_code, form_revision, state, answers, "
                      "receipt_code, fee_cents, submitted_ms, command) "
                      "VALUES ($1, $2, $3, $4, 'copy', 1, 1, $5, $6, 25, $7, $8)",
                      debit.request, debit.resident, bank.device, bank.form, debit.content, debit.receipt, work.now(),
                      debit.command));
    work.touch(Scope::resident(debit.resident), RecordKind::kRequest, debit.request);
    return work.db().run(
        "INSERT INTO command_outcome (id, content, resident, device, result, code, receipt_code, at_ms) "
        "VALUES ($1, $2, $3, $4, 1, '', $5, $6)",
        debit.command, debit.content, debit.resident, bank.device, debit.receipt, work.now());
}

/// One client: its next debit starts when its last one is durable. No thread a client: the completion starts the next.
struct Client {
    Bank& bank;
    std::atomic<int>& running;
    MonotonicTime end;
    SeededRandom random;
    Debit debit;
    MonotonicTime begun;
    std::vector<float> waits_ms;

    Client(Bank& b, std::atomic<int>& r, MonotonicTime e, std::uint64_t seed)
        : bank(b), running(r), end(e), random(seed) {}

    void next() {
        begun = bank.clock.steady();
        if (begun >= end) {
            if (--running == 0) running.notify_all();
            return;
        }
        debit.command = CommandId::make(bank.clock, random);
        debit.request = RequestId::make(bank.clock, random);
        debit.resident = bank.residents[random.below(bank.residents.size())];
        debit.content = crypto::blake2b(debit.command.bytes());
        debit.receipt = to_hex(ByteView(debit.content).first(6));
        Status queued = bank.writer->submit(
            Actor::system(), [this](Work& work) { return run_debit(bank, work, debit); },
            [this](Status status) {
                if (status.ok()) {
                    waits_ms.push_back(static_cast<float>((bank.clock.steady() - begun).count()) / 1e6F);
                }
                next();
            });
        if (!queued.ok() && --running == 0) running.notify_all();
    }
};

}  // namespace

Result<LedgerBenchResult> bench_ledger(const std::filesystem::path& folder, const LedgerBenchOptions& options) {
    Bank bank;
    TRY(set_up(bank, folder, options.residents));
    const auto before = bank.writer->counters();
    const double cpu_before = process_cpu_seconds();
    const double written_before = process_written_bytes();
    std::atomic<int> running = options.clients;
    const MonotonicTime begin = bank.clock.steady();
    const MonotonicTime end = begin + std::chrono::nanoseconds(static_cast<std::int64_t>(options.seconds * 1e9));
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < options.clients; ++i) {
        clients.push_back(std::make_unique<Client>(bank, running, end, static_cast<std::uint64_t>(i) + 7));
    }
    for (auto& client : clients) client->next();
    for (int left = running.load(); left > 0; left = running.load()) running.wait(left);

    LedgerBenchResult result;
    result.seconds = static_cast<double>((bank.clock.steady() - begin).count()) / 1e9;
    result.cpu_us = process_cpu_seconds() - cpu_before;
    result.written_bytes = process_written_bytes() - written_before;
    bank.writer->stop();
    result.commits = bank.writer->counters().commits - before.commits;
    std::vector<float> waits;
    for (auto& client : clients) waits.insert(waits.end(), client->waits_ms.begin(), client->waits_ms.end());
    std::sort(waits.begin(), waits.end());
    result.done = waits.size();
    if (result.done > 0) {
        result.cpu_us *= 1e6 / static_cast<double>(result.done);
        result.written_bytes /= static_cast<double>(result.done);
    }
    result.p50_ms = percentile(waits, 0.5);
    result.p99_ms = percentile(waits, 0.99);
    result.ties = TRY(ties(bank));
    return result;
}

Result<DiskProbe> probe_disk(const std::filesystem::path& folder, double seconds) {
    const SystemClock clock;
    const std::string file = folder / "probe";
    const int fd = ::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0) return Error(ErrorCode::kIo, "cannot write the probe's file");
    const std::vector<char> block(4'096, 'x');
    const MonotonicTime begin = clock.steady();
    const MonotonicTime end = begin + std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
    std::uint64_t writes = 0;
    while (clock.steady() < end && ::write(fd, block.data(), block.size()) > 0 && ::fdatasync(fd) == 0) ++writes;
    const double took = static_cast<double>((clock.steady() - begin).count()) / 1e9;
    ::close(fd);
    ::unlink(file.c_str());
    return DiskProbe{static_cast<double>(writes) / took};
}

}  // namespace dayroom::bench
