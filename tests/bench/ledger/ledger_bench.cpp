#include "tests/bench/ledger/ledger_bench.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "platform/crypto/hash.h"
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/admin/tie_out.h"
#include "platform/facility/feed/writer.h"
#include "platform/facility/ledger/ledger.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::bench {

using namespace facility;

namespace {

constexpr std::int64_t kStartCents = 100'000'000;

/// A hub with `residents` rich residents and one form.
struct Bench {
    SystemClock clock;
    SystemRandom random;
    std::filesystem::path file;
    Secret key = Secret::random(kKeyBytes, random);
    crypto::SigningKey seal = crypto::SigningKey::make(random);
    Context context;
    FeedNotifier notifier;
    Ledger ledger;
    std::vector<ResidentId> residents;
    FormId form = FormId::make(clock, random);
    DeviceId device = DeviceId::make(clock, random);
    std::unique_ptr<Writer> writer;
};

Status add_residents(Bench& bench, Work& work, int count, const UnitId& unit) {
    for (int i = 0; i < count; ++i) {
        const ResidentId id = work.make_id<ResidentId>();
        const crypto::Digest key = crypto::blake2b(id.bytes());
        TRY(work.db().run(
            "INSERT INTO resident (id, number, given_name, family_name, unit, vault_key, vault_public_key, "
            "made_ms) VALUES ($1, $2, 'A', 'B', $3, $4, $4, $5)",
            id, std::to_string(i), unit, key, work.now()));
        TRY(bench.ledger.open_accounts(work, id));
        TRY(bench.ledger.pay(work, {work.make_id<TransferId>(), id, TRY(PositiveCents::of(kStartCents)), kCash, {}}));
        bench.residents.push_back(id);
    }
    return {};
}

Status set_up(Bench& bench, const std::filesystem::path& folder, int residents) {
    bench.file = folder / "hub.db";
    const FacilityId facility = FacilityId::make(bench.clock, bench.random);
    bench.context = {facility, &bench.clock, &bench.random, &bench.seal};
    auto connection = TRY(open_writer(bench.file, bench.key));
    wire::Facility body;
    body.set_name("Bench");
    body.set_time_zone("UTC");
    body.add_languages("en");
    TRY(create_facility(*connection, facility, body, bench.clock, bench.random));
    bench.writer = std::make_unique<Writer>(std::move(connection), bench.context, bench.notifier);
    return bench.writer->run(Actor::system(), [&](Work& work) -> Status {
        const UnitId unit = work.make_id<UnitId>();
        TRY(put_unit(work, {unit, "A", ""}));
        TRY(work.db().run("INSERT INTO form (id, code, revision, body) VALUES ($1, 'copy', 1, $2)", bench.form,
                          ByteView()));
        return add_residents(bench, work, residents, unit);
    });
}

struct Debit {
    CommandId command;
    RequestId request;
    ResidentId resident;
    crypto::Digest content{};
    std::string receipt;
};

Status run_debit(Bench& bench, Work& work, const Debit& debit) {
    Reason reason{TransferKind::kRequestFee, "request_fee", "copy", debit.request};
    TRY(bench.ledger.charge(work, {work.make_id<TransferId>(), debit.resident, TRY(PositiveCents::of(25)),
                                   "revenue/copy", std::move(reason)}));
    TRY(
        work.db().run("INSERT INTO request (id, resident, device, form, form_code, form_revision, state, answers, "
                      "receipt_code, fee_cents, submitted_ms, command) "
                      "VALUES ($1, $2, $3, $4, 'copy', 1, 1, $5, $6, 25, $7, $8)",
                      debit.request, debit.resident, bench.device, bench.form, debit.content, debit.receipt, work.now(),
                      debit.command));
    work.touch(Scope::resident(debit.resident), RecordKind::kRequest, debit.request);
    return work.db().run(
        "INSERT INTO command_outcome (id, content, resident, device, result, code, receipt_code, at_ms) "
        "VALUES ($1, $2, $3, $4, 1, '', $5, $6)",
        debit.command, debit.content, debit.resident, bench.device, debit.receipt, work.now());
}

/// One client: its next debit starts when its last one is durable. No thread a client: the completion starts the next.
struct Client {
    Bench& bench;
    std::atomic<int>& running;
    MonotonicTime end;
    SeededRandom random;
    Debit debit;
    MonotonicTime begun;
    std::vector<float> waits_ms;

    Client(Bench& b, std::atomic<int>& r, MonotonicTime e, std::uint64_t seed)
        : bench(b), running(r), end(e), random(seed) {}

    void next() {
        begun = bench.clock.steady();
        if (begun >= end) {
            if (--running == 0) running.notify_all();
            return;
        }
        debit.command = CommandId::make(bench.clock, random);
        debit.request = RequestId::make(bench.clock, random);
        debit.resident = bench.residents[random.below(bench.residents.size())];
        debit.content = crypto::blake2b(debit.command.bytes());
        debit.receipt = to_hex(ByteView(debit.content).first(6));
        Status queued = bench.writer->submit(
            Actor::system(), [this](Work& work) { return run_debit(bench, work, debit); },
            [this](Status status) {
                if (status.ok()) {
                    waits_ms.push_back(static_cast<float>((bench.clock.steady() - begun).count()) / 1e6F);
                }
                next();
            });
        if (!queued.ok() && --running == 0) running.notify_all();
    }
};

double process_cpu_seconds() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

/// What this process has handed to write calls.
double process_written_bytes() {
    std::ifstream io("/proc/self/io");
    std::string name;
    double value = 0;
    while (io >> name >> value) {
        if (name == "wchar:") return value;
    }
    return 0;
}

double percentile(std::vector<float>& sorted, double share) {
    if (sorted.empty()) return 0;
    return static_cast<double>(sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]);
}

}  // namespace

Result<LedgerBenchResult> bench_ledger(const std::filesystem::path& folder, const LedgerBenchOptions& options) {
    Bench bench;
    TRY(set_up(bench, folder, options.residents));
    const auto before = bench.writer->counters();
    const double cpu_before = process_cpu_seconds();
    const double written_before = process_written_bytes();
    std::atomic<int> running = options.clients;
    const MonotonicTime begin = bench.clock.steady();
    const MonotonicTime end = begin + std::chrono::nanoseconds(static_cast<std::int64_t>(options.seconds * 1e9));
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < options.clients; ++i) {
        clients.push_back(std::make_unique<Client>(bench, running, end, static_cast<std::uint64_t>(i) + 7));
    }
    for (auto& client : clients) client->next();
    for (int left = running.load(); left > 0; left = running.load()) running.wait(left);

    LedgerBenchResult result;
    result.seconds = static_cast<double>((bench.clock.steady() - begin).count()) / 1e9;
    result.cpu_us = process_cpu_seconds() - cpu_before;
    result.written_bytes = process_written_bytes() - written_before;
    bench.writer->stop();
    result.commits = bench.writer->counters().commits - before.commits;
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
    auto reader = TRY(open_reader(bench.file, bench.key));
    result.ties = TRY(tie_out(*reader, bench.clock.now())).ties();
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
